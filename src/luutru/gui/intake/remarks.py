"""What is to be noted of the scans in the queue, looked up in the background for rows in sight."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from luutru.gui.intake.rows import QueueRow
from luutru.gui.jobs import Jobs
from luutru.gui.lanes import Lane
from luutru.i18n import translate, translate_count

if TYPE_CHECKING:
    from luutru.services.archive import Archive


@dataclass(frozen=True, slots=True)
class Remark:
    """What the rules find in one scan."""

    findings: int = 0
    """Those that nobody has accepted."""
    documents: int = 1
    """How many documents the scan seems to hold."""

    def words(self) -> str:
        """Say it, a line for each thing; empty where nothing is to be noted."""
        said = []
        if self.documents > 1:
            said.append(translate("seems to be {count} documents", count=self.documents))
        if self.findings:
            said.append(
                translate_count(
                    "{count} remark on the scan", "{count} remarks on the scan", self.findings
                )
            )
        return "\n".join(said)


class Remarks(QObject):
    """Remarks by document; each is asked for once, and anew when its pages have changed."""

    arrived = Signal()

    def __init__(self, archive: "Archive", jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._archive = archive
        self._jobs = jobs
        self._known: dict[str, Remark | None] = {}

    def of(self, row: QueueRow) -> Remark | None:
        """Return what is to be noted of a row; None while nobody knows."""
        return self._known.get(_key(row))

    def want(self, row: QueueRow) -> None:
        """Ask for what is to be noted of a document that is read, unless that was done before."""
        key = _key(row)
        if not row.reference or not row.pages or row.pages_read < row.pages or key in self._known:
            return
        self._known[key] = None
        reference = row.reference
        self._jobs.start(
            lambda _job: _looked_up(self._archive, reference),
            lambda remark: self._keep(key, remark),
            lane=Lane.COMPARING,
            failed=_without_remark,
        )

    def forget(self) -> None:
        """Ask anew: pages were arranged, or findings accepted."""
        self._known.clear()

    def _keep(self, key: str, remark: Remark) -> None:
        self._known[key] = remark
        if remark.words():
            self.arrived.emit()


def _looked_up(archive: "Archive", reference: str) -> Remark:
    from luutru.services.scan_quality import findings  # noqa: PLC0415  starts quicker
    from luutru.services.segmenting import proposed_cuts  # noqa: PLC0415

    cuts = [cut for cut in proposed_cuts(archive, reference) if cut.is_likely]
    open_ones = [found for found in findings(archive, reference) if not found.accepted]
    return Remark(len(open_ones), 1 + len(cuts))


def _key(row: QueueRow) -> str:
    return f"{row.reference}:{row.pages_read}/{row.pages}"


def _without_remark(_error: Exception) -> None:
    """Leave the row without a remark: it says itself what is the matter with the file."""
