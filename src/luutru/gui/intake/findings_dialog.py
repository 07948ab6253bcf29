"""What is to be noted of a scan: what was found, what to do, and why somebody accepts it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, row
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.scan_quality import ScanFinding

_HEADINGS: Final = (mark("Page"), mark("What was found"), mark("What to do"), mark("Accepted"))


class FindingsDialog(DeskDialog):
    """Lists what the rules find; a finding that the paper explains is accepted with a reason."""

    def __init__(self, desk: Desk, reference: str, parent: QWidget) -> None:
        super().__init__(
            desk,
            parent,
            translate("Remarks on the scan of {reference}", reference=reference),
            translate("A remark that the paper itself explains is accepted with a reason."),
        )
        self._reference = reference
        self._found: tuple[ScanFinding, ...] = ()
        self.table = WordTable(
            translate("Remarks on the scan"),
            [translate(one) for one in _HEADINGS],
            {0: 70, 2: 300, 3: 200},
            1,
        )
        self.reason = LineInput()
        self.reason.setAccessibleName(translate("Reason"))
        self.reason.setPlaceholderText(translate("Why it is accepted"))
        self.accept_it = push_button(translate("Accept this remark"), self._accept, kind="primary")
        desk.permits.guard(self.accept_it, "flaw_accepted")
        self.lay_out(
            (box("card", column(self.table, spacing=0, margins=(1, 1, 1, 8))), 1),
            row(label(translate("Reason"), "caption"), (self.reason, 1)),
            foot=(STRETCH, self.accept_it),
            size=(900, 520),
        )
        self.reason.textChanged.connect(lambda _text: self.follow())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.follow())
        self.follow()
        self._read()

    def follow(self) -> None:
        """Let the button be on for what nobody accepted yet, once a reason is said."""
        found = self._chosen()
        self.accept_it.setEnabled(
            found is not None and not found.accepted and bool(self.reason.typed())
        )

    def _chosen(self) -> "ScanFinding | None":
        at = self.table.currentIndex().row()
        return self._found[at] if 0 <= at < len(self._found) else None

    def _read(self) -> None:
        archive, reference = self.desk.archive, self._reference
        self.run(lambda _job: _found(archive, reference), self._take, Lane.COMPARING)

    def _take(self, found: "tuple[ScanFinding, ...]") -> None:
        self._found = found
        if not found:
            self.notice.say("good", translate("Nothing is wanting in this scan."))
        self.table.show_lines([_line(one) for one in found])
        first = next((at for at, one in enumerate(found) if not one.accepted), 0)
        self.table.selectRow(first)
        self.table.setFocus()
        self.follow()

    def _accept(self) -> None:
        found = self._chosen()
        if found is None:
            return
        archive, reference, reason = self.desk.archive, self._reference, self.reason.typed()
        self.accept_it.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.scan_quality import accept  # noqa: PLC0415  starts quicker

            accept(archive, reference, found.code, reason, page=found.page)

        def accepted(_none: object) -> None:
            self.reason.clear()
            self.told.emit(translate("The remark is accepted."), found.what)
            self._read()

        self.run(work, accepted, Lane.WRITING)


def _found(archive: "Archive", reference: str) -> "tuple[ScanFinding, ...]":
    from luutru.services.scan_quality import findings  # noqa: PLC0415  starts quicker

    return findings(archive, reference)


def _line(found: "ScanFinding") -> Line:
    page = str(found.page) if found.page else translate("all")
    accepted = found.accepted or translate("not yet")
    state = "active" if found.accepted else "expiring"
    return Line((page, found.what, found.advice, accepted), state)
