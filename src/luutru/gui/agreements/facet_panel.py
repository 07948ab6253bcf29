"""The pane of facets: one section each, counted for the result that is open."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from luutru.gui.agreements.facet_row import FacetRow
from luutru.gui.agreements.narrowing import BY_NAME, FACETS, Facet, chosen, switched, values_shown
from luutru.gui.agreements.saved.saved_line import SavedLine
from luutru.gui.agreements.year_histogram import YearHistogram
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import (
    NO_MARGINS,
    STRETCH,
    box,
    column,
    label,
    row,
    scrolled,
    widget,
)
from luutru.i18n import translate, translate_count
from luutru.services.facets import Facets, FacetValue
from luutru.services.filters import EVERYTHING, Filter

WIDTH: Final = 236
SHOWN: Final = 8
"""Values of one facet before the others are folded away."""


class FacetSection(QWidget):
    """The values of one facet; the rarer ones are folded away."""

    switched = Signal(str, bool)
    """A code was switched on or off."""

    def __init__(self, facet: Facet) -> None:
        super().__init__()
        self.facet = facet
        self._rows: dict[str, FacetRow] = {}
        self._unfolded = False
        self._values: list[FacetValue] = []
        self._picked: frozenset[str] = frozenset()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._more = push_button("", self._unfold, kind="ghost")
        heading = label(translate(facet.heading).upper(), "overline")
        self.setLayout(
            column(
                row(heading, margins=(16, 8, 12, 4)),
                self._list,
                row(self._more, STRETCH, margins=(8, 0, 8, 0)),
                spacing=0,
            )
        )

    def show_values(self, values: list[FacetValue], picked: frozenset[str]) -> None:
        """Show `values` with their counts; those in `picked` are switched on."""
        self._values, self._picked = values, picked
        shown = values if self._unfolded else _foremost(values, picked)
        self._keep_rows(shown)
        for value in shown:
            one = self._rows[value.code]
            one.show_value(value)
            one.setChecked(value.code in picked)
        left = len(values) - len(shown)
        self._more.setVisible(left > 0)
        words = translate_count("Show {count} more", "Show {count} more", left)
        self._more.setText(words)
        self._more.setAccessibleName(words)
        self.setVisible(bool(values))

    def _keep_rows(self, shown: list[FacetValue]) -> None:
        codes = [value.code for value in shown]
        if list(self._rows) == codes:
            return
        for code in [code for code in self._rows if code not in codes]:
            self._rows.pop(code).deleteLater()
        kept, self._rows = self._rows, {}
        for place, value in enumerate(shown):
            one = kept.get(value.code) or self._make_row(value)
            self._rows[value.code] = one
            self._list.insertWidget(place, one)

    def _make_row(self, value: FacetValue) -> FacetRow:
        made = FacetRow(value, dotted=self.facet.name == "statuses")
        made.clicked.connect(lambda on, code=value.code: self.switched.emit(code, on))
        return made

    def _unfold(self) -> None:
        self._unfolded = True
        self.show_values(self._values, self._picked)


def _foremost(values: list[FacetValue], picked: frozenset[str]) -> list[FacetValue]:
    if len(values) <= SHOWN + 1:
        return values
    return [v for place, v in enumerate(values) if place < SHOWN or v.code in picked]


class FacetPanel(QWidget):
    """Narrows the result; tells the new filter each time a value is chosen.

    The saved searches stand above the facets.
    """

    narrowed = Signal(object)
    """The `Filter` now wanted."""

    def __init__(self, above: QWidget) -> None:
        super().__init__()
        self._wanted = EVERYTHING
        self.years = YearHistogram()
        self.years.picked.connect(self._pick_years)
        self.sections: dict[str, FacetSection] = {}
        self._years_section = _years_section(self.years)
        parts = [self._part(facet) for facet in FACETS if facet.counted]
        body = widget(column(above, *parts, STRETCH, spacing=6, margins=(4, 6, 4, 14)))
        area = scrolled(body, "panel")
        self._frame = box("panel-left", column(area, spacing=0, margins=(0, 0, 1, 0)))
        self.setLayout(column(self._frame, spacing=0, margins=NO_MARGINS))
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(translate("Filters"))

    def _part(self, facet: Facet) -> QWidget:
        if facet.name == "years":
            return self._years_section
        section = FacetSection(facet)
        section.switched.connect(lambda code, on, name=facet.name: self._switch(name, code, on=on))
        self.sections[facet.name] = section
        return section

    def show_facets(self, told: Facets, wanted: Filter) -> None:
        """Show how the open result divides, and what of it is wanted."""
        self._wanted = wanted
        self.years.show_years(told.years, wanted.years)
        for name, section in self.sections.items():
            values = values_shown(section.facet, told, wanted)
            section.show_values(values, chosen(wanted, name))

    def become(self, ground: str) -> None:
        """Lie on another ground: a column of the screen, or a drawer over the list."""
        self._frame.setProperty("ground", ground)
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)

    def first(self) -> QWidget:
        """Return the widget that takes the focus when the pane is entered."""
        rows = [*self.findChildren(SavedLine), *self.findChildren(FacetRow)]
        return rows[0] if rows else self.years

    def _switch(self, name: str, code: str, *, on: bool) -> None:
        self._wanted = switched(self._wanted, name, code, on=on)
        self.narrowed.emit(self._wanted)

    def _pick_years(self, years: tuple[int, int] | None) -> None:
        self._wanted = Filter(**{**vars(self._wanted), "years": years})
        self.narrowed.emit(self._wanted)


def _years_section(years: YearHistogram) -> QWidget:
    named = BY_NAME["years"].heading
    heading = label(translate(named).upper(), "overline")
    return widget(column(row(heading, margins=(16, 8, 12, 6)), years, spacing=0))
