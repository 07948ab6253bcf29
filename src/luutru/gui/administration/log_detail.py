"""One entry of the log, whole: what stood there before and what stands there now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from luutru.gui import formats
from luutru.gui.administration.log_icons import icon_of
from luutru.gui.administration.log_model import moment
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, line, row, scrolled, widget
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.administration.log_reading import LogRow
from luutru.services.administration.log_words import LoggedChange

_WIDTH = 340
_HALF = 32


class LogDetail(QFrame):
    """Beside the list; tells when the agreement of an entry is wanted."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "panel-left")
        self.setFixedWidth(_WIDTH)
        self._area = scrolled(QWidget(), "panel")
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._area.setAccessibleName(translate("Entry of the log"))
        self.setLayout(column(self._area, spacing=0))
        self.show_entry(None)

    def show_entry(self, entry: LogRow | None) -> None:
        """Show an entry; None for none."""
        if entry is None:
            words = translate("Choose an entry to see what stood there before.")
            parts: list[QWidget] = [label(words, "muted", wrap=True)]
        else:
            parts = self._parts(entry)
        body = column(*parts, STRETCH, spacing=10, margins=(18, 16, 18, 16))
        self._area.setWidget(widget(body, "panel"))

    def _parts(self, entry: LogRow) -> list[QWidget]:
        icon_name, state = icon_of(entry.act)
        act = code_list("act").label(entry.act)
        numbered = translate("Entry {number}", number=formats.number(entry.seq))
        head = column(label(act, "h2", wrap=True), label(numbered, "caption"), spacing=1)
        parts = [
            widget(row(IconLabel(icon_name, state, 16, square=36), (head, 1), spacing=12)),
            _told(translate("When"), moment(entry)),
            _told(translate("Person"), entry.person),
        ]
        if entry.reference:
            go = push_button(
                translate("Open {reference}", reference=entry.reference),
                lambda: self.opened.emit(entry.reference), kind="ghost", icon_name="arrow-right",
            )  # fmt: skip
            parts.append(widget(row(go, STRETCH)))
        parts += [part for change in entry.changes for part in (line(), _change(change))]
        parts += [
            line(),
            _told(translate("Chain code"), _halves(entry.hash)),
            _told(translate("Code of the entry before"), _halves(entry.previous_hash)),
        ]
        return parts


def _told(name: str, value: str) -> QWidget:
    shown = _selectable(value)
    return widget(column(label(name, "caption"), shown, spacing=1))


def _change(change: LoggedChange) -> QWidget:
    if not change.label:
        return _selectable(change.after)
    if not change.before:
        return _told(change.label, _wrappable(change.after))
    before = column(label(translate("Before"), "caption"), _selectable(change.before), spacing=1)
    after = column(label(translate("After"), "caption"), _selectable(change.after), spacing=1)
    return widget(column(label(change.label, "strong", wrap=True), before, after, spacing=4))


def _selectable(text: str) -> QWidget:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setMinimumWidth(60)
    return made


def _wrappable(text: str) -> str:
    """Break checksums, which have no blank, into halves."""
    return _halves(text) if len(text) == 2 * _HALF and text.isalnum() else text


def _halves(code: str) -> str:
    return f"{code[:_HALF]}\n{code[_HALF:]}"
