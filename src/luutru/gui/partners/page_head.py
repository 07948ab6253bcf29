"""The head of one partner: what it is called, how much is in force, and what can be done."""

from typing import Final

from PySide6.QtWidgets import QFrame

from luutru.gui import formats
from luutru.gui.partners.sayings import who
from luutru.gui.permits import Permits
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.flow_layout import FlowLayout
from luutru.gui.widgets.layouts import STRETCH, column, empty, label, row, set_ground, widget
from luutru.gui.widgets.pill import Pill, status_look
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.authorities.card import AuthorityCard

_TOLD: Final = ("in_force", "signed", "suspended", "undetermined", "draft")
"""Statuses that are counted beside the name; what is over stands in the table."""


class PageHead(QFrame):
    """Name, pills and buttons."""

    def __init__(self, permits: Permits) -> None:
        super().__init__()
        set_ground(self, "clear")
        self._title = label("", "h1", wrap=True)
        self._who = label("", "muted", wrap=True)
        self._note = label("", "caption", wrap=True)
        self._pills = FlowLayout()
        self.brief = push_button(translate("Brief"), icon_name="scroll-text")
        self.brief.setToolTip(translate("All that was signed with it, on one page to print"))
        self.merge = push_button(translate("Merge…"), icon_name="replace")
        self.merge.setToolTip(translate("Merge two records of the same partner"))
        self.edit = push_button(translate("Edit"), icon_name="pencil")
        self.edit.setToolTip(translate("Correct country, kind and note"))
        self.new = push_button(translate("New agreement"), icon_name="plus", kind="primary")
        self.new.setToolTip(translate("Record an agreement with this partner, without a scan"))
        self.acts = push_button(translate("Reorganised…"), icon_name="landmark")
        self.acts.setToolTip(translate("Record a renaming, merger, division or succession"))
        permits.guard_each(
            (self.merge, "authorities_merged"), (self.edit, "authority_changed"),
            (self.new, "recorded"), (self.acts, "guided"),
        )  # fmt: skip
        buttons = row(self.brief, self.acts, self.merge, self.edit, self.new, spacing=8)
        pills = column(5, widget(self._pills), STRETCH, spacing=0)
        called = row(column(self._title, STRETCH), (pills, 1), spacing=12)
        first = row((called, 1), column(buttons, STRETCH), spacing=16)
        self.setLayout(column(first, self._who, self._note, spacing=3))

    def show_card(self, card: AuthorityCard) -> None:
        """Show a partner."""
        partner = card.partner
        self._title.setText(partner.short or partner.called)
        self._title.setWordWrap(not partner.short)
        self._who.setText(who(card))
        self._note.setText(card.note)
        self._note.setVisible(bool(card.note))
        self._show_pills(card)

    def _show_pills(self, card: AuthorityCard) -> None:
        empty(self._pills)
        for status in _TOLD:
            count = card.statuses.get(status, 0)
            if count:
                word = code_list("status").label(status)
                words = f"{formats.number(count)} {word[:1].lower()}{word[1:]}"
                self._pills.addWidget(Pill(status_look(status), words))
