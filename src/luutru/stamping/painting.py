"""What the pages of a PDF really paint with: the resources that their operators name.

Pages often share one dictionary of resources, so that a page taken out of its file brings the
images of all others along. Here only what is painted counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pikepdf

from luutru.stamping.trouble import CannotStamp, Fault

_SORTS: Final = {
    "Do": "/XObject",
    "gs": "/ExtGState",
    "Tf": "/Font",
    "sh": "/Shading",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "BDC": "/Properties",
    "DP": "/Properties",
}
"""Operators that name a resource, and the sort that they name (ISO 32000-2, annex A)."""
_DEEPEST: Final = 24

Names = defaultdict[str, set[str]]


def prune(pages: Iterable[pikepdf.Page]) -> None:
    """Leave every page, and every form that it paints, nothing but what it names.

    Raises:
        CannotStamp: The operators of a page cannot be read.
    """
    done: set[tuple[int, int]] = set()
    for page in pages:
        _prune(page.obj, [page.obj], done, 0)


def painted_images(pages: Iterable[pikepdf.Page]) -> set[tuple[int, int]]:
    """Return the images that pages paint, with the masks that these have, as object numbers.

    Raises:
        CannotStamp: The operators of a page cannot be read.
    """
    found: set[tuple[int, int]] = set()
    done: set[tuple[int, int]] = set()
    for page in pages:
        _gather(page.obj, [page.obj], (found, done), 0)
    return found


def is_image(thing: Any) -> bool:  # noqa: ANN401  any object of a PDF
    """Tell whether an object is an image."""
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"


def _prune(
    holder: Any,  # noqa: ANN401  a page, a form, a pattern or a font
    streams: list[Any],
    done: set[tuple[int, int]],
    depth: int,
) -> None:
    if not _is_new(holder, done, depth) or "/Resources" not in holder:
        return
    names, resources = _named(streams, holder.Resources, depth), holder.Resources
    left = pikepdf.Dictionary()
    for sort, entries in resources.items():
        if sort not in set(_SORTS.values()):
            left[sort] = entries
        elif kept := {name: one for name, one in entries.items() if name in names[sort]}:
            left[sort] = pikepdf.Dictionary(kept)
    holder.Resources = left
    for below, its_streams in _below(left):
        _prune(below, its_streams, done, depth + 1)


def _gather(
    holder: Any,  # noqa: ANN401  as above
    streams: list[Any],
    known: tuple[set[tuple[int, int]], set[tuple[int, int]]],
    depth: int,
) -> None:
    found, done = known
    if not _is_new(holder, done, depth) or "/Resources" not in holder:
        return
    names = _named(streams, holder.Resources, depth)
    used = pikepdf.Dictionary(
        {
            sort: pikepdf.Dictionary(
                {name: one for name, one in holder.Resources[sort].items() if name in names[sort]}
            )
            for sort in sorted(names)
            if sort in holder.Resources
        }
    )
    for image in used.get("/XObject", {}).values():
        if is_image(image):
            masks = [image[name] for name in ("/SMask", "/Mask") if is_image(image.get(name))]
            found.update(one.objgen for one in (image, *masks))
    for below, its_streams in _below(used):
        _gather(below, its_streams, known, depth + 1)


def _is_new(holder: Any, done: set[tuple[int, int]], depth: int) -> bool:  # noqa: ANN401  as above
    if depth > _DEEPEST:
        raise CannotStamp(Fault.DAMAGED, "forms")
    if holder.is_indirect:
        if holder.objgen in done:
            return False
        done.add(holder.objgen)
    return True


def _named(streams: Iterable[Any], resources: Any, depth: int) -> Names:  # noqa: ANN401  as above
    """Return the resources that operators name, by sort, also those of forms without their own."""
    names: Names = defaultdict(set)
    if depth > _DEEPEST:
        raise CannotStamp(Fault.DAMAGED, "forms")
    for stream in streams:
        for sort, name in _operands(stream):
            names[sort].add(name)
    forms = resources.get("/XObject", {})
    for name in sorted(names["/XObject"]):
        form = forms.get(name)
        if form is not None and form.get("/Subtype") == "/Form" and "/Resources" not in form:
            for sort, more in _named([form], {}, depth + 1).items():
                names[sort] |= more
    return names


def _operands(stream: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  as above
    try:
        told = pikepdf.parse_content_stream(stream, " ".join(_SORTS))
    except (pikepdf.PdfError, TypeError) as error:
        raise CannotStamp(Fault.DAMAGED, "operators") from error
    for one in told:
        for operand in one.operands[-2:]:
            if isinstance(operand, pikepdf.Name):
                yield _SORTS[str(one.operator)], str(operand)


def _below(resources: Any) -> Iterator[tuple[Any, list[Any]]]:  # noqa: ANN401  as above
    """Yield what paints with resources of its own, and the streams of its operators."""
    forms = resources.get("/XObject", {}).values()
    yield from ((form, [form]) for form in forms if form.get("/Subtype") == "/Form")
    patterns = resources.get("/Pattern", {}).values()
    yield from ((one, [one]) for one in patterns if isinstance(one, pikepdf.Stream))
    fonts = resources.get("/Font", {}).values()
    drawn = (font for font in fonts if font.get("/Subtype") == "/Type3")
    yield from ((font, list(font.get("/CharProcs", {}).values())) for font in drawn)
    for state in resources.get("/ExtGState", {}).values():
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
            yield mask.G, [mask.G]
