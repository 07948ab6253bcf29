"""The card “Việc cần làm hôm nay”: one line each, with one button beside it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from luutru.gui.home.todo import Todo
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import (
    STRETCH,
    column,
    empty,
    heading,
    label,
    line,
    row,
    set_ground,
)
from luutru.i18n import translate

FOLDED: Final = 5
"""Lines shown before the rest is unfolded."""
_LINE_HEIGHT: Final = 56


class TodoCard(QFrame):
    """The most pressing lines; the others are unfolded in place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._lines: list[Todo] = []
        self._unfolded = False
        self._all = push_button("", self._unfold, kind="ghost")
        self._all.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._nothing = label(translate("Nothing is waiting for you today."), "muted")
        self._nothing.hide()
        self.setLayout(
            column(
                heading(translate("To do today"), self._all),
                self._nothing,
                self._list,
                STRETCH,
                spacing=6,
                margins=(18, 14, 18, 10),
            )
        )

    @property
    def lines(self) -> list[Todo]:
        """Everything that is to be done, folded away or not."""
        return self._lines

    def show_lines(self, lines: list[Todo]) -> None:
        """Show what is to be done."""
        self._lines = lines
        shown = lines if self._unfolded else lines[:FOLDED]
        empty(self._list)
        for place, todo in enumerate(shown):
            if place:
                self._list.addWidget(line())
            self._list.addWidget(TodoLine(todo))
        self._nothing.setVisible(not lines)
        self._all.setVisible(len(lines) > FOLDED)
        words = (
            translate("Show fewer")
            if self._unfolded
            else translate("Show all ({count})", count=len(lines))
        )
        self._all.setText(words)
        self._all.setAccessibleName(words)

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self.show_lines(self._lines)


class TodoLine(QWidget):
    """What is to be done, and the button that leads there."""

    def __init__(self, todo: Todo) -> None:
        super().__init__()
        set_ground(self, "clear")
        self.setFixedHeight(_LINE_HEIGHT)
        title, about = ElidedLabel("strong"), ElidedLabel("caption")
        title.say(todo.title)
        about.say(todo.about)
        when = label(todo.when, "caption")
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        when.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.button = push_button(todo.way, todo.go, kind="ghost")
        self.button.setAccessibleName(f"{todo.way}: {todo.title}, {todo.when}".rstrip(", "))
        self.button.setFixedWidth(112)
        self.setLayout(
            row(
                IconLabel(todo.icon, todo.state, 18, square=34),
                (column(STRETCH, title, about, STRETCH, spacing=2), 1),
                when,
                self.button,
                spacing=12,
            )
        )
