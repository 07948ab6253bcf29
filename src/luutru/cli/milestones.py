"""`luutru milestones`: plans, proves, lists and exports what follows agreements."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from luutru import clock
from luutru.cli import leaving, milestone_files, milestone_rules
from luutru.cli.as_of import whole_day
from luutru.cli.command import DONE
from luutru.cli.milestone_files import form
from luutru.cli.milestone_words import tell_detail, tell_rows, told
from luutru.cli.opening import opened
from luutru.cli.parser import add_actions
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.archive import Archive
from luutru.services.cards import card
from luutru.services.life.derived import follow_all
from luutru.services.milestones import changing, printed
from luutru.services.milestones.details import milestone
from luutru.services.milestones.handing_over import reassign
from luutru.services.milestones.planning import REMINDERS, New, add
from luutru.services.milestones.rows import Wanted, milestone_rows
from luutru.services.milestones.standing import Standing
from luutru.services.tables.writing import write_table

_EVERY: Final = frozenset(Standing)
_CLOSED: Final = frozenset({Standing.DONE, Standing.CANCELLED})


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    action = add_actions(parser)
    _take_list(action("list", translate("what is due, the first due first")))
    _take_add(action("add", translate("plan a milestone")))
    _number(action("show", translate("all that is known of one")))
    done = _number(action("done", translate("complete one, with proof or a reason")))
    done.add_argument(
        "--evidence", type=_page, metavar="REF:PAGE", help=translate("the page that proves it")
    )
    done.add_argument("--reason", default="", help=translate("why, where nothing proves it"))
    done.add_argument("--on", type=whole_day, metavar="DAY", help=translate("when it was done"))
    postpone = _number(action("postpone", translate("move the day of one")))
    postpone.add_argument("--due", type=whole_day, required=True, metavar="DAY")
    postpone.add_argument("--reason", required=True, help=translate("why"))
    for name, summary in (
        ("cancel", translate("cancel one, or a suggestion")),
        ("reopen", translate("open one again that was done or cancelled")),
    ):
        entry = _number(action(name, summary))
        entry.add_argument("--reason", required=True, help=translate("why"))
        if name == "cancel":
            told_so = translate("of a series only this one")
            entry.add_argument("--only-this", action="store_true", help=told_so)
    progress = _number(action("progress", translate("say how far one is")))
    progress.add_argument("percent", type=int, metavar="PERCENT")
    confirm = action("confirm", translate("make open milestones of suggestions"))
    confirm.add_argument("ids", type=int, nargs="+", metavar="ID")
    confirm.add_argument("--owner", default="", metavar="NAME")
    hand_on = action("reassign", translate("hand on all open ones of a person"))
    hand_on.add_argument("--from", dest="giver", required=True, metavar="NAME")
    hand_on.add_argument("--to", dest="taker", required=True, metavar="NAME")
    hand_on.add_argument("--out", type=Path, metavar="FILE", help=form(translate("the minutes")))
    milestone_files.configure(action)
    milestone_rules.configure(action)


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        follow_all(archive)  # a term may have passed since somebody looked
        _ACTIONS[options.action or "list"](archive, options, terminal)
    return DONE


def _take_list(entry: ArgumentParser) -> None:
    entry.add_argument(
        "--within", type=int, metavar="DAYS", help=translate("due within so many days, or late")
    )
    entry.add_argument("--overdue", action="store_true", help=translate("only what is late"))
    entry.add_argument("--suggested", action="store_true", help=translate("only suggestions"))
    entry.add_argument("--all", action="store_true", help=translate("done and cancelled ones too"))
    entry.add_argument("--ref", default="", metavar="REF", help=translate("of one agreement"))
    entry.add_argument("--owner", default="", metavar="NAME", help=translate("of one person"))
    entry.add_argument("--out", type=Path, metavar="FILE", help=form(translate("the list")))


def _take_add(entry: ArgumentParser) -> None:
    entry.add_argument("ref", metavar="REF", help=translate("the agreement"))
    entry.add_argument("title", metavar="TITLE", help=translate("what has to be done"))
    entry.add_argument(
        "--due",
        default="",
        metavar="DAY|RULE",
        help=translate("a day, or a rule such as signing+P15D, expiry-P6M or signing+7WD"),
    )
    entry.add_argument("--kind", default="activity", metavar="statutory|contractual|activity")
    entry.add_argument("--owner", default="", metavar="NAME", help=translate("who looks after it"))
    entry.add_argument(
        "--remind", default=REMINDERS, metavar="DAYS,…", help=translate("days before to remind on")
    )
    entry.add_argument(
        "--rrule", default="", metavar="RULE", help=translate("how it comes back, as RFC 5545")
    )
    entry.add_argument("--note", default="", metavar="TEXT")
    entry.add_argument(
        "--step", action="append", default=[], metavar="TEXT", help=translate("may be repeated")
    )


def _list(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    wanted = _wanted(archive, options)
    out = getattr(options, "out", None)
    if out is not None:
        leaving.warn(archive, terminal)
        write_table(printed.by_owner_and_week(archive, wanted), out)
        terminal.remark(translate("Written to {file}.", file=out))
    else:
        tell_rows(terminal, milestone_rows(archive, wanted))


def _wanted(archive: Archive, options: Namespace) -> Wanted:
    given = vars(options)
    standings = _EVERY if given.get("all") else _EVERY - _CLOSED
    if given.get("overdue"):
        standings = frozenset({Standing.OVERDUE})
    elif given.get("suggested"):
        standings = frozenset({Standing.SUGGESTED})
    within, ref = given.get("within"), given.get("ref")
    return Wanted(
        standings=standings,
        owners=frozenset({given["owner"]}) if given.get("owner") else frozenset(),
        agreement_ids=frozenset({card(archive, ref).row.id}) if ref else None,
        due_to=None if within is None else clock.today() + timedelta(days=within),
    )


def _add(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    try:
        due_on, rule = (whole_day(options.due) if options.due else None), ""
    except ArgumentTypeError:
        due_on, rule = None, options.due
    new = New(
        options.title,
        due_on=due_on,
        due_rule=rule,
        kind=options.kind,
        owner=options.owner,
        reminder_days=options.remind,
        recurrence=options.rrule,
        note=options.note,
        steps=tuple(options.step),
    )
    _tell_one(archive, terminal, add(archive, options.ref, new))


def _show(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    tell_detail(terminal, milestone(archive, options.id))


def _done(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    following = changing.complete(
        archive, options.id, options.evidence, options.reason, done_on=options.on
    )
    _tell_one(archive, terminal, options.id)
    if following is not None:
        terminal.remark(translate("The next of its series is milestone {n}.", n=following))


def _postpone(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    changing.move(archive, options.id, options.due, options.reason)
    _tell_one(archive, terminal, options.id)


def _cancel(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    changing.cancel(archive, options.id, options.reason, only_this=options.only_this)
    _tell_one(archive, terminal, options.id)


def _reopen(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    changing.reopen(archive, options.id, options.reason)
    _tell_one(archive, terminal, options.id)


def _progress(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    changing.set_progress(archive, options.id, options.percent)
    _tell_one(archive, terminal, options.id)


def _confirm(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    count = changing.confirm(archive, options.ids, owner=options.owner)
    if terminal.wants_json:
        terminal.document({"confirmed": count})
        return
    terminal.remark(
        translate_count("{count} suggestion confirmed.", "{count} suggestions confirmed.", count)
    )


def _reassign(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    told_over = reassign(archive, options.giver, options.taker)
    if options.out is not None:
        leaving.warn(archive, terminal)
        write_table(printed.minutes(archive, told_over), options.out)
    if terminal.wants_json:
        milestones = [told(row) for row in told_over.milestones]
        head = {"from": told_over.giver, "to": told_over.taker, "on": told_over.on}
        terminal.document({**head, "milestones": milestones})
        return
    tell_rows(terminal, told_over.milestones)
    count = len(told_over.milestones)
    terminal.remark(
        translate_count(
            "{count} milestone handed over to {name}.",
            "{count} milestones handed over to {name}.",
            count,
            name=told_over.taker,
        )
    )


def _tell_one(archive: Archive, terminal: Terminal, number: int) -> None:
    tell_rows(terminal, [milestone(archive, number).row])


def _number(entry: ArgumentParser) -> ArgumentParser:
    entry.add_argument("id", type=int, metavar="ID", help=translate("its number in the list"))
    return entry


def _page(text: str) -> tuple[str, int | None]:
    """Return the page that `REF:PAGE` names; `REF` alone is the document as a whole."""
    reference, _, page = text.partition(":")
    if not reference or (page and not page.isdigit()):
        raise ArgumentTypeError(translate("write a reference and a page, such as 2026-0001:3"))
    return reference, int(page) if page else None


_ACTIONS: Final[dict[str, Callable[[Archive, Namespace, Terminal], None]]] = {
    "list": _list,
    "add": _add,
    "show": _show,
    "done": _done,
    "postpone": _postpone,
    "cancel": _cancel,
    "reopen": _reopen,
    "progress": _progress,
    "confirm": _confirm,
    "reassign": _reassign,
    **milestone_files.ACTIONS,
    **milestone_rules.ACTIONS,
}
