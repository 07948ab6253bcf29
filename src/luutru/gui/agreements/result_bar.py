"""What stands above the results: filters as chips, density, how many were found, the order."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from luutru.gui.actions import Actions
from luutru.gui.agreements.chip import Chip
from luutru.gui.agreements.narrowing import active
from luutru.gui.agreements.results import BEST_FIRST, Found, Sorting
from luutru.gui.agreements.row_delegate import COMPACT, ROOMY, TABLE, Density
from luutru.gui.agreements.sortings import SORTINGS
from luutru.gui.formats import number
from luutru.gui.theme.icons import icon
from luutru.gui.widgets.buttons import action_button, icon_button, push_button, tool_button
from luutru.gui.widgets.elided_label import RoomyLabel
from luutru.gui.widgets.flow_layout import FlowLayout
from luutru.gui.widgets.layouts import box, column, empty, label, line, row, widget
from luutru.i18n import translate, translate_count
from luutru.services.facets import Facets
from luutru.services.filters import Filter

_WIDE: Final = 760
"""Pixels from which every button has room for its words."""


class ResultBar(QWidget):
    """Tells what the reader wants changed; changes nothing by itself."""

    facet_dropped = Signal(str)
    """The name of a facet that shall no longer narrow the result."""
    sorting_wanted = Signal(object)
    density_wanted = Signal(object)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.filters = action_button(actions["filters"], icon_name="sliders-horizontal")
        self._drop = action_button(actions["drop_filters"], kind="ghost")
        self._chips = FlowLayout()
        self._chip_row = QWidget()
        self._chip_row.setLayout(self._chips)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._chip_row.setSizePolicy(policy)
        self._count = label("", "strong")
        self._rest = RoomyLabel("muted")
        self._sort = self._sort_button()
        self._densities = QActionGroup(self)
        self._top = widget(
            row(self.filters, (self._chip_row, 1), spacing=6, margins=(14, 9, 10, 0))
        )
        self.build = action_button(actions["build"], icon_name="list-checks", kind="ghost")
        self._as_of = action_button(actions["as_of"], icon_name="history", kind="ghost")
        self._as_of_sign = tool_button(actions["as_of"])
        below = row(
            self._count,
            (self._rest, 1),
            self._as_of,
            self._as_of_sign,
            self.build,
            self._sort,
            4,
            self._density(ROOMY, "rows-2", translate("Two lines a row")),
            self._density(COMPACT, "rows-3", translate("One line a row")),
            self._density(TABLE, "table-2", translate("As a table")),
            tool_button(actions["export_list"]),
            self._more_button(actions),
            spacing=4,
            margins=(18, 7, 10, 7),
        )
        self.setLayout(column(box("panel", column(self._top, below, spacing=0)), line(), spacing=0))

    def show_drawer_button(self, *, shown: bool) -> None:
        """Offer the facets as a drawer, where they are not a column of their own."""
        self.filters.setVisible(shown)
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE
        self._as_of.setVisible(is_wide)
        self._as_of_sign.setVisible(not is_wide)

    def _arrange(self) -> None:
        """Take up no room for chips and drawer where there are none."""
        self._top.setVisible(not self.filters.isHidden() or self._chips.count() > 0)

    def _density(self, density: Density, icon_name: str, name: str) -> QWidget:
        action = QAction(icon(icon_name), name, self)
        action.setCheckable(True)
        action.setChecked(density is ROOMY)
        self._densities.addAction(action)
        action.setData(density)
        action.triggered.connect(lambda _checked: self.density_wanted.emit(density))
        return tool_button(action)

    @staticmethod
    def _more_button(actions: Actions) -> QToolButton:
        """Make the button for what is wanted less often."""
        button = icon_button("ellipsis", translate("More"), lambda: None)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for name in (
            "new_agreement",
            "save_search",
            "like",
            "correct_together",
            "as_recorded",
            "choose_columns",
            "synonyms",
        ):
            menu.addAction(actions[name])
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _sort_button(self) -> QPushButton:
        button = push_button("", kind="ghost", tip=translate("Order of the list"))
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        group = QActionGroup(menu)
        self._orders: dict[Sorting, QAction] = {}
        for sorting, name in SORTINGS.items():
            action = menu.addAction(translate(name))
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _checked, s=sorting: self.sorting_wanted.emit(s))
            self._orders[sorting] = action
        button.setMenu(menu)
        return button

    def show_density(self, density: Density) -> None:
        """Let the button of a view be on."""
        for action in self._densities.actions():
            action.setChecked(action.data() is density)

    # --- what is told ----------------------------------------------------------------------

    def show_found(self, found: Found) -> None:
        """Tell how many were found among how many, how fast, and in which order they stand."""
        self._count.setText(number(len(found.ids)))
        if found.question.is_narrowed:
            said = translate("of {total} agreements", total=number(found.total))
            short = translate("of {total}", total=number(found.total))
        else:
            said = short = translate_count("agreement", "agreements", found.total)
        took = translate("{ms} ms", ms=number(max(1, round(found.took_ms))))
        self._rest.say_longest(f"{said} · {took}", said, short, "")
        self._count.setAccessibleName(f"{self._count.text()} {said}")
        name = translate(SORTINGS[found.question.sorting])
        self._sort.setText(name)
        self._sort.setAccessibleName(translate("Order of the list: {order}", order=name))
        self._orders[found.question.sorting].setChecked(True)
        self._orders[BEST_FIRST].setVisible(found.question.explains)

    def show_filters(self, wanted: Filter, told: Facets) -> None:
        """Show what narrows the result as chips."""
        empty(self._chips, self._drop)
        for facet, value in active(wanted, told):
            chip = Chip(translate(facet.heading), value)
            chip.clicked.connect(lambda _checked, n=facet.name: self.facet_dropped.emit(n))
            self._chips.addWidget(chip)
        narrowed = self._chips.count() > 0
        if narrowed:
            self._chips.addWidget(self._drop)
        self._drop.setVisible(narrowed)
        self._chip_row.updateGeometry()
        self._arrange()
