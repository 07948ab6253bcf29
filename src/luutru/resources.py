"""Finds the files that come with the program: icons, fonts, messages, rules.

They lie inside the package when it was built as a wheel or frozen, and in the checkout's
`resources/` when it runs from source; nothing else builds such a path.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def folder(name: str = "") -> Path:
    """Return the folder of resources called `name`, or the root of all of them."""
    packaged = _PACKAGE / "resources"
    root = packaged if packaged.is_dir() else _PACKAGE.parents[1] / "resources"
    return root / name if name else root


def licences() -> str:
    """Return the licences of everything that comes with the program, as one readable text."""
    return folder("LICENCES.txt").read_text(encoding="utf-8")
