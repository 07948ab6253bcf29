"""Looks at a source before a number is taken: what forbids a copy, and what a person must see.

What stands in a file before it is certified cannot be told from the source afterwards, so
whatever could show otherwise than it looks is found here.
"""

from pathlib import Path
from typing import Any, Final

import pikepdf

from luutru.stamping.digests import digest
from luutru.stamping.told import Notice, Preflight

_END: Final = b"%%EOF"
_TAIL: Final = 1024
_CHUNK: Final = 1 << 20
_DEEPEST: Final = 64
_HARMLESS: Final = frozenset({"/Link"})
"""Annotations that show nothing of their own."""


def look(path: Path, password: str = "") -> Preflight:
    """Return what is found in the file at `path`; never raises for what is wrong with it."""
    sha256, size = digest(path), path.stat().st_size
    found = list(_of_bytes(path))
    try:
        with pikepdf.open(path, password=password) as pdf:
            if pdf.is_encrypted:
                found.append((Notice.ENCRYPTED, 0))
            found += _of_document(pdf)
            for number, page in enumerate(pdf.pages, 1):
                found += [(notice, number) for notice in _of_page(page)]
            return Preflight(sha256, size, len(pdf.pages), tuple(dict.fromkeys(found)))
    except pikepdf.PasswordError:
        found.append((Notice.ENCRYPTED, 0))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError):
        found.append((Notice.DAMAGED, 0))
    return Preflight(sha256, size, 0, tuple(dict.fromkeys(found)))


def _of_bytes(path: Path) -> list[tuple[Notice, int]]:
    ends, beginning, tail = 0, b"", b""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            beginning = beginning or chunk[:_TAIL]
            ends += (tail[1 - len(_END) :] + chunk).count(_END)
            tail = (tail + chunk)[-_TAIL:]
    found = []
    if not beginning.startswith(b"%PDF-"):
        found.append(Notice.NOT_FIRST)
    if not tail.rstrip(b"\r\n\t ").endswith(_END):
        found.append(Notice.CUT)
    # A linearised file ends twice although it was written once.
    if ends > (2 if b"/Linearized" in beginning else 1):
        found.append(Notice.REVISED)
    return [(notice, 0) for notice in found]


def _of_document(pdf: pikepdf.Pdf) -> list[tuple[Notice, int]]:
    root: Any = pdf.Root
    found: list[Notice] = []
    names: Any = root.get("/Names", {})
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in names:
        found.append(Notice.ACTIVE)
    if "/OCProperties" in root:
        found.append(Notice.LAYERS)
    form = root.get("/AcroForm")
    if form is not None:
        kinds = set(_kinds(form.get("/Fields", ()), 0))
        if "/Sig" in kinds:
            found.append(Notice.SIGNED)
        if kinds - {"/Sig"}:
            found.append(Notice.FORM)
    return [(notice, 0) for notice in found]


def _kinds(fields: Any, depth: int) -> list[str]:  # noqa: ANN401  an array of pikepdf
    if depth > _DEEPEST:
        return []
    return [
        kind
        for field in fields
        for kind in (
            *([str(field["/FT"])] if "/FT" in field else []),
            *_kinds(field.get("/Kids", ()), depth + 1),
        )
    ]


def _of_page(page: pikepdf.Page) -> list[Notice]:
    found = []
    if "/AA" in page:
        found.append(Notice.ACTIVE)
    subtypes = {str(one.get("/Subtype", "")) for one in page.get("/Annots", ())}
    if subtypes - _HARMLESS - {"/Widget"}:
        found.append(Notice.ANNOTATED)
    if len(page.get_images()) != 1:
        found.append(Notice.NOT_A_SCAN)
    return found
