"""The tab “Thông tin”: the form with its saving, its notices, and what was not saved yet.

What was entered for an agreement stays, unsaved, while others are looked at. When somebody else
corrected the same agreement meanwhile, the new values are shown and what was entered is kept on
top of them.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.errors import EditedMeanwhile, LuutruError, UnacceptableValue
from luutru.gui.agreements.corrections import Draft, back, can_be_undone
from luutru.gui.agreements.record_form import RecordForm
from luutru.gui.lanes import Lane
from luutru.gui.meeting_dialog import meet
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import action_button, push_button
from luutru.gui.widgets.layouts import box, column, label, line, row, widget
from luutru.gui.widgets.notice import Notice
from luutru.i18n import mark, translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.cards import AgreementCard, card
from luutru.services.describe import describe
from luutru.services.description import Change
from luutru.services.review import accept_review

if TYPE_CHECKING:
    from luutru.services.meeting import Meeting

_STANDING: Final = {
    "awaiting_review": mark("Nobody has checked this description yet."),
    "reviewed": mark("Reviewed, and not approved yet."),
}


class FormPane(QWidget):
    """Describes and corrects one agreement at a time."""

    corrected = Signal(str)
    """The description of the agreement of this reference was changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card: AgreementCard | None = None
        self._drafts: dict[str, Draft] = {}
        self.notice = Notice()
        self.form = RecordForm()
        self.standing = label("", "caption", wrap=True)
        self._told = label("", "muted")
        self._accept = push_button(
            translate("Accept description"), self.accept, icon_name="user-check",
            tip=translate("Say that a person has checked this description"),
        )  # fmt: skip
        desk.permits.guard(self._accept, "reviewed")
        self._approve = action_button(desk.actions["approve"], icon_name="badge-check")
        self._drop = push_button(translate("Drop changes"), self.drop)
        self.save_button = action_button(desk.actions["save"], icon_name="save", kind="primary")
        foot = row((self._told, 1), self._accept, self._approve, self._drop,
                   self.save_button, margins=(20, 9, 16, 9))  # fmt: skip
        self._foot = widget(column(line(), box("panel", foot), spacing=0))
        self.setLayout(
            column(
                widget(column(self.notice, margins=(12, 8, 12, 0)), "panel"),
                widget(column(self.standing, margins=(20, 4, 16, 4)), "panel"),
                (self.form, 1),
                self._foot,
                spacing=0,
            )
        )
        self.addAction(desk.actions.on("save", self.save))
        self.form.edited.connect(self._on_edited)
        self._show_foot()

    # --- what is shown ---------------------------------------------------------------------

    def show_card(self, shown: AgreementCard) -> None:
        """Show an agreement, with what was entered for it and not saved."""
        other = self._card is None or self._card.row.id != shown.row.id
        self._card = shown
        if other:
            self.notice.clear()
        self._show_standing(shown)
        draft = self._drafts.get(shown.row.reference)
        self.form.load(shown, draft.entered if draft else None)
        self._show_foot()

    def _show_standing(self, shown: AgreementCard) -> None:
        """Say why the agreement has the status that it has."""
        status = code_list("status").label(shown.standing.status)
        words = translate("Status: {status}. {why}", status=status, why=shown.standing.explained)
        self.standing.setText(words)
        self.standing.setAccessibleName(words)

    @property
    def unsaved(self) -> list[str]:
        """References of agreements with something entered and not saved."""
        return list(self._drafts)

    def edit(self) -> None:
        """Put the focus into the first field."""
        self.form.finish()
        self.form.first().setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.form.is_built:
            QTimer.singleShot(0, self.form, self.form.build)

    def _on_edited(self) -> None:
        if self._card is None:
            return
        entered, reference = self.form.entered(), self._card.row.reference
        if entered:
            former = self._drafts.get(reference, Draft(self._card.version))
            now = {name: self.form.parts[name].before for name in entered}
            # what was read first counts: what others saved since is met when this is saved
            self._drafts[reference] = Draft(former.version, entered, now | former.read)
        else:
            self._drafts.pop(reference, None)
        self._show_foot()

    def _show_foot(self) -> None:
        draft = self._drafts.get(self._card.row.reference) if self._card else None
        count = len(draft.entered) if draft else 0
        state = self._card.row.review_state if self._card is not None else ""
        said = translate(_STANDING[state]) if state in _STANDING else ""
        if count:
            said = translate_count("{count} field changed", "{count} fields changed", count)
        self._told.setText(said)
        self._accept.setVisible(state == "awaiting_review" and not count)
        self._approve.setVisible(state == "reviewed" and not count)
        self._drop.setVisible(count > 0)
        self.save_button.setVisible(count > 0)
        self._desk.actions["save"].setEnabled(count > 0)
        self._foot.setVisible(bool(said))

    def drop(self) -> None:
        """Forget what was entered."""
        if self._card is not None:
            self._drafts.pop(self._card.row.reference, None)
            self.show_card(self._card)

    # --- saving ----------------------------------------------------------------------------

    def save(self) -> None:
        """Record what was changed, unless something does not fit its field."""
        if self._card is None or not self.form.changes() or not self.form.check():
            return
        reference, changes = self._card.row.reference, self.form.changes()
        draft = self._drafts.get(reference)
        version = draft.version if draft else self._card.version
        self._write(reference, changes, version, lambda made: self._saved(reference, made))

    def undo(self, reference: str, changes: Sequence[Change]) -> None:
        """Correct back what was changed; that is recorded too."""
        self._write(reference, back(changes), None, lambda made: self._undone(reference, made))

    def _write(
        self,
        reference: str,
        changes: Sequence[tuple[str, str]],
        version: int | None,
        then: Callable[[list[Change]], None],
    ) -> None:
        archive = self._desk.archive
        self._desk.jobs.start(
            lambda _job: describe(archive, reference, changes, version=version),
            then,
            lane=Lane.WRITING,
            failed=lambda error: self._failed(reference, error),
        )

    def _saved(self, reference: str, made: list[Change]) -> None:
        self._drafts.pop(reference, None)
        count = len(made)
        said = translate_count("{count} correction saved.", "{count} corrections saved.", count)
        undo = push_button(translate("Undo"), lambda: self.undo(reference, made),
                           icon_name="undo-2")  # fmt: skip
        self.notice.say("good", said, "", *([undo] if can_be_undone(made) else []))
        self.corrected.emit(reference)

    def _undone(self, reference: str, made: list[Change]) -> None:
        self._drafts.pop(reference, None)
        if made:
            said = translate("The former values are back; the history keeps both.")
            self.notice.say("good", said)
        self.corrected.emit(reference)

    def _failed(self, reference: str, error: Exception) -> None:
        if not isinstance(error, LuutruError):
            self._desk.jobs.crashed.emit(error)
        elif isinstance(error, EditedMeanwhile):
            self._rebase(reference, error)
        elif not (isinstance(error, UnacceptableValue) and self.form.blame(error)):
            self.notice.say("bad", error.what_happened(), error.what_next())

    def _rebase(self, reference: str, error: LuutruError) -> None:
        """Let the person choose between both values; what met nowhere stays on top of the newer."""
        self.notice.say("warn", error.what_happened(), error.what_next())
        draft = self._drafts.get(reference)
        if draft is None:
            self._take_newer(reference)
            return
        archive, entered, read = self._desk.archive, dict(draft.entered), dict(draft.read)

        def look() -> "Meeting":
            from luutru.services.meeting import of_agreement  # noqa: PLC0415  seldom

            return of_agreement(archive, reference, read, entered)

        def save(meeting: "Meeting", mine: frozenset[str]) -> None:
            for met in meeting.met:
                if met.field not in mine:
                    draft.entered.pop(met.field, None)
            if not draft.entered:
                self._drafts.pop(reference, None)
            self._take_newer(reference, saves=bool(draft.entered))

        meet(self._desk, self, look, save, lambda _none: self._take_newer(reference))

    def _take_newer(self, reference: str, *, saves: bool = False) -> None:
        """Show the newer version, with what was entered on top of it; save that where asked."""

        def show(newer: AgreementCard) -> None:
            draft = self._drafts.get(reference)
            if draft is not None:
                draft.version = newer.version
            is_shown = self._card is not None and self._card.row.reference == reference
            if is_shown:
                self.show_card(newer)
            if saves and is_shown:
                self.save()
            else:
                self.corrected.emit(reference)

        archive = self._desk.archive
        self._desk.jobs.start(lambda _job: card(archive, reference), show, lane=Lane.READING)

    # --- review ----------------------------------------------------------------------------

    def accept(self) -> None:
        """Say that a person has checked the description, if nothing required is missing."""
        if self._card is None:
            return
        archive, reference = self._desk.archive, self._card.row.reference

        def done(_nothing: object) -> None:
            self.notice.say("good", translate("The description is accepted."))
            self.corrected.emit(reference)

        self._desk.jobs.start(
            lambda _job: accept_review(archive, reference),
            done,
            lane=Lane.WRITING,
            failed=lambda error: self._failed(reference, error),
        )
