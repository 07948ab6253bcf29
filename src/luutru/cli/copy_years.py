"""`luutru copies close`, `anchor` and `statement`: a register is closed, and its head stated."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from luutru import clock
from luutru.cli import leaving
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.copies.closing import Statement, close_year, closing_statement, state_head

_MAKERS: Final = {"close": close_year, "anchor": state_head, "statement": closing_statement}
ACTS: Final = frozenset(_MAKERS)


def configure(add: Callable[[str, str], ArgumentParser]) -> None:
    """Say what these acts take."""
    for name, told in (
        ("close", translate("close a year for good; prints its head")),
        ("anchor", translate("state the head of a register that goes on, each month")),
        ("statement", translate("the closing statement of a year, once more")),
    ):
        act = add(name, told)
        is_open = name == "anchor"
        default = clock.today().year if is_open else None
        act.add_argument("year", type=int, nargs="?" if is_open else None, default=default,
                         metavar="YEAR")  # fmt: skip
        act.add_argument(
            "--out", type=Path, metavar="FILE.pdf", help=translate("the statement, to be signed")
        )
        act.add_argument("--trial", action="store_true", help=translate("the series of trials"))


def run(options: Namespace, terminal: Terminal, archive: Archive, series: str) -> None:
    """Do one of them."""
    statement: Statement = _MAKERS[options.action](archive, options.year, series)
    if options.out is not None:
        from luutru.services.copies.statements import write_statement  # noqa: PLC0415  reportlab

        leaving.warn(archive, terminal)
        write_statement(statement, options.out)
    terminal.answer({"year": statement.year, "head": statement.head, "statement": statement},
                  statement.head)  # fmt: skip
