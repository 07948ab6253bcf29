"""Records what a person decided of a document: first where it belongs, then what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luutru.errors import EditedMeanwhile
from luutru.gui.intake.review.draft import Kind
from luutru.services.arrivals import Joining
from luutru.services.confirming import Answer, confirm
from luutru.services.propose import MilestoneProposal, ReviewSheet, review_sheet
from luutru.services.sorting import sort_document

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


def record(archive: "Archive", sheet: ReviewSheet, decided: Decided) -> None:
    """Put the document in its place if it is not there, and accept its description.

    Raises:
        CannotSort, CannotAttach: It does not fit where it is to go.
        UnknownReference: Nothing is called as it was said.
        UnacceptableValue, ReviewIncomplete: See `services.confirming.confirm`.
        EditedMeanwhile: Somebody else corrected the agreement since the sheet was read.
    """
    joining, target = decided.kind
    version: int | None = sheet.version
    moves = joining is not None and (joining is not Joining.NEW or not sheet.fields)
    if moves and joining is not None:
        if review_sheet(archive, sheet.reference).version != sheet.version:
            raise EditedMeanwhile(sheet.reference)
        sort_document(archive, sheet.reference, joining, target or None)
        version = None  # going to its place has changed the agreement
    if decided.described or not moves:
        confirm(
            archive,
            sheet.reference,
            decided.answers,
            decided.milestones,
            version=version,
            review_too=decided.described,
        )
