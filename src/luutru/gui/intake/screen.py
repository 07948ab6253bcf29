"""The screen itself: stages, the queue, and what can be done with it."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.intake.acts import RowActs
from luutru.gui.intake.bring_button import bring_button
from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.intake.queue_view import QueueView
from luutru.gui.intake.remarks import Remarks
from luutru.gui.intake.rows import QueueRow
from luutru.gui.intake.stage_cards import StageCards
from luutru.gui.intake.stages import AGAIN, MOVING, TROUBLED, Stage
from luutru.gui.intake.thumbnails import Thumbnails
from luutru.gui.intake.watch_line import WatchLine
from luutru.gui.intake.watcher import Watcher
from luutru.gui.intake.ways import Way, more_ways_of, ways_of
from luutru.gui.screen import Desk, Screen
from luutru.gui.widgets.buttons import action_button, push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import PAGE_MARGINS, STRETCH, box, column, label, line, row, widget
from luutru.gui.widgets.notice import Notice
from luutru.gui.widgets.segmented import Segmented
from luutru.gui.widgets.unsaved import may_lose
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from luutru.gui.intake.review.review_pane import ReviewPane

_VIEWS: Final = (
    (mark("All"), "list", frozenset(Stage)),
    (mark("In progress"), "scan-text", MOVING),
    (mark("To decide"), "triangle-alert", TROUBLED),
    (mark("Awaiting review"), "file-search", frozenset({Stage.REVIEW})),
)
"""What the list shows: a name, an icon, and the stages."""
_PARTS: Final = {"all": 0, "moving": 1, "troubled": 2}
"""What other screens call the views of the list."""
_WAYS_BY_KEY: Final = {"arrange": Way.ARRANGE, "twins": Way.TWINS, "sooner": Way.SOONER}
"""Actions on the row that is chosen, and what each does."""
REVIEW: Final = 1
"""The half of the screen in which a person confirms what was read; the other is the queue."""


class IntakeScreen(Screen):
    """Shows the queue of the session; keeps nothing of its own but the view chosen."""

    def __init__(self, desk: Desk, queue: IntakeQueue, watcher: Watcher) -> None:
        super().__init__(desk)
        self._queue = queue
        self._watch_line = WatchLine(watcher, desk.permits)
        self._notice = Notice()
        self._half = Segmented(
            translate("Halves of the screen"),
            (translate("Waiting to be done"), "list"),
            (translate("Review"), "file-search"),
        )
        self._cards = StageCards()
        self._caption = label("", "caption")
        self._retry_button = action_button(desk.actions["retry"], icon_name="rotate-cw")
        self._work_buttons = (
            self._retry_button,
            action_button(desk.actions["pause"], icon_name="pause"),
            action_button(desk.actions["stop"], icon_name="x"),
        )
        self._view = Segmented(
            translate("What the list shows"),
            *((translate(name), icon_name) for name, icon_name, _stages in _VIEWS),
        )
        self._remarks = Remarks(desk.archive, desk.jobs, self)
        pictures = Thumbnails(desk.archive, desk.jobs, self)
        self._list = QueueView(pictures, self._remarks, desk.permits)
        self._acts = RowActs(desk, queue, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._queue_card())
        self._stack.addWidget(self._nothing_here())
        self._review: ReviewPane | None = None
        self._halves = QStackedWidget()
        self._halves.addWidget(
            widget(column(self._notice, self._cards, (self._stack, 1), spacing=14))
        )
        self.setLayout(column(self._header(), (self._halves, 1), spacing=14, margins=PAGE_MARGINS))
        queue.changed.connect(self._show)
        queue.brought.connect(self._tell_brought)
        self._connect_actions()
        self._show()
        queue.reload()

    @override
    def refresh(self) -> None:
        self._queue.reload()
        if self._review is not None:
            self._review.round.reload()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._review is not None and self._half.current == REVIEW:
            return self._review.panes()
        return (self._list, self._bring)

    @override
    def may_close(self) -> bool:
        return self._review is None or may_lose(self, self._review.unsaved)

    @override
    def go_back(self) -> bool:
        """Leave the review for the queue; what was entered in it stays there."""
        was_review = self._half.current == REVIEW
        if was_review:
            self.show_part("")
            (self.begins_at() or self._half).setFocus(Qt.FocusReason.OtherFocusReason)
        return was_review

    def review(self, reference: str = "") -> "ReviewPane":
        """Show the review: of one document that waits, or where the reader left it."""
        if self._review is None:
            # It knows the rules of extraction, which take their time to be loaded.
            from luutru.gui.intake.review.review_pane import ReviewPane  # noqa: PLC0415

            self._review = ReviewPane(self.desk)
            self._halves.addWidget(self._review)
        self._half.pick(REVIEW)
        self._halves.setCurrentWidget(self._review)
        if reference:
            self._review.open(reference)
        return self._review

    @override
    def show_part(self, part: str) -> None:
        if part == "review":
            self.review()
            return
        self._half.pick(0)
        self._halves.setCurrentIndex(0)
        if part == "watch":
            self._watch_line.begin()
        elif part in _PARTS:
            self._view.pick(_PARTS[part])
            self._show()

    def _show_half(self, number: int) -> None:
        if number == REVIEW:
            self.review()
        else:
            self._halves.setCurrentIndex(0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.fit(self.width())

    def _connect_actions(self) -> None:
        self._acts.changed.connect(self._look_again)
        self._list.chosen.connect(self._do)
        self._half.picked.connect(self._show_half)
        self._view.picked.connect(lambda _number: self._show())
        actions = self.desk.actions
        for name in ("pause", "stop", "retry", "separators", "batch_values", "take_in_list",
                     "scan"):  # fmt: skip
            self.addAction(actions[name])
        actions["pause"].toggled.connect(lambda on: self._queue.set_paused(paused=on))
        actions.on("separators", self._acts.make_separators)
        actions.on("batch_values", self._acts.describe_batch)
        actions.on("take_in_list", self._acts.take_in_list)
        actions.on("scan", self._acts.scan)
        for name, way in _WAYS_BY_KEY.items():
            actions.on(name, partial(self._do_with_current, way))
            self._list.addAction(actions[name])
        actions.on("stop", self._queue.stop)
        actions.on("retry", lambda: self._queue.retry(self._rows_in(AGAIN)))

    def _header(self) -> QWidget:
        actions = self.desk.actions
        words = column(
            label(translate("Intake"), "h1"),
            self._watch_line,
            spacing=2,
        )
        head = QWidget()
        head.setLayout(row((words, 1), column(STRETCH, self._half, STRETCH), bring_button(actions)))
        return head

    def _queue_card(self) -> QFrame:
        tools = row(
            label(translate("Waiting to be done"), "h2"),
            (self._caption, 1),
            self._view,
            *self._work_buttons,
            spacing=10,
            margins=(18, 10, 14, 10),
        )
        return box("card", column(tools, line(), (self._list, 1), spacing=0, margins=(1, 1, 1, 8)))

    def _nothing_here(self) -> QFrame:
        actions = self.desk.actions
        self._bring = action_button(actions["take_in"], icon_name="plus", kind="primary")
        empty = EmptyState(
            "inbox",
            translate("Drop scans here"),
            translate(
                "PDF files, images, ZIP packages, or whole folders of them. Each is kept "
                "unchanged, read, and made findable; you can go on working meanwhile."
            ),
            self._bring,
            action_button(actions["take_in_folder"], icon_name="folder"),
        )
        return box("drop", column(empty))

    def _rows_in(self, stages: frozenset[Stage]) -> list[QueueRow]:
        return [shown for shown in self._queue.all_rows() if shown.stage in stages]

    def _do_with_current(self, way: Way) -> None:
        if (row := self._list.current_row) and way in (*ways_of(row), *more_ways_of(row)):
            self._acts.do(row, way)

    def _do(self, chosen: QueueRow, way: Way) -> None:
        if way is Way.REVIEW:
            self.review(chosen.reference)
        elif way is Way.OPEN:
            self.desk.agreement_wanted.emit(chosen.agreement)
        elif way is Way.RETRY:
            self._queue.retry([chosen])
        elif not self._acts.do(chosen, way):
            self._queue.dismiss(chosen)

    def _tell_brought(self, count: int) -> None:
        words = translate_count(
            "{count} document was taken in.", "{count} documents were taken in.", count
        )
        together = self.desk.actions["batch_values"]
        way = push_button(together.text(), together.trigger, kind="ghost")
        self._notice.say("good", words, "", way)

    def _look_again(self) -> None:
        self._remarks.forget()
        self.refresh()

    def _show(self) -> None:
        rows, seen = self._queue.all_rows(), self._queue.overview
        self._show_list(is_empty=not rows)
        self._cards.setVisible(bool(rows) or bool(seen and seen.documents))
        stages = _VIEWS[self._view.current][2]
        self._list.show_rows([shown for shown in rows if shown.stage in stages])
        self._name_views(rows)
        self._cards.show_queue(self._queue)
        self._caption.setText(self._speed())
        self._show_actions(rows)

    def _show_list(self, *, is_empty: bool) -> None:
        """Show the list or what stands in its place; the keyboard goes on with the other."""
        is_other = bool(self._stack.currentIndex()) is not is_empty
        had_keys = self._stack.isAncestorOf(self.window().focusWidget())
        self._stack.setCurrentIndex(1 if is_empty else 0)
        if is_other and had_keys:
            goal = self._bring if is_empty else self._list
            goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_views(self, rows: list[QueueRow]) -> None:
        waiting = formats.Grouped(self._queue.reviews)
        review = translate("Review ({count})", count=waiting) if waiting else translate("Review")
        self._half.name_segment(REVIEW, review)
        for number, (name, _icon, stages) in enumerate(_VIEWS[1:], start=1):
            count = sum(shown.stage in stages for shown in rows)
            words = translate(name)
            self._view.name_segment(number, f"{words} ({count})" if count else words)

    def _show_actions(self, rows: list[QueueRow]) -> None:
        actions, job = self.desk.actions, self._queue.job
        actions["pause"].setEnabled(job is not None and not job.stopping)
        actions["pause"].setChecked(job is not None and job.paused)
        actions["pause"].setText(
            translate("Go on") if actions["pause"].isChecked() else translate("Pause")
        )
        actions["stop"].setEnabled(job is not None and not job.stopping)
        again = any(shown.stage in AGAIN for shown in rows)
        actions["retry"].setEnabled(again and job is None)
        for button in self._work_buttons:
            button.setVisible(button.isEnabled())

    def _speed(self) -> str:
        job = self._queue.job
        if job is None:
            return ""
        if job.paused:
            return translate("Paused between two pages")
        speed = self._queue.pages_per_minute()
        if not speed:
            return ""
        left = formats.duration((job.total - job.done) / speed * 60)
        return translate(
            "{speed} pages a minute · about {left} left", speed=formats.number(round(speed)),
            left=left,
        )  # fmt: skip
