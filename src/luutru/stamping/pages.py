"""Pages of a source as pyHanko reads them, with what they inherit from the tree above."""

from collections.abc import Iterator
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from luutru.stamping.trouble import CannotStamp, Fault

_INHERITED: Final = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_DEEPEST: Final = 64
"""Levels of the tree of pages; a deeper one goes round in circles."""


def page_count(reader: PdfFileReader) -> int:
    """Return how many pages there are."""
    return sum(1 for _ in pages(reader))


def pages(reader: PdfFileReader) -> Iterator[dict[str, Any]]:
    """Yield each page with its own entries and those it inherits.

    Raises:
        CannotStamp: The tree goes round in circles or has no pages.
    """
    yield from _below(reader.root["/Pages"], {}, 0)


def _below(node: Any, inherited: dict[str, Any], depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    if depth > _DEEPEST or not isinstance(node, generic.DictionaryObject):
        raise CannotStamp(Fault.DAMAGED, "pages")
    known = {**inherited, **{name: node[name] for name in _INHERITED if name in node}}
    if "/Kids" not in node:
        yield {**known, **{name: node[name] for name in node}}
        return
    for kid in node["/Kids"]:
        yield from _below(kid.get_object(), known, depth + 1)
