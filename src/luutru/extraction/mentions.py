"""Finds where a text names its parties: in the title, in the opening, at the head of a letter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from luutru.extraction.columns import Column
from luutru.extraction.instrument import Title, about_span, between_span
from luutru.extraction.names import (
    AgencyName,
    agency_name,
    begins_with_head,
    first_head,
    is_agency,
    is_short,
    mended,
    names_in,
)
from luutru.extraction.reading import Paragraph, Reading
from luutru.extraction.stream import Stream
from luutru.extraction.wording import Tongue, compiled, table
from luutru.vietnamese.folding import strip_marks

_NEAR: Final = 1_100
"""Letters within which the names of an opening follow each other."""
_TOP: Final = 3_500
"""Ten-thousandths of the first page within which a letterhead stands."""
_CALLED: Final = "(?:" + "|".join(table("naming")["called"]) + ")"
_ALIAS: Final = compiled(
    rf"\((?P<inside>[^()]*(?:{_CALLED})[^()]*)\)|\(\s*(?P<quoted>[“\"'][^()]*[”\"'])\s*\)"
    rf"|,\s*{_CALLED}\s+(?P<bare>[^,;.:()]{{2,50}}?)(?=[,;.:]|\s+(?:va|and|da|have)\b)"
)
_TOGETHER: Final = compiled(rf"\b(?:{'|'.join(table('naming')['together'])})\b")
_AFTER_CALLED: Final = compiled(rf"^.*{_CALLED}[\s:]*")
_LINK: Final[dict[Tongue, re.Pattern[str]]] = {
    "vi": re.compile(r"(?:^|[\s,;.)])(?:và|với|cùng)\s+(?:một bên là\s+|bên kia là\s+)?(?=\S)"),
    "en": re.compile(r"(?:^|[\s,;.)])(?:and|with)\s+(?:(?:the)\s+)?(?=[A-ZĐ])"),
}
_ADDRESS: Final = compiled(rf"\W*(?:{'|'.join(table('naming')['addressed'])}) ?: *(?P<name>\S.+)")
_STATE: Final = re.compile(r"\W*(?:cong hoa xa hoi|socialist republic|doc lap|independence)")
_QUOTES: Final = " “”\"'‘’:,."
_MARKED: Final = 0.04
"""Share of letters outside ASCII from which on a text is Vietnamese."""


class Source(StrEnum):
    """Where a party is named."""

    OPENING = "opening"
    TITLE = "title"
    LETTERHEAD = "letterhead"
    ADDRESS = "address"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at one place."""

    agency: AgencyName
    """Its `start` and `end` are those of the stream."""
    stream: Stream
    tongue: Tongue
    source: Source
    rank: int
    """The how-manieth side it is there, from 0."""
    role: str = ""
    """What it is called below, such as `Bên A` or `Viện`."""


def tongue_of(text: str) -> Tongue:
    """Tell whether a text is Vietnamese or English."""
    words = [word for word in text.split() if not word.strip("()“”").isupper()]
    letters = [letter for letter in "".join(words or text) if letter.isalpha()]
    marked = sum(not letter.isascii() for letter in letters)
    return "vi" if marked > _MARKED * len(letters) else "en"


def mentions(reading: Reading, titles: Sequence[Title]) -> list[Mention]:
    """Return every place at which a party is named."""
    in_titles = [mention for title in titles for mention in in_title(title)]
    anchors = [mention.agency.name for mention in in_titles]
    openings: dict[Tongue, list[Mention]] = {}
    for stream in reading.streams:
        for found in _openings(stream, anchors):
            openings.setdefault(found[0].tongue, found)
    found = [*in_titles, *(mention for group in openings.values() for mention in group)]
    return [*found, *_in_letterhead(reading, titles), *_in_address(reading)]


def in_title(title: Title) -> Iterator[Mention]:
    """Yield the parties that a title names behind `giữa` or `between`."""
    span = between_span(title)
    if span is None:
        return
    start, end = span
    about = about_span(title)
    if about is not None and about[0] > start:
        end = min(end, about[0])
    text = title.stream.text[start:end]
    for rank, agency in enumerate(names_in(text, title.tongue)):
        if is_agency(agency.name, title.tongue) or is_short(agency.name):
            yield Mention(_moved(agency, start), title.stream, title.tongue, Source.TITLE, rank)


def _openings(stream: Stream, anchors: Sequence[str]) -> Iterator[list[Mention]]:
    """Yield the mentions of each group of names that are given a short form."""
    group: list[re.Match[str]] = []
    for alias in _ALIAS.finditer(stream.folded):
        if group and alias.start() - group[-1].end() > _NEAR:
            yield from _opening(stream, group, anchors)
            group = []
        group.append(alias)
    yield from _opening(stream, group, anchors)


