"""Tools for the pages of a scan: which page, how large, which way up."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from luutru.gui.actions import Actions
from luutru.gui.formats import percent
from luutru.gui.pages.page_scroller import PageScroller
from luutru.gui.widgets.buttons import menu_button, tool_button
from luutru.gui.widgets.layouts import label, row
from luutru.i18n import translate

_NAMES: Final = ("zoom_in", "zoom_out", "fit_width", "fit_page", "rotate")
_BUTTONS_FROM: Final = 780
"""Width in pixels of a pane from which what is seldom done has buttons of its own."""


def steer(actions: Actions, view: PageScroller) -> list[QAction]:
    """Let the actions of scans act on a view whenever it is the one that is seen; return them."""

    def do(name: str) -> None:
        if view.isVisible():
            getattr(view, name)()

    return [actions.on(name, partial(do, name)) for name in _NAMES]


class PageTools(QWidget):
    """Shows where the reader of a scan is, and goes where the reader wants to."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._page = QLineEdit()
        self._page.setValidator(QIntValidator(1, 999_999, self))
        self._page.setFixedWidth(46)
        self._page.setAccessibleName(translate("Page"))
        self._pages = label("", "muted")
        self._zoom = label("", "caption")
        self._zoom.setMinimumWidth(38)
        smaller, larger, *self._views = (
            tool_button(actions[name])
            for name in ("zoom_out", "zoom_in", "fit_width", "fit_page", "rotate")
        )
        self._go = actions["go_to_page"]
        self.set_room(0)
        self._menu = self._menu_of(actions)
        self.menu_button = menu_button("ellipsis", translate("More for the view"), self._menu)
        self.setLayout(
            row(
                self._page, self._pages, 4, smaller, self._zoom, larger, *self._views,
                self.menu_button, spacing=2,
            )
        )  # fmt: skip

    def _menu_of(self, actions: Actions) -> QMenu:
        """Return the menu of all that can be done with the view."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for name in (*_NAMES, "go_to_page"):
            menu.addAction(actions[name])
        return menu

    def offer(self, action: QAction) -> None:
        """Offer one thing more in the menu."""
        self._menu.addAction(action)

    def follow(self, view: PageScroller) -> None:
        """Show where `view` is, and take it to the page that is asked for."""

        def go() -> None:
            view.go_to_page(min(int(self._page.text()), view.page_count))
            view.setFocus()

        view.page_changed.connect(lambda page: self.show_page(page, view.page_count))
        view.zoom_changed.connect(self.show_zoom)
        self._page.returnPressed.connect(go)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._page)
        back.setContext(Qt.ShortcutContext.WidgetShortcut)
        back.activated.connect(lambda: self._leave(view))
        self._go.triggered.connect(self._ask_for_page)
        self.addAction(self._go)

    def _ask_for_page(self) -> None:
        if self.isVisible() and self._page.isEnabled():
            self._page.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._page.selectAll()

    def _leave(self, view: PageScroller) -> None:
        """Stay on the page that is shown, whatever number was typed."""
        self.show_page(view.page, view.page_count)
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_room(self, width: int) -> None:
        """Show as many buttons as a pane of this width has room for; the menu has them all."""
        for button in self._views:
            button.setVisible(width >= _BUTTONS_FROM)

    def set_figures(self, *, shown: bool) -> None:
        """Tell the zoom in figures too, where there is room."""
        self._zoom.setVisible(shown)

    def show_page(self, number: int, count: int) -> None:
        """Tell which page of how many is read."""
        self._page.setText(str(number) if count else "")
        self._page.setEnabled(count > 0)
        self._pages.setText(f"/ {count}")

    def show_zoom(self, zoom: float) -> None:
        """Tell how large paper is shown."""
        self._zoom.setText(percent(zoom))
        self._zoom.setAccessibleName(translate("Zoom {percent}", percent=percent(zoom)))
