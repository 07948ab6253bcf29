"""`luutru held`: what waits at the door for its mark of secrecy, and letting it in."""

from argparse import ArgumentParser, Namespace
from typing import Final

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import label, moment
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.services import door
from luutru.services.archive import Archive

_DONE: Final = {
    "admit": mark("{reference} was admitted."),
    "clear": mark("{reference} was cleared: it bears no mark that counts."),
    "refuse": mark("{reference} stays at the door; nothing was removed."),
}


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "what",
        choices=("list", *_DONE),
        nargs="?",
        default="list",
        help=translate(
            "admit: let it in with its secrecy; clear: the mark is none; refuse: leave it there"
        ),
    )
    parser.add_argument(
        "reference", nargs="?", default="", metavar="REF", help=translate("such as 2026-0001")
    )
    parser.add_argument(
        "--as",
        dest="secrecy",
        default="",
        choices=code_list("secrecy").codes[1:],
        help=translate("the secrecy with which it is admitted"),
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=translate("why"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.what == "list":
            return _list(archive, terminal)
        if options.what == "admit":
            door.admit(archive, options.reference, options.secrecy, options.reason)
        elif options.what == "clear":
            door.clear(archive, options.reference, options.reason)
        else:
            door.keep_out(archive, options.reference, options.reason)
    if terminal.wants_json:
        terminal.document({"reference": options.reference, "done": options.what})
    else:
        terminal.remark(translate(_DONE[options.what], reference=options.reference))
    return DONE


def _list(archive: Archive, terminal: Terminal) -> int:
    held = door.held_documents(archive)
    if terminal.wants_json:
        terminal.document({"held": held})
    elif not held:
        terminal.remark(translate("Nothing waits at the door."))
    else:
        terminal.table(
            [translate("Reference"), translate("Mark"), translate("Page"), translate("Held since")],
            [(h.reference, label("secrecy", h.mark), str(h.page), moment(h.held_at)) for h in held],
        )
    return DONE
