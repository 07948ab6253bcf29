"""The gate that every extract passes before it is signed: nothing of the other pages is in it.

It looks at the finished file with other means than those that made it: every object, every image,
every name, the words that a reader finds, and what stands in its streams and strings.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2

from luutru.reading.documents import openable
from luutru.stamping.copied import KEPT, TELLING
from luutru.stamping.opening import opened
from luutru.stamping.painting import is_image, painted_images
from luutru.stamping.shown import Extract
from luutru.stamping.trouble import CannotStamp, Fault

_WORD: Final = re.compile(r"\w+")
_SHORTEST: Final = 3
"""Letters of a word that tells something by itself."""
_ROOT: Final = frozenset({"/Type", "/Pages", "/Version"})
_TRAILER: Final = frozenset({"/Root", "/Size", "/ID", "/Type", "/W", "/Index", "/Length", "/Filter",
                             "/DecodeParms", "/Prev", "/XRefStm"})  # fmt: skip
_NOWHERE: Final = TELLING | {
    "/Outlines", "/Names", "/EmbeddedFiles", "/EF", "/JS", "/JavaScript", "/Dests", "/AcroForm",
    "/OpenAction", "/Info", "/URI", "/StructTreeRoot",
}  # fmt: skip
_FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_DEEPEST: Final = 24
_CONTAINERS: Final = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)


def refuse_leaks(
    made: Path, source: Path, extract: Extract, told: Iterable[str], password: str = ""
) -> None:
    """Make sure that the extract `made` of `source` tells nothing of what it leaves out.

    `told` are the words that were set into it besides the pages; `password` opens the source.

    Raises:
        CannotStamp: It does; `detail` says what was found.
    """
    with opened(made) as pdf:
        things = list(pdf.objects)
        _refuse_parts(pdf, things)
        if {one.objgen for one in things if is_image(one)} - painted_images(pdf.pages):
            raise _leak("image")
        buried = list(_buried(things))
    shown, hidden = _words_of(source, extract, password)
    allowed = [*shown, *map(_tokens, told)]
    _refuse_words(_page_texts(made), buried, allowed, [*hidden, *map(_tokens, extract.unsaid)])


def _refuse_parts(pdf: pikepdf.Pdf, things: list[Any]) -> None:
    """Make sure that the file has pages and what they paint, and nothing else."""
    strange = set(pdf.Root.keys()) - _ROOT | set(pdf.trailer.keys()) - _TRAILER
    for page in pdf.pages:
        strange |= set(map(str, page.obj.keys())) - KEPT
    for thing in things:
        strange |= _NOWHERE & _keys(thing, 0)
    if strange:
        raise _leak(min(strange))
    kinds = [one.get("/Type") for one in things if isinstance(one, pikepdf.Dictionary)]
    if sum(kind == "/Page" for kind in kinds) != len(pdf.pages):
        raise _leak("/Page")


def _keys(thing: Any, depth: int) -> set[str]:  # noqa: ANN401  any object of a PDF
    """Return the keys of an object and of what lies directly in it."""
    if depth > _DEEPEST:
        raise _leak("depth")
    if not isinstance(thing, _CONTAINERS):
        return set()
    found = set() if isinstance(thing, pikepdf.Array) else set(map(str, thing.keys()))
    for one in _items(thing):
        if not getattr(one, "is_indirect", True):
            found |= _keys(one, depth + 1)
    return found


def _items(thing: Any) -> list[Any]:  # noqa: ANN401  as above
    return list(thing) if isinstance(thing, pikepdf.Array) else [one for _, one in thing.items()]


def _buried(things: list[Any]) -> Iterator[bytes]:
    """Yield what stands in streams, strings and names, decoded, but for images and letters."""
    letters = {
        one[name].objgen
        for one in things
        if isinstance(one, pikepdf.Dictionary)
        for name in _FONT_FILES
        if name in one
    }
    for thing in things:
        is_told = isinstance(thing, pikepdf.Stream) and not is_image(thing)
        if is_told and thing.objgen not in letters:
            yield thing.read_bytes()
        yield from _strings(thing, 0)


def _strings(thing: Any, depth: int) -> Iterator[bytes]:  # noqa: ANN401  any object of a PDF
    if isinstance(thing, pikepdf.String):
        yield bytes(thing)
    elif isinstance(thing, _CONTAINERS) and depth < _DEEPEST:
        for one in _items(thing):
            if not getattr(one, "is_indirect", True):
                yield from _strings(one, depth + 1)


# --- words -------------------------------------------------------------------------------------


def _words_of(
    source: Path, extract: Extract, password: str
) -> tuple[list[list[str]], list[list[str]]]:
    """Return the words of the pages that are shown whole, and those of all others."""
    whole = {one.number for one in extract.shown if not one.parts}
    shown: list[list[str]] = []
    hidden: list[list[str]] = []
    for number, text in enumerate(_page_texts(source, password), 1):
        (shown if number in whole else hidden).append(_tokens(text))
    return shown, hidden


def _page_texts(path: Path, password: str = "") -> Iterator[str]:
    document = pypdfium2.PdfDocument(openable(path), password=password or None, autoclose=True)
    try:
        for page in document:
            text = page.get_textpage()
            yield text.get_text_range()
            text.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise CannotStamp(Fault.DAMAGED, "text") from error
    finally:
        document.close()


def _refuse_words(
    found: Iterable[str],
    buried: Iterable[bytes],
    allowed: list[list[str]],
    forbidden: list[list[str]],
) -> None:
    """Compare single words with what a reader finds, and pairs of them with what is buried."""
    may = {word for words in allowed for word in words}
    must_not = {word for words in forbidden for word in words if len(word) >= _SHORTEST} - may
    for text in found:
        if leaked := must_not & set(_tokens(text)):
            raise _leak(min(leaked))
    may_pairs = {pair for words in allowed for pair in pairwise(words)}
    pairs = {pair for words in forbidden for pair in pairwise(words) if all(map(_tells, pair))}
    pairs -= may_pairs
    for data in buried:
        for text in (data.decode("utf-8", "ignore"), data.decode("utf-16-be", "ignore")):
            if leaked_pairs := pairs & set(pairwise(_tokens(text))):
                raise _leak(" ".join(min(leaked_pairs)))


def _tells(word: str) -> bool:
    """Tell whether a word is one: operators and coordinates are not."""
    return len(word) >= _SHORTEST and word.isalpha()


def _tokens(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _leak(what: str) -> CannotStamp:
    return CannotStamp(Fault.LEAK, what)
