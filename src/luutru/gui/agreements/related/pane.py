"""The tab itself: reads what is related, and has relations recorded and taken away."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.errors import LuutruError
from luutru.gui.agreements.related import lines
from luutru.gui.agreements.related.forms import AttachForm, RelationForm, RemovalForm
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row, scrolled, set_ground, widget
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate
from luutru.records.document import Part
from luutru.services.attaching import attach
from luutru.services.cards import AgreementCard, DocumentCard
from luutru.services.relations.relating import NewRelation, relate, unrelate
from luutru.services.relations.suggesting import Suggested, suggested
from luutru.services.relations.telling import Related, relation_words, relations

if TYPE_CHECKING:
    from luutru.gui.agreements.related.forms import AskingForm


class RelatedPane(QWidget):
    """Shows what hangs together with one agreement."""

    opened = Signal(str)
    """The agreement of this reference is wanted."""
    page_wanted = Signal(int, int)
    """A page of a document of this agreement is wanted: the document, and the page's number."""
    changed = Signal(str)
    """The agreement of this reference has other relations or documents now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card: AgreementCard | None = None
        self._is_new = False
        self._related: tuple[Related, ...] = ()
        self._suggested: tuple[Suggested, ...] = ()
        self._reading = Newest(desk.jobs)
        self._suggesting = Newest(desk.jobs, Lane.COMPARING)
        self.notice = Notice()
        self.relating, self.removing = RelationForm(desk), RemovalForm()
        self.attaching = AttachForm(desk)
        self.add = push_button(
            translate("Add relation…"), self.begin, icon_name="plus",
            tip=translate("Say what this agreement is to another one"),
        )  # fmt: skip
        desk.permits.guard(self.add, "related")
        self._lines = QWidget()
        self._body = column(
            self.notice, row(label(translate("What hangs together with it"), "muted"), STRETCH,
                             self.add),
            *self._forms(), self._lines, STRETCH, spacing=12, margins=(20, 14, 20, 16),
        )  # fmt: skip
        body = QWidget()
        body.setLayout(self._body)
        self.area = scrolled(body, "panel")
        self.area.setAccessibleName(translate("Related"))
        set_ground(self, "panel")
        self.setLayout(column(self.area, spacing=0))
        self.relating.wanted.connect(self._relate)
        self.attaching.wanted.connect(self._attach)
        for form in self._forms():
            form.closed.connect(self.add.setFocus)

    def _forms(self) -> "tuple[AskingForm, ...]":
        return self.relating, self.removing, self.attaching

    # --- what is shown ---------------------------------------------------------------------

    def show_card(self, card: AgreementCard) -> None:
        """Show what hangs together with another agreement, as soon as the tab is looked at."""
        if self._card is None or self._card.row.id != card.row.id:
            self.notice.clear()
            self._close_forms()
            self._related, self._suggested = (), ()
        self._card, self._is_new = card, True
        if self.isVisible():
            self._read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_new:
            self._read()

    def _read(self) -> None:
        if self._card is None:
            return
        self._is_new = False
        archive, reference = self._desk.archive, self._card.row.reference
        self._reading.ask(lambda _job: relations(archive, reference), self._show_related)
        self._suggesting.ask(lambda _job: suggested(archive, reference), self._show_suggested)

    def _show_related(self, found: tuple[Related, ...]) -> None:
        self._related = found
        self._show()

    def _show_suggested(self, found: tuple[Suggested, ...]) -> None:
        self._suggested = found
        self._show()

    def _show(self) -> None:
        documents = self._card.documents if self._card is not None else ()
        permits = self._desk.permits
        parts = [
            lines.section(
                translate("Agreements"),
                [lines.relation_line(one, self.opened.emit, self._ask_away, permits)
                 for one in self._related],
                translate("No relation is recorded: nothing amends, extends or replaces it."),
            )
        ]  # fmt: skip
        if self._suggested:
            told = [
                lines.suggestion_line(one, self._take, self.page_wanted.emit, permits)
                for one in self._suggested
            ]
            parts.append(lines.section(translate("Named in the text"), told))
        kept = [
            lines.document_line(one, self.page_wanted.emit, self._ask_where, permits)
            for one in documents
        ]
        none = translate("This agreement was recorded without a scan.")
        parts.append(lines.section(translate("Documents of this agreement"), kept, none))
        made = widget(column(*parts, spacing=18), "panel")
        self._body.replaceWidget(self._lines, made)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = made

    # --- what is asked ---------------------------------------------------------------------

    def begin(self) -> None:
        """Ask for a new relation."""
        if self._card is not None:
            self._close_forms()
            self.relating.begin(self._card.row.reference)
            self.area.ensureWidgetVisible(self.relating)

    def _take(self, one: Suggested) -> None:
        if self._card is not None:
            self._close_forms()
            self.relating.begin(self._card.row.reference, one.kind, one.reference, one.title)
            self.area.ensureWidgetVisible(self.relating)

    def _ask_away(self, one: Related) -> None:
        self._close_forms()
        other = one.other.reference
        told = translate("Take away “{relation} {other}”?", relation=one.words, other=other)
        self.removing.begin(told, partial(self._unrelate, one))
        self.area.ensureWidgetVisible(self.removing)

    def _ask_where(self, one: DocumentCard) -> None:
        if self._card is not None:
            self._close_forms()
            self.attaching.begin(self._card.row.reference, one.reference)
            self.area.ensureWidgetVisible(self.attaching)

    def _close_forms(self) -> None:
        for form in self._forms():
            form.hide()

    # --- what is done ----------------------------------------------------------------------

    def _relate(self, wanted: NewRelation) -> None:
        own = self._own()
        archive = self._desk.archive

        def done(_nothing: object) -> None:
            told = _sentence(own, wanted.kind, wanted.other)
            undo = partial(self._take_back, own, wanted)
            self._done(self.relating, translate("The relation is recorded."), told, undo)

        self._write(lambda _job: relate(archive, own, wanted), done, self.relating)

    def _unrelate(self, one: Related, reason: str) -> None:
        ends = (self._own(), one.other.reference)
        source, target = ends if one.outgoing else ends[::-1]
        archive = self._desk.archive
        again = NewRelation(one.kind, target, one.effective_on, one.clause)

        def done(_nothing: object) -> None:
            told = _sentence(source, one.kind, target)
            undo = partial(self._put_back, source, again)
            self._done(self.removing, translate("The relation is taken away."), told, undo)

        self._write(
            lambda _job: unrelate(archive, source, one.kind, target, reason=reason),
            done,
            self.removing,
        )

    def _attach(self, document: str, other: str, part: str) -> None:
        archive = self._desk.archive

        def done(_nothing: object) -> None:
            told = translate("{reference} now belongs to {other}.", reference=document, other=other)
            self._done(self.attaching, told, "", None)

        self._write(
            lambda _job: attach(archive, document, to=other, part=Part(part)), done, self.attaching
        )

    def _take_back(self, source: str, wanted: NewRelation) -> None:
        archive, reason = self._desk.archive, translate("Undone")
        work = partial(unrelate, archive, source, wanted.kind, wanted.other, reason=reason)
        self._write(lambda _job: work(), self._undone, None)

    def _put_back(self, source: str, wanted: NewRelation) -> None:
        archive = self._desk.archive
        self._write(lambda _job: relate(archive, source, wanted), self._undone, None)

    def _undone(self, _nothing: object) -> None:
        self.notice.say("good", translate("It is as it was; the history keeps both."))
        self._tell_changed()

    def _own(self) -> str:
        return self._card.row.reference if self._card is not None else ""

    def _write(
        self,
        work: Callable[[object], object],
        done: Callable[[object], object],
        form: "AskingForm | None",
    ) -> None:
        def failed(error: Exception) -> None:
            if not isinstance(error, LuutruError):
                self._desk.jobs.crashed.emit(error)
            elif form is not None and form.isVisible():
                form.say(str(error))
            else:
                self.notice.say("warn", error.what_happened(), error.what_next())

        self._desk.jobs.start(work, done, lane=Lane.WRITING, failed=failed)

    def _done(
        self, form: "AskingForm", title: str, text: str, undo: Callable[[], object] | None
    ) -> None:
        form.hide()
        buttons = [] if undo is None else [
            push_button(translate("Undo"), undo, icon_name="undo-2")
        ]  # fmt: skip
        self.notice.say("good", title, text, *buttons)
        self._tell_changed()

    def _tell_changed(self) -> None:
        self.changed.emit(self._own())


def _sentence(source: str, kind: str, target: str) -> str:
    return f"{source} – {relation_words(kind, outgoing=True)} – {target}"
