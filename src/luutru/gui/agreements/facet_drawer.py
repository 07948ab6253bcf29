"""Where the facets stand: beside the list, or over it as a drawer where the screen is narrow."""

from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from luutru.gui.agreements.facet_panel import WIDTH, FacetPanel
from luutru.gui.agreements.result_list import ResultList

DRAWER_BELOW: Final = 1340
"""Width of the screen in pixels under which the facets become a drawer."""


class FacetDrawer(QObject):
    """Moves the panel of facets in and out of the row that the screen is."""

    def __init__(
        self, panel: FacetPanel, within: QHBoxLayout, results: ResultList, action: QAction
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._row = within
        self._results = results
        self._action = action
        self._drawn = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._make_way)

    @property
    def is_open(self) -> bool:
        """Tell whether the panel lies over the list now."""
        return self._drawn and self._panel.isVisible()

    def arrange(self, screen: QWidget) -> None:
        """Put the panel where the width of `screen` has room for it."""
        drawn = screen.width() < DRAWER_BELOW
        if drawn != self._drawn:
            self._drawn = drawn
            if drawn:
                self._row.removeWidget(self._panel)
            else:
                self._row.insertWidget(0, self._panel)
            self._panel.become("drawer" if drawn else "panel-left")
        self._action.setEnabled(drawn)
        self._results.bar.show_drawer_button(shown=drawn)
        self._panel.setVisible(not drawn or self._action.isChecked())
        if drawn:
            self._place(screen)

    def toggle(self, screen: QWidget) -> None:
        """Open or close the drawer as its action says, and take the focus along."""
        if self._drawn:
            shown = self._action.isChecked()
            self._panel.setVisible(shown)
            self._place(screen)
            (self._panel.first() if shown else self._results.table).setFocus()

    def open(self, screen: QWidget) -> None:
        """Let the panel be seen, wherever it stands."""
        if self._drawn and not self.is_open:
            self._action.setChecked(True)
            self.toggle(screen)

    def close(self) -> None:
        """Close the drawer."""
        self._action.trigger()

    def _make_way(self, _left: QWidget | None, reached: QWidget | None) -> None:
        """Close the drawer where the focus goes under it: nobody would see where keys go."""
        if reached is None or not self.is_open or not self._results.isAncestorOf(reached):
            return
        if _place_of(self._panel).contains(_place_of(reached)):
            self._action.setChecked(False)
            self._panel.hide()

    def _place(self, screen: QWidget) -> None:
        top = self._results.bar.filters.geometry().bottom() + 8
        self._panel.setGeometry(0, top, WIDTH + 24, screen.height() - top)
        self._panel.raise_()


def _place_of(one: QWidget) -> QRect:
    return QRect(one.mapToGlobal(QPoint()), one.size())
