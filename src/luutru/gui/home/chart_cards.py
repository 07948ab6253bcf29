"""The two charts of the screen, each bar of which opens the list it counts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from luutru.gui.screen import Desk
from luutru.gui.widgets.charts.share_bars import ShareBars
from luutru.gui.widgets.charts.stacked_bars import StackedBar, StackedBars
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.home.figures import Figures


class YearsCard(QFrame):
    """Agreements by the year in which they were signed, and by instrument."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._desk = desk
        self._figures: Figures | None = None
        name = translate("Agreements signed by year")
        self.chart = StackedBars(name)
        self.chart.picked.connect(self._open)
        self.setLayout(
            column(
                row(label(name, "h2"), STRETCH, label(translate("last 10 years"), "caption")),
                (self.chart, 1),
                spacing=10,
                margins=(18, 14, 18, 12),
            )
        )

    def show_figures(self, told: "Figures") -> None:
        """Draw what was counted."""
        self._figures = told
        series = [share.label or translate("Others") for share in told.series]
        self.chart.show_bars(series, [StackedBar(str(one.year), one.counts) for one in told.years])

    def _open(self, bar: int, series: int) -> None:
        from luutru.services.filters import NOTHING, Filter  # noqa: PLC0415  known by then

        if self._figures is not None:
            year = self._figures.years[bar].year
            codes = self._figures.series[series].codes if series >= 0 else NOTHING
            self._desk.list_wanted.emit(Filter(years=(year, year), instruments=codes))


class FieldsCard(QFrame):
    """Agreements in force by field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._desk = desk
        self._figures: Figures | None = None
        name = translate("In force by field")
        self.chart = ShareBars(name)
        self.chart.picked.connect(self._open)
        self._nothing = label(translate("No agreement is known to be in force."), "muted",
                              wrap=True)  # fmt: skip
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.hide()
        self.setLayout(
            column(
                label(name, "h2"),
                (self._nothing, 1),
                (self.chart, 1),
                spacing=10,
                margins=(18, 14, 18, 12),
            )
        )

    def show_figures(self, told: "Figures") -> None:
        """Draw what was counted."""
        self._figures = told
        self.chart.show_items([(share.label, share.count) for share in told.fields])
        self.chart.setVisible(bool(told.fields))
        self._nothing.setVisible(not told.fields)

    def _open(self, bar: int, _series: int) -> None:
        from luutru.services.filters import Filter  # noqa: PLC0415  known by then
        from luutru.services.home.figures import IN_FORCE  # noqa: PLC0415  see above

        if self._figures is not None:
            wanted = Filter(statuses=IN_FORCE.statuses, fields=self._figures.fields[bar].codes)
            self._desk.list_wanted.emit(wanted)
