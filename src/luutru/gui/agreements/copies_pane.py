"""The tab “Bản sao”: copies that were issued of an agreement, and requests that wait for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from luutru.errors import CatalogueOutOfReach, LuutruError
from luutru.gui.copies.looks import REQUESTS, STATES
from luutru.gui.copies.number_acts import NumberActs
from luutru.gui.formats import day
from luutru.gui.jobs import Newest
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, Item, column, label, line, row, scrolled, widget
from luutru.gui.widgets.notice import Notice
from luutru.gui.widgets.pill import Look, Pill
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.copies.lines import CopyRow
    from luutru.services.copies.requests import RequestRow

MOST: Final = 100
"""Copies shown; the register shows all."""
_LISTED, _EMPTY, _AWAITED = range(3)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made, or is wanted, of one agreement."""

    copies: "list[CopyRow]"
    requests: "list[RequestRow]"


class CopiesPane(QWidget):
    """Requests first, then copies, the newest on top."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._newest = Newest(desk.jobs)
        self._reference = self._title = ""
        self.copies: tuple[CopyRow, ...] = ()
        """What is shown, in its order."""
        self.acts = NumberActs(desk, self)
        self.notice = Notice()
        self._count = label("", "muted")
        self._area = scrolled(QWidget(), "panel")
        self._area.setAccessibleName(translate("Certified copies"))
        self.ask = push_button(translate("Request…"), self._request, icon_name="inbox")
        self.issue = push_button(translate("Issue a copy…"), self._issue, icon_name="stamp")
        desk.permits.guard_each((self.ask, "copy_requested"), (self.issue, "copy_issued"))
        head = row(self._count, STRETCH, self.ask, self.issue, margins=(20, 12, 16, 4))
        told = column(self.notice, margins=(16, 0, 16, 0))
        self._stack = QStackedWidget()
        self._stack.addWidget(widget(column(head, told, (self._area, 1), spacing=4), "panel"))
        for part in (self._nothing(), EmptyState("hourglass", translate("Being read"), "")):
            self._stack.addWidget(widget(column(part, spacing=0), "panel"))
        self.setLayout(column(self._stack, spacing=0))
        self.acts.told.connect(self._done)

    def _nothing(self) -> EmptyState:
        ask = push_button(translate("Request…"), self._request, icon_name="inbox")
        issue = push_button(
            translate("Issue a copy…"), self._issue, icon_name="stamp", kind="primary"
        )
        self._desk.permits.guard_each((ask, "copy_requested"), (issue, "copy_issued"))
        return EmptyState(
            "stamp",
            translate("No copy was issued of this agreement"),
            translate("Enter who asks for one, or issue it at once under the next number."),
            ask,
            issue,
        )

    def show_agreement(self, reference: str, title: str) -> None:
        """Read the copies of an agreement and show them."""
        if reference != self._reference:
            self.notice.clear()
            self._stack.setCurrentIndex(_AWAITED)
        self._reference, self._title = reference, title
        archive = self._desk.archive
        self._newest.ask(lambda _job: _made(archive, reference), self._show, self._fail)

    def _show(self, made: Made) -> None:
        self.copies = tuple(made.copies)
        told = translate_count("{count} copy", "{count} copies", len(made.copies))
        asked = translate_count("{count} request", "{count} requests", len(made.requests))
        self._count.setText(" · ".join(filter(None, (told, asked if made.requests else ""))))
        parts: list[Item] = []
        for part in (*map(self._request_line, made.requests),
                     *map(self._copy_line, made.copies[:MOST])):  # fmt: skip
            parts += [line(), part] if parts else [part]
        body = column(*parts, STRETCH, spacing=0, margins=(20, 2, 16, 12))
        self._area.setWidget(widget(body, "panel"))
        self._stack.setCurrentIndex(_LISTED if parts else _EMPTY)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CatalogueOutOfReach):
            return  # what is shown stays; the window tells of the outage
        if isinstance(error, LuutruError):
            self.notice.say("bad", error.what_happened(), error.what_next())
        else:
            self._desk.jobs.tell(error)
        self._stack.setCurrentIndex(_LISTED)

    def _copy_line(self, copy: "CopyRow") -> QWidget:
        state = code_list("copy_state").label(copy.state)
        form = code_list("copy_form").label(copy.form) if copy.form else ""
        dated = day(copy.issued_on.isoformat()) if copy.issued_on else ""
        trial = translate("Trial") if copy.series == "trial" else ""
        asked = translate("Request {request}", request=copy.request) if copy.request else ""
        to = "; ".join(one.rstrip("; ") for one in copy.recipients)
        facts = (trial, form, dated, asked, to, copy.reason if copy.is_struck else "")
        ways: list[Item] = []
        if copy.state == "issued":
            hand = push_button(translate("Delivered…"), lambda: self.acts.deliver(copy))
            hand.setAccessibleName(translate("{symbol} was handed over", symbol=copy.symbol))
            ways.append(self._desk.permits.guard(hand, "copy_delivered"))
        ways.append(
            icon_button(
                "arrow-up-right",
                translate("Show {symbol} in the register", symbol=copy.symbol),
                lambda: self._desk.copy_wanted.emit(copy),
            )
        )
        name = f"{copy.symbol} ({copy.year})"
        return _line(name, (STATES[copy.state], state), facts, ways)

    def _request_line(self, one: "RequestRow") -> QWidget:
        state = code_list("copy_request_state").label(one.state)
        many = translate_count("{count} copy", "{count} copies", one.quantity)
        asked = day(one.asked_at.astimezone().date().isoformat())
        show = icon_button(
            "arrow-up-right",
            translate("Show request {request} in the register", request=one.label),
            lambda: self._desk.screen_wanted.emit("copies"),
        )
        name = translate("Request {request}", request=one.label)
        facts = (one.requested_by, many, one.letter, asked, one.purpose)
        return _line(name, (REQUESTS[one.state], state), facts, [show])

    def _issue(self) -> None:
        self._desk.issue_wanted.emit(self._reference)

    def _request(self) -> None:
        self._desk.request_wanted.emit(self._reference, self._title)

    def _done(self, title: str, text: str) -> None:
        self.notice.say("good", title, text)
        self.show_agreement(self._reference, self._title)


def _made(archive: "Archive", reference: str) -> Made:
    from luutru.services.copies.lines import copies_of  # noqa: PLC0415  first visit
    from luutru.services.copies.requests import OPEN, copy_requests  # noqa: PLC0415

    return Made(
        copies_of(archive, reference), copy_requests(archive, states=OPEN, reference=reference)
    )


def _line(
    name: str, shown: tuple[Look, str], facts: Sequence[str], ways: Sequence[Item]
) -> QWidget:
    look, state = shown
    told = " · ".join(filter(None, facts))
    words = column(
        row(label(name, "strong"), Pill(look, state), STRETCH, spacing=10),
        label(told, "caption", wrap=True),
        spacing=4,
    )
    mark = widget(column(IconLabel(look.icon, look.state, 16, square=32), STRETCH))
    buttons = widget(column(row(*ways, spacing=4), STRETCH))
    made = widget(row(mark, (words, 1), buttons, spacing=12, margins=(0, 10, 0, 10)))
    made.setAccessibleName(f"{name}, {state}: {told}")
    return made
