"""`luutru searches`: searches kept under a name; lists, keeps, runs and forgets them."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.search import add_limit, add_order, tell
from luutru.cli.terminal import Terminal, one_line
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.saved_searches import (
    delete_search,
    save_search,
    saved_searches,
    search_called,
)
from luutru.services.search import search


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "what",
        choices=("list", "save", "run", "delete"),
        nargs="?",
        default="list",
        help=translate("save: keep a query under a name; run: search for it again"),
    )
    parser.add_argument(
        "name", nargs="?", default="", metavar="NAME", help=translate("what it is called")
    )
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help=translate("what is looked for, for save")
    )
    add_limit(parser)
    add_order(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        {"list": _list, "save": _save, "run": _run, "delete": _delete}[options.what](
            archive, options, terminal
        )
    return DONE


def _list(archive: Archive, _options: Namespace, terminal: Terminal) -> None:
    kept = saved_searches(archive)
    if terminal.wants_json:
        told = [{"name": one.name, "query": one.query, "sort": one.sort} for one in kept]
        terminal.document({"searches": told})
        return
    terminal.table(
        [translate("Name"), translate("Query")],
        [(one_line(one.name), one_line(one.query)) for one in kept],
    )


def _save(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    kept = save_search(archive, options.name, " ".join(options.query), sort=options.sort)
    terminal.remark(translate("Kept as “{name}”.", name=kept.name))


def _run(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    kept = search_called(archive, options.name)
    answer = search(
        archive, kept.query, limit=options.limit or None, sort=kept.sort, wanted=kept.wanted
    )
    tell(terminal, answer, ids_only=options.ids)


def _delete(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    gone = search_called(archive, options.name)
    delete_search(archive, gone.id)
    terminal.remark(translate("“{name}” is forgotten.", name=gone.name))