def _opening(
    stream: Stream, aliases: Sequence[re.Match[str]], anchors: Sequence[str]
) -> Iterator[list[Mention]]:
    found: list[Mention] = []
    own = [alias for alias in aliases if not _is_together(alias)]
    ends = [alias for alias in aliases if _is_together(alias)]
    before = None
    for rank, alias in enumerate(own):
        start = stream.text.rfind("\n", 0, alias.start()) + 1
        start = max(start, before or 0)
        begin = _begin(stream, start, alias.start(), anchors, is_first=before is None)
        before = alias.end()
        tongue = tongue_of(stream.text[start : alias.start()])
        if begin is None:
            continue
        role = _called(stream.text[slice(*alias.span())])
        for agency in names_in(stream.text[begin : alias.start()], tongue, one=True):
            named = replace(agency, short=mended(role)) if is_short(role) else agency
            found.append(Mention(_moved(named, begin), stream, tongue, Source.OPENING, rank, role))
    if ends:
        found += _not_called(stream, found, before or 0, ends[-1] if own else ends[0], anchors)
    good = [m for m in found if is_agency(m.agency.name, m.tongue) or is_short(m.agency.name)]
    if len({mention.rank for mention in good}) > 1:
        yield good


def _not_called(
    stream: Stream,
    found: Sequence[Mention],
    before: int,
    end: re.Match[str],
    anchors: Sequence[str],
) -> Iterator[Mention]:
    """Yield the names before `gọi chung là hai Bên` that have no short form of their own."""
    start = max(before, stream.text.rfind("\n", 0, end.start()) + 1)
    if start >= end.start():
        return
    begin = _begin(stream, start, end.start(), anchors, is_first=not found)
    if begin is None:
        return
    tongue = tongue_of(stream.text[begin : end.start()])
    stop = re.search(r",\s+(?:dưới đây|sau đây|herein|together)", stream.text[begin : end.start()])
    last = begin + stop.start() if stop else end.start()
    first_rank = found[-1].rank + 1 if found else 0
    for rank, agency in enumerate(names_in(stream.text[begin:last], tongue), first_rank):
        if is_agency(agency.name, tongue):
            yield Mention(_moved(agency, begin), stream, tongue, Source.OPENING, rank)


def _begin(
    stream: Stream, start: int, end: int, anchors: Sequence[str], *, is_first: bool
) -> int | None:
    """Return where the name before an alias begins."""
    folded = stream.folded[start:end]
    known = [folded.find(strip_marks(anchor)) for anchor in anchors]
    known = [at for at in known if at >= 0]
    if known:
        return start + min(known)
    tongue = tongue_of(stream.text[start:end])
    if not is_first:
        link = _LINK[tongue].search(stream.text[start:end])
        if link is not None:
            return start + link.end()
    return first_head(stream.text, start, end, tongue)


def _is_together(alias: re.Match[str]) -> bool:
    said = alias["inside"] or alias["quoted"] or alias[0]
    return _TOGETHER.search(said) is not None


def _called(printed: str) -> str:
    """Return the short form itself, without `sau đây gọi là` and quotation marks."""
    inner = printed.strip(" (),")
    folded = strip_marks(inner)
    found = _AFTER_CALLED.match(folded)
    role = inner[found.end() :] if found and len(folded) == len(inner) else inner
    role = role.strip(_QUOTES)
    return re.sub(r"^(?:là|the|as|The)\s+", "", role).strip(_QUOTES)


def _in_letterhead(reading: Reading, titles: Sequence[Title]) -> Iterator[Mention]:
    """Yield the agency at the head of the first page, the lowest of those that stand there."""
    bottom = min(
        (
            t.stream.piece_at(t.start).box.top
            for t in titles
            if t.stream.piece_at(t.start).page == 1
        ),
        default=_TOP,
    )
    lines = [
        paragraph
        for paragraph in reading.paragraphs
        if paragraph.piece.page == 1
        and paragraph.piece.box.top < min(bottom, _TOP)
        and paragraph.piece.is_shouted
        and paragraph.piece.column is not Column.RIGHT
        and not _STATE.match(paragraph.folded)
    ]
    for paragraph in lines[:2]:
        agency = _lowest(paragraph)
        if agency is not None:
            tongue = tongue_of(agency.name)
            yield Mention(agency, paragraph.stream, tongue, Source.LETTERHEAD, 0)


def _lowest(paragraph: Paragraph) -> AgencyName | None:
    """Return the last agency of a letterhead; the ones above are those it belongs to."""
    stream, start = paragraph.stream, paragraph.start
    tongue = tongue_of(paragraph.text)
    for piece in reversed([p for p in stream.pieces if p.page == 1]):
        at = stream.start_of(piece)
        if at is None or not start <= at < paragraph.end:
            continue
        if begins_with_head(piece.text, tongue):
            start = at
            break
    found = agency_name(stream.text, start, paragraph.end, tongue)
    return found if is_agency(found.name, tongue) else None


def is_letter(reading: Reading) -> bool:
    """Tell whether a document is addressed to somebody."""
    return any(True for _ in _in_address(reading))


def _in_address(reading: Reading) -> Iterator[Mention]:
    """Yield to whom a letter goes."""
    for paragraph in reading.paragraphs:
        found = _ADDRESS.match(paragraph.folded)
        if found is None or paragraph.piece.page != 1:
            continue
        start = paragraph.start + found.start("name")
        tongue = tongue_of(paragraph.text)
        agency = agency_name(paragraph.stream.text, start, paragraph.end, tongue)
        if is_agency(agency.name, tongue):
            yield Mention(agency, paragraph.stream, tongue, Source.ADDRESS, 1)
        return


def _moved(agency: AgencyName, by: int) -> AgencyName:
    return replace(agency, start=agency.start + by, end=agency.end + by)
