"""Records what a person decided of a document: where it belongs and what it says, as one act."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from luutru.gui.intake.review.draft import Kind
from luutru.services.arrivals import Joining
from luutru.services.confirming import Answer, Decision, decide
from luutru.services.propose import MilestoneProposal, ReviewSheet

if TYPE_CHECKING:
    from luutru.services.archive import Archive


@dataclass(frozen=True)
class Decided:
    """What is to be recorded of one document."""

    kind: Kind
    described: bool
    """Whether the file has a description of its own, to be accepted with it."""
    answers: Sequence[Answer] = ()
    milestones: Sequence[MilestoneProposal] = ()

    def values(self) -> dict[str, str]:
        """Return what is said of each field; one of several entries has a line for each."""
        told: dict[str, list[str]] = {}
        for answer in self.answers:
            told.setdefault(answer.field, []).append(answer.value)
        return {name: "\n".join(filter(None, lines)) for name, lines in told.items()}

    def without(self, fields: Collection[str]) -> "Decided":
        """Return the same without a word about some fields, which stay as they are recorded."""
        kept = tuple(answer for answer in self.answers if answer.field not in fields)
        return replace(self, answers=kept)


def record(archive: "Archive", sheet: ReviewSheet, decided: Decided) -> None:
    """Put the document in its place if it is not there, and accept its description.

    Raises:
        CannotSort, CannotAttach: It does not fit where it is to go.
        UnknownReference: Nothing is called as it was said.
        UnacceptableValue, ReviewIncomplete: See `services.confirming.confirm`.
        EditedMeanwhile: Somebody else corrected the agreement since the sheet was read.
    """
    joining, target = decided.kind
    moves = joining is not None and (joining is not Joining.NEW or not sheet.fields)
    decision = Decision(
        decided.answers,
        decided.milestones,
        sorting=(joining, target or None) if moves and joining is not None else None,
        describes=decided.described or not moves,
        accepts=decided.described,
    )
    decide(archive, sheet.reference, decision, version=sheet.version)
