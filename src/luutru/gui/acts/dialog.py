"""The dialog of one act: what it asks, what would change, and one button that records it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from luutru.errors import LuutruError, UnacceptableValue
from luutru.gui.acts.act_form import ActForm
from luutru.gui.acts.asks import FORMS
from luutru.gui.acts.plan_view import PlanView
from luutru.gui.acts.reading import Subject, act_of, missing
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, row, scrolled, widget
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.cards import AgreementCard, card
from luutru.services.life.plans import ActPlan, carry_out, plan

if TYPE_CHECKING:
    from luutru.services.life.acts import Act

WIDTH, HEIGHT = 940, 620
FORM_WIDTH: Final = 440
WAIT_MS: Final = 250
"""After the last letter, before the plan is reckoned."""


class ActDialog(QDialog):
    """Nothing is recorded before the person has seen what would change."""

    recorded = Signal(object)
    """The `ActPlan` of the act that was recorded."""

    def __init__(self, desk: Desk, kind: str, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._subject = subject
        self._form = FORMS[kind]
        self._act: Act | None = None
        self._plans, self._documents = Newest(desk.jobs), Newest(desk.jobs)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._reckon)
        self.name = code_list("guided_act").label(kind)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.name)
        self.resize(WIDTH, HEIGHT)
        self.form = ActForm(self._form)
        self.form.edited.connect(self._on_edited)
        self.plan = PlanView()
        self.notice = Notice()
        self.record = push_button(
            translate("Record"), self._record, icon_name="check", kind="primary",
            tip=translate("Record this act with all it changes (Ctrl+Return)"),
        )  # fmt: skip
        self.setLayout(self._laid_out())
        QShortcut(QKeySequence("Ctrl+Return"), self, self.record.click)
        self._ask_for_documents()
        self._on_edited()

    def _laid_out(self) -> QVBoxLayout:
        title = self._subject.title
        named = " · ".join(filter(None, (self._subject.reference, title)))
        left = widget(column(self.form, STRETCH, spacing=0, margins=(0, 0, 12, 0)))
        left.setMinimumWidth(FORM_WIDTH)
        framed = box("card", column(scrolled(self.plan), spacing=0, margins=(1, 1, 1, 1)))
        right = column(label(translate("What would change"), "h2"), (framed, 1), spacing=6)
        cancel = push_button(translate("Cancel"), self.reject)
        needs = any(ask.is_needed for ask in self._form.asks)
        star = label(translate("* has to be entered") if needs else "", "caption")
        return column(
            label(self.name, "h1"),
            label(named, "strong", wrap=True),
            label(translate(self._form.guide), "muted", wrap=True),
            self.notice,
            (row((scrolled(left), 1), (right, 1), spacing=16), 1),
            row(star, STRETCH, cancel, self.record),
            spacing=10,
            margins=(24, 20, 24, 20),
        )

    # --- what would change -----------------------------------------------------------------

    def _on_edited(self) -> None:
        """Take the plan for outdated, and reckon it anew after a while."""
        self._plans.forget()
        self._act = None
        self.record.setEnabled(False)
        self.notice.clear()
        wanted = missing(self._form, self.form.typed())
        if wanted:
            self._timer.stop()
            self.plan.show_words(translate("Still to be entered: {fields}.",
                                           fields=", ".join(wanted)))  # fmt: skip
        else:
            self._timer.start()

    def _reckon(self) -> None:
        archive = self._desk.archive
        try:
            act = act_of(self._form, self._subject, self.form.typed())
        except UnacceptableValue as error:
            self._explain(error)
            return
        self.plan.show_words(translate("Looking what would change…"))
        self._plans.ask(lambda _job: (act, plan(archive, act)), self._show_plan, self._explain)

    def _show_plan(self, told: "tuple[Act, ActPlan]") -> None:
        self._act, planned = told
        self.plan.show_plan(planned)
        self.record.setEnabled(True)

    def _explain(self, error: Exception) -> None:
        """Say what contradicts what; what was typed stays to be put right."""
        if isinstance(error, LuutruError):
            self.plan.show_words(translate("Nothing would be recorded."))
            self.notice.say("warn", error.what_happened(), error.what_next())
        else:
            self._desk.jobs.tell(error)

    # --- recording -------------------------------------------------------------------------

    def _record(self) -> None:
        act, archive = self._act, self._desk.archive
        if act is None:
            return
        self.record.setEnabled(False)
        self._desk.jobs.start(
            lambda _job: carry_out(archive, act), self._done, lane=Lane.WRITING,
            failed=self._explain,
        )  # fmt: skip

    def _done(self, done: ActPlan) -> None:
        self.recorded.emit(done)
        named = self._subject.reference or self._subject.title
        self._desk.told.emit("good", translate("{act} of {subject} is recorded.",
                                               act=self.name, subject=named), "")  # fmt: skip
        self.accept()

    # --- proofs ----------------------------------------------------------------------------

    def _ask_for_documents(self) -> None:
        archive, reference = self._desk.archive, self._subject.reference
        if reference:
            self._documents.ask(lambda _job: card(archive, reference), self._offer)

    def _offer(self, found: AgreementCard) -> None:
        self.form.offer_proofs(tuple((one.reference, one.filename) for one in found.documents))
