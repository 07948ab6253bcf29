"""What was measured of a scanned page, as plain numbers that others judge."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any, NamedTuple


class Scan(NamedTuple):
    """The image of which a scanned page consists."""

    covered: float
    """Share of the page that images cover, 0 to 1."""
    dpi: int
    """Of the finest of the images that cover the page at large; 0 where there is none."""
    bits: int
    """Of a pixel of the deepest of them; 0 where there is none."""
    is_written: bool = False
    """Whether letters that can be seen are painted over them."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How well a page was scanned. None stands for what could not be told."""

    dpi: int | None = None
    """Of the scan that covers the page; None where the page is no scan."""
    bits: int | None = None
    """Of a pixel, as far as they are used: a grey page kept as colour has 8."""
    skew: float | None = None
    """Degrees by which the lines of the upright page fall to the right."""
    edges: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Strokes that run out of the left, upper, right and lower edge of the upright page."""
    has_seal: bool | None = None
    """A red round seal; None where the scan has no colours."""
    has_signature: bool | None = None
    """Ink between the words that looks as if a hand had drawn it."""
    unread_ink: float = 0.0
    """Share of the page that is inked without a word being there, 0 to 1."""
    separator: str = ""
    """The code of the separator sheet that the page is (`records.separator_code`)."""


_NAMES = frozenset(field.name for field in dataclasses.fields(Measures))


def as_plain(measures: Measures) -> dict[str, Any]:
    """Return `measures` as what JSON can carry."""
    return dataclasses.asdict(measures)


def from_plain(told: dict[str, Any]) -> Measures:
    """Turn it back; what another version measured besides is left out.

    Raises:
        ValueError: These are no measures.
        TypeError: They are something else altogether.
    """
    known = {name: value for name, value in told.items() if name in _NAMES}
    if "edges" in known:
        left, top, right, bottom = map(int, known["edges"])
        known["edges"] = (left, top, right, bottom)
    return Measures(**known)


def as_text(measures: Measures) -> str:
    """Return `measures` as they are kept."""
    return json.dumps(as_plain(measures), separators=(",", ":"))


def from_text(kept: str) -> Measures | None:
    """Return what was measured, or None of a page that was read before there were measures."""
    return from_plain(json.loads(kept)) if kept else None
