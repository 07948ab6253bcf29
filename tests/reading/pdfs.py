"""PDFs that no honest program would write, and a few that one would."""

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

A4 = "[0 0 595 842]"
CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def pdf(objects: Sequence[str | bytes], trailer: str = "", version: str = "1.7") -> bytes:
    """Return a PDF of these objects, numbered from 1, the first being the catalogue."""
    data = bytearray(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        raw = body.encode("latin-1") if isinstance(body, str) else body
        data += b"%d 0 obj\n" % number + raw + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        data += b"%010d 00000 n \n" % place
    ends = f"<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>"
    return bytes(data) + f"trailer\n{ends}\nstartxref\n{start}\n%%EOF\n".encode("latin-1")


def stream(content: bytes, entries: str = "", *, packed: bool = False) -> bytes:
    """Return a stream object."""
    data = zlib.compress(content, 9) if packed else content
    filters = "/Filter /FlateDecode" if packed else ""
    head = f"<< /Length {len(data)} {filters} {entries} >>\nstream\n"
    return head.encode("latin-1") + data + b"\nendstream"


def page(entries: str = "", box: str = A4) -> str:
    """Return the page object that stands third and has its contents fourth."""
    return f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R {entries} >>"


def with_text(lines: Sequence[bytes], font: str = "Helvetica", entries: str = "") -> bytes:
    """Return a page of A4 with `lines` of WinAnsi text in a font of that name."""
    shown = b" ".join(b"1 0 0 1 60 %d Tm (%s) Tj" % (780 - 14 * n, t) for n, t in enumerate(lines))
    fonts = (
        "/Resources << /Font << /F1 << /Type /Font /Subtype /TrueType "
        f"/BaseFont /{font} /Encoding /WinAnsiEncoding >> >> >>"
    )
    contents = stream(b"BT /F1 11 Tf " + shown + b" ET")
    return pdf([CATALOGUE, ONE_PAGE, page(f"{fonts} {entries}"), contents])


def blank(pages: int = 1) -> bytes:
    """Return a PDF of empty pages."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages))
    tree = f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"
    sheet = f"<< /Type /Page /Parent 2 0 R /MediaBox {A4} >>"
    return pdf([CATALOGUE, tree, *[sheet] * pages])


def cyclic_tree() -> bytes:
    """Return a PDF whose tree of pages grows out of itself."""
    return pdf(
        [
            CATALOGUE,
            "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 4 >>",
            "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 4 >>",
        ]
    )


def boastful_tree() -> bytes:
    """Return a PDF of one page that claims to have two thousand million."""
    return pdf(
        [
            CATALOGUE,
            "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
            page(),
            stream(b""),
        ]
    )


def image_bomb(side: int) -> bytes:
    """Return a page with a white image of `side` × `side` pixels, packed to almost nothing."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(side)) for _ in range(side)) + packer.flush()
    image = (
        f"<< /Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray "
        f"/BitsPerComponent 8 /Filter /FlateDecode /Length {len(rows)} >>\nstream\n"
    ).encode("latin-1")
    return pdf(
        [
            CATALOGUE,
            ONE_PAGE,
            page("/Resources << /XObject << /Im0 5 0 R >> >>"),
            stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q"),
            image + rows + b"\nendstream",
        ]
    )


def content_bomb(megabytes: int) -> bytes:
    """Return a page whose drawing instructions unpack to so many megabytes."""
    return pdf([CATALOGUE, ONE_PAGE, page(), stream(b"q Q " * (megabytes << 18), packed=True)])


def giant_page() -> bytes:
    """Return a page of the largest size that PDF allows and then some, with a word on it."""
    fonts = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times >> >> >>"
    contents = stream(b"BT /F1 9000 Tf 1 0 0 1 9000 90000 Tm (HALAL) Tj ET 0 0 9 9 re f")
    return pdf([CATALOGUE, ONE_PAGE, page(fonts, "[0 0 200000 200000]"), contents])


def nested_forms(depth: int) -> bytes:
    """Return a page whose drawing calls itself ten times a level, `depth` levels deep."""
    forms = []
    for level in range(depth):
        inner = f"/Resources << /XObject << /X {6 + level} 0 R >> >>" if level < depth - 1 else ""
        work = b"/X Do " * 10 if level < depth - 1 else b"0 0 595 842 re f "
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {inner}"
        forms.append(stream(work, entries))
    contents = stream(b"/X Do")
    return pdf(
        [CATALOGUE, ONE_PAGE, page("/Resources << /XObject << /X 5 0 R >> >>"), contents, *forms]
    )


def active() -> bytes:
    """Return a page with every kind of thing that wants to be done."""
    actions = [
        "<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
        "<< /S /Launch /F (calc.exe) >>",
        "<< /S /URI /URI (http://example.com/) >>",
        "<< /S /GoToR /F (other.pdf) /D [0 /Fit] >>",
    ]
    links = " ".join(
        f"<< /Type /Annot /Subtype /Link /Rect [9 9 99 99] /A {action} >>" for action in actions
    )
    catalogue = (
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (x) >> "
        "/Names << /EmbeddedFiles << /Names "
        "[(a) << /Type /Filespec /F (a) /EF << /F 4 0 R >> >>] >> >> "
        "/AcroForm << /Fields [] >> >>"
    )
    return pdf([catalogue, ONE_PAGE, page(f"/Annots [{links}]"), stream(b"")])


def write(folder: Path, files: Mapping[str, bytes]) -> dict[str, Path]:
    """Write `files` into `folder`."""
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in files}
