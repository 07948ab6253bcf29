"""Reads a report that tells of a signing: one sentence with instrument, names, and perhaps a day.

Such texts speak of visits, seminars and other partners as well. What is read is taken from the one
sentence that names an instrument, that it was signed, and at least two agencies.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from luutru.extraction.mentions import Mention, Source, tongue_of
from luutru.extraction.names import AgencyName, first_head, is_agency, names_in
from luutru.extraction.people import Person
from luutru.extraction.proposal import Proposal
from luutru.extraction.reading import Paragraph, Reading
from luutru.extraction.signing_words import Formula, SaidSigning, place_in, sentence_around
from luutru.extraction.stream import Stream
from luutru.extraction.witnesses import list_of
from luutru.extraction.wording import Tongue, code_of, compiled, one_of, title_pattern
from luutru.vietnamese.dates import find_dates

_SIGN: Final = compiled(rf"(?<!\w){one_of('sign', 'signed', 'report')}(?!\w)")
_BETWEEN: Final = compiled(r"(?<!\w)(?:giua|between|among) ")
_STOP: Final = compiled(rf"(?:^|(?<=[\s)])){one_of('report_stops')}(?!\w)")
_VERB: Final = compiled(rf"(?<!\w)(?:(?:cung |da |have |has )*{one_of('sign')})(?!\w)")
_OLDER: Final = compiled(rf"(?<!\w){one_of('other_text')}(?!\w)")
_ON_BEHALF: Final = compiled(one_of("on_behalf"))
_SIGNATORIES: Final = compiled(rf"(?<!\w){one_of('signatories')}(?!\w) ?:? *")
_OTHER: Final = "other"
_SURE: Final = 0.85


@dataclass(frozen=True, slots=True)
class Report:
    """The sentence that tells of the signing."""

    stream: Stream
    tongue: Tongue
    start: int
    end: int
    name: tuple[int, int]
    """Where the instrument is named."""
    agencies: tuple[AgencyName, ...]

    def mentions(self) -> Iterator[Mention]:
        """Yield the parties as the sentence names them."""
        for rank, agency in enumerate(self.agencies):
            yield Mention(agency, self.stream, self.tongue, Source.REPORT, rank)

    def said(self) -> SaidSigning | None:
        """Return the day, and the place, if the sentence tells them."""
        sentence = self.stream.repaired[self.start : self.end]
        days = find_dates(sentence)
        place = place_in(self.stream, self.start, self.end)
        if len(days) == 1:
            span = self.start + days[0].start, self.start + days[0].end
            return SaidSigning(Formula.REPORT, self.stream, days[0].edtf, *span, place)
        return SaidSigning(Formula.REPORT, self.stream, "", *place, place) if place else None

    def proposals(self) -> Iterator[Proposal]:
        """Propose the instrument and its name as printed."""
        code, place = self._code(self.name), self.name
        printed = " ".join(self.stream.text[slice(*self.name)].split())
        if code == _OTHER:
            code, place = self._said_elsewhere()
        yield self.stream.proposal("official_name", code, _SURE, place, "report.instrument")
        yield self.stream.proposal(
            "official_name_printed", printed, _SURE, self.name, "report.name"
        )

    def _code(self, place: tuple[int, int]) -> str:
        return code_of(" ".join(self.stream.folded[slice(*place)].split()), self.tongue)

    def _said_elsewhere(self) -> tuple[str, tuple[int, int]]:
        """Return what the report calls it where it is more exact, as long as that is one thing."""
        places = {
            self._code(m.span()): m.span() for m in title_pattern().finditer(self.stream.folded)
        }
        named = {code: place for code, place in places.items() if code not in ("", _OTHER)}
        return next(iter(named.items())) if len(named) == 1 else (_OTHER, self.name)


def report_of(reading: Reading) -> Report | None:
    """Return the first sentence that tells of a signing; None if there is none."""
    for paragraph in reading.paragraphs:
        for named in title_pattern().finditer(paragraph.folded):
            start, end = sentence_around(paragraph.text, named.start(), named.end())
            if not _tells(paragraph, start, named, end):
                continue
            tongue: Tongue = "vi" if named.lastgroup == "vi" else "en"
            agencies = _agencies(paragraph, start, named, end)
            if len(agencies) > 1:
                at = paragraph.start
                return Report(
                    paragraph.stream, tongue, start + at, end + at,
                    (named.start() + at, _name_end(paragraph, named) + at),
                    tuple(replace(a, start=a.start + at, end=a.end + at) for a in agencies),
                )  # fmt: skip
    return None


def _tells(paragraph: Paragraph, start: int, named: re.Match[str], end: int) -> bool:
    """Tell whether a sentence speaks of the signing itself, and not of an older agreement."""
    if _OLDER.search(paragraph.folded, start, named.start()):
        return False
    between = _BETWEEN.search(paragraph.folded, named.end(), end)
    return bool(between or _SIGN.search(paragraph.verbs, start, end))


def signers(reading: Reading) -> Iterator[tuple[Person, Paragraph]]:
    """Yield who signed on behalf of the sides, as a report tells it."""
    for paragraph in reading.paragraphs:
        for found in _ON_BEHALF.finditer(paragraph.folded):
            start, _ = sentence_around(paragraph.text, found.start(), found.end())
            colon = paragraph.text.rfind(": ", start, found.start())
            for person in list_of(paragraph.text, max(start, colon + 2), found.start()):
                yield person, paragraph
        for found in _SIGNATORIES.finditer(paragraph.folded):
            _, end = sentence_around(paragraph.text, found.end(), found.end())
            for person in list_of(paragraph.text, found.end(), end):
                yield person, paragraph


def _name_end(paragraph: Paragraph, named: re.Match[str]) -> int:
    short = re.compile(r"\s*\(\w{2,6}\)").match(paragraph.folded, named.end())
    return short.end() if short else named.end()


def _agencies(paragraph: Paragraph, start: int, named: re.Match[str], end: int) -> list[AgencyName]:
    """Return the agencies behind `giữa`, or those that are said to have signed."""
    between = _BETWEEN.search(paragraph.folded, start, end)
    tongue = tongue_of(paragraph.text[start:end])
    if between is not None:
        begin = between.end()
        stop = _STOP.search(paragraph.verbs, begin, end)
    else:
        head = first_head(paragraph.text, start, named.start(), tongue)
        begin = head if head is not None else end
        stop = _VERB.search(paragraph.verbs, begin, end)
    text = paragraph.text[begin : stop.start() if stop else end]
    return [
        replace(agency, start=agency.start + begin, end=agency.end + begin)
        for agency in names_in(text, tongue)
        if is_agency(agency.name, tongue)
    ]
