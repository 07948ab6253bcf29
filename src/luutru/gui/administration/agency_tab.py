"""The tab “Cơ quan”: the agency's names in time, its fonds, whom it trusts, the settings."""

from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from luutru.gui import choosing
from luutru.gui.administration.agency_dialogs import AgencyDialog, FondsDialog
from luutru.gui.administration.roots_card import RootsCard
from luutru.gui.administration.settings_card import SettingsCard
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import (
    CARD_MARGINS,
    STRETCH,
    box,
    column,
    label,
    row,
    scrolled,
    widget,
)
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from luutru.services.administration.agency import AgencyName, FondsTold
    from luutru.services.administration.archive_settings import SettingTold
    from luutru.services.archive import Archive

_Dialog = TypeVar("_Dialog", bound=DeskDialog)
_NAMES: Final = (mark("Name"), mark("Abbreviation"), mark("Place"), mark("Title of the head"),
                 mark("Valid from"), mark("Valid until"))  # fmt: skip
_FONDS: Final = (mark("Code"), mark("Name"), mark("History"), mark("New agreements"))
_NAME_WIDTHS: Final = {1: 120, 2: 120, 3: 190, 4: 110, 5: 110}
_FONDS_WIDTHS: Final = {0: 110, 2: 330, 3: 150}
_MOST, _BELOW = 260, 6


