"""Goes through a window as somebody would who presses whatever there is."""

from collections import Counter
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTabBar,
    QToolButton,
    QWidget,
)
from tests.journeys.seeing import seen, windows

from luutru.gui.screens import BY_NAME

LEADS_AWAY = {"close_archive", "lock", "sign_out", "language", "theme", "next_pane", *BY_NAME}
"""Actions that leave the archive or the screen, or change nothing but the look."""
_ALIKE = 3
"""Of things that are alike, such as the values of a filter, so many are pressed."""
_SOON_MS = 2_000
"""Who waits longer waits for somebody, not for an answer."""


class Walk:
    """One walk, and what was seen after each step of it."""

    def __init__(self, window, qtbot):
        self.steps = {}
        self._window = window
        self._qtbot = qtbot
        self._workspace = window.workspace
        self.settle()

    def through_screens(self):
        """Visit every screen, and press whatever it has."""
        for name in BY_NAME:
            if self._workspace.actions_of_window[name].isEnabled():
                self.step(name, partial(self._workspace.show_screen, name))
                self._through(name, self._workspace.screen_called(name))

    def through_actions(self):
        """Do everything that can be done by key, on the screen that is shown."""
        for action in self._workspace.actions_of_window:
            if action.isEnabled() and action.objectName() not in LEADS_AWAY:
                self.step(f"do {action.objectName()}", action.trigger)
                self._close_what_opened()

    def through_questions(self, words):
        """Ask the search field and the palette for words."""
        for asked in words:
            self.step(f"search {asked}", partial(self._workspace.search, asked))
        self._workspace.search("")
        for asked in ("", *words):
            palette = self._workspace.open_palette()
            self.step(f"palette {asked}", partial(palette.field.setText, asked))
            palette.dismiss()
            self.settle()

    def step(self, name, do):
        """Do something, wait for what comes of it, and note what is seen then."""
        do()
        self.settle()
        self.steps[name] = seen()

    def settle(self):
        """Wait until nothing is under way: no job, and no answer that waits for more letters."""

        def is_quiet():
            QApplication.processEvents()
            waits = any(
                one.isActive() and one.isSingleShot() and one.interval() < _SOON_MS
                for one in self._window.findChildren(QTimer)
            )
            return self._window.session.jobs.idle and not waits

        self._qtbot.waitUntil(lambda: is_quiet() and is_quiet())

    def _through(self, where, screen):
        pressed, kinds = set(), Counter[str]()
        while True:
            left = (
                one for one in things(screen) if one[0] not in pressed and kinds[one[1]] < _ALIKE
            )
            name, kind, do = next(left, ("", "", None))
            if do is None:
                return
            pressed.add(name)
            kinds[kind] += bool(kind)
            self.step(f"{where} > {name}", do)
            self._close_what_opened()
            if self._workspace.current != where:
                self._workspace.show_screen(where)
                self.settle()

    def _close_what_opened(self):
        opened = [one for one in windows() if one is not self._window]
        for one in opened:
            one.close()
        if opened:
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self.settle()


def _few(screen):
    """Return what tells whether a widget is, and stands in, one of the first of its kind."""
    count: Counter[type] = Counter()
    many = set()
    for one in _visible(screen, QWidget):
        if type(one).__module__.startswith("luutru"):
            count[type(one)] += 1
            if count[type(one)] > _ALIKE:
                many.add(one)

    def tell(widget):
        while widget is not None and widget is not screen:
            if widget in many:
                return False
            widget = widget.parentWidget()
        return True

    return tell


def things(screen):
    """Yield what can be pressed or chosen: its name, what it is one of many of, what presses it."""
    for bar in _visible(screen, QTabBar):
        for at in range(bar.count()):
            if bar.isTabVisible(at) and bar.isTabEnabled(at):
                yield f"tab {bar.tabText(at)}", "", partial(bar.setCurrentIndex, at)
    for view in _visible(screen, QAbstractItemView):
        if not isinstance(view, QHeaderView) and view.model() is not None:
            yield from _rows(view)
    yield from _buttons(screen)


def _rows(view):
    name = f"row of {type(view).__name__} {view.accessibleName()}"
    for row in range(min(view.model().rowCount(), _ALIKE)):
        yield f"{name} {row}", name, partial(choose, view, row)


def _buttons(screen):
    for button in filter(_few(screen), _visible(screen, QAbstractButton)):
        name = button.accessibleName() or button.text() or button.toolTip()
        if button.isEnabled() and name and not _leads_away(button):
            own = type(button).__module__.startswith("luutru")
            yield f"press {name}", type(button).__name__ if own else "", button.click


def choose(view, row):
    """Choose a row of a list."""
    view.setCurrentIndex(view.model().index(row, 0))


def _leads_away(button):
    if not isinstance(button, QToolButton):
        return False
    action: Any = button.defaultAction()
    return button.menu() is not None or (action is not None and action.objectName() in LEADS_AWAY)


def _visible(screen, kind):
    return [one for one in screen.findChildren(kind) if one.isVisible()]
