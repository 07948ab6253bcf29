"""Finds, makes and brings archives in the background; loaded once the window stands."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from luutru.gui.jobs import Job, Jobs
from luutru.gui.lanes import Lane
from luutru.gui.welcome.opening import OpeningScreen
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive

    Then = Callable[["Archive"], object]
    Failed = Callable[[Exception], object]


class Opening(Jobs):
    """What goes on in a window until an archive is at work in it."""

    def find(self, folder: Path, then: "Then", failed: "Failed", *, copied: bool = False) -> None:
        """Find the archive in `folder`, and load what shows it: the window is not held up.

        `copied`: what this desk copied of it is to be read, as its server does not answer.
        """

        def work(_job: Job) -> "Archive":
            from luutru.gui import workspace  # noqa: F401, PLC0415  loaded on this thread
            from luutru.services.archive import find_archive  # noqa: PLC0415  as above

            archive = find_archive(folder)
            if copied:
                from luutru.services.mirror import read_from_mirror  # noqa: PLC0415  as above

                read_from_mirror(archive)
            return archive

        self.start(work, then, lane=Lane.READING, failed=failed)

    def make(self, make: "Callable[[], Archive]", then: "Then", failed: "Failed") -> None:
        """Make an archive."""
        self.start(lambda _job: make(), then, lane=Lane.READING, failed=failed)

    def ask(self, archive: "Archive", then: Callable[[bool], object], failed: "Failed") -> None:
        """Open the catalogue of `archive`; tell whether it asks who somebody is."""

        def work(_job: Job) -> bool:
            from luutru.services.people.signing_in import asks  # noqa: PLC0415  starts quicker

            return asks(archive)

        self.start(work, then, lane=Lane.READING, failed=failed)

    def bring(
        self, work: Callable[[Job], Path], title: str, then: Callable[[Path], object],
        failed: "Failed",
    ) -> OpeningScreen:  # fmt: skip
        """Let `work` bring an archive; return the page that shows how far it is."""
        waiting = OpeningScreen(translate(title))
        job = self.start(work, then, lane=Lane.ACCESSION, failed=failed, title=title)
        waiting.follow(job, self)
        return waiting
