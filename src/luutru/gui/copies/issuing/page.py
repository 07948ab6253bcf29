"""Issuing one copy: asked for on the left, previewed in the middle, checked on the right."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from luutru.errors import LuutruError
from luutru.gui import choosing
from luutru.gui.copies.issuing.checks import CheckList
from luutru.gui.copies.issuing.form import IssueForm
from luutru.gui.copies.issuing.ground import asked_for, told_again, told_request
from luutru.gui.copies.issuing.preview import Preview
from luutru.gui.copies.issuing.several import IssueRun
from luutru.gui.copies.own_stamper import own_stamper
from luutru.gui.jobs import Job, Newest
from luutru.gui.lanes import Lane
from luutru.gui.pages.scan_source import picture_of
from luutru.gui.plain_copies import COPY, before_leaving
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import action_button, icon_button, push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import PAGE_MARGINS, box, column, label, row
from luutru.gui.widgets.notice import Notice
from luutru.gui.widgets.unsaved import ask_to_leave, says_yes
from luutru.i18n import translate
from luutru.services.copies.preparing import Prepared, Stamper, draw_preview, prepare
from luutru.services.pages import loose_image, loose_shapes
from luutru.services.working_folders import working_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from luutru.services.archive import Archive
    from luutru.services.copies.again import Again
    from luutru.services.copies.lines import CopyRow
    from luutru.services.copies.request import Issued, Wanted
    from luutru.services.copies.requests import RequestRow

_PAUSE: Final = 400
"""Milliseconds without a change after which is checked and drawn again."""
_WIDTH: Final = 900


class IssuePage(QWidget):
    """Nothing is written until the button is pressed; it is off while one check blocks."""

    left = Signal()
    issued = Signal(str, Path)
    """Symbol, and where the copy lies."""
    several_issued = Signal(object)
    """What became of several (`gui.copies.issuing.several.IssueRun`)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._prepared: Prepared | None = None
        self._checking, self._drawing = Newest(desk.jobs), Newest(desk.jobs, Lane.IMAGES)
        self._is_issuing = False
        self.made: Issued | None = None
        """The last copy that was issued here."""
        self._stamper = own_stamper(self, desk.jobs)
        self.form, self.preview, self.checks = (
            IssueForm(desk, self._stamper),
            Preview(),
            CheckList(),
        )
        self.notice, self.ground = Notice(), Notice(stays=True)
        self._caption = ElidedLabel("muted")
        self._signs = desk.actions["issue_copy"].text()
        self.go = action_button(desk.actions["issue_copy"], icon_name="signature", kind="primary")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self.check)
        self._lay_out()
        self.form.edited.connect(self._soon.start)
        self.addAction(desk.actions.on("issue_copy", self.issue))
        self._follow()

    def _lay_out(self) -> None:
        back = icon_button("chevron-left", translate("Back to the register"), self.leave)
        title = column(label(translate("Issue a copy"), "h1"), self._caption, spacing=2)
        close = push_button(translate("Close"), self.leave)
        head = row(back, (title, 1), close, self.go, spacing=10)
        sides = row(
            *(
                (box("card", column(part, spacing=0, margins=(1, 1, 1, 1))), stretch)
                for part, stretch in ((self.form, 4), (self.preview, 5), (self.checks, 3))
            ),
            spacing=14,
        )
        self.setLayout(
            column(head, self.ground, self.notice, (sides, 1), spacing=12, margins=PAGE_MARGINS)
        )

    @property
    def is_trial(self) -> bool:
        """Tell whether trial copies are made."""
        return self.form.is_trial

    def panes(self) -> tuple[QWidget, ...]:
        """Name the widgets that F6 goes through; into the form where the reader left it."""
        left: QWidget | None = self.form.focusWidget()
        entered = left if left is not None and left.isVisible() else self.form.agreement
        return (entered, self.preview.which.segment(0), self.checks.area, self.go)

    def begin(self, reference: str = "") -> None:
        """Begin a copy, of an agreement if it is known."""
        self.notice.clear()
        self.ground.clear()
        self.form.request = self.form.repeats = ""
        self.form.put_several(())
        self.form.agreement.setFocus()
        if not reference:
            return
        archive = self._desk.archive

        def work(_job: object) -> tuple[str, str]:
            from luutru.services.cards import card  # noqa: PLC0415

            told = card(archive, reference).row
            return told.reference, told.title

        self._desk.jobs.start(work, lambda told: self.form.put(*told), lane=Lane.READING)

    # --- leaving ---------------------------------------------------------------------------

    def leave(self) -> None:
        """Go back to the register, once the reader says so where something was entered."""
        if self.form.is_filled and not self._is_issuing:
            ask_to_leave(self, *_unissued(), self._leave)
        else:
            self._leave()

    def may_close(self) -> bool:
        """Tell whether the window may go: the reader is asked where something was entered."""
        return not self.form.is_filled or self._is_issuing or says_yes(self, *_unissued())

    def _leave(self) -> None:
        if not self._is_issuing:
            self.form.start_over()
        self.left.emit()

    def repeat(self, copy: "CopyRow") -> None:
        """Enter what an earlier copy said, and tell what has changed since."""
        archive = self._desk.archive

        def work(_job: object) -> "Again":
            from luutru.services.copies.again import issue_again  # noqa: PLC0415

            return issue_again(archive, copy.year, copy.number, copy.series)

        self._desk.jobs.start(work, self._show_again, lane=Lane.READING, failed=self._fail)

    def _show_again(self, again: "Again") -> None:
        self.form.ask_for(again.wanted)
        self.ground.say(*told_again(again))

    def grant(self, request: "RequestRow") -> None:
        """Enter what a request asks for."""
        self.form.ask_for(asked_for(request))
        self.ground.say(*told_request(request))

    # --- checks and preview ----------------------------------------------------------------

    def check(self) -> None:
        """Check what is entered, and draw how it will look."""
        archive = self._desk.archive
        try:
            wanted = self.form.wanted()
        except LuutruError as error:
            self._fail(error)
            return
        if wanted is None:
            self._checking.forget()
            self._drawing.forget()
            self.preview.show_pages(())
            self._show(None)
            return
        stamper, each = self._stamper, self.form.all_wanted()

        def work(job: Job) -> Prepared:
            if len(each) == 1:
                return prepare(archive, wanted, stamper)
            from luutru.services.copies.batch import prepare_each  # noqa: PLC0415  of several

            return prepare_each(archive, each, stamper, job)

        self._checking.ask(work, self._show, self._fail)
        self._drawing.ask(
            lambda _job: _drawn(archive, wanted, stamper), self.preview.show_pages, self._no_picture
        )

    def _show(self, prepared: Prepared | None) -> None:
        self._prepared = prepared
        self.notice.clear()
        self.checks.show_checks(prepared)
        self.form.offer_rebuilding(is_offered=prepared is not None and prepared.can_be_rebuilt)
        self.form.offer_password(is_offered=prepared is not None and prepared.is_locked)
        told = "" if prepared is None else f"{prepared.reference} · {prepared.title}"
        self._caption.say(told)
        self._follow()

    def _no_picture(self, _error: Exception) -> None:
        self.preview.show_pages(())  # the checks tell why

    def _fail(self, error: Exception) -> None:
        self._prepared = None
        self._is_issuing = False
        self._follow()
        if isinstance(error, LuutruError):
            self.notice.say("bad", error.what_happened(), error.what_next())
        else:
            self._desk.jobs.crashed.emit(error)

    def _follow(self) -> None:
        prepared = self._prepared
        action = self._desk.actions["issue_copy"]
        ready = prepared is not None and not prepared.blocking and not self._is_issuing
        printed = translate("Issue and print…")
        action.setText(printed if self.form.is_on_paper else self._signs)
        action.setEnabled(ready)
        why = prepared.blocking[0].what if prepared is not None and prepared.blocking else ""
        self.go.setToolTip(why or action.toolTip())

    # --- issuing ---------------------------------------------------------------------------

    def issue(self) -> None:
        """Ask where the copy goes, and issue it."""
        if self.form.lacks_pin():
            told = translate("Enter the PIN of the token")
            self.notice.say("warn", told, translate("It is sent once, and never kept."))
            return
        title = translate("Choose where the copy goes")
        before_leaving(
            self._desk, self, COPY, lambda: choosing.folder(self, self.issue_into, title)
        )

    def issue_into(self, folder: Path) -> None:
        """Issue the copy into `folder`."""
        wanted, archive = self.form.wanted(), self._desk.archive
        if wanted is None or self._is_issuing or self.form.lacks_pin():
            return
        self._is_issuing = True
        self._follow()
        each = self.form.all_wanted()
        if len(each) > 1:
            run = IssueRun(archive, each, folder, self.form.goes_on.isChecked())
            title = translate("Issuing copies")
            self._desk.jobs.start(run.work, self._done_all, title=title, failed=self._not_issued)
            return

        def work(_job: object) -> "Issued":
            from luutru.services.copies.issuing import issue  # noqa: PLC0415

            return issue(archive, wanted, folder)

        title = translate("Issuing a copy")
        self._desk.jobs.start(work, self._done, title=title, failed=self._not_issued)

    def _not_issued(self, error: Exception) -> None:
        """Tell why; a PIN that was refused is typed anew, and what was asked for stays."""
        prepared = self._prepared
        self._fail(error)
        self.form.key.pin.clear()
        self._prepared = prepared
        self._follow()

    def _done_all(self, run: IssueRun) -> None:
        self._is_issuing = False
        self._follow()
        self.several_issued.emit(run)
        self.form.start_over()

    def _done(self, issued: "Issued") -> None:
        self._is_issuing = False
        self.made = issued
        self._follow()
        self.issued.emit(issued.symbol, issued.path)
        self.form.start_over()


def _unissued() -> tuple[str, str]:
    return (
        translate("Nothing was issued yet"),
        translate("What was entered for this copy would be lost. Leave all the same?"),
    )


def _drawn(archive: "Archive", wanted: "Wanted", stamper: Stamper) -> "Sequence[QImage]":
    with working_folder(archive, "preview") as folder:
        target = folder / "preview.pdf"
        draw_preview(archive, wanted, stamper, target)
        pages = loose_shapes(archive, target)
        return [picture_of(loose_image(archive, target, one.number, _WIDTH)) for one in pages]