class AgencyTab(QWidget):
    """Former names stay: documents of their days carry them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = Newest(desk.jobs)
        self._names: list[AgencyName] = []
        self._fonds: list[FondsTold] = []
        self.names = _table(translate("Names of the agency"), _NAMES, _NAME_WIDTHS, 0)
        self.fonds = _table(translate("Fonds"), _FONDS, _FONDS_WIDTHS, 1)
        self.rename = push_button(
            translate("New name…"), self.rename_agency, icon_name="plus",
            tip=translate("Enter the name that the agency has from a day on"),
        )  # fmt: skip
        self.correct = push_button(
            translate("Correct…"), self.correct_agency, icon_name="pencil",
            tip=translate("Correct the name that is chosen"),
        )  # fmt: skip
        self.add_fonds = push_button(
            translate("New fonds…"), lambda: self.put_fonds(None), icon_name="plus",
            tip=translate("Enter another fonds of the agency"),
        )  # fmt: skip
        self.edit_fonds = push_button(
            translate("Correct…"), self.correct_fonds, icon_name="pencil",
            tip=translate("Correct the fonds that is chosen, close or open it"),
        )  # fmt: skip
        desk.permits.guard_each(
            (self.rename, "agency_added"), (self.correct, "agency_changed"),
            (self.add_fonds, "fonds_added"), (self.edit_fonds, "fonds_changed"),
        )  # fmt: skip
        self.settings, self.roots = SettingsCard(desk.permits), RootsCard(desk)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        agency = _card(
            translate("Agency"),
            translate(
                "New documents and copies carry the name of their day; a former name stays for "
                "those of its time."
            ),
            self.names,
            self.correct,
            self.rename,
        )
        fonds = _card(
            translate("Fonds"),
            translate("New agreements go to the first fonds that is open."),
            self.fonds,
            self.edit_fonds,
            self.add_fonds,
        )
        cards = column(agency, fonds, self.roots, self.settings, STRETCH, spacing=14)
        area = scrolled(widget(cards))
        area.setAccessibleName(translate("Agency"))
        self.setLayout(column(area, spacing=0))

    def _connect(self) -> None:
        self.settings.saved.connect(self._save)
        self.settings.folder_wanted.connect(self._choose_folder)
        self.names.doubleClicked.connect(self._correct_at)
        self.fonds.doubleClicked.connect(self._fonds_at)

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.names

    @property
    def unsaved(self) -> list[str]:
        """What was entered and not saved, by what it is called."""
        return self.settings.unsaved

    def refresh(self) -> None:
        """Read everything anew; what was typed and not saved stays."""
        archive = self._desk.archive
        self._reading.ask(lambda _job: _read(archive), self._show)
        self.roots.refresh()

    # --- dialogs ---------------------------------------------------------------------------

    def rename_agency(self) -> AgencyDialog:
        """Ask for a new name."""
        now = self._names[0] if self._names else None
        return self._open(AgencyDialog(self._desk, now, self, renames=True))

    def correct_agency(self) -> AgencyDialog | None:
        """Ask for corrections of the name that is chosen."""
        place = max(0, self.names.currentIndex().row())
        if place >= len(self._names):
            return None
        return self._open(AgencyDialog(self._desk, self._names[place], self, renames=False))

    def put_fonds(self, told: "FondsTold | None") -> FondsDialog:
        """Ask for a fonds."""
        return self._open(FondsDialog(self._desk, told, self))

    def correct_fonds(self) -> FondsDialog | None:
        """Ask for corrections of the fonds that is chosen."""
        place = max(0, self.fonds.currentIndex().row())
        return self.put_fonds(self._fonds[place]) if place < len(self._fonds) else None

    def _open(self, dialog: _Dialog) -> _Dialog:
        dialog.told.connect(self._tell)
        dialog.open()
        return dialog

    def _tell(self, title: str, text: str) -> None:
        self._desk.told.emit("good", title, text)

    def _correct_at(self, _index: QModelIndex) -> None:
        self.correct_agency()

    def _fonds_at(self, _index: QModelIndex) -> None:
        self.correct_fonds()

    # --- settings --------------------------------------------------------------------------

    def _choose_folder(self) -> None:
        title = translate("Choose the folder that the scanner fills")
        choosing.folder(self, self._take_folder, title)

    def _take_folder(self, folder: "Path") -> None:
        self.settings.put_folder(str(folder))

    def _save(self, wanted: list[tuple[str, str]]) -> None:
        archive = self._desk.archive

        def work(_job: object) -> None:
            from luutru.services.administration.archive_settings import (  # noqa: PLC0415
                change_settings,
            )

            change_settings(archive, wanted)

        self._desk.jobs.start(work, self._saved, lane=Lane.WRITING, failed=self.settings.explain)

    def _saved(self, _none: object) -> None:
        self.settings.forget()
        self._desk.told.emit("good", translate("The settings are kept."), "")
        self._desk.settings_changed.emit()

    # --- what is shown ---------------------------------------------------------------------

    def _show(self, told: "_Told") -> None:
        self._names, self._fonds, settings = told
        self.names.show_lines([_name_line(one) for one in self._names])
        self.fonds.show_lines([_fonds_line(one) for one in self._fonds])
        for table in (self.names, self.fonds):
            _fit(table)
        self.settings.show_settings(settings)


_Told = tuple[list["AgencyName"], list["FondsTold"], list["SettingTold"]]


def _read(archive: "Archive") -> "_Told":
    from luutru.services.administration.agency import (  # noqa: PLC0415  starts quicker
        agency_names,
        all_fonds,
    )
    from luutru.services.administration.archive_settings import settings_told  # noqa: PLC0415

    return agency_names(archive), all_fonds(archive), settings_told(archive)


def _name_line(told: "AgencyName") -> Line:
    begins = _day(told.valid_from) or translate("the beginning")
    ends = _day(told.valid_to) or translate("today")
    return Line((told.name, told.abbreviation, told.place, told.head_title, begins, ends))


def _fonds_line(told: "FondsTold") -> Line:
    words = translate("open") if told.is_open else translate("closed")
    return Line((told.fonds_code, told.name, told.history, words), "active" if told.is_open else "")


def _day(value: "date | None") -> str:
    return value.strftime("%d/%m/%Y") if value else ""


def _table(
    name: str, headings: tuple[str, ...], widths: dict[int, int], stretched: int
) -> WordTable:
    return WordTable(name, [translate(one) for one in headings], widths, stretched)


def _fit(table: WordTable) -> None:
    """Let a table be as tall as its few rows."""
    rows = sum(table.rowHeight(place) for place in range(len(table.lines)))
    table.setFixedHeight(min(_MOST, table.horizontalHeader().height() + rows + _BELOW))


def _card(title: str, about: str, table: WordTable, *buttons: QPushButton) -> QFrame:
    words = column(label(title, "h2"), label(about, "caption", wrap=True), spacing=2)
    head = row((words, 1), *buttons, spacing=8)
    return box("card", column(head, (table, 1), spacing=10, margins=CARD_MARGINS))
