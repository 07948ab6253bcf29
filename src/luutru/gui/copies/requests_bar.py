"""Requests that somebody has to act upon, above the register: approved, refused, issued upon."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from luutru.gui.copies.looks import REQUESTS
from luutru.gui.entry_dialog import EntryDialog, Words
from luutru.gui.formats import day
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import STRETCH, Item, column, label, line, row, scrolled, widget
from luutru.gui.widgets.pill import Pill
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.copies.requests import (
    APPROVED,
    REFUSED,
    WAITING,
    WITHDRAWN,
    RequestRow,
    decide,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luutru.services.archive import Archive

_ROW: Final = 49
_MOST: Final = 3
"""Requests that are seen at once; further ones are scrolled to."""


class RequestsBar(QFrame):
    """Hidden while nobody waits for a copy."""

    issue_wanted = Signal(object)
    """Issue upon this `RequestRow`."""
    told = Signal(str, str)
    """Something was decided: a title and a text for the notice of the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("ground", "card")
        self.rows: tuple[RequestRow, ...] = ()
        """What is shown, in its order."""
        self._title = label("", "h3")
        self._area = scrolled(QWidget())
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._area.setAccessibleName(translate("Requests for copies"))
        self.setFocusProxy(self._area)
        self.setLayout(
            column(
                row(self._title, STRETCH, margins=(16, 8, 16, 2)), self._area,
                spacing=0, margins=(1, 1, 1, 5),
            )
        )  # fmt: skip
        self.hide()

    def show_requests(self, rows: "Sequence[RequestRow]") -> None:
        """Show other requests, the oldest first."""
        self.rows = tuple(reversed(rows))
        told = translate_count(
            "{count} request for a copy", "{count} requests for copies", len(rows)
        )
        self._title.setText(told)
        parts: list[Item] = []
        for one in self.rows:
            parts += [line(), self._line(one)]
        self._area.setWidget(widget(column(*parts, spacing=0), "clear"))
        self._area.setFixedHeight(_ROW * min(_MOST, len(rows)))
        self.setVisible(bool(rows))

    def _line(self, one: RequestRow) -> QWidget:
        state = code_list("copy_request_state").label(one.state)
        many = translate_count("{count} copy", "{count} copies", one.quantity)
        asked = translate("asked on {day}", day=day(one.asked_at.astimezone().date().isoformat()))
        facts = [one.requested_by, many, one.letter, asked, one.decided_by or one.approver]
        title, caption = ElidedLabel("strong"), ElidedLabel("caption")
        title.say(f"{one.label} · {one.title}")
        caption.say(" · ".join(filter(None, facts)))
        words = column(title, caption, spacing=0)
        made = widget(
            row(
                Pill(REQUESTS[one.state], state), (words, 1), *self._ways(one),
                spacing=10, margins=(16, 5, 12, 5),
            )
        )  # fmt: skip
        made.setFixedHeight(_ROW - 1)
        made.setAccessibleName(f"{one.label}, {state}: {one.title}, {one.requested_by}")
        return made

    def _ways(self, one: RequestRow) -> list[Item]:
        withdraw = icon_button(
            "x", translate("Withdraw request {request}", request=one.label),
            lambda: self.withdraw(one),
        )  # fmt: skip
        guard = self._desk.permits.guard
        guard(withdraw, "copy_request_withdrawn")
        if one.state == WAITING:
            approve = push_button(translate("Approve"), lambda: self.approve(one))
            approve.setAccessibleName(translate("Approve request {request}", request=one.label))
            refuse = push_button(translate("Refuse…"), lambda: self.refuse(one))
            refuse.setAccessibleName(translate("Refuse request {request}", request=one.label))
            guard(approve, "copy_request_approved")
            guard(refuse, "copy_request_refused")
            return [refuse, approve, withdraw]
        issue = push_button(translate("Issue"), lambda: self.issue_wanted.emit(one), kind="primary")
        issue.setAccessibleName(translate("Issue upon request {request}", request=one.label))
        return [guard(issue, "copy_issued"), withdraw]

    # --- what is decided -------------------------------------------------------------------

    def approve(self, one: RequestRow) -> None:
        """Approve a request in the name of whoever sits at the computer."""
        archive = self._desk.archive

        def done(_none: object) -> None:
            self.told.emit(translate("Request {request} was approved.", request=one.label), "")

        self._desk.jobs.start(
            lambda _job: decide(archive, one.label, APPROVED), done, lane=Lane.WRITING
        )

    def refuse(self, one: RequestRow) -> EntryDialog:
        """Ask why, and refuse a request."""
        words = Words(
            translate("Refuse request {request}", request=one.label),
            translate("Why it is refused"),
            translate("Refuse the request"),
            translate("Request {request} was refused.", request=one.label),
            translate("The refusal stays in the log, with your name."),
        )
        return self._ask(one, words, REFUSED)

    def withdraw(self, one: RequestRow) -> EntryDialog:
        """Ask why, and withdraw a request."""
        words = Words(
            translate("Withdraw request {request}", request=one.label),
            translate("Why it is not needed any more"),
            translate("Withdraw the request"),
            translate("Request {request} was withdrawn.", request=one.label),
            translate("A request that was withdrawn stays in the log, with your name."),
        )
        return self._ask(one, words, WITHDRAWN)

    def _ask(self, one: RequestRow, words: Words, decision: str) -> EntryDialog:
        def do(archive: "Archive", reason: str) -> None:
            decide(archive, one.label, decision, reason)

        dialog = EntryDialog(self._desk, self, words, do)
        dialog.told.connect(self.told)
        dialog.open()
        return dialog
