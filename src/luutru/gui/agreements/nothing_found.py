"""What stands in place of an empty list: what was searched, and the ways on."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from luutru.gui.actions import Actions
from luutru.gui.agreements.results import Found
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import column, set_ground
from luutru.i18n import translate, translate_count
from luutru.vietnamese.dates import short
from luutru.vietnamese.folding import fold

STRICT: Final = '="'
"""How a query begins the words whose marks count; all others are found with any marks."""


class NothingFound(QWidget):
    """Says why the list is empty and offers to ask for more."""

    text_wanted = Signal(str)
    """Search this text instead."""
    everything_wanted = Signal()
    """Drop what narrows the result, text and filters."""
    today_wanted = Signal()
    """Show the list of today instead of that of another day."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._text = self._suggested = ""
        drop, take_in, intake = actions["drop_filters"], actions["take_in"], actions["intake"]
        self._suggestion = push_button(
            "", lambda: self.text_wanted.emit(self._suggested), icon_name="search", kind="primary"
        )
        self._drop = push_button(translate("Drop filters"), drop.trigger, icon_name="filter-x")
        self._plain = push_button(
            translate("Search without marks"),
            lambda: self.text_wanted.emit(_without_marks(self._text)),
            icon_name="languages",
        )
        self._all = push_button(
            translate("Show all agreements"), self.everything_wanted.emit, icon_name="list"
        )
        self._bring = push_button(
            take_in.text(), take_in.trigger, icon_name="file-plus", kind="primary"
        )
        self._unread = push_button("", intake.trigger, icon_name="scan-line")
        self._today = push_button(
            translate("Back to today"), self.today_wanted.emit, icon_name="undo-2"
        )
        ways = (self._drop, self._plain, self._unread, self._today, self._all, self._bring)
        self._words = EmptyState("file-search", "", "", self._suggestion, *ways, stacked=True)
        set_ground(self, "panel")
        self.setLayout(column(self._words, spacing=0))

    def explain(self, found: Found) -> None:
        """Say what was asked for, and offer what may help."""
        question = found.question
        self._text = question.text
        filtered = not question.wanted.without("day").is_empty
        self._words.say(*_words(found))
        self._drop.setVisible(filtered)
        self._suggest((found.answer.did_you_mean if found.answer else None) or "")
        self._offer_unread(found.unread)
        self._plain.setVisible(question.searches and STRICT in question.text)
        self._today.setVisible(question.wanted.day is not None)
        self._all.setVisible(question.searches and found.total > 0)
        self._bring.setVisible(found.total == 0)

    def _suggest(self, text: str) -> None:
        self._suggested = text
        self._suggestion.setVisible(bool(text))
        _name(self._suggestion, translate("Search “{text}”", text=text))

    def _offer_unread(self, count: int) -> None:
        self._unread.setVisible(count > 0)
        words = translate_count(
            "Look at {count} page not read yet", "Look at {count} pages not read yet", count
        )
        _name(self._unread, words)


def _name(button: QPushButton, words: str) -> None:
    button.setText(f" {words}")
    button.setAccessibleName(words)


def _without_marks(text: str) -> str:
    """Return a query that asks for its words whatever their marks are."""
    return fold(text.replace(STRICT, '"'))


def _words(found: Found) -> tuple[str, str]:
    question = found.question
    if found.total == 0:
        return (
            translate("The archive is still empty"),
            translate("Take in a scan: it is kept, read and can be found right after."),
        )
    if question.like is not None:
        return (
            translate("Nothing is like “{title}”", title=question.like.title),
            translate("No other agreement shares enough of its words, or filters hide those."),
        )
    if question.searches:
        return (
            translate("Nothing matches “{text}”", text=question.text.strip()),
            translate(
                "Titles, partners, numbers and the text of all pages read were searched. "
                "Try fewer words; pages that still wait to be read cannot be found yet."
            ),
        )
    day = question.wanted.day
    if day is not None and question.wanted.without("day").is_empty:
        return (
            translate("No agreement had been signed by {day}", day=short(day.isoformat())),
            translate("All agreements of the archive were signed after that day."),
        )
    return (
        translate("No agreement matches these filters"),
        translate("Drop one of the filters to see more."),
    )
