"""A font that has every letter of the basic plane and shows none, for words that are not seen.

It is a Type0 font (ISO 32000-1, 9.7) whose codes are the letters themselves, so that readers find
Vietnamese as it is written. The TrueType program inside it draws nothing, and is there because an
archival file has to bring its fonts along.
"""

import struct
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

_NAME: Final = "LuutruGlyphless"
_EM: Final = 1000
_ADVANCE: Final = 500
_CODES: Final = 0x10000
_HEAD: Final = (
    *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0),
    *(0, 0, _ADVANCE, _EM, 0, 8, 2, 1, 0),
)
"""Of the table `head`: version, revision, sum, mark, flags, units, dates; bounds and styles."""
_BLOCK: Final = 100
"""Ranges that a block of a character map may hold."""


def glyphless_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the font, as an object of `pdf`."""
    program = pdf.make_stream(_program())
    program.Length1 = len(program.read_bytes())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{_NAME}"),
        FontFile2=program,
        Flags=4,
        FontBBox=[0, 0, _ADVANCE, _EM],
        Ascent=_EM,
        Descent=0,
        CapHeight=_EM,
        ItalicAngle=0,
        StemV=80,
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{_NAME}"),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        CIDToGIDMap=pdf.make_stream(b"\0\1" * _CODES),
        DW=_ADVANCE,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{_NAME}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_letters()),
        )
    )


def _letters() -> bytes:
    """Return the character map that says of every code that it is that very letter."""
    ranges = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(0x100)]
    blocks = [ranges[start : start + _BLOCK] for start in range(0, len(ranges), _BLOCK)]
    body = "\n".join(
        f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _program() -> bytes:
    """Return a TrueType font of two glyphs (OpenType specification, required tables).

    The first is empty. The outline of the other goes from corner to corner and back, so that it
    draws nothing and yet has a box: PDFium passes over letters on sideways pages that have none.
    """
    glyph = struct.pack(">hhhhhHHBBhhhh", 1, 0, 0, _ADVANCE, _EM, 1, 0, 1, 1, 0, _ADVANCE, 0, _EM)
    tables = {
        b"cmap": struct.pack(">HHHHL", 0, 1, 3, 0, 12) + _cmap(),
        b"glyf": glyph,
        b"head": struct.pack(">LLLLHHqqhhhhHHhhh", *_HEAD),
        b"hhea": struct.pack(">LhhhHhhhhhhhhhhhH", 0x10000, _EM, 0, 0, _ADVANCE, *(0,) * 11, 2),
        b"hmtx": struct.pack(">HhHh", _ADVANCE, 0, _ADVANCE, 0),
        b"loca": struct.pack(">LLL", 0, 0, len(glyph)),
        b"maxp": struct.pack(">LH13H", 0x10000, 2, 2, 1, 0, 0, 2, *(0,) * 8),
        b"post": struct.pack(">LLhhLLLLL", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
    }
    return _assembled(tables)


def _cmap() -> bytes:
    """Return a subtable of format 4 with nothing but its closing segment."""
    return struct.pack(">HHHHHHHHHHhH", 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0)


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">LHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    offset = len(head) + 16 * count
    directory, body = b"", b""
    for tag, table in sorted(tables.items()):
        padded = table + b"\0" * (-len(table) % 4)
        directory += tag + struct.pack(">LLL", _sum(padded), offset + len(body), len(table))
        body += padded
    return head + directory + body


def _sum(padded: bytes) -> int:
    numbers: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(numbers) & 0xFFFFFFFF
