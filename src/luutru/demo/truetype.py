"""Just enough of TrueType to put a font into a PDF: which glyph, how wide, and only those needed.

Source: OpenType 1.9, chapters cmap, glyf, head, hmtx, loca.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from luutru.demo.typeface import Face
from luutru.resources import folder

_KEPT: Final[Sequence[bytes]] = (
    b"cvt ",
    b"fpgm",
    b"glyf",
    b"head",
    b"hhea",
    b"hmtx",
    b"loca",
    b"maxp",
    b"prep",
)
_COMPOSITE_WORDS: Final = 0x0001
_COMPOSITE_SCALE: Final = 0x0008
_COMPOSITE_MORE: Final = 0x0020
_COMPOSITE_TWO_SCALES: Final = 0x0040
_COMPOSITE_MATRIX: Final = 0x0080


class TrueType:
    """One font file, taken apart."""

    def __init__(self, data: bytes) -> None:
        count = struct.unpack_from(">H", data, 4)[0]
        self._tables: dict[bytes, bytes] = {}
        for number in range(count):
            tag, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * number)
            self._tables[tag] = data[start : start + length]
        head, maxp, hhea = (self._tables[tag] for tag in (b"head", b"maxp", b"hhea"))
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        self._glyphs = struct.unpack_from(">H", maxp, 4)[0]
        self._metrics = struct.unpack_from(">H", hhea, 34)[0]
        shape = f">{self._glyphs + 1}I" if struct.unpack_from(">h", head, 50)[0] else ""
        shorts = f">{self._glyphs + 1}H"
        self._places = (
            struct.unpack_from(shape, self._tables[b"loca"])
            if shape
            else tuple(2 * place for place in struct.unpack_from(shorts, self._tables[b"loca"]))
        )
        self._cmap = _unicode_map(self._tables[b"cmap"])

    def glyph(self, letter: str) -> int:
        """Return the glyph of `letter`, 0 if the font has none."""
        return self._cmap.get(ord(letter), 0)

    def advance(self, glyph: int) -> int:
        """Return how far `glyph` advances, in 1/1000 of an em."""
        row = min(glyph, self._metrics - 1)
        width: int = struct.unpack_from(">H", self._tables[b"hmtx"], 4 * row)[0]
        return round(width * 1000 / self.units)

    def subset(self, glyphs: Iterable[int], cmap: Mapping[int, int] | None = None) -> bytes:
        """Return a font file with the outlines of `glyphs` only; their numbers stay.

        `cmap` maps Unicode to glyphs for viewers that look there; without it there is none.
        """
        kept = self._with_parts(glyphs)
        outlines, places = bytearray(), [0]
        for glyph in range(self._glyphs):
            if glyph in kept:
                outlines += self._outline(glyph)
                outlines += bytes(-len(outlines) % 4)
            places.append(len(outlines))
        tables = {tag: self._tables[tag] for tag in _KEPT if tag in self._tables}
        head = bytearray(tables[b"head"])
        struct.pack_into(">h", head, 50, 1)
        tables[b"head"] = bytes(head)
        tables[b"glyf"] = bytes(outlines)
        tables[b"loca"] = struct.pack(f">{len(places)}I", *places)
        if cmap is not None:
            tables[b"cmap"] = _format_4(cmap)
        return _assembled(tables)

    def _outline(self, glyph: int) -> bytes:
        return self._tables[b"glyf"][self._places[glyph] : self._places[glyph + 1]]

    def _with_parts(self, glyphs: Iterable[int]) -> set[int]:
        """Return `glyphs`, .notdef and the glyphs they are composed of."""
        kept, waiting = set[int](), [0, *glyphs]
        while waiting:
            glyph = waiting.pop()
            if glyph not in kept:
                kept.add(glyph)
                waiting.extend(_parts(self._outline(glyph)))
        return kept


@cache
def opened(face: Face) -> TrueType:
    """Return `face`, taken apart once."""
    return TrueType((folder("fonts") / face.value).read_bytes())


def _parts(outline: bytes) -> list[int]:
    """Return the glyphs that a composite outline refers to."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    parts, place, flags = [], 10, _COMPOSITE_MORE
    while flags & _COMPOSITE_MORE:
        flags, glyph = struct.unpack_from(">HH", outline, place)
        parts.append(glyph)
        place += 8 if flags & _COMPOSITE_WORDS else 6
        if flags & _COMPOSITE_SCALE:
            place += 2
        elif flags & _COMPOSITE_TWO_SCALES:
            place += 4
        elif flags & _COMPOSITE_MATRIX:
            place += 8
    return parts


def _unicode_map(cmap: bytes) -> dict[int, int]:
    """Read the format 4 table of Windows Unicode (platform 3, encoding 1)."""
    for number in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, start = struct.unpack_from(">HHI", cmap, 4 + 8 * number)
        if (platform, encoding) == (3, 1):
            return _read_format_4(cmap[start:])
    return {}


def _read_format_4(table: bytes) -> dict[int, int]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 4 * count)
    offsets_at = 16 + 6 * count
    found: dict[int, int] = {}
    for segment, (start, end, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        here = offsets_at + 2 * segment
        offset = struct.unpack_from(">H", table, here)[0]
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", table, here + offset + 2 * (code - start))[0]
            if glyph or not offset:
                found[code] = (glyph + delta) & 0xFFFF
    return found


def _format_4(codes: Mapping[int, int]) -> bytes:
    """Write a cmap with one segment for each code, for Windows Unicode."""
    pairs = [*sorted(codes.items()), (0xFFFF, 0)]
    count = len(pairs)
    power = 1 << (count.bit_length() - 1)
    keys = struct.pack(f">{count}H", *(code for code, _ in pairs))
    deltas = struct.pack(f">{count}H", *((glyph - code) & 0xFFFF for code, glyph in pairs))
    search = struct.pack(">HHHH", 2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    length = 16 + 8 * count
    table = struct.pack(">HHH", 4, length, 0) + search + keys + b"\0\0" + keys + deltas
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table + bytes(2 * count)


def _assembled(tables: Mapping[bytes, bytes]) -> bytes:
    """Write a font file of `tables`."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    file = bytearray(
        struct.pack(
            ">IHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power)
        )
    )
    start = 12 + 16 * count
    for tag, data in sorted(tables.items()):
        file += struct.pack(">4sIII", tag, _checksum(data), start, len(data))
        start += len(data) + -len(data) % 4
    for _, data in sorted(tables.items()):
        file += data + bytes(-len(data) % 4)
    return bytes(file)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
