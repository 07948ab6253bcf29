"""One partner: its names in time, its history, its agreements, and what is still to do."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luutru import clock
from luutru.gui import formats
from luutru.gui.partners import tables
from luutru.gui.partners.life_line import LifeLine
from luutru.gui.partners.life_plan import life_plan
from luutru.gui.partners.names_card import NamesCard
from luutru.gui.partners.page_head import PageHead
from luutru.gui.partners.sayings import SIGNS
from luutru.gui.partners.ties_card import TiesCard
from luutru.gui.permits import Permits
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import (
    PAGE_MARGINS,
    STRETCH,
    card,
    column,
    label,
    row,
    scrolled,
    widget,
)
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate, translate_count
from luutru.services.authorities.card import AuthorityCard
from luutru.services.authorities.duplicates import Suspicion

FIRST: Final = 12
"""Agreements shown at once; the rest on demand."""


class PartnerPage(QWidget):
    """Shows an `AuthorityCard`; what is wanted of it is told by signals."""

    agreement_wanted = Signal(str)
    list_wanted = Signal(int)
    """Show the agreements of this partner on the screen of agreements."""
    duties_wanted = Signal(int)
    """Show the milestones of this partner on the screen of milestones."""
    name_wanted = Signal(int)
    """Correct the name of this number; 0 for a new one."""
    merge_wanted = Signal()
    parting_wanted = Signal(int)
    """Undo the merger of this authority."""
    partner_wanted = Signal(int)

    def __init__(self, permits: Permits) -> None:
        super().__init__()
        self._permits = permits
        self._card: AuthorityCard | None = None
        self._everything = False
        self.head = PageHead(permits)
        self.head.merge.clicked.connect(lambda _checked: self.merge_wanted.emit())
        self.notice = Notice(stays=True)
        self.names = NamesCard(permits)
        self.names.name_wanted.connect(self.name_wanted)
        self.life = LifeLine()
        self.life.opened.connect(self.agreement_wanted)
        self.life.walked.connect(self._walked)
        self._legend, self._walked_to = label("", "caption"), label("", "muted", wrap=True)
        self.agreements = tables.agreements_table()
        self.agreements.opened.connect(self.agreement_wanted)
        self._count = label("", "caption")
        self.all = push_button("", self._show_all, kind="ghost")
        self.in_list = push_button(
            translate("Open in Agreements"), self._open_list, kind="ghost", icon_name="files"
        )
        self.duties = tables.duties_table()
        self.duties.opened.connect(self.agreement_wanted)
        self.in_milestones = push_button(
            translate("Open in Milestones"), self._open_duties, kind="ghost", icon_name="milestone"
        )
        self._duty_count, self._no_duty = label("", "caption"), label("", "muted")
        self.ties = TiesCard(permits)
        self.ties.partner_wanted.connect(self.partner_wanted)
        self.ties.parting_wanted.connect(self.parting_wanted)
        self._area = scrolled(self._whole(), "page")
        self.setLayout(column(self._area, spacing=0))

    def _whole(self) -> QWidget:
        self._life_card = card(
            row(label(translate("History of the partner"), "h2"), STRETCH, self._legend),
            self.life,
            self._walked_to,
            spacing=10,
        )
        self._duties_card = card(
            row(
                label(translate("Still to do"), "h2"), self._duty_count, STRETCH, self.in_milestones
            ),
            self._no_duty,
            self.duties,
        )
        self._agreements_card = card(
            row(label(translate("Agreements"), "h2"), self._count, STRETCH, self.all, self.in_list),
            self.agreements,
        )
        return widget(
            column(
                self.head,
                self.notice,
                self.names,
                self._life_card,
                self._agreements_card,
                self._duties_card,
                self.ties,
                STRETCH,
                spacing=14,
                margins=PAGE_MARGINS,
            )
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Name the parts that F6 goes through."""
        return (self.names.table, self.life, self.agreements)

    def show_card(self, shown: AuthorityCard) -> None:
        """Show a partner; another one is shown from the top."""
        is_other = self._card is None or self._card.partner.id != shown.partner.id
        self._card = shown
        if is_other:
            self._everything = False
            self._area.verticalScrollBar().setValue(0)
        today = clock.today()
        self.head.show_card(shown)
        self.names.show_card(shown, is_other=is_other)
        self.life.show_plan(life_plan(shown, today))
        self._show_legend(shown)
        self._life_card.setVisible(bool(shown.signed) or bool(shown.relations))
        self._show_agreements(shown)
        duties = tables.duty_cells(shown.milestones)
        self.duties.show_rows(duties)
        self.duties.setVisible(bool(duties))
        told = formats.number(len(duties)) if duties else ""
        if shown.partner.agreements > len(shown.signed):
            newest = translate("of the {count} newest agreements", count=len(shown.signed))
            told = " · ".join(filter(None, (told, newest)))
        self._duty_count.setText(told)
        self.in_milestones.setVisible(bool(duties))
        self._no_duty.setText(translate("Nothing is open with this partner."))
        self._no_duty.setVisible(not duties)
        self.ties.show_card(shown)

    def show_suspicions(self, suspected: Sequence[Suspicion]) -> None:
        """Say that the partner was probably entered twice."""
        card = self._card
        mine = [one for one in suspected if card and card.partner.id in (one.kept.id, one.gone.id)]
        if card is None or not mine:
            self.notice.clear()
            return
        first = mine[0]
        other = first.gone if first.kept.id == card.partner.id else first.kept
        go = push_button(translate("Compare and merge…"), self.merge_wanted.emit)
        self._permits.guard(go, "authorities_merged")
        self.notice.say(
            "warn",
            translate("It may have been entered twice: {partner}.", partner=other.called),
            translate(SIGNS[first.sign], words=first.words),
            go,
        )

    def _show_agreements(self, shown: AuthorityCard) -> None:
        count = shown.partner.agreements
        some = shown.signed if self._everything else shown.signed[:FIRST]
        told = formats.number(count) if count else ""
        if len(some) < count:
            newest = translate("the {count} newest are shown", count=len(some))
            told = f"{told} · {newest}"
        self._count.setText(told)
        self.all.setVisible(len(some) < len(shown.signed))
        words = translate_count("Show all {count}", "Show all {count}", len(shown.signed))
        self.all.setText(words)
        self.all.setAccessibleName(words)
        tables.show_agreements(self.agreements, some)
        self.agreements.setVisible(bool(count))
        self.in_list.setVisible(any(one.side == "foreign" for one in shown.signed))
        self._agreements_card.setVisible(True)
        if not count:
            self._count.setText(translate("nothing was signed with this partner yet"))

    def _show_all(self) -> None:
        self._everything = True
        if self._card is not None:
            self._show_agreements(self._card)
            self.agreements.setFocus()

    def _open_list(self) -> None:
        if self._card is not None:
            self.list_wanted.emit(self._card.partner.id)

    def _open_duties(self) -> None:
        if self._card is not None:
            self.duties_wanted.emit(self._card.partner.id)

    def _show_legend(self, shown: AuthorityCard) -> None:
        undated = sum(one.begins is None for one in shown.signed)
        told = translate_count(
            "{count} agreement without a day is not drawn",
            "{count} agreements without a day are not drawn",
            undated,
        )
        self._legend.setText(told if undated else "")

    def _walked(self, words: str) -> None:
        self._walked_to.setText(
            words or translate("Arrow keys go from one to the next, Return opens the agreement.")
        )
