"""`luutru dispose`: reviews what could go; proposes, decides and carries out, by two people."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE, WRONG_USAGE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import label, moment
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.disposal import cases
from luutru.services.disposal.retention import Why, candidates
from luutru.vietnamese.dates import short

_ACTS = ("review", "list", "propose", "approve", "refuse", "take-back", "carry-out")


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "what", choices=_ACTS, nargs="?", default="list",
        help=translate(
            "review: what could go; propose: REF; approve, refuse, take-back, carry-out: a case"
        ),
    )  # fmt: skip
    parser.add_argument(
        "subject", nargs="?", default="", metavar="REF|CASE",
        help=translate("the document, or the number of the case"),
    )  # fmt: skip
    parser.add_argument("--reason", default="", metavar="TEXT", help=translate("why"))
    parser.add_argument("--all", action="store_true", help=translate("settled cases too"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.what == "review":
            _review(archive, terminal)
        elif options.what == "list":
            _list(archive, terminal, closed=options.all)
        elif options.what == "propose":
            number = cases.propose(archive, options.subject, options.reason)
            words = translate("Proposed as case {number}; another person decides.", number=number)
            _tell(terminal, number, words)
        elif not options.subject.isdecimal():
            terminal.complain(translate("Name the number of a case; “luutru dispose” lists them."))
            return WRONG_USAGE
        else:
            number = int(options.subject)
            _tell(terminal, number, _settled(archive, options.what, number, options.reason))
    return DONE


def _settled(archive: Archive, what: str, number: int, reason: str) -> str:
    """Do what settles a case, and return what was done, in words."""
    if what == "approve":
        until = cases.approve(archive, number, reason)
        return translate("Case {number} is in quarantine until {day}.", number=number,
                         day=short(str(until)))  # fmt: skip
    if what == "refuse":
        cases.refuse(archive, number, reason)
        return translate("Case {number}: the document stays.", number=number)
    if what == "take-back":
        cases.take_back(archive, number, reason)
        return translate("Case {number}: the document was taken back.", number=number)
    removed = cases.carry_out(archive, number, reason)
    return translate_count("{count} file was removed.", "{count} files were removed.", len(removed))


def _tell(terminal: Terminal, number: int, words: str) -> None:
    if terminal.wants_json:
        terminal.document({"case": number})
    else:
        terminal.remark(words)


def _review(archive: Archive, terminal: Terminal) -> None:
    found = candidates(archive)
    if terminal.wants_json:
        terminal.document({"candidates": found})
    elif not found:
        terminal.remark(translate("Nothing could go today."))
    else:
        why = {Why.PERIOD: translate("period over"), Why.DUPLICATE: translate("another scan")}
        terminal.table(
            [translate("Reference"), translate("Title"), translate("Why"),
             translate("Retention period"), translate("Since when")],
            [(one.reference, one.title, why[one.why], label("retention", one.retention),
              short(str(one.since)) if one.since else "") for one in found],
        )  # fmt: skip


def _list(archive: Archive, terminal: Terminal, *, closed: bool) -> None:
    found = cases.cases(archive, closed=closed)
    if terminal.wants_json:
        terminal.document({"cases": found})
    elif not found:
        terminal.remark(translate("No case of disposal waits."))
    else:
        states = code_list("disposal_state")
        terminal.table(
            [translate("Case"), translate("Reference"), translate("Title"), translate("State"),
             translate("Proposed by"), translate("Decided by"), translate("Until")],
            [(str(one.id), one.reference, one.title, states.label(one.state),
              f"{one.proposed_by}, {moment(one.proposed_at)}", one.decided_by,
              short(str(one.quarantine_until)) if one.quarantine_until else "") for one in found],
        )  # fmt: skip
