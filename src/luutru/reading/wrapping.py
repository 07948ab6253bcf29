"""Wraps images into PDFs without losing a pixel: what a camera or a scanner compressed stays so.

img2pdf puts the stream of a JPEG or PNG into the PDF as it is. The pictures of a TIFF are unpacked
and packed again one by one, without loss, so that memory is needed for one of them only.
"""

import errno
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import img2pdf
import pikepdf
import PIL
from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from luutru.reading.messages import Problem
from luutru.reading.trouble import Unreadable

MADE_BY: Final = f"img2pdf {img2pdf.__version__}, Pillow {PIL.__version__}, pikepdf " + (
    pikepdf.__version__
)
_FORMATS: Final = (
    TiffImagePlugin.TiffImageFile.format,
    JpegImagePlugin.JpegImageFile.format,
    PngImagePlugin.PngImageFile.format,
)
_MOST_PIXELS: Final = 200_000_000
"""Of one picture: A0 at 300 dpi is 139 million."""
_FREE_BYTES: Final = 64 << 20
_MOST_GROWTH: Final = 40
"""How many times larger than the image its PDF may be: a JPEG within a TIFF grows tenfold."""
_AT_ONCE: Final = 100
"""Pages that are joined at a time, each an open file."""
_AS_PNG: Final = frozenset(("1", "L", "LA", "P", "RGB", "RGBA", "I;16"))
_SUBFILE_TYPE: Final = 254
_REDUCED: Final = 1
"""The bit of that tag of a TIFF which says: a smaller copy of another picture."""
_POINTS_AN_INCH: Final = 72
_A4_LENGTH: Final = 297 / 25.4
_A3_LENGTH: Final = 420 / 25.4
_SHORTEST: Final = 30 / 25.4
_LONGEST: Final = 2000 / 25.4
"""Inches of the longer side of a page."""
_BELIEVED_DPI: Final = (100, 1200)

Image.MAX_IMAGE_PIXELS = None  # we count them ourselves


def wrap(files: Sequence[Path], target: Path, most_pages: int) -> None:
    """Write the pictures of `files` as pages of the PDF `target`.

    Files named after the stem of `target` are made beside it on the way.

    Raises:
        Unreadable: It is damaged, too large, of a kind we cannot wrap, or has too many pictures.
    """
    most = _FREE_BYTES + _MOST_GROWTH * sum(file.stat().st_size for file in files)
    try:
        formats = [_format_of(file) for file in files]
        if len(files) == 1 and formats != ["TIFF"]:
            _convert(files[0], target)
            return
        pictures = (
            picture
            for file, kind in zip(files, formats, strict=True)
            for picture in (_frames(file) if kind == "TIFF" else [file])
        )
        _wrap_one_by_one(pictures, target, most_pages, most)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        problem = Problem.TOO_LARGE if full else Problem.DAMAGED
        raise Unreadable(problem, type(error).__name__) from error
    except (
        img2pdf.ImageOpenError,
        img2pdf.JpegColorspaceError,
        img2pdf.AlphaChannelError,
    ) as error:
        raise Unreadable(Problem.UNUSUAL_IMAGE, type(error).__name__) from error


def page_size(across: int, down: int, dpi: tuple[float, float]) -> tuple[float, float]:
    """Return width and height in points of the page on which a picture is shown.

    A resolution is believed where it makes a page of paper; else the picture is as long as A4.
    """
    length = max(across / dpi[0], down / dpi[1]) if min(dpi) > 0 else 0.0
    exact = all(_BELIEVED_DPI[0] <= side <= _BELIEVED_DPI[1] for side in dpi)
    if _SHORTEST <= length <= (_LONGEST if exact else _A3_LENGTH):
        return across / dpi[0] * _POINTS_AN_INCH, down / dpi[1] * _POINTS_AN_INCH
    points = _A4_LENGTH * _POINTS_AN_INCH / max(across, down)
    return across * points, down * points


def _layout(across: int, down: int, dpi: tuple[float, float]) -> tuple[float, float, float, float]:
    size = page_size(across, down, dpi)
    return (*size, *size)


def _format_of(file: Path) -> str | None:
    """Return what Pillow calls the format of `file`, once its size is known to be bearable."""
    with Image.open(file, formats=_FORMATS) as image:
        _check_size(image)
        return image.format


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > _MOST_PIXELS:
        raise Unreadable(Problem.TOO_LARGE, "image")


def _convert(source: Path | bytes, target: Path) -> None:
    with target.open("wb") as stream:
        img2pdf.convert(
            source,
            outputstream=stream,
            layout_fun=_layout,
            rotation=img2pdf.Rotation.ifvalid,
            nodate=True,  # the same image makes the same PDF
        )


def _wrap_one_by_one(
    pictures: Iterable[Path | bytes], target: Path, most_pages: int, most_bytes: int
) -> None:
    pages: list[Path] = []
    joined: list[Path] = []
    total = 0
    for number, picture in enumerate(pictures):
        if number == most_pages:
            raise Unreadable(Problem.TOO_MANY_PAGES, str(number + 1))
        page = target.with_name(f"{target.stem}-{number}.part")
        _convert(picture, page)
        pages.append(page)
        total += page.stat().st_size
        if total > most_bytes:
            raise Unreadable(Problem.TOO_LARGE, "pages")
        if len(pages) == _AT_ONCE:
            joined.append(_joined(pages, target.with_name(f"{target.stem}-to-{number}.part")))
            pages = []
    _joined([*joined, *pages], target)


def _frames(file: Path) -> Iterator[bytes]:
    """Yield the pictures of a TIFF as images of their own, one at a time.

    Pillow is given an open file: one it opens by name is mapped, and then it mixes up width and
    height of a picture that lies on its side.
    """
    with file.open("rb") as stream, TiffImagePlugin.TiffImageFile(stream) as image:
        number = 0
        while _went_to(image, number):
            is_reduced = int(image.tag_v2.get(_SUBFILE_TYPE, 0)) & _REDUCED
            if number == 0 or not is_reduced:
                _check_size(image)
                yield _packed(image)
            number += 1


def _went_to(image: Image.Image, number: int) -> bool:
    try:
        image.seek(number)
    except EOFError:
        return False
    return True


def _packed(image: Image.Image) -> bytes:
    """Return a picture as PNG, or as plain TIFF where PNG has no such colours."""
    image.load()
    told: dict[str, Any] = {"dpi": image.info["dpi"]} if image.info.get("dpi") else {}
    if image.info.get("icc_profile"):
        told["icc_profile"] = image.info["icc_profile"]
    if image.mode not in _AS_PNG and image.mode != "CMYK":
        raise Unreadable(Problem.UNUSUAL_IMAGE, image.mode)
    packed = BytesIO()
    image.save(packed, "TIFF" if image.mode == "CMYK" else "PNG", **told)
    return packed.getvalue()


def _joined(pages: list[Path], target: Path) -> Path:
    """Join one-page PDFs into `target` and remove them; return `target`."""
    with pikepdf.new() as whole:
        sources = [pikepdf.open(page) for page in pages]
        for source in sources:
            whole.pages.extend(source.pages)
        whole.save(target, deterministic_id=True)
        for source in sources:
            source.close()
    for page in pages:
        page.unlink()
    return target
