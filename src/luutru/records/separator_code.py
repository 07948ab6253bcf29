"""What the code on a separator sheet says: what kind of document follows, and where it belongs."""

import binascii
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

PREFIX: Final = "LUUTRU-SEP1"
"""Of all codes that are ours; another layout would have another number."""
_BETWEEN: Final = "|"
_FIELDS: Final = 6
LONGEST: Final = 240
"""Letters of a code that an office scanner still reads reliably from a square of 80 mm."""


@dataclass(frozen=True, slots=True)
class SeparatorCode:
    """What one separator sheet says."""

    serial: str
    """Its number, printed on it for people."""
    part: str = "main"
    """A value of `records.document.Part`: what the document that follows is."""
    to: str = ""
    """Reference of the agreement that it is a part of; empty for that of the document before."""
    values: tuple[tuple[str, str], ...] = ()
    """Field and value, as typed, of the agreement that follows."""

    def written(self) -> str:
        """Return the text of the code, with a checksum (CRC-32) against misreading."""
        told = (PREFIX, self.serial, self.part, self.to, urlencode(self.values))
        plain = _BETWEEN.join(told)
        return f"{plain}{_BETWEEN}{_checksum(plain)}"


def read_code(text: str) -> SeparatorCode | None:
    """Return what a code says; None where it is none of ours, or damaged."""
    plain, _, checksum = text.rpartition(_BETWEEN)
    told = text.split(_BETWEEN)
    if told[0] != PREFIX or len(told) != _FIELDS or checksum != _checksum(plain):
        return None
    return SeparatorCode(
        told[1], told[2], told[3], tuple(parse_qsl(told[4], keep_blank_values=True))
    )


def _checksum(plain: str) -> str:
    return f"{binascii.crc32(plain.encode()):08x}"
