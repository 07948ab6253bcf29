"""The card of the authorities that the archive trusts: copies are proven by them alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame

from luutru.gui import choosing
from luutru.gui.administration.root_dialog import RootDialog
from luutru.gui.entry_dialog import EntryDialog, Words
from luutru.gui.jobs import Newest
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import CARD_MARGINS, column, label, row
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate
from luutru.vietnamese.dates import short

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.copies.trusted import RootRow

_HEADINGS: Final = (mark("Certification authority"), mark("Valid until"), mark("Trusted since"),
                    mark("Trusted by"), "SHA-256")  # fmt: skip
_WIDTHS: Final = {1: 110, 2: 120, 3: 150, 4: 330}
_MOST, _BELOW = 220, 6


class RootsCard(QFrame):
    """Nothing is trusted by chance: adding shows the SHA-256 first, taking away asks why."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._desk = desk
        self._reading = Newest(desk.jobs)
        self._roots: list[RootRow] = []
        title = translate("Trusted authorities")
        headings = [translate(one) for one in _HEADINGS]
        self.table = WordTable(title, headings, _WIDTHS, 0)
        self.none = label(
            translate("No authority is trusted; only trial copies can be checked."), "muted"
        )
        self.add = push_button(
            translate("Add from a file…"), self._choose, icon_name="plus",
            tip=translate("Trust an authority by its root certificate"),
        )  # fmt: skip
        self.remove = push_button(
            translate("Trust no longer…"), self.distrust, icon_name="x",
            tip=translate("Trust the authority that is chosen no longer"),
        )  # fmt: skip
        desk.permits.guard_each((self.add, "root_trusted"), (self.remove, "root_distrusted"))
        about = translate(
            "A copy that somebody brings is accepted only if its key was certified by one of them."
        )
        words = column(label(title, "h2"), label(about, "caption", wrap=True), spacing=2)
        head = row((words, 1), self.remove, self.add, spacing=8)
        self.setLayout(column(head, self.none, self.table, spacing=10, margins=CARD_MARGINS))
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self._show([])

    def refresh(self) -> None:
        """Read the roots anew."""
        archive = self._desk.archive
        self._reading.ask(lambda _job: _read(archive), self._show)

    def trust(self, file: Path) -> RootDialog:
        """Show whose certificates are in a file, and ask whether they are to be trusted."""
        dialog = RootDialog(self._desk, self, file)
        dialog.told.connect(self._done)
        dialog.open()
        return dialog

    def distrust(self) -> EntryDialog | None:
        """Ask why the authority that is chosen is trusted no longer."""
        place = self.table.currentIndex().row()
        if not 0 <= place < len(self._roots):
            return None
        root = self._roots[place]

        def do(archive: "Archive", reason: str) -> None:
            from luutru.services.copies.trusted import distrust_root  # noqa: PLC0415

            distrust_root(archive, root.sha256, reason)

        words = Words(
            title=translate("Trust {name} no longer", name=root.subject),
            asked=translate("Reason"),
            button=translate("Trust no longer"),
            done=translate("{name} is trusted no longer.", name=root.subject),
            guide=translate(
                "Copies that its keys signed are not accepted any more. The log keeps the reason."
            ),
        )
        dialog = EntryDialog(self._desk, self, words, do)
        dialog.told.connect(self._done)
        dialog.open()
        return dialog

    def _choose(self) -> None:
        choosing.one_file(
            self, self.trust, translate("Choose a root certificate"),
            translate("Certificates (*.crt *.cer *.pem *.der)"),
        )  # fmt: skip

    def _done(self, title: str, text: str) -> None:
        self._desk.told.emit("good", title, text)
        self.refresh()

    def _show(self, roots: "list[RootRow]") -> None:
        self._roots = roots
        self.table.show_lines([_line(one) for one in roots])
        self.table.setVisible(bool(roots))
        self.none.setVisible(not roots)
        rows = sum(self.table.rowHeight(place) for place in range(len(roots)))
        height = self.table.horizontalHeader().sizeHint().height() + rows + _BELOW
        self.table.setFixedHeight(min(_MOST, height))
        self._follow()

    def _follow(self, *_: object) -> None:
        self.remove.setEnabled(0 <= self.table.currentIndex().row() < len(self._roots))


def _read(archive: "Archive") -> "list[RootRow]":
    from luutru.services.copies.trusted import roots_told  # noqa: PLC0415  starts quicker

    return roots_told(archive)


def _line(one: "RootRow") -> Line:
    since = f"{one.since.astimezone():%d/%m/%Y}"
    return Line((one.subject, short(one.ends), since, one.person, one.sha256))
