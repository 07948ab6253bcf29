"""The tab “Lịch làm việc”: a year of days off and days worked, by law and by the agency."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QWidget

from luutru import clock
from luutru.gui import choosing, formats
from luutru.gui.administration.day_dialog import DayDialog
from luutru.gui.administration.replan_dialog import ReplanDialog, offer_replanning
from luutru.gui.administration.year_view import YearView, weekdays
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import box, column, label, line, row, scrolled, widget
from luutru.gui.widgets.notice import Notice
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from datetime import date

    from luutru.services.administration.working_year import WorkingYear
    from luutru.services.rules.working_days import Holiday

_HEADINGS: Final = (mark("Day"), mark("Kind of day"), mark("Name"), mark("Set by"))
_WIDTHS: Final = {0: 128, 1: 100, 3: 150}
_FILTER: Final = mark("Lists (*.csv)")


class CalendarTab(QWidget):
    """What the archive enters overrides the law; milestones in working days may follow."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = Newest(desk.jobs)
        self._shown: WorkingYear | None = None
        self.year = clock.today().year
        self._heading = label("", "h2")
        self._count = label("", "caption")
        self._sources = label("", "caption", wrap=True)
        self._unknown = Notice(stays=True)
        self.before = icon_button("chevron-left", translate("The year before"), self.go_back)
        self.after = icon_button("chevron-right", translate("The year after"), self.go_on)
        self.add = push_button(
            translate("Enter a day…"), lambda: self.enter(None), icon_name="plus", kind="primary",
            tip=translate("Enter a day off, or a day that is worked instead of one"),
        )  # fmt: skip
        self.bring = push_button(
            translate("From a file…"), self._ask_file, icon_name="file-input",
            tip=translate("Enter days from a CSV file: day; holiday or working; name; source"),
        )  # fmt: skip
        self.remove = push_button(
            translate("Take back"), self.take_back, icon_name="undo-2",
            tip=translate("Take back what the archive entered for the day that is chosen"),
        )  # fmt: skip
        for button in (self.add, self.bring, self.remove):
            desk.permits.guard(button, "calendar_changed")
        self.view = YearView()
        self.table = WordTable(
            translate("Special days of the year"), [translate(one) for one in _HEADINGS], _WIDTHS, 2
        )
        self.setLayout(column(self._card(), spacing=0))
        self.view.day_wanted.connect(self.enter)
        self.table.doubleClicked.connect(self._enter_at)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.refresh()

    def _card(self) -> QFrame:
        head = row(
            self.before, self._heading, self.after, 6, (self._count, 1), self.remove, self.bring,
            self.add, spacing=6, margins=(12, 10, 14, 10),
        )  # fmt: skip
        legend = label(
            translate(
                "Red: nobody works · green: worked instead · grey: weekend · framed: entered by "
                "the archive"
            ),
            "caption",
            wrap=True,
        )
        words = column(legend, self._sources, spacing=1)
        year = column((self.view, 1), words, spacing=8, margins=(16, 10, 16, 12))
        left = scrolled(widget(year), "clear")
        left.setAccessibleName(translate("The year at a glance"))
        middle = row((left, 5), (box("panel-left", column(self.table, spacing=0)), 6), spacing=0)
        return box(
            "card",
            column(head, self._unknown, line(), (middle, 1), spacing=0, margins=(1, 1, 1, 1)),
        )

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.table

    def refresh(self) -> None:
        """Read the year anew."""
        archive, year = self._desk.archive, self.year

        def work(_job: object) -> "WorkingYear":
            from luutru.services.administration.working_year import (  # noqa: PLC0415
                working_year,
            )

            return working_year(archive, year)

        self._reading.ask(work, self._show)

    def go_back(self) -> None:
        """Show the year before."""
        self._go(-1)

    def go_on(self) -> None:
        """Show the year after."""
        self._go(1)

    def enter(self, day: "date | None") -> DayDialog:
        """Ask what a day is to be."""
        special = {one.day: one for one in self._shown.special} if self._shown else {}
        dialog = DayDialog(self._desk, day, special.get(day) if day else None, self)
        dialog.told.connect(self._entered)
        dialog.open()
        return dialog

    def take_back(self) -> None:
        """Take back what was entered for the day that is chosen."""
        told, archive = self._chosen(), self._desk.archive
        if told is None or not told.is_own:
            return

        def work(_job: object) -> None:
            from luutru.services.rules.calendar_days import remove_day  # noqa: PLC0415

            remove_day(archive, told.day)

        said = translate("The law holds again for {day}.", day=_written(told.day))
        self._desk.jobs.start(work, lambda _none: self._entered(said, ""), lane=Lane.WRITING)

    def take_file(self, file: Path) -> None:
        """Enter the days of a file."""
        archive = self._desk.archive

        def work(_job: object) -> int:
            from luutru.services.rules.calendar_days import import_days  # noqa: PLC0415

            return import_days(archive, file)

        def told(count: int) -> None:
            words = translate_count("{count} day entered.", "{count} days entered.", count)
            self._entered(words, "")

        self._desk.jobs.start(work, told, lane=Lane.WRITING)

    def _ask_file(self) -> None:
        choosing.one_file(self, self.take_file, translate("Choose a list of days"),
                          translate(_FILTER))  # fmt: skip

    def _entered(self, title: str, text: str) -> None:
        self._desk.told.emit("good", title, text)
        offer_replanning(self._desk, self, "", self._ask_replanning)

    def _ask_replanning(self, dialog: ReplanDialog) -> None:
        dialog.open()

    def _go(self, step: int) -> None:
        self.year += step
        self.refresh()

    def _show(self, shown: "WorkingYear") -> None:
        self._shown = shown
        self._heading.setText(str(shown.year))
        self._count.setText(
            translate(
                "{worked} working days · {off} days off besides weekends",
                worked=formats.number(shown.worked),
                off=formats.number(sum(not one.is_worked for one in shown.special)),
            )
        )
        if shown.is_known:
            self._unknown.clear()
        else:
            self._unknown.say(
                "warn",
                translate("The days that move with the moon are not known yet for this year."),
                translate("Enter Lunar New Year and the Hung Kings' day once they are announced."),
            )
        self._sources.setText(translate("Source: {source}", source="; ".join(shown.sources)))
        self.view.show_year(shown)
        self.table.show_lines([_line(one) for one in shown.special])
        self._follow()

    def _follow(self) -> None:
        told = self._chosen()
        self.remove.setEnabled(told is not None and told.is_own)

    def _chosen(self) -> "Holiday | None":
        place = self.table.currentIndex().row()
        special = self._shown.special if self._shown is not None else ()
        return special[place] if 0 <= place < len(special) else None

    def _enter_at(self, index: QModelIndex) -> None:
        self.enter(self._day(index.row()))

    def _day(self, place: int) -> "date | None":
        return self._shown.special[place].day if self._shown is not None else None


def _line(told: "Holiday") -> Line:
    kind = translate("worked") if told.is_worked else translate("day off")
    weekday = weekdays()[told.day.weekday()]
    source = (told.source or translate("the archive")) if told.is_own else translate("the law")
    return Line((f"{weekday} {_written(told.day)}", kind, told.name, source))


def _written(day: "date") -> str:
    return day.strftime("%d/%m/%Y")
