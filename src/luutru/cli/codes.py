"""`luutru codes`: the lists of codes with their source; adds to those that can be edited."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.errors import NotInList
from luutru.i18n import translate
from luutru.services.administration.codes import (
    CodeRow,
    ListView,
    add_code,
    code_lists,
    rename_code,
)
from luutru.services.archive import Archive


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "what",
        choices=("list", "add", "rename"),
        nargs="?",
        default="list",
        help=translate("list: all lists, or one with its codes"),
    )
    parser.add_argument("name", nargs="?", default="", metavar="LIST", help=translate("a list"))
    parser.add_argument("code", nargs="?", default="", metavar="CODE", help=translate("a code"))
    parser.add_argument("--vi", default="", metavar="TEXT", help=translate("words in Vietnamese"))
    parser.add_argument("--en", default="", metavar="TEXT", help=translate("words in English"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        _edit(archive, options)
        lists = code_lists(archive)
    named = [one for one in lists if options.name in ("", one.name)]
    if not named:
        raise NotInList(options.name, ", ".join(one.name for one in lists))
    if terminal.wants_json:
        terminal.document({"lists": named})
    elif options.name:
        _tell(terminal, named[0])
    else:
        _tell_all(terminal, lists)
    return DONE


def _edit(archive: Archive, options: Namespace) -> None:
    if options.what == "add":
        add_code(archive, options.name, options.vi, options.en, options.code)
    elif options.what == "rename":
        rename_code(archive, options.name, options.code, options.vi, options.en)


def _tell_all(terminal: Terminal, lists: list[ListView]) -> None:
    terminal.table(
        [
            translate("List"),
            translate("What it is"),
            translate("Codes"),
            translate("Editable"),
            translate("Checked on"),
        ],
        [
            (
                one.name,
                one.title,
                str(len(one.rows)),
                translate("yes") if one.editable else "",
                one.checked_on,
            )
            for one in lists
        ],
    )


def _tell(terminal: Terminal, shown: ListView) -> None:
    terminal.table(
        [
            translate("Code"),
            translate("In Vietnamese"),
            translate("In English"),
            translate("In use"),
            translate("Since"),
        ],
        [_cells(one) for one in shown.rows],
    )
    terminal.remark(
        translate("Source: {source}; checked on {day}", source=shown.source, day=shown.checked_on)
    )


def _cells(row: CodeRow) -> tuple[str, ...]:
    since = translate("added by the archive") if row.is_own else ""
    if row.is_renamed:
        since = translate("words of the archive")
    return row.code, row.vi, row.en, "" if row.used is None else str(row.used), since
