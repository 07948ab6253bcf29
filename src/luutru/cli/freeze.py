"""`luutru freeze`: sets that nobody may edit, move or remove, and lifting that."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import moment
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.disposal.freezing import freeze, freezes, lift


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "what", choices=("list", "set", "lift"), nargs="?", default="list",
        help=translate("set: freeze agreements; lift: let one be edited again"),
    )  # fmt: skip
    parser.add_argument("references", nargs="*", metavar="REF", help=translate("such as 2026-0001"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=translate("why"))
    parser.add_argument("--all", action="store_true", help=translate("lifted ones too"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.what == "list":
            _list(archive, terminal, lifted=options.all)
        elif options.what == "set":
            done = freeze(archive, options.references, options.reason)
            _tell(terminal, done, translate("Frozen: {names}.", names=", ".join(done) or "–"))
        else:
            for reference in options.references:
                lift(archive, reference, options.reason)
            names = ", ".join(options.references)
            _tell(terminal, options.references, translate("Lifted: {names}.", names=names))
    return DONE


def _tell(terminal: Terminal, references: list[str], words: str) -> None:
    if terminal.wants_json:
        terminal.document({"references": references})
    else:
        terminal.remark(words)


def _list(archive: Archive, terminal: Terminal, *, lifted: bool) -> None:
    found = freezes(archive, lifted=lifted)
    if terminal.wants_json:
        terminal.document({"freezes": found})
    elif not found:
        terminal.remark(translate("Nothing is frozen."))
    else:
        terminal.table(
            [translate("Reference"), translate("Title"), translate("Reason"),
             translate("Ordered by"), translate("Since when"), translate("Lifted")],
            [(one.reference, one.title, one.reason, one.ordered_by, moment(one.since),
              f"{one.lifted_on} {one.lifted_by}" if one.lifted_on else "") for one in found],
        )  # fmt: skip
