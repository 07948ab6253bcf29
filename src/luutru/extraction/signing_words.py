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
_AROUND: Final = 160
_TOP: Final = 4_700
"""Ten-thousandths of the first page in which the line of place and day stands."""
_VERB: Final = one_of("signing_verb")
_PLACE: Final = r"(?P<place>\w[^.;:\n]{1,60}?)"
_ON: Final = rf"(?:[\s,:]+{one_of('signing_on')}(?!\w))*[\s,:]*"
_AT: Final = r"(?:tai|o|at|in)"
_VERB_PLACE: Final = compiled(rf"(?<!\w)(?P<verb>{_VERB})[\s,]+{_AT}\s+{_PLACE}{_ON}$")
_VERB_ALONE: Final = compiled(rf"(?<!\w)(?P<verb>{_VERB}){_ON}$")
_PLACE_THERE: Final = compiled(
    rf"(?<!\w){_AT}\s+(?P<place>\w[^.;:,\n]{{1,50}}?)\s*(?=[.;:,\n]|$|\b{one_of('place_ends')}\b)"
)
_TODAY: Final = compiled(rf"(?<!\w){one_of('today')}[\s,:]*{_ON}$")
_LABEL: Final = compiled(rf"\W*{one_of('day_label')}\s*[:.]?[\s_.…]*$")
_THIS: Final = compiled(rf"{one_of('this_text')}\b.{{0,90}}{one_of('was_signed')}")
_BOTH_SIGNED: Final = compiled(
    rf"(?<!\w){one_of('both_sides')}\b.{{0,60}}?(?<!\w){one_of('sign')}(?!\w)"
)
_MEETING_DAY: Final = compiled(rf"(?:^|[.;] )\W*{one_of('meeting_day')}\b")
_MEETING_PLACE: Final = compiled(
    rf"(?:^|[.;] )\W*{one_of('meeting_place')} ?: *(?P<place>[^.;\n]{{2,60}})"
)
_SIGNERS: Final = compiled(rf"(?:nguoi ky ten.{{0,30}}|{one_of('both_sides')})[\s,]*$")
_TREATY: Final = compiled(r"(?:hiep dinh|cong uoc|treaty|trade agreement|convention)\b")
_OTHER: Final = compiled(rf"{one_of('other_text')}\b[^.]*$")
_OF_THIS: Final = compiled(rf"{one_of('of_this_text')}\s*(?:,|\w+|\s){{0,3}}$")
_LEAD: Final = 60
"""Letters that may stand between the beginning of a sentence and the day."""
_CAPITAL: Final = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_SENTENCE_END: Final = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=\d)|(?<=[)”\"]))(?<!TS)(?<!GS)(?<!Mr)(?<!Ms)(?<!Dr)(?<!No)(?<!rof)"
    rf"(?<!rs)(?<!Th)(?<!Eng)(?<!Hon)[.!?](?=\s|[{_CAPITAL}]|$)\s*|;\s+|\n"
)
_DOTS: Final = r"[_.…\s]*"
_GAP: Final = re.compile(
    r"(?:ngay\W{0,3}[_.…]+\s*/\s*[_.…]+\s*/\s*[_.…\d]{1,6}|ngay\W*(?:\w{1,3}\W+)?thang\W*(?:\w{1,3}\W+)?nam\W*(?:\w{1,4})?"
    rf"|(?:this|on|the)?\s*[_.…]{{2,}}\s*(?:day )?(?:of )?{_DOTS}(?:\w{{3,9}})?[\s,_.…]*"
    r"20[_.…\d]{0,4})"
)
_GLUED: Final = re.compile(
    r"\d(?=(?:th[aáả]ng|n[aă]m)\b)|(?:\bng[aàâầ]y|\bth[aáả]ng|\bn[aă]m)(?=\d)"
)
_SCRIBBLED: Final = re.compile(
    r"\W*(?P<place>[^\W\d][^\d,:;]{1,45}?)\s?[,.]\s*(?P<day>ngay\b.{0,45}\d{4}.{0,3})"
)
_DATELINE: Final = compiled(rf"\W*(?P<place>[^\W\d][^\d:;]{{1,45}}?)\s?[,.;]{_ON}$")


class Formula(StrEnum):
    """How a text says that a day is the day of signing."""

    END_CLAUSE = "end_clause"
    DATELINE = "dateline"
    OPENING = "opening"
    SIGNATURE = "signature"
    STATEMENT = "statement"
    MEETING = "meeting"
    REPORT = "report"


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


def said_signings(reading: Reading, *, is_minutes: bool = False) -> Iterator[SaidSigning]:
    """Yield what the text says of its signing, in order; minutes are signed where people met."""
    first = reading.pieces[0].page if reading.pieces else 0
    for paragraph in reading.paragraphs:
        is_first = paragraph.piece.page == first
        if is_minutes and is_first:
            yield from _meeting(paragraph)
        yield from _said_in(paragraph, is_first_page=is_first)


