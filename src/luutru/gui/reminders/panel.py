"""The panel under the bell: what is late, what is near, each a way to its milestone."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from luutru.gui.home.coming_card import DayLine
from luutru.gui.home.todo import open_milestone
from luutru.gui.reminders.reminding import Reminding
from luutru.gui.reminders.tray import tray_is_there
from luutru.gui.screen import Desk
from luutru.gui.screens import MILESTONES
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, column, empty, label, line, row, scrolled, widget
from luutru.gui.widgets.tab_circle import go_round
from luutru.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luutru.services.milestones.reminding import Reminders
    from luutru.services.milestones.rows import MilestoneRow

_WIDTH: Final = 420
_HEIGHT: Final = 540


class ReminderPanel(QFrame):
    """Lies in the window, at its right; Esc closes it."""

    closed = Signal()

    def __init__(self, desk: Desk, reminding: Reminding, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "floating")
        self.setAccessibleName(translate("Reminders of today"))
        self._desk = desk
        self._below = parent
        self._reminding = reminding
        self._back = parent.focusWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._list.setContentsMargins(10, 4, 10, 8)
        self._close = icon_button("x", translate("Close"), self.dismiss)
        head = row(label(translate("Reminders of today"), "h2"), STRETCH, self._close,
                   margins=(18, 12, 12, 8))  # fmt: skip
        listed = widget(column(self._list, STRETCH, spacing=0), "clear")
        self.setLayout(
            column(head, line(), (scrolled(listed), 1), line(), self._foot(), spacing=0,
                   margins=(1, 1, 1, 1))
        )  # fmt: skip
        parent.installEventFilter(self)
        reminding.changed.connect(self._show)
        self._show()
        self._fit()
        self.show()
        self.raise_()

    @property
    def lines(self) -> list[DayLine]:
        """The milestones that are shown."""
        return self.findChildren(DayLine)

    def take_focus(self) -> None:
        """Put the focus on the first milestone, where the reader asked for the panel."""
        first = self.lines[0] if self.lines else self._close
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Close, and give the focus back to where it was."""
        self.hide()
        if self._back is not None:
            self._back.setFocus()
        self.closed.emit()
        self.deleteLater()

    def _show(self) -> None:
        empty(self._list)
        told = self._reminding.told
        if told is None:
            return
        for heading, rows in _groups(told):
            heads = row(label(heading.upper(), "overline"), margins=(6, 8, 0, 2))
            self._list.addWidget(widget(heads))
            for one in rows:
                shown = DayLine(one)
                shown.clicked.connect(lambda _checked, m=one: self._open(m))
                self._list.addWidget(shown)
        if not told.count:
            self._list.addWidget(label(translate("Nothing is late or near"), "muted"))

    def _foot(self) -> QWidget:
        words = translate("Remind me when the archive is opened")
        if tray_is_there():
            words = translate("Remind me when the archive is opened, and in the tray")
        again = QCheckBox(words)
        again.setChecked(self._desk.preferences.reminds)
        again.toggled.connect(self._choose)
        every = push_button(translate("All milestones"), self._open_all, kind="ghost")
        every.setVisible(self._desk.has_screen(MILESTONES))
        return widget(row(again, STRETCH, every, margins=(18, 6, 10, 6)))

    def _choose(self, on: bool) -> None:  # noqa: FBT001  as the signal tells it
        self._desk.preferences.reminds = on

    def _open(self, milestone: "MilestoneRow") -> None:
        self.dismiss()
        open_milestone(milestone, self._desk)

    def _open_all(self) -> None:
        self.dismiss()
        self._desk.screen_wanted.emit(MILESTONES)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        return go_round(self, forward=forward)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._below and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        room = self._below.rect()
        height = min(_HEIGHT, room.height() - 120)
        self.setGeometry(QRect(room.width() - _WIDTH - 16, 62, _WIDTH, height))


def _groups(told: "Reminders") -> "Iterator[tuple[str, list[MilestoneRow]]]":
    late = [row for row in told.rows if row.standing.value == "overdue"]
    near = [row for row in told.rows if row.standing.value != "overdue"]
    if late:
        yield translate("Late ({count})", count=told.late), late
    if near:
        yield translate("Near ({count})", count=told.near), near
