"""The one style sheet of the window: shapes and distances, with colours from the table.

Widgets say what they are through the properties `ground` (what they lie on), `role` (how text
is set) and `kind` (what a button is for); nothing else is styled by hand.
"""

from collections.abc import Callable
from functools import lru_cache
from string import Template
from typing import Final

from luutru.gui.theme.tokens import Tokens
from luutru.resources import folder

DRAWINGS: Final = {
    "chevron_down": ("chevron-down", "text2"),
    "chevron_up": ("chevron-up", "text2"),
    "check": ("check", "on_accent"),
    "minus": ("minus", "on_accent"),
    "arrow_up": ("arrow-up", "accent"),
    "arrow_down": ("arrow-down", "accent"),
}
"""Pictures the sheet refers to: icon and role of its colour."""


def stylesheet(table: Tokens, drawing: Callable[[str, str], str]) -> str:
    """Return the sheet of one theme; `drawing` gives the file of an icon in a colour."""
    values = table._asdict()
    for state, colours in table.status.items():
        values |= {f"{state}_{part}": value for part, value in colours._asdict().items()}
    for place, (name, role) in DRAWINGS.items():
        values[place] = drawing(name, str(getattr(table, role)))
    return Template(_sheet()).substitute(values)


@lru_cache(maxsize=1)
def _sheet() -> str:
    return (folder("style") / "window.qss").read_text(encoding="utf-8")
