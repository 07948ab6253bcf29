"""Where a text says when and where it was signed: dates that stand in a formula of signing.

A date alone tells nothing: days of visits, of seminars, of laws and of other agreements stand in
the same texts. Only what stands before and behind it makes it the day of signing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from luutru.extraction.reading import Paragraph, Reading
from luutru.extraction.stream import Stream
from luutru.extraction.wording import compiled, one_of
from luutru.vietnamese.dates import find_dates

_BEFORE: Final = 150
_BEHIND: Final = 90
_TOP: Final = 4_700
"""Ten-thousandths of the first page in which the line of place and day stands."""
_VERB: Final = one_of("signing_verb")
_PLACE: Final = r"(?P<place>\w[^.;:\n]{1,60}?)"
_ON: Final = rf"(?:[\s,:]+{one_of('signing_on')}(?!\w))*[\s,:]*"
_AT: Final = r"(?:tai|o|at|in)"
_VERB_PLACE: Final = compiled(rf"(?<!\w)(?P<verb>{_VERB})[\s,]+{_AT}\s+{_PLACE}{_ON}$")
_VERB_ALONE: Final = compiled(rf"(?<!\w)(?P<verb>{_VERB}){_ON}$")
_PLACE_BEHIND: Final = compiled(
    rf"[\s,]*{_AT}\s+(?P<place>\w[^.;:,\n]{{1,50}}?)\s*(?:[.;:,\n]|$|\b{one_of('place_ends')}\b)"
)
_TODAY: Final = compiled(rf"(?<!\w){one_of('today')}[\s,:]*{_ON}$")
_LABEL: Final = compiled(rf"\W*{one_of('day_label')}\s*[:.]?[\s_.…]*$")
_THIS: Final = compiled(rf"{one_of('this_text')}\b.{{0,90}}{one_of('was_signed')}")
_OTHER: Final = compiled(rf"{one_of('other_text')}\b[^.]*$")
_OF_THIS: Final = compiled(rf"{one_of('of_this_text')}\s*(?:,|\w+|\s){{0,3}}$")
_DOTS: Final = r"[_.…\s]*"
_GAP: Final = re.compile(
    r"(?:ngay\W*(?:\w{1,3}\W+)?thang\W*(?:\w{1,3}\W+)?nam\W*(?:\w{1,4})?"
    rf"|(?:this|on|the)?\s*[_.…]{{2,}}\s*(?:day )?(?:of )?{_DOTS}(?:\w{{3,9}})?[\s,_.…]*"
    r"20[_.…\d]{0,4})"
)
_GLUED: Final = re.compile(
    r"\d(?=(?:th[aáả]ng|n[aă]m)\b)|(?:\bng[aàâầ]y|\bth[aáả]ng|\bn[aă]m)(?=\d)"
)
_DATELINE: Final = compiled(rf"\W*(?P<place>[^\W\d][^\d:;]{{1,45}}?)\s?[,.;]{_ON}$")


class Formula(StrEnum):
    """How a text says that a day is the day of signing."""

    END_CLAUSE = "end_clause"
    DATELINE = "dateline"
    OPENING = "opening"
    SIGNATURE = "signature"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class SaidSigning:
    """One place of the text that says when it was signed, and perhaps where."""

    formula: Formula
    stream: Stream
    edtf: str
    """Empty where the day does not exist or could not be read."""
    start: int
    end: int
    place: tuple[int, int] | None
    is_gap: bool = False


def said_signings(reading: Reading) -> Iterator[SaidSigning]:
    """Yield what the text says of its signing, in order."""
    first = reading.pieces[0].page if reading.pieces else 0
    for paragraph in reading.paragraphs:
        yield from _said_in(paragraph, is_first_page=paragraph.piece.page == first)


def _said_in(paragraph: Paragraph, *, is_first_page: bool) -> Iterator[SaidSigning]:
    text, places = _spaced(paragraph.stream.repaired[paragraph.start : paragraph.end])
    taken: list[tuple[int, int]] = []
    for date in find_dates(text):
        span = places[date.start], places[date.end - 1] + 1
        gap = _gap_around(paragraph.folded, *span, date.edtf)
        start, end = gap or span
        taken.append((start, end))
        said = _formula(paragraph, start, end, is_first_page=is_first_page)
        if said is not None:
            yield _said(paragraph, said, "" if gap else date.edtf, (start, end), is_gap=bool(gap))
    for gap_found in _GAP.finditer(paragraph.folded):
        start, end = gap_found.span()
        if not any(begin < end and start < stop for begin, stop in taken):
            said = _formula(paragraph, start, end, is_first_page=is_first_page)
            if said is not None:
                yield _said(paragraph, said, "", (start, end), is_gap=True)


def _spaced(text: str) -> tuple[str, list[int]]:
    """Return `text` with spaces where numbers ran into `tháng` and `năm`, and its old places."""
    signs: list[str] = []
    places: list[int] = []
    glued = {found.end() for found in _GLUED.finditer(text)}
    for place, sign in enumerate(text):
        if place in glued:
            signs.append(" ")
            places.append(place)
        signs.append(sign)
        places.append(place)
    return "".join(signs), places


def _gap_around(folded: str, start: int, end: int, edtf: str) -> tuple[int, int] | None:
    """Return the whole of a date of which only the month or the year was printed."""
    if len(edtf) >= len("2023-12-07"):
        return None
    for gap in _GAP.finditer(folded, max(0, start - 40)):
        if gap.start() < start and gap.end() >= end - 1:
            return gap.start(), max(end, gap.end())
        if gap.start() > start:
            break
    return None


def _said(
    paragraph: Paragraph,
    said: tuple[Formula, tuple[int, int] | None],
    edtf: str,
    span: tuple[int, int],
    *,
    is_gap: bool,
) -> SaidSigning:
    formula, place = said
    at = paragraph.start
    moved = (place[0] + at, place[1] + at) if place else None
    return SaidSigning(formula, paragraph.stream, edtf, span[0] + at, span[1] + at, moved, is_gap)


def _formula(
    paragraph: Paragraph, start: int, end: int, *, is_first_page: bool
) -> tuple[Formula, tuple[int, int] | None] | None:
    folded = paragraph.folded
    before = folded[max(0, start - _BEFORE) : start]
    shift = start - len(before)
    behind = folded[end : end + _BEHIND]
    return (
        _line_of_its_own(paragraph, start, end, is_first_page=is_first_page)
        or _opening(before, behind, end)
        or _end_clause(paragraph, before, behind, shift, end)
        or _statement(paragraph, before, behind)
    )


def _end_clause(
    paragraph: Paragraph, before: str, behind: str, shift: int, end: int
) -> tuple[Formula, tuple[int, int] | None] | None:
    found = _VERB_PLACE.search(before)
    if found is not None:
        if not _begins_sentence(paragraph, shift + found.start(), before[: found.start()]):
            return None
        return Formula.END_CLAUSE, (found.start("place") + shift, found.end("place") + shift)
    found = _VERB_ALONE.search(before)
    if found is None or not _begins_sentence(
        paragraph, shift + found.start(), before[: found.start()]
    ):
        return None
    place = _PLACE_BEHIND.match(behind)
    span = (place.start("place") + end, place.end("place") + end) if place else None
    return Formula.END_CLAUSE, span


def _begins_sentence(paragraph: Paragraph, at: int, before: str) -> bool:
    """Tell whether a verb at `at` speaks of this text: it begins a sentence, or `này được` does."""
    told = before.rstrip(" ,\"“'*")
    if not told or told[-1] in ".;:" or _OF_THIS.search(before):
        return _OTHER.search(before) is None or told[-1:] in (".", ";", ":")
    return paragraph.text[at].isupper() and _OTHER.search(before) is None


def _opening(before: str, behind: str, end: int) -> tuple[Formula, tuple[int, int] | None] | None:
    if _TODAY.search(before) is None:
        return None
    place = _PLACE_BEHIND.match(behind)
    span = (place.start("place") + end, place.end("place") + end) if place else None
    return Formula.OPENING, span


def _line_of_its_own(
    paragraph: Paragraph, start: int, end: int, *, is_first_page: bool
) -> tuple[Formula, tuple[int, int] | None] | None:
    """Read `Hà Nội, ngày 07 tháng 12 năm 2023` above the title, or `Ngày: …` where it is signed."""
    folded = paragraph.folded
    if folded[end:].strip(" .,;:_-|'\"*"):
        return None
    is_top = is_first_page and paragraph.piece.box.top < _TOP
    before = folded[:start]
    if not is_top:
        is_label = _LABEL.match(before) is not None and ":" in before
        return (Formula.SIGNATURE, None) if is_label else None
    place = _DATELINE.match(before)
    if place is not None and not _VERB_PLACE.search(before):
        return Formula.DATELINE, place.span("place")
    alone = not before.strip(" .,;:_-|'\"*") or _LABEL.match(before) is not None
    return (Formula.DATELINE, None) if alone else None


def _statement(
    paragraph: Paragraph, before: str, behind: str
) -> tuple[Formula, tuple[int, int] | None] | None:
    """Read `Ngày 7/12/2023, văn kiện hợp tác … được ký kết` at the beginning of a paragraph."""
    if len(before) > len("vao ngay ") or paragraph.piece.page != 1:
        return None
    told = paragraph.folded[:260]
    return (Formula.STATEMENT, None) if _THIS.search(told) and behind else None
