"""The dialog for the shared archive of an office: join it from this desk, or found it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from luutru.gui import choosing
from luutru.gui.widgets.buttons import push_button, say_on
from luutru.gui.widgets.layouts import STRETCH, captioned, column, label, line, row
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive

_WIDTH: Final = 640
_MARGINS: Final = (24, 20, 24, 20)
_JOIN: Final = 0
_DATABASE: Final = "luutru"


class SharedArchiveDialog(QDialog):
    """Which server keeps the catalogue, and, where it is new, whose archive it is."""

    made = Signal(object)
    """Something to call off the thread of the window that opens the archive."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Shared archive"))
        self.ways = Segmented(
            translate("What is to be done"),
            (translate("Join the archive of the office"), "users"),
            (translate("Found a new one"), "plus"),
        )
        self.server = _line(translate("Server"), translate("Its name in the network of the office"))
        self.database = _line(translate("Database"), _DATABASE)
        self.database.setText(_DATABASE)
        self.account = _line(translate("Account at the server"), translate("As at this computer"))
        self.password = _line(translate("Password"), translate("Kept nowhere"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.store = _line(translate("Shared folder"), "")
        self.name = _line(translate("Name of the archive"), translate("International cooperation"))
        self.agency = _line(translate("Agency"), translate("As its documents name it"))
        self.abbreviation = _line(translate("Abbreviation"), "TĐC")
        self.place = _line(translate("Place"), "Hà Nội")
        self._charter = QWidget()
        self._charter.setLayout(self._charter_form())
        self._go = push_button("", self._tell, icon_name="server", kind="primary")
        self._go.setDefault(True)
        self._hint = label("", "caption", wrap=True)
        self.setLayout(self._form())
        self.setMinimumWidth(_WIDTH)
        self.resize(_WIDTH, 0)
        self.ways.picked.connect(self._go_another_way)
        for field in (self.server, self.database, self.store, self.name):
            field.textChanged.connect(self._show_ready)
        self._follow()
        self.server.setFocus()

    def _form(self) -> QVBoxLayout:
        choose = push_button(translate("Choose…"), self._choose, icon_name="folder")
        return column(
            label(translate("Shared archive"), "h1"),
            label(
                translate(
                    "Several desks work in one archive: a PostgreSQL server keeps its catalogue, a "
                    "folder that every desk sees keeps its files."
                ),
                wrap=True,
            ),
            row(self.ways, STRETCH),
            line(),
            self._charter,
            row((captioned(self.server), 2), (captioned(self.database), 1), spacing=12),
            row((captioned(self.account), 1), (captioned(self.password), 1), spacing=12),
            captioned(self.store, choose),
            self._hint,
            STRETCH,
            row(STRETCH, push_button(translate("Close"), self.reject), self._go),
            spacing=12,
            margins=_MARGINS,
        )

    def _charter_form(self) -> QVBoxLayout:
        return column(
            captioned(self.name),
            captioned(self.agency),
            row((captioned(self.abbreviation), 1), (captioned(self.place), 1), spacing=12),
            spacing=12,
        )

    def _go_another_way(self) -> None:
        self._follow()
        (self.server if self.ways.current == _JOIN else self.name).setFocus()

    def _follow(self) -> None:
        joins = self.ways.current == _JOIN
        self._charter.setVisible(not joins)
        say_on(self._go, translate("Join") if joins else translate("Found the archive"))
        self.store.setPlaceholderText(
            translate("Where the archive says, unless this desk sees it elsewhere")
            if joins
            else translate("An empty folder that every desk sees")
        )
        self._hint.setText(
            translate(
                "This desk keeps an index and what it has looked at on its own disk; the first "
                "time that takes a while."
            )
            if joins
            else translate(
                "The database has to be there already, and empty: the manual of the administrator "
                "says how it is made."
            )
        )
        self._show_ready()
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is asked for now; words that wrap count as wide as they are shown."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Fit once everything is dressed."""
        super().showEvent(event)
        self._fit()

    def _show_ready(self) -> None:
        needed = [self.server, self.database]
        if self.ways.current != _JOIN:
            needed += [self.store, self.name]
        self._go.setEnabled(all(field.text().strip() for field in needed))

    def _choose(self) -> None:
        choosing.folder(
            self,
            lambda folder: self.store.setText(str(folder)),
            translate("Choose the folder that every desk sees"),
        )

    def _tell(self) -> None:
        from luutru.services.office_address import office_address  # noqa: PLC0415  seldom

        address = office_address(
            self.server.text(), self.database.text(), self.account.text().strip(),
            self.password.text(),
        )  # fmt: skip
        store = self.store.text().strip()
        joins = self.ways.current == _JOIN
        name, agency, abbreviation, place = (
            field.text().strip()
            for field in (self.name, self.agency, self.abbreviation, self.place)
        )

        def make() -> "Archive":
            from luutru.services.charter import Agency, Charter  # noqa: PLC0415
            from luutru.services.offices import found_office, join_office  # noqa: PLC0415
            from luutru.services.workstation import who  # noqa: PLC0415

            if joins:
                return join_office(address, store=store or None)
            told = Charter(name, Agency(agency, abbreviation, place), "", who())
            return found_office(address, store, told)

        self.password.clear()
        self.accept()
        self.made.emit(make)


def _line(name: str, example: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(example)
    return field
