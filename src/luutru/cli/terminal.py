"""What a command says: results on standard output, remarks and progress on standard error.

A person at a terminal gets tables and colours; a pipe gets the same lines, plain and never cut;
`--json` gets one document.
"""

import dataclasses
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from luutru.progress import SILENT, Progress

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

# ruff: noqa: PLC0415  plain lines and JSON are told without what draws tables and bars

_ENDLESS: Final = 100_000
"""Columns of a pipe: wide enough that no line is ever wrapped or cut."""
_NAMES_WIDTH: Final = 26
_CONTROL: Final = {code: f"\\x{code:02x}" for code in (*range(32), 127)}


def one_line(text: object) -> str:
    """Return `text` as it fits on one line; control characters of a file's name are escaped."""
    return str(text).translate(_CONTROL)


class Terminal:
    """Where a command tells its results; knows whether a person, a pipe or a program listens."""

    def __init__(self, *, wants_json: bool = False, quiet: bool = False) -> None:
        self.wants_json = wants_json
        self.quiet = quiet

    def line(self, text: str = "") -> None:
        """Tell one line of the result, at once."""
        print(text, flush=True)

    def remark(self, text: str) -> None:
        """Tell something beside the result; `-q` keeps it back."""
        if not self.quiet:
            self.complain(text)

    def complain(self, text: str) -> None:
        """Tell what went wrong."""
        print(text, file=sys.stderr, flush=True)

    def document(self, document: object) -> None:
        """Tell the whole result as one JSON document."""
        print(json.dumps(document, ensure_ascii=False, indent=2, default=_plain), flush=True)

    def answer(self, document: object, words: str) -> None:
        """Tell a result: as a JSON document where one is wanted, else in words."""
        if self.wants_json:
            self.document(document)
        else:
            self.line(words)

    def show(self, *things: "RenderableType") -> None:
        """Show text with styles, tables and the like."""
        from rich.console import Console

        person = sys.stdout.isatty()
        page = io.StringIO()
        console = Console(
            file=page,
            force_terminal=person,
            width=None if person else _ENDLESS,
            highlight=False,
            markup=False,
            emoji=False,
        )
        for thing in things:
            console.print(thing)
        text = page.getvalue()
        if not person:
            text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
        print(text, end="", flush=True)

    def table(self, titles: Sequence[str], rows: "Iterable[Sequence[str | Text]]") -> None:
        """Show rows under titles, in columns as wide as what stands in them."""
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        for title in titles:
            table.add_column(title, overflow="fold")
        for row in rows:
            table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
        self.show(table)

    def pairs(self, rows: "Iterable[tuple[str | Text, str | Text]]", indent: int = 2) -> None:
        """Show what things are called on the left, and what they are beside it."""
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True, min_width=_NAMES_WIDTH if indent else 0)
        table.add_column(overflow="fold")
        for name, value in rows:
            table.add_row(Text(name, "dim") if isinstance(name, str) else name, value)
        self.show(Padding(table, (0, 0, 0, indent)))

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Show bars on standard error while the block lasts, if a person is there to see them."""
        if self.quiet or not sys.stderr.isatty():
            yield SILENT
            return
        from luutru.cli.bars import Bars

        with Bars() as bars:
            yield bars


def _plain(value: object) -> object:
    """Return `value` in a type that JSON has; a file's name loses what is no text."""
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Path):
        return os.fsencode(value).decode("utf-8", "replace")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return sorted(value) if isinstance(value, Set) else list(value)
    raise TypeError(type(value).__name__)
