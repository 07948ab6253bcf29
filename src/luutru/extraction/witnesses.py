"""Reads who witnessed the signing, or the hand-over of what was signed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from luutru.extraction.people import Person, person_at
from luutru.extraction.proposal import Place, Proposal
from luutru.extraction.reading import Paragraph, Reading
from luutru.extraction.signing_words import sentence_around
from luutru.extraction.stream import joined_places
from luutru.extraction.wording import compiled, one_of
from luutru.vietnamese.folding import strip_marks

_CUE: Final = compiled(one_of("witnessed"))
_CEREMONY: Final = compiled(rf"(?<!\w){one_of('ceremony')}(?!\w)")
_HANDED: Final = compiled(rf"(?<!\w){one_of('handed_over')}(?!\w)")
_OTHER_EVENT: Final = compiled(one_of("other_event"))
_BEHIND: Final = compiled(
    rf"(?: ?(?:(?:cua|by|of|co|la|gom|viec|to|the|{one_of('ceremony')})(?!\w)|[:,]))* *"
)
_STOP: Final = compiled(rf",\s*{one_of('both_sides')}\b|\s/\s")
_TO_CUE: Final = compiled(
    r"[\s,.–-]*(?:(?:da|cung|la|tham du|va|le|buoi|ky|was|were|is|present|attended|acted|at|the"
    r"|signing|ceremony) ?)*[\s,–-]*"
)
_LEADS: Final = re.compile(r"\s(?:có|được|before|by|của)\s+|[,:]\s+")
_BETWEEN: Final = re.compile(r"\s*(?:;|,?\s+(?:và|and|cùng)\s+)(?=\S)")
_A_TEXT: Final = re.compile(r"\s*this\s+\w+")
"""What begins so is no list: `This document witnesses: the Institute …`."""
_SURE: Final = 0.9


@dataclass(slots=True)
class _Witness:
    person: Person
    event: str
    places: tuple[Place, ...]
    sureness: float


def witness_proposals(reading: Reading) -> Iterator[Proposal]:
    """Propose each witness with title and event, once, however many languages name them."""
    found: list[_Witness] = []
    for paragraph in reading.paragraphs:
        for witness in _witnesses(paragraph):
            old = next((w for w in found if _is_same(w.person.name, witness.person.name)), None)
            if old is None:
                found.append(witness)
            else:
                old.places = joined_places((*old.places, *witness.places))
    for entry, witness in enumerate(found, 1):
        value = f"{witness.person.name}; {witness.person.title}; {witness.event}"
        sure = round(_SURE * witness.sureness, 3)
        yield Proposal("witness", value, sure, witness.places, "witness.sentence", entry)


def _witnesses(paragraph: Paragraph) -> Iterator[_Witness]:
    for cue in _CUE.finditer(paragraph.folded):
        start, end = sentence_around(paragraph.text, cue.start(), cue.end())
        sentence = paragraph.folded[start:end]
        if _OTHER_EVENT.search(sentence) or paragraph.folded[cue.end() :].startswith(" whereof"):
            continue
        if cue.group() == "witnesses" and _A_TEXT.match(paragraph.folded[start : cue.start()]):
            continue
        event = "hand_over" if _HANDED.search(sentence) else "signing"
        for person in _people(paragraph.text, start, cue.span(), end):
            at = paragraph.start + person.start, paragraph.start + person.end
            yield _Witness(
                person, event, paragraph.stream.places(*at), paragraph.stream.sureness(*at)
            )


def _people(text: str, start: int, cue: tuple[int, int], end: int) -> Iterator[Person]:
    """Yield the persons named behind the cue, or those before it of whom it speaks."""
    behind = list(list_of(text, _first_behind(text, cue[1], end), end))
    if behind:
        yield from behind
        return
    for at in _begins_before(text, start, cue[0]):
        before = list(list_of(text, at, cue[0]))
        if before and _TO_CUE.fullmatch(strip_marks(text[before[-1].end : cue[0]])):
            yield from before
            return


def _begins_before(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a list of persons before a cue may begin."""
    yield start + len(text[start:end]) - len(text[start:end].lstrip(" .,:;-–•*"))
    for found in _LEADS.finditer(text, start, end):
        yield found.end()


def _first_behind(text: str, start: int, end: int) -> int:
    folded = strip_marks(text[start:end])
    skipped = _BEHIND.match(folded) if len(folded) == end - start else None
    at = start + (skipped.end() if skipped else 0)
    return at + len(text[at:end]) - len(text[at:end].lstrip(" :,"))


def list_of(text: str, start: int, end: int) -> Iterator[Person]:
    """Yield the persons of a list: `A, Giám đốc và B, Viện trưởng`."""
    folded = strip_marks(text[start:end])
    stop = _STOP.search(folded) if len(folded) == end - start else None
    last = start + stop.start() if stop else end
    at = start
    while at < last:
        person = person_at(text, at, last)
        if person is None:
            return
        yield person
        link = _BETWEEN.match(text[person.end : last])
        if link is None:
            return
        at = person.end + link.end()


def _is_same(one: str, other: str) -> bool:
    return strip_marks(one) == strip_marks(other)
