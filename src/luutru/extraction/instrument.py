"""Reads what an agreement is called: the kind of instrument, its titles, its subject."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from luutru.extraction.proposal import Doubt, Proposal
from luutru.extraction.reading import Paragraph, Reading
from luutru.extraction.stream import Stream
from luutru.extraction.wording import Tongue, compiled, instrument_of, one_of, title_pattern

_MOST_PARTS: Final = 7
"""Paragraphs that a title may fall into."""
_GOES_ON: Final = compiled(rf"\W*{one_of('title_goes_on')}\b")
_ENDS: Final = compiled(rf"\W*{one_of('title_ended')}")
_TALKED_OF: Final = compiled(r" ?(?:nay|so|duoc|co|is|shall|this|has|was|hereby|below|above)\b")
_ABOUT: Final[dict[Tongue, re.Pattern[str]]] = {
    "vi": compiled(rf"(?<!\w){one_of('about_vi')} +"),
    "en": compiled(rf"(?<!\w){one_of('about_en')} +"),
}
_BETWEEN: Final = re.compile(r"(?<!\w)(?:giua|between|among)\s+")
_SUBJECT_LINE: Final = compiled(
    rf"\W*{one_of('subject_line')}(?:\s*[:.]+\s*|\s+)(?P<subject>\S.{{6,400}})"
)
_LONGEST: Final = 300
"""Letters of a first paragraph that is not printed in capitals."""


@dataclass(frozen=True, slots=True)
class Title:
    """The name of an instrument and the lines below it that belong to it."""

    tongue: Tongue
    stream: Stream
    start: int
    end: int
    name_end: int
    """Where the name of the instrument ends."""
    is_sure: bool
    """It stands alone in capitals, as titles do."""

    @property
    def name(self) -> str:
        """The name of the instrument as printed, on one line."""
        return " ".join(self.stream.text[self.start : self.name_end].split())

    @property
    def text(self) -> str:
        """The whole title as printed, on one line."""
        return " ".join(self.stream.text[self.start : self.end].split())

    @property
    def after_name(self) -> tuple[int, int]:
        """Where the rest of the title stands in the stream."""
        return self.name_end, self.end


def titles(reading: Reading) -> tuple[Title, ...]:
    """Return the title of the document in each language in which it has one."""
    found: dict[Tongue, Title] = {}
    for title in _titles(reading.paragraphs):
        known = found.get(title.tongue)
        if known is None or (title.is_sure and not known.is_sure):
            found[title.tongue] = title
    return tuple(found.values())


def instrument_proposals(found: Sequence[Title]) -> Iterator[Proposal]:
    """Propose the kind of instrument, its name as printed and its titles."""
    codes = {title.tongue: instrument_of(_folded_name(title), title.tongue) for title in found}
    for title in found:
        span = title.start, title.name_end
        code = codes[title.tongue]
        agreed = len(set(codes.values())) == 1 and len(codes) > 1
        sure = 0.98 if agreed else 0.95 if title.is_sure else 0.8
        leads = title is found[0]
        if leads or not agreed:
            doubt = "" if len(set(codes.values())) == 1 else Doubt.SEVERAL
            share = sure if leads else 0.3
            yield title.stream.proposal(
                "official_name", code, share, span, "instrument.title", doubt=doubt
            )
        if leads:
            yield title.stream.proposal(
                "official_name_printed", sentence(title.name), sure, span, "instrument.name"
            )
        yield title.stream.proposal(
            f"title_{title.tongue}", sentence(title.text), sure - 0.03, (title.start, title.end),
            "instrument.title",
        )  # fmt: skip


def subject_proposals(reading: Reading, found: Sequence[Title]) -> Iterator[Proposal]:
    """Propose the subject: a line that says what the letter is about, or that part of the title."""
    for paragraph in reading.paragraphs:
        told = _SUBJECT_LINE.match(paragraph.folded)
        if told and paragraph.piece.page == reading.pieces[0].page:
            span = paragraph.start + told.start("subject"), paragraph.start + told.end("subject")
            value = capital(" ".join(paragraph.stream.text[slice(*span)].split()))
            yield paragraph.stream.proposal("subject", value, 0.9, span, "subject.line")
            return
    for title in found:
        span_of_about = about(title)
        if span_of_about is not None:
            words = " ".join(title.stream.text[slice(*span_of_about)].split())
            yield title.stream.proposal(
                "subject", capital(words), 0.85, span_of_about, "subject.title"
            )
            return


def about(title: Title) -> tuple[int, int] | None:
    """Return where a title says what the agreement is about, behind the last `về` or `on`."""
    begin, end = title.after_name
    folded = title.stream.folded
    between = _BETWEEN.search(folded, begin, end)
    marks = list(_ABOUT[title.tongue].finditer(folded, begin, end))
    if not marks:
        return None
    if between is None or marks[0].start() < between.start():
        mark = marks[0]
        return mark.end(), between.start() if between else end
    return None


def sentence(printed: str) -> str:
    """Return a name that is printed in capitals as a sentence would have it."""
    words = printed.split()
    shouted = sum(word.isupper() for word in words if len(word) > 1)
    if shouted < len(words) / 2:
        first, *rest = _lower_run(words)
        return capital(" ".join([first, *rest]))
    return capital(printed.lower())


def capital(text: str) -> str:
    """Return `text` with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _lower_run(words: Sequence[str]) -> list[str]:
    """Put the capitals at the beginning into small letters, down to the first other word."""
    count = next((n for n, word in enumerate(words) if not word.isupper()), len(words))
    return [word.lower() for word in words[:count]] + list(words[count:])


def _folded_name(title: Title) -> str:
    return " ".join(title.stream.folded[title.start : title.name_end].split())


def _titles(paragraphs: Sequence[Paragraph]) -> Iterator[Title]:
    for number, paragraph in enumerate(paragraphs):
        folded = paragraph.folded
        lead = len(folded) - len(folded.lstrip(" \"'“«*-"))
        named = title_pattern().match(folded, lead)
        if named is None or _TALKED_OF.match(folded, named.end()):
            continue
        alone = named.end() >= len(folded.rstrip(" .:\"'”*"))
        parts = _parts(paragraphs, number, named.lastgroup or "vi")
        if not (alone or paragraph.piece.is_shouted or _GOES_ON.match(folded, named.end())):
            continue
        sure = paragraph.piece.is_shouted or (alone and len(parts) > 1)
        if not sure and len(folded) > _LONGEST:
            continue
        tongue: Tongue = "vi" if named.lastgroup == "vi" else "en"
        start = paragraph.start + named.start()
        end = parts[-1].end
        yield Title(tongue, paragraph.stream, start, end, paragraph.start + named.end(), sure)


def _parts(paragraphs: Sequence[Paragraph], number: int, tongue: str) -> list[Paragraph]:
    """Return the paragraphs of the title that begins with paragraph `number`."""
    parts = [paragraphs[number]]
    for paragraph in paragraphs[number + 1 : number + _MOST_PARTS]:
        if paragraph.stream is not parts[0].stream or _ENDS.match(paragraph.folded):
            break
        other = title_pattern().match(paragraph.folded)
        if other and other.lastgroup != tongue:
            break
        if not (_GOES_ON.match(paragraph.folded) or paragraph.piece.is_shouted):
            break
        parts.append(paragraph)
    return parts
