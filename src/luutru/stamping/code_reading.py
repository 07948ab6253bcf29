"""Reads the code of a sheet, as a reader of QR codes gives it; knows nothing of drawing."""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

KIND: Final = "VNSAO1"
SEPARATOR: Final = "|"
KEY_ID_BYTES: Final = 6
_PARTS: Final = 12
_LONGEST: Final = 4296
"""Letters that a QR code can hold at most (ISO/IEC 18004)."""
MOMENT: Final = "%Y%m%dT%H%M%S%z"
_NUMBER, _YEAR = re.compile(r"\d{1,9}", re.ASCII), re.compile(r"\d{4}", re.ASCII)
_HEAD: Final = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Code:
    """What the code on a sheet says."""

    symbol: str
    number: int
    year: int
    abbreviation: str
    document: str
    document_date: str
    pages: str
    """Pages of the source, and the extent that was copied, as `12:3-5`."""
    source_sha256: str
    moment: datetime
    head: str
    """The first digits of the head of the register when the number was given."""
    key_id: bytes
    unsigned: str
    signature: bytes


def read_code(text: str) -> Code:
    """Read a code as a reader of QR codes gives it.

    Raises:
        ValueError: It is none of ours.
    """
    text = text.strip()
    parts = text.split(SEPARATOR)
    if len(text) > _LONGEST or len(parts) != _PARTS or parts[0] != KIND:
        raise ValueError(KIND)
    number, _slash, _notation = parts[1].partition("/")
    if not _NUMBER.fullmatch(number) or not _YEAR.fullmatch(parts[2]):
        raise ValueError(KIND)
    digest = _long(parts[7])
    if len(digest) != hashlib.sha256().digest_size or not _HEAD.fullmatch(parts[9]):
        raise ValueError(KIND)
    return Code(
        symbol=parts[1],
        number=int(number),
        year=int(parts[2]),
        abbreviation=parts[3],
        document=parts[4],
        document_date=parts[5],
        pages=parts[6],
        source_sha256=digest.hex(),
        moment=datetime.strptime(parts[8], MOMENT),  # noqa: DTZ007  it has a zone
        head=parts[9],
        key_id=_long(parts[10]),
        unsigned=text.rpartition(SEPARATOR)[0],
        signature=_long(parts[11]),
    )


def _long(text: str) -> bytes:
    """Return the bytes that were written short.

    Raises:
        ValueError: They were not.
    """
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
