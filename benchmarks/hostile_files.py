"""Draws hostile PDFs: made to harm, and honest ones that were damaged by chance."""

import io
import random
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pikepdf
from tests.reading import pdfs

WINDOW: Final = 1024
"""Bytes among which a PDF says that it is one (D6 of the reliability of this program)."""
_LARGE: Final = 100_000
"""Bytes of a file that is not damaged further: it would only be slow."""
_FONT: Final = (
    "/Resources << /Font << /F1 << /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 "
    "/LastChar 255 /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 "
    "/FontFile2 5 0 R >> >> >> >>"
)
_IMAGE: Final = "/Resources << /XObject << /Im0 5 0 R >> >>"
_SHOW: Final = pdfs.stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")


def made() -> dict[str, bytes]:
    """Return files that were made to harm, by name."""
    chance = random.Random(9)  # noqa: S311  the same rubbish each time
    rubbish = chance.randbytes(4000)
    files = {
        "empty": b"",
        "no header": rubbish,
        "header only": b"%PDF-1.7\n",
        "rubbish behind the header": b"%PDF-1.7\n" + rubbish,
        "header late": b"\n" * (WINDOW + 1) + pdfs.blank(),
        "tree that grows out of itself": pdfs.cyclic_tree(),
        "count of two thousand million": pdfs.boastful_tree(),
        "page of seventy metres": pdfs.giant_page(),
        "page of no size": _page("", "[0 0 0 0]"),
        "page of nonsense size": _page("", "[1e38 -1e38 (x) null]"),
        "ten thousand pages": pdfs.blank(10_000),
        "image of 900 million pixels": pdfs.image_bomb(30_000),
        "instructions of 40 MB": pdfs.content_bomb(40),
        "drawing that calls itself": pdfs.nested_forms(9),
        "everything that acts": pdfs.active(),
        "arrays in arrays": _page(f"/Deep {'[' * 50_000}{']' * 50_000}"),
        "dictionaries in dictionaries": _page(f"/Deep {'<< /A ' * 20_000}1{'>>' * 20_000}"),
        "brackets that never close": _page("/Deep " + "[" * 100_000),
        "contents that are the page": pdfs.pdf([
            pdfs.CATALOGUE, pdfs.ONE_PAGE,
            f"<< /Type /Page /Parent 2 0 R /MediaBox {pdfs.A4} /Contents 3 0 R >>",
        ]),
        "length that is itself": pdfs.pdf([
            pdfs.CATALOGUE, pdfs.ONE_PAGE, pdfs.page(),
            "<< /Length 4 0 R >>\nstream\nq Q\nendstream",
        ]),
        "filters on filters": pdfs.pdf([
            pdfs.CATALOGUE, pdfs.ONE_PAGE, pdfs.page(), _packed_often(b"q Q " * (8 << 20), 6),
        ]),
        "table that points at itself": _loop(),
        "encrypted by nobody knows what": pdfs.pdf(
            [pdfs.CATALOGUE, pdfs.ONE_PAGE, pdfs.page(), pdfs.stream(b"")],
            "/Encrypt << /Filter /Unknown /V 99 /R 99 /O (x) /U (y) /P -1 >> /ID [(a) (b)]",
        ),
        "encrypted": encrypted(),
        "font of rubbish": pdfs.pdf([
            pdfs.CATALOGUE, pdfs.ONE_PAGE, pdfs.page(_FONT),
            pdfs.stream(b"BT /F1 12 Tf 60 700 Td (Halal) Tj ET"), pdfs.stream(rubbish),
        ]),
    }  # fmt: skip
    for name in ("JBIG2Decode", "JPXDecode", "DCTDecode", "CCITTFaxDecode", "LZWDecode", "Crypt"):
        image = pdfs.stream(
            rubbish, "/Type /XObject /Subtype /Image /Width 900 /Height 900 "
            f"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /{name}",
        )  # fmt: skip
        files[f"image of {name} rubbish"] = pdfs.pdf(
            [pdfs.CATALOGUE, pdfs.ONE_PAGE, pdfs.page(_IMAGE), _SHOW, image]
        )
    return files


def _page(entries: str, box: str = pdfs.A4) -> bytes:
    return pdfs.pdf([pdfs.CATALOGUE, pdfs.ONE_PAGE, pdfs.page(entries, box), pdfs.stream(b"q Q")])


def _packed_often(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    head = f"<< /Length {len(content)} /Filter [{'/FlateDecode ' * times}] >>\nstream\n"
    return head.encode("latin-1") + content + b"\nendstream"


def _loop() -> bytes:
    data = pdfs.blank()
    start = int(data.split(b"startxref\n")[1].split()[0])
    return data.replace(b"/Root 1 0 R", b"/Prev %d /Root 1 0 R" % start)


def encrypted() -> bytes:
    """Return a PDF that opens with a password only."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdfs.with_text([b"Halal"]))) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="o", user="u"))
    return target.getvalue()


def mutated(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Yield honest and hostile files with some damage each, without end."""
    honest = [pdfs.with_text([b"The parties exchange standards"] * 20), pdfs.blank(3), _modern()]
    hostile = [one for one in made().values() if WINDOW < len(one) < _LARGE]
    while True:
        data = chance.choice(honest if chance.random() < 2 / 3 else hostile)
        damage = chance.choice(_DAMAGES)
        for _ in range(chance.choice((1, 1, 3))):
            data = damage(data, chance)
        yield damage.__name__.strip("_"), data


def _modern() -> bytes:
    """Return a file whose objects lie in packed streams, as office programs write it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdfs.with_text([b"Halal"] * 20))) as document:
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 10, 100)) if data else 0):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _number(data: bytes, chance: random.Random) -> bytes:
    """Put another number in the place of one."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    at = chance.choice(found)
    other = chance.choice((b"0", b"-1", b"4294967295", b"99999999999999999999", b"1 0 R", b"3 0 R"))
    return data[: at.start()] + other + data[at.end() :]


def _name(data: bytes, chance: random.Random) -> bytes:
    """Put another of its names in the place of one."""
    found = list(re.finditer(rb"/\w+", data))
    if not found:
        return data
    at = chance.choice(found)
    return data[: at.start()] + chance.choice(found)[0] + data[at.end() :]


def _moved(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[start:end] + data[at:]


def _lost(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:start] + data[end:]


_DAMAGES: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    _cut, _flip, _flip, _number, _number, _name, _moved, _lost,
)  # fmt: skip


def is_refused(data: bytes) -> bool:
    """Tell whether the one rule for bad input refuses these bytes: empty, or no PDF by its head."""
    return b"%PDF-" not in data[:WINDOW]


def lay_out(folder: Path, files: Iterator[tuple[str, bytes]] | dict[str, bytes]) -> list[Path]:
    """Write files into `folder`; return them in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    told = files.items() if isinstance(files, dict) else files
    laid = []
    for number, (name, data) in enumerate(told):
        laid.append(folder / f"{number:05d} {name}.pdf")
        laid[-1].write_bytes(data)
    return laid
