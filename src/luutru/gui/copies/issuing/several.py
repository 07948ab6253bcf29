"""Several copies issued in one run: what became of each, in words."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from luutru.gui.formats import Grouped
from luutru.i18n import translate, translate_count
from luutru.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luutru.gui.jobs import Job
    from luutru.services.archive import Archive
    from luutru.services.copies.batch import Outcome
    from luutru.services.copies.request import Wanted

_TOLD: Final = 6
"""Copies that were not issued which are named one by one."""


@dataclass
class IssueRun:
    """A run over several copies, which a stop or a failure may end before its time."""

    archive: "Archive"
    wanted: "Sequence[Wanted]"
    folder: Path
    goes_on: bool
    outcomes: "list[Outcome]" = field(default_factory=list)

    def work(self, job: "Job") -> "IssueRun":
        """Issue the copies; a stop takes effect between two, and what was issued is told."""
        from luutru.services.copies.batch import issue_each  # noqa: PLC0415  where one signs

        each = issue_each(
            self.archive, self.wanted, self.folder, goes_on=self.goes_on, progress=job
        )
        try:
            for outcome in each:
                self.outcomes.append(outcome)
        except Cancelled:
            pass
        return self

    @property
    def is_short(self) -> bool:
        """Tell whether a copy is missing."""
        return len(self.wanted) > sum(one.issued is not None for one in self.outcomes)

    def title(self) -> str:
        """Return how many were issued."""
        count = sum(one.issued is not None for one in self.outcomes)
        return translate_count(
            "{count} copy was issued.", "{count} copies were issued.", Grouped(count)
        )

    def text(self) -> str:
        """Return where they lie, what was not issued, and why."""
        failed = [one for one in self.outcomes if one.error is not None]
        lines = [f"{one.reference}: {one.error}" for one in failed[:_TOLD]]
        if len(failed) > _TOLD:
            more = Grouped(len(failed) - _TOLD)
            lines.append(translate_count("and {count} more", "and {count} more", more))
        left = [one.reference for one in self.wanted[len(self.outcomes) :]]
        if left:
            told = translate(
                "Not begun, no number was taken: {references}", references=" ".join(left)
            )
            lines.append(told)
        if any(one.issued for one in self.outcomes):
            lines.insert(0, translate("The copies lie in {folder}.", folder=self.folder))
        return "\n".join(lines)
