"""Tells what kind of file some bytes are, by how they begin and never by what they are called.

Sources: ISO 32000-1 annex H.3.4.1 (header within 1,024 bytes); ITU-T T.81 (JPEG); ISO/IEC 15948
(PNG); TIFF 6.0 and BigTIFF; ISO/IEC 14496-12 (brands of HEIF and AVIF).
"""

from typing import Final, NamedTuple

from luutru.errors import ForeignImage, NotAScan, Refusal

HEADER_BYTES: Final = 1024


class FileKind(NamedTuple):
    """A kind of file that is kept."""

    media_type: str
    suffix: str


PDF: Final = FileKind("application/pdf", ".pdf")
TIFF: Final = FileKind("image/tiff", ".tif")
JPEG: Final = FileKind("image/jpeg", ".jpg")
PNG: Final = FileKind("image/png", ".png")
KINDS: Final = (PDF, TIFF, JPEG, PNG)

_BEGINNINGS: Final = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"II*\x00": TIFF,
    b"MM\x00*": TIFF,
    b"II+\x00": TIFF,
    b"MM\x00+": TIFF,
}
_BRANDS: Final = {
    b"heic": "HEIC", b"heix": "HEIC", b"hevc": "HEIC", b"heim": "HEIC", b"heis": "HEIC",
    b"mif1": "HEIC", b"msf1": "HEIC", b"avif": "AVIF", b"avis": "AVIF",
}  # fmt: skip
_FOREIGN: Final = {
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"BM": "BMP",
    b"\x00\x00\x00\x0cjP  ": "JPEG 2000",
    b"AT&TFORM": "DjVu",
}


def kind_of(beginning: bytes) -> FileKind | None:
    """Return the kind of a file that begins so; None where it is none that is kept."""
    for magic, kind in _BEGINNINGS.items():
        if beginning.startswith(magic):
            return kind
    return PDF if b"%PDF-" in beginning[:HEADER_BYTES] else None


def refusal_of(beginning: bytes, filename: str) -> Refusal:
    """Return why a file that begins so, and is of no kind that is kept, is refused."""
    foreign = _foreign(beginning)
    return ForeignImage(filename, foreign) if foreign else NotAScan(filename)


def _foreign(beginning: bytes) -> str:
    """Return what a picture of another kind is called; empty where it is none we know."""
    if beginning[4:8] == b"ftyp":
        return _BRANDS.get(beginning[8:12], "")
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "WebP"
    return next((name for magic, name in _FOREIGN.items() if beginning.startswith(magic)), "")
