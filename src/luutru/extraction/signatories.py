"""Reads who signed: from the signatures, and from the opening that says who represents whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

from luutru.extraction.mentions import Mention, Source
from luutru.extraction.parties import Party
from luutru.extraction.people import Person, person_at
from luutru.extraction.proposal import Place, Proposal
from luutru.extraction.reading import Reading
from luutru.extraction.report import signers
from luutru.extraction.signature_blocks import SignatureBlock, signature_blocks
from luutru.extraction.stream import Stream, joined_places
from luutru.extraction.wording import compiled, table
from luutru.vietnamese.folding import strip_marks
from luutru.vietnamese.syllables import is_syllable

_REPRESENTED: Final = compiled(
    rf"(?<!\w)(?:{'|'.join(table('naming')['represented'])})(?!\w) ?:? *"
)
_ARTICLE: Final = compiled(r"\n\W*(?:dieu|article|section|muc|chuong) (?:\d|[ivx])|\n\W*1\. ")
_FAR: Final = 2_200
"""Letters behind the names within which the opening says who represents them."""
_SURE_SIGNED, _SURE_SAID, _SURE_BOTH = 0.88, 0.85, 0.96


@dataclass(slots=True)
class Signatory:
    """A person who signed for a party."""

    name: str
    title: str = ""
    prefix: str = ""
    places: list[Place] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)
    sureness: float = 1.0

    def is_same(self, name: str) -> bool:
        """Tell whether it is the same name, but for letters that recognition exchanges."""
        one, other = strip_marks(self.name).split(), strip_marks(name).split()
        return one == other or len(set(one) & set(other)) >= max(len(one), len(other)) - 1


def signatory_proposals(reading: Reading, parties: Sequence[Party]) -> Iterator[Proposal]:
    """Propose the signatories of each side, in the order of the parties."""
    found: dict[int, list[Signatory]] = {number: [] for number in range(len(parties))}
    for number, person, stream in _represented(reading, parties):
        _note(found[number], _said(person, stream))
    for number, person, stream in _reported(reading, parties):
        _note(found[number], _said(person, stream))
    for number, block in _signed(reading, parties):
        _note(found[number], _written(block, reading))
    for side in ("vietnamese", "foreign"):
        own = [
            signatory
            for number, party in enumerate(parties)
            if party.side == side
            for signatory in found[number]
        ]
        for entry, signatory in enumerate(_each_once(own), 1):
            yield _proposal(side, signatory, entry)


def _each_once(own: Sequence[Signatory]) -> list[Signatory]:
    """Return the signatories of a side, each once, though both languages name them."""
    once: list[Signatory] = []
    for signatory in own:
        _note(once, signatory)
    return once


def _proposal(side: str, signatory: Signatory, entry: int) -> Proposal:
    value = f"{signatory.name}; {signatory.title}; {signatory.prefix}".rstrip("; ")
    both = len(signatory.rules) > 1
    rule = "signatory.opening" if signatory.rules == {"opening"} else "signatory.signature"
    sure = _SURE_BOTH if both else _SURE_SAID if "opening" in signatory.rules else _SURE_SIGNED
    return Proposal(
        f"signatory.{side}", value, round(sure * signatory.sureness, 3),
        joined_places(signatory.places), rule, entry,
    )  # fmt: skip


def _note(known: list[Signatory], new: Signatory) -> None:
    """Add a signatory, or what is new of one that is known."""
    for old in known:
        if old.is_same(new.name):
            old.title = old.title or new.title
            old.prefix = old.prefix or new.prefix
            old.places += new.places
            old.rules |= new.rules
            return
    known.append(new)


def _said(person: Person, stream: Stream) -> Signatory:
    places = list(stream.places(person.start, person.end))
    sureness = stream.sureness(person.start, person.end)
    return Signatory(person.name, person.title, "", places, {"opening"}, sureness)


def _written(block: SignatureBlock, reading: Reading) -> Signatory:
    places = [
        place for piece in block.pieces for place in reading.script.places(piece.start, piece.end)
    ]
    read = min(reading.script.confidence(piece.start, piece.end) for piece in block.pieces)
    sureness = 0.8 + 0.2 * min(1.0, read / 0.85)
    return Signatory(block.name, block.title, block.prefix, places, {"signature"}, sureness)


def _signed(reading: Reading, parties: Sequence[Party]) -> Iterator[tuple[int, SignatureBlock]]:
    """Yield each signature with the number of its party."""
    blocks = signature_blocks(reading, parties)
    for block in blocks:
        number = _called(block.heading, parties)
        if number is None:
            number = _by_order(block, blocks, parties)
        if number is not None:
            yield number, block


def _called(heading: str, parties: Sequence[Party]) -> int | None:
    """Return which party a heading names; the one with the longest name in it."""
    named = [
        (len(called), number)
        for number, party in enumerate(parties)
        for m in party.mentions
        for called in map(strip_marks, (m.agency.name, m.agency.short, m.role))
        if len(called) > 1 and _is_in(called, heading)
    ]
    best = max(named, default=None)
    same = {number for length, number in named if best and length == best[0]}
    return best[1] if best and len(same) == 1 else None


def _is_in(called: str, heading: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(called)}(?!\w)", heading) is not None


def _by_order(
    block: SignatureBlock, blocks: Sequence[SignatureBlock], parties: Sequence[Party]
) -> int | None:
    """Return the party by the order of signatures from left to right."""
    row = [b for b in blocks if b.pieces[0].page == block.pieces[0].page]
    if len(row) == len(parties):
        return row.index(block)
    first = [n for n, party in enumerate(parties) if party.side == "vietnamese"]
    return first[0] if len(row) == 1 and len(first) == 1 and not block.heading else None


def _represented(
    reading: Reading, parties: Sequence[Party]
) -> Iterator[tuple[int, Person, Stream]]:
    """Yield who the opening says represents each party."""
    for stream, named in _openings(reading, parties):
        left = [number for _, number in named]
        for person in _representatives(stream, named[0][0].agency.start, named[-1][0].agency.end):
            before = [number for m, number in named if m.agency.end <= person.start]
            inside = len(before) < len(named)
            number = before[-1] if inside and before else _next(left, parties, person.name)
            if number is not None:
                yield number, person, stream
            if number in left:
                left.remove(number)


def _representatives(stream: Stream, start: int, last: int) -> Iterator[Person]:
    """Yield who is said to represent someone, from the names to the first article."""
    article = _ARTICLE.search(stream.folded, last)
    end = min(last + _FAR, article.start() if article else len(stream.folded))
    for found in _REPRESENTED.finditer(stream.folded, start, end):
        if strip_marks(found[0]).startswith("do") and "đ" in stream.text[found.start()].lower():
            continue
        if "\n" in found[0]:
            continue
        person = person_at(stream.text, found.end(), _line_end(stream, found.end()))
        said = person is not None and (person.title or not found[0].lower().startswith("do"))
        if said and person is not None and not person.name.isupper():
            yield person


def _next(left: Sequence[int], parties: Sequence[Party], name: str) -> int | None:
    """Return the next party without a representative whose side fits the name."""
    at_home = all(is_syllable(word) for word in name.split())
    sides = ("vietnamese",) if at_home else ("foreign", "vietnamese")
    fitting = [number for side in sides for number in left if parties[number].side == side]
    return fitting[0] if fitting else None


def _reported(reading: Reading, parties: Sequence[Party]) -> Iterator[tuple[int, Person, Stream]]:
    """Yield who signed on behalf of both sides, as a report tells it."""
    left = list(range(len(parties)))
    for person, paragraph in signers(reading):
        number = _next(left, parties, person.name)
        if number is not None:
            left.remove(number)
            at = paragraph.start
            moved = replace(person, start=person.start + at, end=person.end + at)
            yield number, moved, paragraph.stream


def _openings(
    reading: Reading, parties: Sequence[Party]
) -> Iterator[tuple[Stream, list[tuple[Mention, int]]]]:
    """Yield the names of each opening, in order, with the number of their party."""
    for stream, tongue in product(reading.streams, ("vi", "en")):
        found = [
            (m, number)
            for number, party in enumerate(parties)
            for m in party.mentions
            if m.source is Source.OPENING and m.stream is stream and m.tongue == tongue
        ]
        if found:
            yield stream, sorted(found, key=lambda it: it[0].agency.start)


def _line_end(stream: Stream, at: int) -> int:
    end = stream.text.find("\n", at)
    return len(stream.text) if end < 0 else end
