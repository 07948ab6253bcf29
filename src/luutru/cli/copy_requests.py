"""`luutru copies request` and what follows: approved, refused or withdrawn by a named person."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Final

from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.copies.forms import FORMS
from luutru.services.copies.requests import (
    APPROVED,
    OPEN,
    REFUSED,
    WITHDRAWN,
    Asked,
    RequestRow,
    copy_requests,
    decide,
    request_copy,
)
from luutru.vietnamese.dates import short

_DECISIONS: Final = {"approve": APPROVED, "refuse": REFUSED, "withdraw": WITHDRAWN}
_FORMS: Final = {form.lower(): form for form in FORMS}
ACTS: Final = frozenset({"request", "requests", *_DECISIONS})


def configure(add: Callable[[str, str], ArgumentParser]) -> None:
    """Say what these acts take."""
    ask = add("request", translate("somebody asks for a copy"))
    ask.add_argument("reference", metavar="REF", help=translate("what is to be copied"))
    ask.add_argument("--by", required=True, metavar="NAME", help=translate("who asks"))
    ask.add_argument("--letter", default="", metavar="TEXT", help=translate("letter that asks"))
    ask.add_argument("--purpose", default="", metavar="TEXT", help=translate("what it is for"))
    ask.add_argument("--quantity", type=int, default=1, metavar="N", help=translate("how many"))
    ask.add_argument("--approver", default="", metavar="NAME", help=translate("who is to decide"))
    ask.add_argument(
        "--form",
        choices=sorted(_FORMS),
        help=translate("sy: full copy, sl: copy of a copy, trs: extract"),
    )
    ask.add_argument(
        "--pages", default="", metavar="3-5", help=translate("pages that an extract shows")
    )
    listed = add("requests", translate("requests that somebody has to act upon"))
    listed.add_argument("--all", action="store_true", help=translate("also those that are settled"))
    listed.add_argument("--ref", default="", metavar="REF", help=translate("of one agreement"))
    for name, told in (
        ("approve", translate("a request may be issued upon")),
        ("refuse", translate("a request is refused; --reason says why")),
        ("withdraw", translate("whoever asked does not need the copy any more")),
    ):
        act = add(name, told)
        act.add_argument("request", metavar="3/2026", help=translate("number of the request"))
        act.add_argument(
            "--reason", default="", required=name == "refuse", metavar="TEXT", help=translate("why")
        )


def run(options: Namespace, terminal: Terminal, archive: Archive) -> None:
    """Do one of them."""
    if options.action == "request":
        label = request_copy(archive, _asked(options))
        terminal.answer({"request": label}, translate("Request {request} waits.", request=label))
    elif options.action == "requests":
        states = () if options.all else OPEN
        _list(terminal, copy_requests(archive, states=states, reference=options.ref))
    else:
        decide(archive, options.request, _DECISIONS[options.action], options.reason)
        state = code_list("copy_request_state").label(_DECISIONS[options.action])
        done = translate("Request {request}: {state}.", request=options.request, state=state)
        terminal.answer({"request": options.request, "state": _DECISIONS[options.action]}, done)


def _asked(options: Namespace) -> Asked:
    return Asked(
        reference=options.reference,
        requested_by=options.by,
        letter=options.letter,
        purpose=options.purpose,
        quantity=options.quantity,
        approver=options.approver,
        form=_FORMS[options.form] if options.form else "",
        pages=options.pages,
    )


def _list(terminal: Terminal, rows: list[RequestRow]) -> None:
    if terminal.wants_json:
        terminal.document({"requests": rows})
        return
    titles = [
        translate("Request"), translate("Day"), translate("Source"), translate("Requested by"),
        translate("Copies"), translate("State"), translate("Decided by"), translate("Issued as"),
    ]  # fmt: skip
    terminal.table(titles, [_line(row) for row in rows])


def _line(row: RequestRow) -> tuple[str, ...]:
    return (
        row.label,
        short(row.asked_at.astimezone().date().isoformat()),
        row.reference,
        row.requested_by,
        str(row.quantity),
        code_list("copy_request_state").label(row.state),
        row.decided_by or row.approver,
        "; ".join(row.symbols) or row.reason,
    )
