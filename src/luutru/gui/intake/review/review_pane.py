"""The review: the scan on the left, what was read on the right, one document after the other."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from luutru.errors import (
    CannotAttach,
    CannotSort,
    EditedMeanwhile,
    LuutruError,
    ReviewIncomplete,
    UnacceptableValue,
    UnknownReference,
)
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.intake.findings_dialog import FindingsDialog
from luutru.gui.intake.review.deciding import Decided
from luutru.gui.intake.review.draft import Draft
from luutru.gui.intake.review.review_form import ReviewForm
from luutru.gui.intake.review.review_scan import ReviewScan
from luutru.gui.intake.review.round import ReviewRound
from luutru.gui.intake.twins_dialog import TwinsDialog
from luutru.gui.jobs import Newest
from luutru.gui.remembering import side_by_side
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import action_button, push_button, tool_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import STRETCH, box, column, label, line, row
from luutru.gui.widgets.notice import Notice
from luutru.gui.widgets.pill import Look, Pill
from luutru.i18n import translate, translate_count
from luutru.services.cards import card
from luutru.services.propose import ReviewSheet, WaitingReview

_NARROWEST: Final = 430
"""Width of the card in pixels at which no field is cut."""


class ReviewPane(QWidget):
    """Nothing that stands here is recorded before a person accepts it."""

    counted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.round = ReviewRound(desk, self)
        self.scan = ReviewScan(desk)
        self.form = ReviewForm()
        self.notice = Notice()
        self.notice.setProperty("spaced", "true")
        self._count = Pill(Look("review", "file-search"), "")
        self._place = label("", "muted")
        self._seeking = Newest(desk.jobs)
        self._weighing = QTimer(self, singleShot=True, interval=0)
        self._weighing.timeout.connect(self._weigh)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._sides())
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(QWidget())  # nothing is known yet
        self._stack.setCurrentIndex(2)
        self.setLayout(column(self._stack, spacing=0))
        self._connect()
        self.round.reload()

    def _sides(self) -> QSplitter:
        splitter = side_by_side(
            (self.scan, 740), (self._card(), 500), self._desk.preferences, "review"
        )
        splitter.setHandleWidth(14)
        splitter.setProperty("bare", "true")
        return splitter

    def _card(self) -> QWidget:
        actions = self._desk.actions
        back, forth = (tool_button(actions[n]) for n in ("previous_review", "next_review"))
        head = row(
            label(translate("Check what was read"), "h2"), self._count, STRETCH,
            back, self._place, forth, spacing=8, margins=(18, 8, 10, 8),
        )  # fmt: skip
        accept = action_button(actions["accept_review"], icon_name="check", kind="primary")
        foot = row(action_button(actions["put_off"], icon_name="clock"), STRETCH, accept,
                   margins=(18, 10, 18, 10))  # fmt: skip
        card = box(
            "card",
            column(
                head, line(), self.notice, (self.form, 1), line(), foot,
                spacing=0, margins=(1, 1, 1, 1),
            ),
        )  # fmt: skip
        card.setMinimumWidth(_NARROWEST)
        return card

    def _nothing(self) -> QWidget:
        empty = EmptyState(
            "file-check",
            translate("Nothing waits for a review"),
            translate("Documents come here as soon as all their pages have been read."),
            action_button(self._desk.actions["take_in"], icon_name="plus", kind="primary"),
        )
        return box("card", column(empty))

    def _connect(self) -> None:
        on, review = self._desk.actions.on, self.round
        for name, do in (
            ("accept_review", self.accept),
            ("put_off", self.put_off),
            ("previous_review", lambda: self.step(-1)),
            ("next_review", lambda: self.step(1)),
            ("next_doubt", lambda: self.form.next_doubt(1)),
            ("previous_doubt", lambda: self.form.next_doubt(-1)),
            ("next_frame", lambda: self.scan.step(1)),
            ("previous_frame", lambda: self.scan.step(-1)),
        ):
            self.addAction(on(name, do))
        review.changed.connect(self._follow)
        review.shown.connect(self._show)
        review.checked.connect(self.form.show_checks)
        review.accepted.connect(self._tell_accepted)
        review.failed.connect(self._tell_failure)
        self.form.built.connect(self._enter)
        self.form.edited.connect(self._weighing.start)
        self.form.looked.connect(self.scan.look_at)
        self.scan.view.pointed.connect(self.form.point)
        self.form.kind.target_sought.connect(self._seek)
        self.form.warnings.page_wanted.connect(self.scan.view.go_to_page)
        self.form.warnings.agreement_wanted.connect(self._desk.agreement_wanted)
        self.form.warnings.comparison_wanted.connect(self._compare)
        self.form.warnings.accepting_wanted.connect(self._remark)

    # --- what the screen asks --------------------------------------------------------------

    def panes(self) -> tuple[QWidget, ...]:
        """Name the widgets that F6 goes through."""
        if self._stack.currentIndex():
            return ()
        self.form.setFocusProxy(self.form.last_entered())
        return (self.scan.view, self.form)

    @property
    def unsaved(self) -> list[str]:
        """References of documents for which something was entered and not recorded."""
        self._keep()
        return list(self.round.drafts)

    def open(self, reference: str) -> None:
        """Show a document that waits."""
        self._keep()
        self.round.open(reference)

    def step(self, by: int) -> None:
        """Go to another document; what was entered for this one stays."""
        self._keep()
        self.round.step(by)

    def put_off(self) -> None:
        """Come to this document last."""
        self._keep()
        self.notice.clear()
        self.round.put_off()

    def accept(self) -> None:
        """Record what stands here, unless something does not fit its field."""
        form = self.form
        if not self.round.is_checked or not form.is_built:
            return
        if form.kind.lacks_target:
            form.kind.show_error(translate("Say to which agreement it belongs."))
            form.point(form.kind.key)
        elif not form.is_described:
            self.round.accept(Decided(form.kind.kind, described=False))
        elif form.check():
            self._keep()
            self.round.accept(
                Decided(form.kind.kind, form.is_described, form.answers(), form.accepted())
            )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.form.is_built:
            QTimer.singleShot(0, self.form, self.form.build)

    # --- what is shown ---------------------------------------------------------------------

    def _follow(self) -> None:
        review, actions = self.round, self._desk.actions
        waits, count = review.current, len(review.waiting)
        if review.is_known:
            self._stack.setCurrentIndex(0 if waits else 1)
        self._place.setText(f"{review.place}/{count}")
        told = translate("Document {place} of {count}", place=review.place, count=count)
        self._place.setAccessibleName(told)
        here = review.sheet is not None
        self.form.setEnabled(here)
        ready = here and review.is_checked and not review.is_saving
        actions["accept_review"].setEnabled(ready)
        actions["put_off"].setEnabled(count > 1)
        actions["previous_review"].setEnabled(review.place > 1)
        actions["next_review"].setEnabled(0 < review.place < count)
        for name in ("next_doubt", "previous_doubt", "next_frame", "previous_frame"):
            actions[name].setEnabled(here)
        self.counted.emit()

    def _show(self, sheet: ReviewSheet) -> None:
        other = sheet.reference != self.form.reference
        self.scan.show_sheet(sheet)
        self.form.setEnabled(True)
        self.form.load(sheet, self.round.drafts.get(sheet.reference, Draft()))
        if other:
            self._enter()
        self._weigh()

    def _enter(self) -> None:
        """Begin with another document at its first field."""
        if self.form.is_filled and self.isVisible() and self._may_take_focus():
            self.form.first().setFocus()

    def _may_take_focus(self) -> bool:
        """Tell whether nobody is typing elsewhere, such as in the search field."""
        now = QApplication.focusWidget()
        return now is None or self.isAncestorOf(now)

    def _weigh(self) -> None:
        """Frame what stands in the form now, and count what a person has to look at."""
        self._keep()
        self.scan.show_spots(self.form.spots())
        count = self.form.open_count
        said = translate_count("{count} field to check", "{count} fields to check", count)
        look = Look("review", "file-search") if count else Look("active", "circle-check")
        self._count.show_state(look, said if count else translate("Nothing to check"))

    def _keep(self) -> None:
        """Remember what was entered and not recorded."""
        reference = self.form.reference
        if not self.form.is_filled or reference not in {o.reference for o in self.round.waiting}:
            return
        draft = self.form.draft()
        if draft:
            self.round.drafts[reference] = draft
        else:
            self.round.drafts.pop(reference, None)

    def _seek(self, reference: str) -> None:
        """Tell what is called so, while the reader says to what the document belongs."""
        archive = self._desk.archive

        def tell(title: str = "") -> None:
            self.form.kind.show_target(reference, title)

        self._seeking.ask(
            lambda _job: card(archive, reference).row.title, tell, lambda _error: tell()
        )

    def _compare(self, reference: str) -> None:
        """Show what may be the same as the document under review beside it."""
        dialog = TwinsDialog(self._desk, reference, self)
        dialog.opened.connect(self._desk.agreement_wanted)
        self._ask(dialog)

    def _remark(self) -> None:
        self._ask(FindingsDialog(self._desk, self.form.reference, self))

    def _ask(self, dialog: DeskDialog) -> None:
        dialog.told.connect(self._tell_decided)
        dialog.open()

    def _tell_decided(self, title: str, text: str) -> None:
        self.notice.say("good", title, text)
        self.round.reload()

    def _tell_accepted(self, done: WaitingReview) -> None:
        show = push_button(
            translate("Open the agreement"),
            lambda: self._desk.agreement_wanted.emit(done.agreement_reference),
            kind="ghost",
        )
        self.notice.say(
            "good", translate("{filename} is in the archive.", filename=done.filename), "", show
        )

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, LuutruError):
            self._desk.jobs.crashed.emit(error)
            return
        if isinstance(error, UnacceptableValue) and self.form.blame(error):
            return
        if isinstance(error, CannotSort | CannotAttach | UnknownReference):
            self.form.kind.show_error(f"{error.what_happened()} {error.what_next()}")
            self.form.point(self.form.kind.key)
            return
        self.notice.say("warn", error.what_happened(), error.what_next())
        if isinstance(error, ReviewIncomplete):
            self.form.demand(str(error.facts["fields"]).split(", "))
        elif isinstance(error, EditedMeanwhile):
            self.round.meet(self)
