"""How a partner hangs together with others, and what was merged into it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from luutru.gui.partners.sayings import relation_words
from luutru.gui.permits import Permits
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import CARD_MARGINS, column, empty, label, line, row, widget
from luutru.i18n import translate
from luutru.services.authorities.card import AuthorityCard, Kinship, Merged


class TiesCard(QFrame):
    """Lines, each with a way on; hidden where there are none."""

    partner_wanted = Signal(int)
    parting_wanted = Signal(int)

    def __init__(self, permits: Permits) -> None:
        super().__init__()
        self._permits = permits
        self.setProperty("ground", "card")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.setLayout(
            column(
                label(translate("Succession and mergers of records"), "h2"),
                self._lines,
                spacing=8,
                margins=CARD_MARGINS,
            )
        )

    def show_card(self, card: AuthorityCard) -> None:
        """Show what belongs to a partner."""
        empty(self._lines)
        lines = [self._relation(one) for one in card.relations]
        lines += [self._merged(one) for one in card.merged]
        for number, one in enumerate(lines):
            if number:
                self._lines.addWidget(line())
            self._lines.addWidget(one)
        self.setVisible(bool(lines))

    def _relation(self, one: Kinship) -> QWidget:
        go = push_button(
            translate("Open"), lambda: self.partner_wanted.emit(one.other_id), kind="ghost",
            tip=translate("Open {partner}", partner=one.other),
        )  # fmt: skip
        return _line("arrow-right", "signed", relation_words(one), "", go)

    def _merged(self, one: Merged) -> QWidget:
        part = push_button(
            translate("Undo the merger…"), lambda: self.parting_wanted.emit(one.id),
            kind="ghost", icon_name="undo-2",
            tip=translate("Let {partner} be a partner of its own again", partner=one.called),
        )  # fmt: skip
        self._permits.guard(part, "merger_undone")
        words = translate("{partner} was merged into this one", partner=one.called)
        return _line("replace", "replaced", words, one.reason, part)


def _line(icon_name: str, state: str, words: str, caption: str, go: QPushButton) -> QWidget:
    told = column(label(words, "strong", wrap=True), spacing=1)
    if caption:
        told.addWidget(label(caption, "caption", wrap=True))
    mark = IconLabel(icon_name, state, 16, square=32)
    return widget(row(mark, (told, 1), go, spacing=12, margins=(0, 8, 0, 8)))
