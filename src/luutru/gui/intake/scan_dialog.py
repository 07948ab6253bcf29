"""Scans a pile of paper and takes it in: one document for each pile, as many piles as there are."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.jobs import Job
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luutru.services.accession import Receipt, Rejection
    from luutru.services.scanning import Device

SOURCES: Final = (("adf", mark("Feeder"), "layers"), ("flatbed", mark("Glass"), "scan-line"))
"""What the service calls each source, what people call it, and its icon."""


class ScanDialog(DeskDialog):
    """Stays open after a pile, for the next one."""

    def __init__(self, desk: Desk, queue: IntakeQueue, parent: QWidget) -> None:
        super().__init__(
            desk,
            parent,
            translate("Scan paper"),
            translate(
                "The pages of one pile become one document, unless separator sheets lie in it."
            ),
        )
        self._queue = queue
        self._job: Job | None = None
        self.device = QComboBox()
        self.device.setAccessibleName(translate("Scanner"))
        self.source = Segmented(
            translate("Where the paper lies"),
            *((translate(name), icon_name) for _, name, icon_name in SOURCES),
        )
        self.pages = label("", "strong")
        self.stop = push_button(translate("Stop"), self._stop, icon_name="x")
        self.scan = push_button(
            translate("Start scanning"), self._scan, icon_name="scan-line", kind="primary"
        )
        self.again = push_button(
            translate("Look again"),
            self._look,
            icon_name="refresh-cw",
            tip=translate("Look for scanners again"),
        )
        which = label(translate("Scanner"), "caption")
        which.setBuddy(self.device)
        fields = column(
            which,
            row((self.device, 1), self.again, spacing=8),
            6,
            label(translate("Where the paper lies"), "caption"),
            row(self.source, STRETCH),
            10,
            self.pages,
            spacing=4,
        )
        self.lay_out(fields, STRETCH, foot=(STRETCH, self.stop, self.scan), size=(560, 380))
        desk.jobs.progressed.connect(self._on_progress)
        self._look()

    def follow(self) -> None:
        """Let the buttons follow whether a pile is being scanned."""
        scanning = self._job is not None
        self.stop.setVisible(scanning)
        ready = not scanning and self.device.count() > 0
        for part in (self.device, self.source, self.scan):
            part.setEnabled(ready)
        self.again.setEnabled(not scanning and not self.pages.text())

    @override
    def explain(self, error: Exception) -> None:
        self.pages.setText("")
        super().explain(error)

    @override
    def reject(self) -> None:
        self._stop()
        super().reject()

    def _look(self) -> None:
        """Ask which scanners there are."""
        self.notice.clear()
        self.device.clear()
        self.pages.setText(translate("Looking for scanners…"))
        self.follow()
        self.run(lambda _job: _devices(), self._take, Lane.SCANNING)

    def _take(self, devices: "Sequence[Device]") -> None:
        for one in devices:
            self.device.addItem(f"{one.label} ({one.name})" if one.label else one.name, one.name)
        self.pages.setText("")
        if not devices:
            self.notice.say(
                "warn",
                translate("No scanner was found."),
                translate("Switch it on and plug it in, then look again."),
            )
        self.follow()
        (self.scan if devices else self.again).setFocus()

    def _scan(self) -> None:
        archive, device = self.desk.archive, str(self.device.currentData())
        source = SOURCES[self.source.current][0]
        self.notice.clear()
        self._show_pages(0)

        def work(job: Job) -> "list[Receipt | Rejection]":
            from luutru.services.scanning import take_in_pile  # noqa: PLC0415  starts quicker

            return list(take_in_pile(archive, device, source=source, progress=job))

        self._job = self.desk.jobs.start(
            work,
            self._scanned,
            lane=Lane.SCANNING,
            title=translate("Scanning"),
            failed=self.explain,
        )
        self._job.on_end = self._over
        self.follow()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.pages.setText(translate("Stopped; nothing of this pile was taken in."))

    def _scanned(self, outcomes: "list[Receipt | Rejection]") -> None:
        self._queue.note(outcomes)
        self.notice.say(
            "good",
            translate("The pile was taken in."),
            translate("Put the next one in and scan, or close this window."),
        )
        self.pages.setText("")

    def _over(self) -> None:
        self._job = None
        self.follow()
        self.scan.setFocus()

    def _on_progress(self, job: Job) -> None:
        if job is self._job and not job.stopping:
            self._show_pages(job.done)

    def _show_pages(self, count: int) -> None:
        self.pages.setText(translate_count("{count} page so far", "{count} pages so far", count))


def _devices() -> "list[Device]":
    from luutru.services.scanning import devices  # noqa: PLC0415  starts quicker

    return devices()
