"""Does what was chosen for a row of the queue: at once, or in a dialog."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.arranging.dialog import ArrangeDialog
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.intake.batch_dialog import BatchDialog
from luutru.gui.intake.door_dialog import DoorDialog
from luutru.gui.intake.findings_dialog import FindingsDialog
from luutru.gui.intake.list_dialog import ListDialog
from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.intake.rows import QueueRow
from luutru.gui.intake.scan_dialog import ScanDialog
from luutru.gui.intake.separators_dialog import SeparatorsDialog
from luutru.gui.intake.twins_dialog import TwinsDialog
from luutru.gui.intake.ways import Way
from luutru.gui.screen import Desk
from luutru.i18n import translate, translate_count


class RowActs(QObject):
    """Knows the dialogs of the screen; each way that is no dialog is left to the screen."""

    changed = Signal()
    """Documents are not what they were; the lists are to be read anew."""

    def __init__(self, desk: Desk, queue: IntakeQueue, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._queue = queue
        self._window = window

    def do(self, row: QueueRow, way: Way) -> bool:
        """Do it, and tell whether that was ours to do."""
        if way is Way.SOONER:
            self.read_sooner(row)
        elif way is Way.ARRANGE:
            self.arrange(row)
        elif way is Way.TWINS:
            self.compare(row.reference)
        elif way is Way.REMARKS:
            self._open(FindingsDialog(self._desk, row.reference, self._window))
        elif way is Way.BATCH:
            self.describe_batch(row.batch)
        elif way in (Way.ADMIT, Way.CLEAR, Way.KEEP_OUT):
            self._open(DoorDialog(self._desk, row.reference, self._window, way))
        else:
            return False
        return True

    def arrange(self, row: QueueRow) -> ArrangeDialog:
        """Show the pages of a document to be turned, moved, left out or cut apart."""
        dialog = ArrangeDialog(self._desk, row.reference, self._window)
        dialog.made.connect(self._tell_arranged)
        dialog.open()
        return dialog

    def compare(self, reference: str) -> TwinsDialog:
        """Show side by side what may be the same as a document."""
        dialog = TwinsDialog(self._desk, reference, self._window)
        dialog.opened.connect(self._desk.agreement_wanted)
        self._open(dialog)
        return dialog

    def describe_batch(self, batch: int | None = None) -> BatchDialog:
        """Ask for values that a batch has in common; None is the newest."""
        dialog = BatchDialog(self._desk, self._window, batch)
        self._open(dialog)
        return dialog

    def make_separators(self) -> SeparatorsDialog:
        """Ask for separator sheets."""
        dialog = SeparatorsDialog(self._desk, self._window)
        self._open(dialog)
        return dialog

    def take_in_list(self) -> ListDialog:
        """Ask for a list and the scans beside it."""
        dialog = ListDialog(self._desk, self._queue, self._window)
        self._open(dialog)
        return dialog

    def scan(self) -> ScanDialog:
        """Ask for the scanner and scan."""
        dialog = ScanDialog(self._desk, self._queue, self._window)
        self._open(dialog)
        return dialog

    def read_sooner(self, row: QueueRow) -> None:
        """Have a document read before all others."""
        archive, reference, name = self._desk.archive, row.reference, row.name

        def work(_job: object) -> None:
            from luutru.services.reading_order import read_sooner  # noqa: PLC0415

            read_sooner(archive, reference)

        def told(_none: object) -> None:
            self._desk.told.emit("good", translate("{name} is read next.", name=name), "")
            self.changed.emit()

        self._desk.jobs.start(work, told)

    def _open(self, dialog: DeskDialog) -> None:
        dialog.told.connect(self._tell)
        dialog.open()

    def _tell(self, title: str, text: str) -> None:
        self._desk.told.emit("good", title, text)
        self.changed.emit()

    def _tell_arranged(self, references: list[str]) -> None:
        if len(references) == 1:
            self._tell(
                translate("The pages of {reference} are arranged.", reference=references[0]), ""
            )
            return
        title = translate_count(
            "The scan was cut into {count} document.", "The scan was cut into {count} documents.",
            len(references),
        )  # fmt: skip
        self._tell(title, ", ".join(references))
