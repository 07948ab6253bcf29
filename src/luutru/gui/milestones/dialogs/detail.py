"""All that is known of one milestone: its day and rule, its steps, its proof, its history."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.formats import moment
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.milestones.acts import SPECS, Act, acts_of
from luutru.gui.milestones.dialogs.article import ArticlePanel
from luutru.gui.milestones.looks import (
    LOOKS,
    day_words,
    source_words,
    standing_word,
    weekday_words,
    whose,
)
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, Item, box, column, label, row, scrolled, widget
from luutru.gui.widgets.pill import Pill
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

if TYPE_CHECKING:
    from luutru.services.milestones.details import HistoryOfMilestone, MilestoneDetail, PlaceOnPage

_SIZE: Final = (660, 620)
_FIRST: Final = (Act.CONFIRM, Act.COMPLETE, Act.REOPEN)
_LEFT_OUT: Final = (Act.OPEN, Act.AGREEMENT)


class DetailDialog(DeskDialog):
    """Shows a milestone and offers what can be done with it; steps are ticked here."""

    act_wanted = Signal(object, object)
    """An act (`Act`) and the milestone it is for."""

    def __init__(self, desk: Desk, shown: MilestoneRow, parent: QWidget) -> None:
        super().__init__(desk, parent, shown.called)
        self.shown = shown
        self._newest = Newest(desk.jobs)
        self._area = scrolled(QWidget(), "clear")
        self._area.setAccessibleName(translate("Milestone"))
        self.buttons = [self._button(act) for act in acts_of(shown) if act not in _LEFT_OUT]
        open_agreement = push_button(
            translate("Open the agreement"), self._open_agreement, kind="ghost",
            icon_name="file-text",
        )  # fmt: skip
        foot = (widget(row(*self.buttons, spacing=8)), STRETCH)
        pill = Pill(LOOKS[shown.standing], standing_word(shown.standing))
        kind = label(code_list("milestone_kind").label(shown.kind), "muted")
        line = row(pill, kind, STRETCH, open_agreement, spacing=10)
        self.lay_out(line, (self._area, 1), foot=foot, size=_SIZE)
        if self.buttons:
            self.buttons[0].setFocus()
        self.load()

    def load(self) -> None:
        """Read all of it anew."""
        archive, number = self.desk.archive, self.shown.id

        def work(_job: object) -> "MilestoneDetail":
            from luutru.services.milestones.details import milestone  # noqa: PLC0415

            return milestone(archive, number)

        self._newest.ask(work, self._show, self.explain)

    def _button(self, act: Act) -> QPushButton:
        spec = SPECS[act]
        kind = "primary" if act in _FIRST else ""
        button = push_button(
            translate(spec.text), lambda: self._want(act), icon_name=spec.icon, kind=kind
        )
        return self.desk.permits.guard(button, spec.act) if spec.act else button

    def _want(self, act: Act) -> None:
        self.accept()
        self.act_wanted.emit(act, self.shown)

    def _open_agreement(self) -> None:
        self._want(Act.AGREEMENT)

    def _show(self, told: "MilestoneDetail") -> None:
        self.shown = told.row
        parts = [*self._facts(told), *self._steps(told), *_history(told.history)]
        body = column(*parts, STRETCH, spacing=6, margins=(2, 2, 12, 4))
        self._area.setWidget(widget(body, "clear"))

    def _facts(self, told: "MilestoneDetail") -> list[Item]:
        shown = told.row
        due = weekday_words(shown.due_on) if shown.due_on else day_words(None)
        planned = translate("by its rule {day}", day=day_words(told.planned_on))
        if told.planned_on and told.planned_on != shown.due_on:
            due = f"{due} ({planned})"
        facts = [
            _fact(translate("Agreement"), f"{whose(shown)} · {shown.reference}"),
            _fact(translate("Due"), due),
            _fact(translate("Rule"), told.due_words),
            _fact("", told.counting),
            _fact(translate("Source"), _source(shown, told.source)),
            _fact(translate("Owner"), shown.owner or translate("nobody yet")),
            _fact(translate("Next time"), day_words(told.next_on) if told.next_on else ""),
            _fact(translate("Done"), _proof(told)),
            _fact(translate("Note"), shown.note),
        ]
        found: list[Item] = [one for one in facts if one is not None]
        if told.article is not None:
            found += [4, ArticlePanel(told.article, told.rule_version)]
        return found

    def _steps(self, told: "MilestoneDetail") -> list[Item]:
        if not told.steps:
            return []
        done = sum(step.done_on is not None for step in told.steps)
        head = translate("Steps ({done} of {all})", done=done, all=len(told.steps))
        parts: list[Item] = [8, label(head, "strong")]
        is_open = told.row.standing not in (Standing.DONE, Standing.CANCELLED)
        for step in told.steps:
            tick = QCheckBox(step.title)
            tick.setAccessibleName(step.title)
            tick.setChecked(step.done_on is not None)
            tick.setEnabled(is_open)
            self.desk.permits.guard(tick, "milestone_changed")
            tick.clicked.connect(lambda on, number=step.id: self._tick(number, on=on))
            parts.append(tick)
        return parts

    def _tick(self, step: int, *, on: bool) -> None:
        archive, shown = self.desk.archive, self.shown

        def work(_job: object) -> None:
            from luutru.services.milestones.steps import tick_step  # noqa: PLC0415

            tick_step(archive, shown.id, step, done=on, version=shown.version)

        then, failed = self._ticked, self._not_ticked
        self.desk.jobs.start(work, then, lane=Lane.WRITING, failed=failed)

    def _ticked(self, _none: object) -> None:
        self.load()

    def _not_ticked(self, error: Exception) -> None:
        self.explain(error)
        self.load()


def _fact(name: str, words: str) -> QWidget | None:
    if not words:
        return None
    caption = label(name, "caption")
    caption.setFixedWidth(104)
    text = label(words, "" if name else "caption", wrap=True)
    return widget(row(column(2, caption, STRETCH), (text, 1), spacing=8))


def _source(shown: MilestoneRow, place: "PlaceOnPage | None") -> str:
    where = ""
    if place is not None and place.page:
        where = translate("{reference}, page {page}", reference=place.reference, page=place.page)
    return " · ".join(filter(None, (source_words(shown), where)))


def _proof(told: "MilestoneDetail") -> str:
    day = day_words(told.row.done_on) if told.row.done_on else ""
    proof = ""
    if told.evidence is not None:
        page = told.evidence.page
        proof = (
            translate("{reference}, page {page}", reference=told.evidence.reference, page=page)
            if page
            else told.evidence.reference
        )
    return " · ".join(filter(None, (day, proof, told.done_reason)))


def _history(entries: "tuple[HistoryOfMilestone, ...]") -> list[Item]:
    if not entries:
        return []
    acts = code_list("act")
    lines: list[Item] = [10, label(translate("History"), "strong")]
    for one in entries:
        head = f"{acts.label(one.entry.act)} · {moment(one.entry.at)} · {one.entry.person}"
        parts: list[Item] = [label(head, "caption", wrap=True)]
        if one.reason:
            parts.append(label(one.reason, wrap=True))
        lines.append(box("sunken", column(*parts, spacing=2, margins=(12, 8, 12, 8))))
    return lines
