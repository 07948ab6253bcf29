"""The code on the sheet: what a reader of paper can compare with the register.

A reader of paper cannot hash a file, so the code carries the number, the source's digest and the
head of the register, signed with the key of the copy; anybody could print one without.
"""

import base64
from itertools import groupby
from typing import Final

import segno
from reportlab.pdfgen.canvas import Canvas

from luutru.stamping.code_reading import KEY_ID_BYTES, KIND, MOMENT, SEPARATOR
from luutru.stamping.facts import CopyFacts

_QUIET: Final = 4
"""Modules of white around the code (ISO/IEC 18004)."""


def unsigned_code(facts: CopyFacts, key_id: bytes) -> str:
    """Return what the code says, before it is signed."""
    return SEPARATOR.join(
        (
            KIND,
            facts.symbol,
            str(facts.year),
            facts.abbreviation,
            _plain(facts.document),
            _plain(facts.document_date),
            f"{facts.source_pages}:{facts.extent}",
            _short(bytes.fromhex(facts.source_sha256)),
            facts.moment.strftime(MOMENT),
            facts.head[:16],
            _short(key_id[:KEY_ID_BYTES]),
        )
    )


def signed_code(unsigned: str, signature: bytes) -> str:
    """Return the code with its signature."""
    return f"{unsigned}{SEPARATOR}{_short(signature)}"


def draw_code(canvas: Canvas, text: str, left: float, bottom: float, side: float) -> None:
    """Draw a QR code in a square of `side` points."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False, boost_error=False).matrix]
    cell = side / (len(rows) + 2 * _QUIET)
    for down, row in enumerate(rows):
        along, y = _QUIET, bottom + side - (down + _QUIET + 1) * cell
        for dark, run in groupby(row):
            long = len(list(run))
            if dark:
                canvas.rect(left + along * cell, y, long * cell, cell, stroke=0, fill=1)
            along += long


def _plain(text: str) -> str:
    return text.replace(SEPARATOR, "/")


def _short(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode("ascii").rstrip("=")
