"""Writes PDFs with a text layer, as word processors do: of Unicode, or of an old Vietnamese font.

An old font (.VnTime, .VnTimeH) has the Vietnamese letters where Western letters stand: it looks
right, and what is copied out of it is TCVN3 (TCVN 5712:1993), which reads as gibberish.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name
from typing_extensions import override

from luutru.demo import pdf as pages
from luutru.demo import raster, truetype
from luutru.demo.paper import HEIGHT, WIDTH, Sheet, Stroke, Word
from luutru.demo.truth import Placement
from luutru.demo.typeface import Face
from luutru.vietnamese.legacy import from_tcvn3, to_tcvn3

_DECORATION_DPI: Final = 130
_NONSYMBOLIC: Final = 32
_SOFT_HYPHEN: Final = 0xAD
_BOLD: Final = {Face.BOLD, Face.BOLD_ITALIC}
_ITALIC: Final = {Face.ITALIC, Face.BOLD_ITALIC}


class Fonts(ABC):
    """The fonts of one PDF: they encode words while pages are written and are embedded last."""

    @abstractmethod
    def encoded(self, word: Word) -> Iterator[tuple[str, bytes]]:
        """Yield the runs of `word` followed by a space: name of the font and coded text."""

    @abstractmethod
    def resources(self, pdf: pikepdf.Pdf) -> Dictionary:
        """Return the fonts that were used, embedded into `pdf`."""


class UnicodeFonts(Fonts):
    """Composite fonts whose codes are glyph numbers, with a table back to Unicode."""

    def __init__(self) -> None:
        self._used: dict[Face, dict[int, str]] = {}

    @override
    def encoded(self, word: Word) -> Iterator[tuple[str, bytes]]:
        font = truetype.opened(word.face)
        used = self._used.setdefault(word.face, {})
        glyphs = [(font.glyph(letter), letter) for letter in word.text + " "]
        used.update(glyphs)
        yield word.face.name, b"".join(glyph.to_bytes(2, "big") for glyph, _ in glyphs)

    @override
    def resources(self, pdf: pikepdf.Pdf) -> Dictionary:
        fonts = {f"/{face.name}": self._font(pdf, face) for face in sorted(self._used)}
        return Dictionary(fonts)

    def _font(self, pdf: pikepdf.Pdf, face: Face) -> pikepdf.Object:
        used, font = self._used[face], truetype.opened(face)
        name = Name(f"/LUUTRU+{face.value.removesuffix('.ttf')}")
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=_descriptor(pdf, name, face, font.subset(used)),
            CIDToGIDMap=Name.Identity,
            DW=500,
            W=Array([x for glyph in sorted(used) for x in (glyph, [font.advance(glyph)])]),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=[pdf.make_indirect(descendant)],
                ToUnicode=pdf.make_stream(_to_unicode(used)),
            )
        )


class OldFonts(Fonts):
    """Simple fonts of 256 places; capitals with tones stand in a second font, .VnTimeH."""

    def __init__(self) -> None:
        self._used: dict[tuple[Face, bool], dict[int, str]] = {}

    @override
    def encoded(self, word: Word) -> Iterator[tuple[str, bytes]]:
        for letters, capital in _runs(word.text):
            used = self._used.setdefault((word.face, capital), {})
            codes = to_tcvn3(letters).encode("cp1252")
            used.update(zip(codes, letters, strict=True))
            yield _old_resource(word.face, capital=capital), codes

    @override
    def resources(self, pdf: pikepdf.Pdf) -> Dictionary:
        return Dictionary(
            {
                f"/{_old_resource(face, capital=capital)}": self._font(pdf, face, capital=capital)
                for face, capital in sorted(self._used)
            }
        )

    def _font(self, pdf: pikepdf.Pdf, face: Face, *, capital: bool) -> pikepdf.Object:
        used, font = self._used[face, capital], truetype.opened(face)
        glyphs = {code: font.glyph(letter) for code, letter in used.items()}
        places = {ord(bytes([code]).decode("cp1252")): glyph for code, glyph in glyphs.items()}
        style = ("Bold" if face in _BOLD else "") + ("Italic" if face in _ITALIC else "")
        name = Name(f"/.VnTime{'H' if capital else ''}{',' + style if style else ''}")
        first, last = min(used), max(used)
        widths = [font.advance(glyphs.get(code, 0)) for code in range(first, last + 1)]
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.TrueType,
                BaseFont=name,
                FirstChar=first,
                LastChar=last,
                Widths=Array(widths),
                Encoding=Dictionary(
                    Type=Name.Encoding,
                    BaseEncoding=Name.WinAnsiEncoding,
                    Differences=Array([_SOFT_HYPHEN, Name("/sfthyphen")]),
                ),
                FontDescriptor=_descriptor(pdf, name, face, font.subset(glyphs.values(), places)),
            )
        )


def write_text(path: Path, sheets: Sequence[Sheet], fonts: Fonts) -> None:
    """Write `sheets` to `path` as text set in `fonts`."""
    pdf = pikepdf.new()
    for sheet in sheets:
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        back = raster.drawn(Sheet(slanted=sheet.slanted), _DECORATION_DPI, "RGB", Placement())
        page.Resources = Dictionary(XObject=Dictionary(Back=pages.drawing(pdf, back)))
        page.Contents = pdf.make_stream(_content(sheet, fonts))
    shared = pdf.make_indirect(fonts.resources(pdf))
    for page in pdf.pages:
        page.Resources.Font = shared
    pages.save(pdf, path)


def _content(sheet: Sheet, fonts: Fonts) -> bytes:
    parts = [pages.placed("Back", WIDTH, HEIGHT)]
    parts.extend(_stroke(stroke) for stroke in sheet.strokes)
    parts.append(b"BT")
    for word in sheet.words:
        parts.append(f"{_colour(word.colour)} rg".encode())
        parts.append(f"1 0 0 1 {word.left:.2f} {HEIGHT - word.baseline:.2f} Tm".encode())
        for name, codes in fonts.encoded(word):
            parts.append(f"/{name} {word.size:g} Tf <{codes.hex()}> Tj".encode())
    parts.append(b"ET")
    return b"\n".join(parts)


def _stroke(stroke: Stroke) -> bytes:
    points = [f"{x:.2f} {HEIGHT - y:.2f}" for x, y in stroke.points]
    path = f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:])
    return f"{_colour(stroke.colour)} RG {stroke.width:g} w 1 J 1 j {path} S".encode()


def _colour(colour: tuple[int, int, int]) -> str:
    return " ".join(f"{part / 255:.3f}" for part in colour)


def _runs(word: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of `word` and a space; whether each one needs the font of capitals."""
    if word.isupper() and any(map(_shares_its_code, word)):
        yield word, True
        yield " ", False
        return
    run, capital = "", False
    for letter in word + " ":
        if run and _shares_its_code(letter) != capital:
            yield run, capital
            run = ""
        capital = _shares_its_code(letter)
        run += letter
    yield run, capital