def _meeting(paragraph: Paragraph) -> Iterator[SaidSigning]:
    """Read `Ngày họp: …` and `Địa điểm: …` of minutes."""
    place = _MEETING_PLACE.search(paragraph.folded)
    if place is not None:
        start, end = (paragraph.start + at for at in place.span("place"))
        yield SaidSigning(Formula.MEETING, paragraph.stream, "", start, end, (start, end))
    label = _MEETING_DAY.search(paragraph.folded)
    if label is None:
        return
    at = paragraph.start + label.end()
    text, places = _spaced(paragraph.stream.repaired[at : paragraph.end])
    for date in find_dates(text)[:1]:
        if date.start < _LEAD:
            span = places[date.start] + at, places[date.end - 1] + 1 + at
            yield SaidSigning(Formula.MEETING, paragraph.stream, date.edtf, *span, None)


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
    if not taken and is_first_page and paragraph.piece.box.top < _TOP:
        yield from _scribbled(paragraph)
    for gap_found in _GAP.finditer(paragraph.folded):
        start, end = gap_found.span()
        if not any(begin < end and start < stop for begin, stop in taken):
            said = _formula(paragraph, start, end, is_first_page=is_first_page)
            if said is not None:
                yield _said(paragraph, said, "", (start, end), is_gap=True)


def _scribbled(paragraph: Paragraph) -> Iterator[SaidSigning]:
    """Read the line of place and day whose day was written by hand, and not as a day is read."""
    found = _SCRIBBLED.fullmatch(paragraph.folded)
    if found is not None and _GAP.search(paragraph.folded) is None:
        at = paragraph.start
        place = found.start("place") + at, found.end("place") + at
        start = found.start("day") + at
        yield SaidSigning(
            Formula.DATELINE, paragraph.stream, "", start, paragraph.end, place, is_gap=True
        )


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
    before = paragraph.folded[max(0, start - _BEFORE) : start]
    return (
        _line_of_its_own(paragraph, start, end, is_first_page=is_first_page)
        or _opening(paragraph, before, end)
        or _end_clause(paragraph, before, start, end)
        or _statement(paragraph, start, end)
    )


def _end_clause(
    paragraph: Paragraph, before: str, start: int, end: int
) -> tuple[Formula, tuple[int, int] | None] | None:
    shift = start - len(before)
    found = _VERB_PLACE.search(before)
    named = found or _VERB_ALONE.search(before)
    if named is None or not _begins_sentence(
        paragraph, shift + named.start(), before[: named.start()]
    ):
        return None
    if found is not None:
        return Formula.END_CLAUSE, (found.start("place") + shift, found.end("place") + shift)
    return Formula.END_CLAUSE, _place_in(
        paragraph, end, sentence_around(paragraph.text, end, end)[1]
    )


def _begins_sentence(paragraph: Paragraph, at: int, before: str) -> bool:
    """Tell whether a verb at `at` speaks of this text: it begins a sentence, or `này được` does."""
    told = before.rstrip(" ,\"“'*")
    if not told or told[-1] in ".;:" or _OF_THIS.search(before):
        return _OTHER.search(before) is None or told[-1:] in (".", ";", ":")
    speaks = paragraph.text[at].isupper() or _SIGNERS.search(before) is not None
    return speaks and _OTHER.search(before) is None


def _opening(
    paragraph: Paragraph, before: str, end: int
) -> tuple[Formula, tuple[int, int] | None] | None:
    if _TODAY.search(before) is None:
        return None
    return Formula.OPENING, _place_in(paragraph, end, end + _AROUND)


def place_in(stream: Stream, start: int, end: int) -> tuple[int, int] | None:
    """Return the first place that `tại`, `in` or `at` names between two places of a stream."""
    found = _PLACE_THERE.search(stream.folded, start, min(end, len(stream.folded)))
    while found is not None and not stream.text[found.start("place")].isupper():
        found = _PLACE_THERE.search(stream.folded, found.start("place"), end)
    return found.span("place") if found else None


def _place_in(paragraph: Paragraph, start: int, end: int) -> tuple[int, int] | None:
    at = paragraph.start
    found = place_in(paragraph.stream, start + at, min(end + at, paragraph.end))
    return (found[0] - at, found[1] - at) if found else None


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
    paragraph: Paragraph, start: int, end: int
) -> tuple[Formula, tuple[int, int] | None] | None:
    """Read `Ngày 7/12/2023, hai Bên đã ký kết …`, or `… văn kiện hợp tác … được ký kết`."""
    begin, stop = sentence_around(paragraph.text, start, end)
    before, behind = paragraph.verbs[begin:start], paragraph.verbs[end:stop]
    if len(before) > _LEAD or paragraph.piece.page != 1 or _OTHER.search(before):
        return None
    both = _BOTH_SIGNED.search(behind) or _BOTH_SIGNED.search(before + " " + behind)
    this = _THIS.search(behind)
    if (both or this) is None or _TREATY.search(behind):
        return None
    place = _place_in(paragraph, begin, stop)
    return Formula.STATEMENT, place


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence begins and ends that holds what stands from `start` to `end`."""
    begins = [found.end() for found in _SENTENCE_END.finditer(text, 0, start)]
    stop = _SENTENCE_END.search(text, end)
    return (begins[-1] if begins else 0), (stop.start() if stop else len(text))
