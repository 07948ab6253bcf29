"""Reads what an agreement is called: the kind of instrument, its titles, its subject."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from luutru.extraction.proposal import Doubt, Proposal
from luutru.extraction.reading import Paragraph, Reading
from luutru.extraction.stream import Stream
from luutru.extraction.wording import (
    Tongue,
    code_of,
    compiled,
    one_of,
    table,
    title_pattern,
)
from luutru.vietnamese.folding import strip_marks
from luutru.vietnamese.syllables import is_syllable

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
_FOR: Final = compiled(rf"\W*(?:{table('signing')['for_vi']}|{table('signing')['for_en']}) ")
_IN_PARENTHESES: Final = re.compile(r"\s*\(\w{2,6}\)")
_FEW: Final = 4
"""Words behind the usual name of an instrument that may still belong to it."""
_IN_NAMES: Final = ("on", "ve")
_COMMITTEES: Final = frozenset({
    "committee", "council", "commission", "board", "conference", "group", "centre", "center",
    "office",
})  # fmt: skip
"""Behind which `on` and `for` are a part of the name."""
_SENTENCE: Final = compiled(rf"[.;] ?\w|(?<!\w){one_of('sign', 'was_signed', 'report')}(?!\w)")
"""What the sentence of a text holds, and no title."""
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
    codes = {title.tongue: instrument_of(title) for title in found}
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


def instrument_of(title: Title) -> str:
    """Return the code of the instrument that a title names."""
    folded = " ".join(title.stream.folded[title.start : title.name_end].split())
    return code_of(folded, title.tongue)


def subject_proposals(reading: Reading, found: Sequence[Title]) -> Iterator[Proposal]:
    """Propose the subject: a line that says what a letter is about, or what stands below the name.

    Source: Decree 30/2020/NĐ-CP appendix I part II 5 (name of the kind, and subject below it).
    """
    for paragraph in reading.paragraphs:
        told = _SUBJECT_LINE.match(paragraph.folded)
        if told and paragraph.piece.page == reading.pieces[0].page:
            span = paragraph.start + told.start("subject"), paragraph.start + told.end("subject")
            value = capital(" ".join(paragraph.stream.text[slice(*span)].split()))
            yield paragraph.stream.proposal("subject", value, 0.9, span, "subject.line")
            return
    for title in found[:1]:
        words = " ".join(title.stream.text[slice(*title.after_name)].split()).strip(" ,;.")
        if words:
            value = sentence(words) if words.isupper() else words
            yield title.stream.proposal("subject", value, 0.9, title.after_name, "subject.title")


def between_span(title: Title) -> tuple[int, int] | None:
    """Return what stands behind `giữa` or `between`, to the end of the title."""
    between = _BETWEEN.search(title.stream.folded, *title.after_name)
    return (between.end(), title.end) if between else None


def about_span(title: Title) -> tuple[int, int] | None:
    """Return what the agreement is about: behind `về` or `on`, which may stand before the names.

    Names hold such words as well (`Ủy ban Nhà nước về Tiêu chuẩn hóa`, `Committee on Metrology`):
    there a capital follows, or the kind of a committee precedes.
    """
    begin, end = title.after_name
    folded, text = title.stream.folded, title.stream.text
    between = _BETWEEN.search(folded, begin, end)
    for mark in _ABOUT[title.tongue].finditer(folded, begin, end):
        if between is not None and mark.start() < between.start():
            return mark.start(), between.start()
        before, behind = text[begin : mark.start()], text[mark.end() : end]
        if not mark[0].startswith(_IN_NAMES) or not _is_in_name(before, behind, title.tongue):
            return mark.start(), end
    return None


def _is_in_name(before: str, behind: str, tongue: Tongue) -> bool:
    words = before.split()
    if not words or not behind[:1].isupper():
        return not words
    if tongue == "en":
        return strip_marks(words[-1]) in _COMMITTEES
    named = is_syllable(words[-1].strip(",")) and is_syllable(
        behind.split(maxsplit=1)[0].strip(",")
    )
    return named and not words[-1].isupper()


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
        if not sure and (len(folded) > _LONGEST or _SENTENCE.search(folded, named.end())):
            continue
        tongue: Tongue = "vi" if named.lastgroup == "vi" else "en"
        start, name_end = paragraph.start + named.start(), _name_end(paragraph, named)
        yield Title(tongue, paragraph.stream, start, parts[-1].end, name_end, sure)


def _name_end(paragraph: Paragraph, named: re.Match[str]) -> int:
    """Return where the name ends: behind its abbreviation, or where its short line ends."""
    rest = paragraph.folded[named.end() :]
    short = _IN_PARENTHESES.match(rest)
    if short is not None:
        return paragraph.start + named.end() + short.end()
    goes_on = _GOES_ON.match(rest)
    few = len(rest.split()) <= _FEW and paragraph.piece.is_shouted
    whole = few and goes_on is None and any(letter.isalpha() for letter in rest)
    return paragraph.start + named.end() + (len(rest.rstrip()) if whole else 0)


def _parts(paragraphs: Sequence[Paragraph], number: int, tongue: str) -> list[Paragraph]:
    """Return the paragraphs of the title that begins with paragraph `number`."""
    parts = [paragraphs[number]]
    for paragraph in paragraphs[number + 1 : number + _MOST_PARTS]:
        if paragraph.stream is not parts[0].stream or _ENDS.match(paragraph.folded):
            break
        other = title_pattern().match(paragraph.folded)
        if other and other.lastgroup != tongue:
            break
        goes_on = _GOES_ON.match(paragraph.folded) and not paragraph.text.strip()[:1].isupper()
        if not (goes_on or paragraph.piece.is_shouted) or _FOR.match(paragraph.folded):
            break
        parts.append(paragraph)
    return parts
