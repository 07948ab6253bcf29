"""`luutru synonyms`: words that are searched as one; lists them, and edits the list."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.synonyms import (
    SynonymGroup,
    put_group,
    remove_group,
    restore_groups,
    synonym_groups,
)


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "what",
        choices=("list", "put", "remove", "restore"),
        nargs="?",
        default="list",
        help=translate("put: enter or replace a group; restore: the list of the program"),
    )
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=translate("a group"))
    parser.add_argument(
        "terms", nargs="*", metavar="TERM", help=translate("two or more that mean the same")
    )
    parser.add_argument(
        "--source", default="", metavar="TEXT", help=translate("why they mean the same")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        _edit(archive, options)
        groups = synonym_groups(archive)
    if terminal.wants_json:
        terminal.document({"groups": groups})
    elif options.what == "list":
        _list(terminal, [g for g in groups if options.name in ("", g.name)])
    else:
        terminal.remark(translate("Kept; it counts from the next search on."))
    return DONE


def _edit(archive: Archive, options: Namespace) -> None:
    if options.what == "put":
        put_group(archive, options.name, options.terms, options.source)
    elif options.what == "remove":
        remove_group(archive, options.name)
    elif options.what == "restore":
        restore_groups(archive)


def _list(terminal: Terminal, groups: list[SynonymGroup]) -> None:
    terminal.table(
        [translate("Group"), translate("Words that mean the same")],
        [(group.name, " = ".join(group.terms)) for group in groups],
    )
