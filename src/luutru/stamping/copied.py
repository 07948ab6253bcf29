"""Copies pages into a new file as they look, without anything that they carry besides.

Deleting the other pages of a copy would leave their images, attachments and titles behind; here
pages are appended to an empty file. What signatures and fields show becomes part of the page.
"""

from collections.abc import Iterable
from typing import Any, Final

import pikepdf

from luutru.stamping.opening import page_called
from luutru.stamping.painting import prune
from luutru.stamping.trouble import CannotStamp, Fault

KEPT: Final = frozenset(
    {
        "/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
        "/Rotate", "/UserUnit", "/Contents", "/Resources", "/Group",
    }
)  # fmt: skip
"""What a page needs to look as it does."""
TELLING: Final = frozenset(
    {
        "/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/AF", "/OC", "/Alternates",
        "/OPI", "/Annots", "/AA", "/Thumb", "/LastModified",
    }
)  # fmt: skip
"""What images and forms may carry along that nobody sees."""
_DEEPEST: Final = 24


def flattened(whole: pikepdf.Pdf) -> pikepdf.Pdf:
    """Make what signatures, fields and notes show a part of their pages, in memory.

    Raises:
        CannotStamp: It has layers that are switched off, which a copy would show.
    """
    root: Any = whole.Root
    layers = root.get("/OCProperties", {}).get("/D", {})
    if len(layers.get("/OFF", ())) or layers.get("/BaseState", "/ON") != "/ON":
        raise CannotStamp(Fault.LAYERS)
    whole.flatten_annotations("all")
    return whole


def copy_pages(whole: pikepdf.Pdf, numbers: Iterable[int], made: pikepdf.Pdf) -> None:
    """Append pages of `whole`, which was flattened, to `made`; `tidy` it after the last.

    Raises:
        CannotStamp: There is no such page.
    """
    for number in numbers:
        made.pages.append(page_called(whole, number))


def tidy(made: pikepdf.Pdf) -> None:
    """Leave a file of copied pages nothing but what these look like.

    Raises:
        CannotStamp: What a page paints cannot be told.
    """
    for page in made.pages:
        for name in set(map(str, page.obj.keys())) - KEPT:
            del page[name]
    prune(made.pages)
    for thing in made.objects:
        _bare(thing, 0)


def _bare(thing: Any, depth: int) -> None:  # noqa: ANN401  any object of a PDF
    """Take out of an object what tells of where it comes from."""
    if depth > _DEEPEST:
        raise CannotStamp(Fault.DAMAGED, "objects")
    if isinstance(thing, pikepdf.Array):
        below = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for name in TELLING & set(thing.keys()):
            del thing[name]
        if thing.get("/Type") == "/OCG":  # shown everywhere, and its name is told nowhere
            thing.Name = pikepdf.String("-")
        below = [one for name, one in thing.items() if name != "/Parent"]
    else:
        return
    for one in below:
        if not getattr(one, "is_indirect", True):
            _bare(one, depth + 1)
