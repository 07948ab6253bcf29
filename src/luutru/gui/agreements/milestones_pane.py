"""The tab “Mốc”: what an agreement promises, day by day, with what can be done beside each."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedWidget, QToolButton, QWidget

from luutru import clock
from luutru.gui.jobs import Newest
from luutru.gui.milestones.acts import SPECS, Act, MilestoneActs, acts_of
from luutru.gui.milestones.looks import LOOKS, day_words, source_words, spoken, standing_word, when
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import action_button, icon_button, push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, Item, column, label, line, row, scrolled, widget
from luutru.gui.widgets.notice import Notice
from luutru.gui.widgets.pill import Pill
from luutru.i18n import translate, translate_count
from luutru.services.milestones.rows import MilestoneRow, Wanted, milestone_rows
from luutru.services.milestones.standing import Standing

MOST: Final = 100
"""Milestones shown; the screen of milestones shows all."""
_BESIDE: Final = (Act.CONFIRM, Act.COMPLETE, Act.MOVE, Act.REOPEN)
_CLOSED: Final = (Standing.DONE, Standing.CANCELLED)


class MilestonesPane(QWidget):
    """Open ones first, the next due on top; those that are done below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._newest = Newest(desk.jobs)
        self._reference = ""
        self.rows: tuple[MilestoneRow, ...] = ()
        """What is shown, in its order."""
        self.acts = MilestoneActs(desk, self)
        self._count = label("", "muted")
        self._suggested = Notice(stays=True)
        self._area = scrolled(QWidget(), "panel")
        self._area.setAccessibleName(translate("Milestones"))
        add = action_button(desk.actions["new_milestone"], icon_name="plus")
        head = row(self._count, STRETCH, add, spacing=8, margins=(20, 12, 16, 4))
        bar = column(self._suggested, margins=(16, 0, 16, 0))
        listed = widget(column(head, bar, (self._area, 1), spacing=4), "panel")
        empty = EmptyState(
            "milestone",
            translate("Nothing is planned for this agreement"),
            translate("Plan what it promises: reports, meetings, the decision on its renewal."),
            action_button(desk.actions["new_milestone"], icon_name="plus", kind="primary"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        self._stack.addWidget(widget(column(empty, spacing=0), "panel"))
        self.setLayout(column(self._stack, spacing=0))

    def show_agreement(self, reference: str, agreement_id: int) -> None:
        """Read the milestones of an agreement and show them."""
        if reference != self._reference:
            self._reference = reference
            self._show([])
        archive, wanted = self._desk.archive, Wanted(agreement_ids=frozenset({agreement_id}))
        self._newest.ask(lambda _job: milestone_rows(archive, wanted), self._show)

    def add(self) -> None:
        """Plan a milestone of this agreement."""
        self.acts.add(self._reference)

    def _show(self, rows: Sequence[MilestoneRow]) -> None:
        still = [one for one in rows if one.standing not in _CLOSED]
        over = [one for one in rows if one.standing in _CLOSED]
        over.sort(key=lambda one: (one.done_on or one.due_on or clock.today(), one.id))
        self.rows = (*still, *reversed(over))
        many = translate_count("{count} milestone", "{count} milestones", len(rows))
        late = sum(one.standing is Standing.OVERDUE for one in rows)
        told = translate_count("{count} overdue", "{count} overdue", late) if late else ""
        self._count.setText(" · ".join(filter(None, (many, told))))
        self._show_suggested([one.id for one in rows if one.standing is Standing.SUGGESTED])
        parts: list[Item] = []
        for one in self.rows[:MOST]:
            parts += [line(), self._line(one)] if parts else [self._line(one)]
        body = column(*parts, STRETCH, spacing=0, margins=(20, 2, 16, 12))
        self._area.setWidget(widget(body, "panel"))
        self._stack.setCurrentIndex(0 if rows else 1)

    def _show_suggested(self, ids: list[int]) -> None:
        if not ids:
            self._suggested.clear()
            return
        told = translate_count(
            "{count} milestone to be confirmed", "{count} milestones to be confirmed",
            len(ids),
        )  # fmt: skip
        confirm = push_button(
            translate("Confirm all"), lambda: self.acts.confirm_all(ids), icon_name="list-checks"
        )
        self._desk.permits.guard(confirm, "milestone_confirmed")
        self._suggested.say("info", told, translate("They are watched once confirmed."), confirm)

    def _line(self, one: MilestoneRow) -> QWidget:
        look = LOOKS[one.standing]
        pill = Pill(look, when(one, clock.today()))
        pill.setToolTip(standing_word(one.standing))
        facts = [standing_word(one.standing), day_words(one.due_on), source_words(one), one.owner]
        caption = label(" · ".join(filter(None, facts)), "caption", wrap=True)
        words = column(
            row(pill, STRETCH), label(one.called, "strong", wrap=True), caption, spacing=4
        )
        mark = widget(column(IconLabel(look.icon, look.state, 16, square=32), STRETCH))
        made = widget(row(mark, (words, 1), self._ways(one), spacing=12, margins=(0, 10, 0, 10)))
        made.setAccessibleName(spoken(one))
        return made

    def _ways(self, one: MilestoneRow) -> QWidget:
        offered = acts_of(one)
        buttons: list[Item] = [
            self.acts.guard(_button(act, one, self.acts), act) for act in _BESIDE if act in offered
        ]
        more = icon_button(
            "ellipsis",
            translate("More on {title}", title=one.called),
            lambda: self._menu(one, more),
        )
        return widget(column(row(*buttons, more, spacing=2), STRETCH))

    def _menu(self, one: MilestoneRow, below: QToolButton) -> None:
        self.acts.show_menu(one, below.mapToGlobal(QPoint(0, below.height())))


def _button(act: Act, one: MilestoneRow, acts: MilestoneActs) -> QToolButton:
    spec = SPECS[act]
    name = f"{translate(spec.text)} {one.called}"
    made = icon_button(spec.icon, name, lambda: acts.do(act, one))
    made.setToolTip(translate(spec.text))
    return made
