"""Asks for a name of the agency, and for a fonds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from luutru.errors import EditedMeanwhile
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput, TextInput
from luutru.gui.lanes import Lane
from luutru.gui.meeting_dialog import meet
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, column, row
from luutru.i18n import translate
from luutru.services.administration.agency import (
    LONGEST_CODE,
    LONGEST_NAME,
    AgencyName,
    FondsTold,
)
from luutru.vietnamese.dates import read_day

if TYPE_CHECKING:
    from luutru.services.meeting import Meeting

Told = TypeVar("Told", AgencyName, FondsTold)


class AgencyDialog(DeskDialog):
    """With `renames` a new name from a day on; else corrections of one that is recorded."""

    def __init__(
        self, desk: Desk, told: AgencyName | None, parent: QWidget, *, renames: bool
    ) -> None:
        super().__init__(desk, parent, *_heading(renames=renames))
        self._told = told or AgencyName()
        self._renames = renames
        self.name = _line(translate("Name"), LONGEST_NAME)
        self.abbreviation = _line(translate("Abbreviation"), 30)
        self.parent_name = _line(translate("Superior agency"), LONGEST_NAME)
        self.place = _line(translate("Place"), 100)
        self.head_title = _line(translate("Title of the head"), 100)
        self.valid_from = _line(translate("Valid from"), 10)
        self.valid_from.setPlaceholderText(translate("such as 01/03/2025"))
        for line, value in (
            (self.name, self._told.name), (self.abbreviation, self._told.abbreviation),
            (self.parent_name, self._told.parent_name), (self.place, self._told.place),
            (self.head_title, self._told.head_title),
        ):  # fmt: skip
            line.put(value)
            line.edited.connect(self.follow)
        self.valid_from.edited.connect(self.follow)
        self.save = push_button(translate("Save"), self._save, kind="primary")
        desk.permits.guard(self.save, "agency_changed")
        begins = captioned(self.valid_from) if renames else column()
        halves = row((captioned(self.abbreviation), 1), (captioned(self.place), 1), spacing=12)
        self.lay_out(
            begins, captioned(self.name), halves, captioned(self.head_title),
            captioned(self.parent_name), STRETCH,
            foot=(STRETCH, self.save), size=(560, 470 if renames else 420),
        )  # fmt: skip
        self.follow()

    def follow(self) -> None:
        """Let the button be on once the name, and for a new one the day, is said."""
        dated = not self._renames or self._day() is not None
        self.save.setEnabled(bool(self.name.typed()) and dated)

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(read_day(self.valid_from.typed()) or "")
        except ValueError:
            return None

    def _save(self) -> None:
        self._write(self._wanted())

    def _wanted(self) -> AgencyName:
        return replace(
            self._told,
            name=self.name.typed(),
            abbreviation=self.abbreviation.typed(),
            parent_name=self.parent_name.typed(),
            place=self.place.typed(),
            head_title=self.head_title.typed(),
        )

    def _write(self, wanted: AgencyName) -> None:
        archive, renames = self.desk.archive, self._renames
        if renames:
            wanted = replace(wanted, id=0, version=0, valid_from=self._day(), valid_to=None)
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.administration.agency import (  # noqa: PLC0415  starts quicker
                correct_agency,
                rename_agency,
            )

            (rename_agency if renames else correct_agency)(archive, wanted)

        said = translate("“{words}” is kept.", words=wanted.name)
        self.run(work, lambda _none: self.finish(said), Lane.WRITING)

    @override
    def explain(self, error: Exception) -> None:
        """Let it be chosen between both values where somebody else corrected the same."""
        super().explain(error)
        if isinstance(error, EditedMeanwhile):
            _meet(self, self._told, self._wanted(), self._go_on, self._write)

    def _go_on(self, told: AgencyName) -> None:
        self._told = told


def _heading(*, renames: bool) -> tuple[str, str]:
    """Return title and guide of the dialog."""
    if renames:
        return translate("New name of the agency"), translate(
            "The former name is valid until the day before; documents of its time keep it."
        )
    return translate("Correct the name of the agency"), translate(
        "For mistakes in writing. After a renaming enter a new name instead."
    )


class FondsDialog(DeskDialog):
    """A new fonds, or one that is corrected, closed or opened."""

    def __init__(self, desk: Desk, told: FondsTold | None, parent: QWidget) -> None:
        title = translate("New fonds") if told is None else translate("Correct the fonds")
        guide = translate("One fonds at least stays open: new agreements go to it.")
        super().__init__(desk, parent, title, guide)
        self._told = told or FondsTold()
        self.code = _line(translate("Code of the fonds"), LONGEST_CODE)
        self.name = _line(translate("Name"), LONGEST_NAME)
        self.archive_code = _line(translate("Code of the archive"), LONGEST_CODE)
        self.history = TextInput()
        self.history.setAccessibleName(translate("History"))
        self.is_open = QCheckBox(translate("Open: takes new agreements"))
        self.is_open.setAccessibleName(self.is_open.text())
        self.code.put(self._told.fonds_code)
        self.name.put(self._told.name)
        self.archive_code.put(self._told.archive_code)
        self.history.put(self._told.history)
        self.is_open.setChecked(self._told.is_open)
        self.save = push_button(translate("Save"), self._save, kind="primary")
        desk.permits.guard(self.save, "fonds_changed")
        for line in (self.code, self.name):
            line.edited.connect(self.follow)
        codes = row((captioned(self.code), 1), (captioned(self.archive_code), 1), spacing=12)
        self.lay_out(
            codes, captioned(self.name), captioned(self.history), self.is_open, STRETCH,
            foot=(STRETCH, self.save), size=(560, 400),
        )  # fmt: skip
        self.follow()

    def follow(self) -> None:
        """Let the button be on once code and name are said."""
        self.save.setEnabled(bool(self.code.typed() and self.name.typed()))

    def _save(self) -> None:
        self._write(self._wanted())

    def _wanted(self) -> FondsTold:
        return replace(
            self._told,
            fonds_code=self.code.typed(),
            name=self.name.typed(),
            archive_code=self.archive_code.typed(),
            history=self.history.typed(),
            is_open=self.is_open.isChecked(),
        )

    def _write(self, wanted: FondsTold) -> None:
        archive = self.desk.archive
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.administration.agency import put_fonds  # noqa: PLC0415

            put_fonds(archive, wanted)

        said = translate("“{words}” is kept.", words=wanted.name)
        self.run(work, lambda _none: self.finish(said), Lane.WRITING)

    @override
    def explain(self, error: Exception) -> None:
        """Let it be chosen between both values where somebody else corrected the same."""
        super().explain(error)
        if isinstance(error, EditedMeanwhile):
            _meet(self, self._told, self._wanted(), self._go_on, self._write)

    def _go_on(self, told: FondsTold) -> None:
        self._told = told


def _meet(
    dialog: DeskDialog,
    read: Told,
    mine: Told,
    go_on: Callable[[Told], object],
    write: Callable[[Told], object],
) -> None:
    archive = dialog.desk.archive

    def look() -> "Meeting":
        from luutru.services.meeting import of_agency  # noqa: PLC0415  seldom

        return of_agency(archive, read, mine)

    def save(meeting: "Meeting", chosen: frozenset[str]) -> None:
        told: dict[str, Any] = dict(meeting.values)
        if "is_open" in told:
            told["is_open"] = told["is_open"] == "yes"
        told |= {name: getattr(mine, name) for name in chosen}
        newer = replace(mine, version=meeting.version, **told)
        go_on(newer)
        write(newer)

    meet(dialog.desk, dialog, look, save, lambda seen: save(seen, frozenset()))


def _line(name: str, longest: int) -> LineInput:
    made = LineInput(longest)
    made.setAccessibleName(name)
    return made