def _shares_its_code(letter: str) -> bool:
    """Tell whether TCVN3 has one code for this capital and its small letter."""
    return letter.isupper() and from_tcvn3(to_tcvn3(letter)) != letter


def _old_resource(face: Face, *, capital: bool) -> str:
    return f"VN_{face.name}{'_H' if capital else ''}"


def _descriptor(pdf: pikepdf.Pdf, name: Name, face: Face, file: bytes) -> pikepdf.Object:
    """Return the description of an embedded font; its measures are those of Tinos."""
    stream = pdf.make_stream(file)
    stream.Length1 = len(file)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=_NONSYMBOLIC | (64 if face in _ITALIC else 0),
            FontBBox=Array([-200, -307, 1100, 1050]),
            ItalicAngle=-16 if face in _ITALIC else 0,
            Ascent=891,
            Descent=-216,
            CapHeight=662,
            StemV=140 if face in _BOLD else 80,
            FontFile2=stream,
        )
    )


def _to_unicode(used: dict[int, str]) -> bytes:
    lines = [f"<{glyph:04x}> <{ord(letter):04x}>" for glyph, letter in sorted(used.items())]
    chunks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    maps = "\n".join(f"{len(c)} beginbfchar\n" + "\n".join(c) + "\nendbfchar" for c in chunks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{maps}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
