"""The brief of a country or a partner as a page of the window: to read, to print, to take along."""

from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from luutru.gui.jobs import Newest
from luutru.gui.partners.tables import STATE_WIDTH, TWO_STATES_WIDTH, duty_look, over_status
from luutru.gui.plain_copies import LIST, NewFile, to_new_file
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import (
    PAGE_MARGINS,
    STRETCH,
    Item,
    box,
    card,
    column,
    label,
    row,
    scrolled,
    widget,
)
from luutru.gui.widgets.pill import Look, status_look
from luutru.gui.widgets.row_table import Cells, TallTable
from luutru.i18n import translate
from luutru.services.briefs.gathering import Brief, brief
from luutru.services.briefs.paper import AGREEMENTS, DUTIES, Paper, Section, State, paper_of
from luutru.services.briefs.writing import export_brief, write_paper

if TYPE_CHECKING:
    from luutru.gui.jobs import Job

_PIXELS: Final = 8
"""Of the window for a letter of the width that a column has on paper."""
_NO_LOOK: Final = Look("draft", "circle")


class BriefPage(QWidget):
    """Shows a brief; lets it be printed and written as PDF or DOCX."""

    left = Signal()
    """The reader goes back to the partner."""
    agreement_wanted = Signal(str)
    shown = Signal()
    """A brief is there to be seen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = Newest(desk.jobs)
        self._asked: dict[str, object] = {}
        self.brief: Brief | None = None
        self._paper: Paper | None = None
        self._title, self._about = label("", "h1", wrap=True), label("", "muted", wrap=True)
        self.back = push_button(
            translate("Back to partners"), self.left.emit, icon_name="chevron-left"
        )
        self.print = push_button(translate("Print…"), self._print, icon_name="printer")
        self.pdf = push_button(
            translate("PDF…"), partial(self._choose, "pdf"), icon_name="download"
        )
        self.docx = push_button(
            translate("DOCX…"), partial(self._choose, "docx"), icon_name="download"
        )
        self._area = scrolled(QWidget(), "page")
        self._area.setAccessibleName(translate("Brief"))
        head = row(
            column(self.back, STRETCH),
            (column(self._title, self._about, spacing=3), 1),
            column(row(self.print, self.pdf, self.docx), STRETCH),
            spacing=16,
            margins=(28, 20, 28, 4),
        )
        self.setLayout(column(head, (self._area, 1), spacing=0))

    def show_country(self, code: str) -> None:
        """Read and show the brief of a country."""
        self._ask(country=code)

    def show_partner(self, authority_id: int) -> None:
        """Read and show the brief of a partner."""
        self._ask(authority_id=authority_id)

    def refresh(self) -> None:
        """Read anew what is shown."""
        if self._asked:
            self._ask(**self._asked)

    @property
    def is_wanted(self) -> bool:
        """Whether a brief is shown, or about to be."""
        return bool(self._asked)

    def forget(self) -> None:
        """Show nothing, and read nothing any more."""
        self._asked = {}
        self._reading.forget()

    def _ask(self, **asked: object) -> None:
        self._asked = asked
        archive = self._desk.archive

        def work(_job: "Job") -> Brief:
            country, number = asked.get("country", ""), asked.get("authority_id")
            return brief(
                archive,
                country=str(country),
                authority_id=number if isinstance(number, int) else None,
            )

        self._reading.ask(work, self._show)

    def _show(self, told: Brief) -> None:
        self.brief = told
        self._paper = paper = paper_of(told, self._desk.archive.settings.name)
        self._title.setText(paper.title)
        self._about.setText(" · ".join(paper.about))
        place = self._area.verticalScrollBar().value()
        self._area.setWidget(self._content(paper))
        self._area.verticalScrollBar().setValue(place)
        self.shown.emit()

    # --- what is seen ----------------------------------------------------------------------

    def _content(self, paper: Paper) -> QWidget:
        parts: list[Item] = [_figures(paper), *(self._section(one) for one in paper.sections)]
        _, _, right, bottom = PAGE_MARGINS
        return widget(column(*parts, STRETCH, spacing=14, margins=(28, 10, right, bottom)), "page")

    def _section(self, section: Section) -> QFrame:
        heading = label(section.heading, "h2")
        if not section.rows:
            return card(heading, label(section.empty, "muted"), spacing=6)
        if len(section.columns) == 1:
            return card(heading, *(label(cells[0], wrap=True) for cells in section.rows))
        titles = [one.title for one in section.columns]
        widths = {n: one.letters * _PIXELS for n, one in enumerate(section.columns)}
        stretched = max(widths, key=lambda n: widths[n])
        del widths[stretched]
        if section.states:
            two = any(one.succeeded for one in section.states)
            widths[len(titles) - 1] = TWO_STATES_WIDTH if two else STATE_WIDTH
        table = TallTable(section.heading, titles, widths, stretched)
        if section.kind not in (AGREEMENTS, DUTIES):
            table.end_in_words()
        table.opened.connect(self._open)
        keys = section.keys or ("",) * len(section.rows)
        table.show_rows(
            [
                _cells(section.kind, cells, state, key)
                for cells, state, key in zip_longest(section.rows, section.states, keys)
            ]
        )
        return card(heading, table)

    def _open(self, reference: str) -> None:
        if reference:
            self.agreement_wanted.emit(reference)

    # --- leaving the window ----------------------------------------------------------------

    def _print(self) -> None:
        from luutru.gui.printing import print_made  # noqa: PLC0415  starts quicker

        if self._paper is not None:
            print_made(self, self._desk, self._paper.title, partial(write_paper, self._paper))

    def _choose(self, form: str) -> None:
        if self.brief is not None and self._paper is not None:
            words = {
                "pdf": translate("PDF files (*.pdf)"),
                "docx": translate("Word files (*.docx)"),
            }
            name = f"{self._paper.title.replace(':', ' -').replace('/', '-')}.{form}"
            wanted = NewFile(self, self._paper.title, name, words[form])
            to_new_file(self._desk, LIST, wanted, self.export)

    def export(self, path: Path) -> None:
        """Write the brief to a file."""
        archive, told = self._desk.archive, self.brief
        if told is None:
            return

        def done(_written: object) -> None:
            self._desk.told.emit("good", translate("The brief was written."), str(path))

        self._desk.jobs.start(lambda _job: export_brief(archive, told, path), done)


def _figures(paper: Paper) -> QFrame:
    parts: list[Item] = []
    for number, words in paper.figures:
        parts += [
            column(label(number, "h1"), label(words, "caption", wrap=True), spacing=1),
            24,
        ]
    return box("card", row(*parts, STRETCH, margins=(18, 14, 18, 14)))


def _cells(kind: str, cells: tuple[str, ...], state: State | None, key: str) -> Cells:
    """Return one row; its last word is a state where it has one."""
    if state is None:
        return Cells(cells, _NO_LOOK, key)
    over = over_status(taken_over=state.succeeded)
    return Cells((*cells[:-1], state.words), _look(kind, state.code), key, over)


def _look(kind: str, state: str) -> Look:
    return duty_look(state) if kind == DUTIES else status_look(state)
