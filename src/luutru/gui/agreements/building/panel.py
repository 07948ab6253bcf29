"""The builder above the results: rows and the typed query are two views of one question."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from luutru.gui.actions import Actions
from luutru.gui.agreements.building.condition_row import HEIGHT, ConditionRow
from luutru.gui.widgets.buttons import action_button, icon_button, push_button
from luutru.gui.widgets.layouts import (
    NO_MARGINS,
    STRETCH,
    box,
    column,
    label,
    line,
    row,
    scrolled,
    widget,
)
from luutru.gui.widgets.notice import Notice
from luutru.gui.widgets.search_field import PAUSE_MS
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import translate
from luutru.services.query_building import (
    BuilderField,
    Condition,
    builder_fields,
    conditions_of,
    query_text,
)

ROWS_SEEN: Final = 4
"""Rows that are seen at once; more are scrolled, so that the results stay in view."""
_ALL, _ANY = range(2)


class BuilderPanel(QWidget):
    """Shows the typed query as rows, and tells the query that its rows make."""

    text_wanted = Signal(str)
    """Search this query instead."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._fields: tuple[BuilderField, ...] = builder_fields()
        self._text = ""
        """The query that is shown, as it was typed or made."""
        self.rows: list[ConditionRow] = []
        self.which = Segmented(
            translate("Which conditions have to hold"),
            (translate("All conditions"), "list-checks"),
            (translate("Any condition"), "list"),
        )
        self.more = Notice(stays=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(*NO_MARGINS)
        self._list.setSpacing(0)
        self._area = scrolled(widget(self._list), "panel")
        self._area.verticalScrollBar().rangeChanged.connect(lambda *_: self._keep_in_view())
        self.add = push_button(
            translate("Add a condition"), self.add_row, icon_name="plus", kind="ghost"
        )
        self.empty = push_button(translate("Empty all"), self.clear, kind="ghost")
        self.close_button = icon_button(
            "x", translate("Close the builder"), actions["build"].trigger
        )
        self._synonyms = action_button(actions["synonyms"], kind="ghost", icon_name="book-copy")
        self._below = widget(row(self.add, self.empty, STRETCH, self._synonyms, spacing=4))
        head = row(
            label(translate("Build a query"), "h2"), 8, self.which, STRETCH, self.close_button
        )
        body = column(head, self.more, self._area, self._below, spacing=6)
        body.setContentsMargins(16, 10, 12, 6)
        self.setLayout(column(box("panel", body), line(), spacing=0))
        self.setAccessibleName(translate("Build a query"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.which.picked.connect(lambda _which: self._pause.start())
        self._show_conditions(())

    # --- from the text to the rows ---------------------------------------------------------

    def show_text(self, text: str) -> None:
        """Show a query that was typed; what rows cannot show is left alone, and said so."""
        text = text.strip()
        if text == self._text:
            return
        self._text = text
        self._pause.stop()
        built = conditions_of(text)
        self._say_more(built is None)
        if built is not None:
            self.which.pick(_ANY if built.any_of else _ALL)
            self._show_conditions(built.conditions)

    def _say_more(self, more: bool) -> None:  # noqa: FBT001  what is said, not how
        for part in (self._area, self._below, self.which):
            part.setVisible(not more)
        if more:
            self.more.say(
                "info",
                translate("The query says more than rows can show."),
                translate("It is kept as it was typed in the search field."),
                self._anew_button(),
            )
        else:
            self.more.clear()

    def _anew_button(self) -> QPushButton:
        return push_button(translate("Start with empty rows"), self.clear)

    def _show_conditions(self, wanted: Sequence[Condition]) -> None:
        shown = list(wanted) or [Condition("", self._fields[0].hows[0], "")]
        while len(self.rows) > len(shown):
            self._take_away(self.rows[-1])
        while len(self.rows) < len(shown):
            self._put_row()
        for one, condition in zip(self.rows, shown, strict=True):
            one.show_condition(condition)
        self._arrange()

    # --- from the rows to the text ---------------------------------------------------------

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What the rows ask for, as far as they are complete."""
        return tuple(one for row in self.rows if (one := row.condition) is not None)

    def add_row(self) -> ConditionRow:
        """Add an empty row and go to its value."""
        made = self._put_row()
        self._arrange()
        made.value.setFocus(Qt.FocusReason.OtherFocusReason)
        return made

    def _keep_in_view(self) -> None:
        """Scroll to the row with the focus, once a row that was added stands in its place."""
        focused = next((stop for one in self.rows for stop in one.stops if stop.hasFocus()), None)
        if focused is not None:
            self._area.ensureWidgetVisible(focused)

    def clear(self) -> None:
        """Begin again with one empty row; the query is emptied."""
        self._say_more(more=False)
        self._show_conditions(())
        self.rows[0].value.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pause.start()

    def _remove(self, gone: ConditionRow) -> None:
        place = self.rows.index(gone)
        if len(self.rows) == 1:
            self.clear()
            return
        self._take_away(gone)
        self._arrange()
        self.rows[min(place, len(self.rows) - 1)].value.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pause.start()

    def _tell(self) -> None:
        text = query_text(self.conditions, any_of=self.which.current == _ANY)
        if text != self._text:
            self._text = text
            self.text_wanted.emit(text)

    # --- rows ------------------------------------------------------------------------------

    def _put_row(self) -> ConditionRow:
        made = ConditionRow(self._fields)
        made.changed.connect(self._pause.start)
        made.removed.connect(lambda: self._remove(made))
        made.rebuilt.connect(self._order_tabs)
        self.rows.append(made)
        self._list.addWidget(made)
        return made

    def _take_away(self, gone: ConditionRow) -> None:
        self.rows.remove(gone)
        self._list.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _arrange(self) -> None:
        for number, one in enumerate(self.rows, start=1):
            one.name(number)
        self._area.setFixedHeight(min(len(self.rows), ROWS_SEEN) * HEIGHT)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the rows as they are read, however they were added."""
        stops = [stop for one in self.rows for stop in one.stops]
        for before, after in pairwise(
            (self.close_button, *stops, self.add, self.empty, self._synonyms)
        ):
            QWidget.setTabOrder(before, after)

    def first(self) -> QWidget:
        """Return what takes the focus when the builder is opened."""
        return self.rows[0].value if self._area.isVisible() else self.close_button

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_button.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self._tell()
        else:
            super().keyPressEvent(event)
