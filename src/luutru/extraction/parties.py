"""Reads who agreed with whom: puts together the places at which a party is named.

Which side is the Vietnamese one is told by countries, by roles (`Bên Việt Nam`), by the letterhead
under the name of the state, by the kind of words; only where all of these are silent, the first
party is taken for it, and that with doubt.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from luutru.extraction.instrument import capital
from luutru.extraction.known_names import KnownMatch, KnownNames
from luutru.extraction.mentions import Mention, Source
from luutru.extraction.names import level_of
from luutru.extraction.places import countries, country_of
from luutru.extraction.proposal import Doubt, Proposal
from luutru.extraction.sides import leaning, leaning_of_country
from luutru.extraction.stream import joined_places
from luutru.vietnamese.folding import fold, strip_marks

_ALIKE: Final = 0.9
"""Share of equal letters from which on two names are one, misread."""
_LETTER: Final = re.compile(
    r"^(?:ben|party|side) (?:thu )?(?P<letter>[a-d]|mot|nhat|hai|ba|i{1,3})$"
    r"|^(?P<nth>first|second|third) (?:party|side)$"
)
_NTH: Final = {
    "mot": "a", "nhat": "a", "first": "a", "i": "a", "hai": "b", "second": "b", "ii": "b",
    "ba": "c", "third": "c", "iii": "c",
}  # fmt: skip
_OF: Final = re.compile(r"(?:[\s,(]+(?:nuoc|cua|of|the))*[\s,(]*$")
_SIDES: Final = ("vietnamese", "foreign")
_TONGUES: Final = ("vi", "en")
_BEST: Final = (Source.OPENING, Source.TITLE, Source.REPORT, Source.ADDRESS, Source.LETTERHEAD)
_SURE: Final = 0.93
_MISREAD: Final = 0.8
"""Part of the confidence that is left where the archive knows the name with other letters."""
_BY_ORDER: Final = 0.72
"""Part of the confidence that is left where only the order tells the sides."""


@dataclass(slots=True)
class Party:
    """One agency that agreed, by all places at which it is named."""

    mentions: list[Mention] = field(default_factory=list)
    side: str = ""
    """`vietnamese` or `foreign`."""
    by_order: bool = False
    known: KnownMatch | None = None

    @property
    def best(self) -> Mention:
        """The mention by which it is called: Vietnamese before English, the opening first."""
        return min(
            self.mentions,
            key=lambda m: (m.tongue != "vi", _BEST.index(m.source), m.agency.name.isupper()),
        )

    @property
    def name(self) -> str:
        """Its name as printed; as the archive writes it, where it was misread."""
        name = self.best.agency.name
        if self.known is not None and fold(self.known.name) == fold(name):
            return self.known.name
        if self.known is not None and self.known.is_misread:
            return self.known.name
        return capital(name.lower()) if name.isupper() and " " in name else name

    @property
    def short(self) -> str:
        """Its abbreviation, if the text gives one."""
        return next((m.agency.short for m in self.mentions if m.agency.short), "")

    @property
    def country(self) -> str:
        """The country that the text gives with its name."""
        if self.side == "vietnamese":
            return "VN"
        codes = (m.agency.country for m in self.mentions)
        return next((code for code in codes if code and code != "VN"), "")

    @property
    def rank(self) -> int:
        """The how-manieth side it is, where the text names the sides."""
        return self.best.rank

    def is_called(self, words: str) -> bool:
        """Tell whether folded `words` name it: by a name, an abbreviation or a role."""
        return any(
            called and (called in words or _alike(called, words))
            for m in self.mentions
            for called in map(strip_marks, (m.agency.name, m.agency.short, m.role))
        )


def parties(named: Sequence[Mention], known: KnownNames) -> list[Party]:
    """Return the parties that are named, with their sides, and what the archive knows of them."""
    found: list[Party] = []
    for mention in named:
        same = [party for party in found if any(_same(m, mention) for m in party.mentions)]
        if same:
            same[0].mentions.append(mention)
            _join(found, same)
        elif mention.source is not Source.LETTERHEAD or len(found) < len(_SIDES):
            found.append(Party([mention]))
    _joined_by_role(found)
    _joined_by_rank(found)
    for party in found:
        matches = [known.find(m.agency.name) for m in party.mentions]
        certain = [match for match in matches if match and not match.is_misread]
        party.known = next(iter([*certain, *filter(None, matches)]), None)
    _tell_sides(found)
    return found


def party_proposals(found: Sequence[Party]) -> Iterator[Proposal]:
    """Propose each party, the level of the Vietnamese one, and how many sides there are."""
    for side in _SIDES:
        own = [party for party in found if party.side == side]
        for entry, party in enumerate(own, 1):
            yield _proposal(party, entry)
    yield from _level(found)
    yield from _laterality(found)


def _proposal(party: Party, entry: int) -> Proposal:
    best = party.best
    value = f"{party.name}; {party.short}; {party.country}".rstrip("; ")
    sources = {(m.tongue, m.source) for m in party.mentions}
    sure = _SURE + 0.03 if len(sources) > 1 else _SURE - 0.08
    sure *= _BY_ORDER if party.by_order else 1
    misread = party.known is not None and party.known.is_misread
    doubt = Doubt.MISREAD if misread else Doubt.SEVERAL if party.by_order else ""
    sure *= _MISREAD if misread else 1
    span = best.agency.start, best.agency.end
    one = best.stream.proposal(
        f"party.{party.side}", value, sure, span, f"party.{best.source}",
        doubt=doubt, entry=entry,
    )  # fmt: skip
    places = joined_places(
        [place for m in party.mentions for place in m.stream.places(m.agency.start, m.agency.end)]
    )
    return Proposal(
        one.field, value, one.confidence, places, one.rule, entry, one.printed, one.doubt
    )


def _level(found: Sequence[Party]) -> Iterator[Proposal]:
    home = [party for party in found if party.side == "vietnamese"]
    levels = {
        level_of(m.agency.name, m.tongue) for p in home for m in p.mentions if m is p.best
    } - {""}
    if len(levels) == 1:
        best = home[0].best
        span = best.agency.start, best.agency.end
        sure = 0.9 * (_BY_ORDER if home[0].by_order else 1)
        yield best.stream.proposal("signing_level", levels.pop(), sure, span, "signing_level.name")


def _laterality(found: Sequence[Party]) -> Iterator[Proposal]:
    ranks = {party.rank for party in found}
    sides = {party.side for party in found}
    if len(sides) < len(_SIDES):
        return
    span = found[0].best.agency.start, found[0].best.agency.end
    stream = found[0].best.stream
    if len(found) == len(sides):
        yield stream.proposal("laterality", "bilateral", 0.92, span, "laterality.parties")
    elif len(ranks) > len(sides):
        yield stream.proposal("laterality", "multilateral", 0.6, span, "laterality.parties")


def _same(one: Mention, other: Mention) -> bool:
    if one.agency.short and fold(one.agency.short) == fold(other.agency.short):
        return True
    return one.tongue == other.tongue and _alike(one.agency.name, other.agency.name)


def _alike(one: str, other: str) -> bool:
    first, second = strip_marks(one), strip_marks(other)
    if first == second or _are_one_in_a_country(one, other):
        return True
    if min(len(first), len(second)) < 12 or abs(len(first) - len(second)) > 4:  # noqa: PLR2004
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def _are_one_in_a_country(one: str, other: str) -> bool:
    """Tell whether two names differ only in how, or whether, they name the country."""
    first, second = _bare(one), _bare(other)
    codes = {country_of(one), country_of(other)} - {""}
    return first == second and len(first.split()) > 2 and len(codes) == 1  # noqa: PLR2004


def _bare(name: str) -> str:
    """Return a folded name without the country at its end."""
    found = [hit for hit in countries(name) if hit.kind == "name"]
    at = found[-1].start if found and found[-1].end >= len(name.rstrip(" )")) else len(name)
    return _OF.sub("", strip_marks(name[:at]))


def _join(found: list[Party], same: Sequence[Party]) -> None:
    """Make one party of several."""
    for party in same[1:]:
        same[0].mentions += party.mentions
        found.remove(party)


def _joined_by_role(found: list[Party]) -> None:
    """Join what both languages call by the same role: `Bên A` is `Party A`."""
    letters: dict[str, list[Party]] = {}
    for party in found:
        for letter in {_letter(m.role) for m in party.mentions} - {""}:
            letters.setdefault(letter, []).append(party)
    for same in letters.values():
        tongues = [m.tongue for party in same for m in party.mentions if m.source is Source.OPENING]
        if len(same) == len(_TONGUES) and sorted(tongues) == sorted(_TONGUES):
            _join(found, same)


def _joined_by_rank(found: list[Party]) -> None:
    """Join what titles, or openings, of both languages name in the same order."""
    for source in (Source.TITLE, Source.OPENING):
        rows = [_row(found, source, tongue) for tongue in _TONGUES]
        if len(rows[0]) != len(rows[1]):
            continue
        pairs = list(zip(*rows, strict=True))
        if not all(_may_be_one(*pair) for pair in pairs):
            pairs = list(zip(rows[0], rows[1][::-1], strict=True))
        if all(_may_be_one(*pair) for pair in pairs):
            for one, other in pairs:
                if one is not other and one in found and other in found:
                    _join(found, (one, other))


def _row(found: Sequence[Party], source: Source, tongue: str) -> list[Party]:
    """Return the parties as one place names them, in order."""
    named = [
        (m.agency.start, number)
        for number, party in enumerate(found)
        for m in party.mentions
        if (m.source, m.tongue) == (source, tongue)
    ]
    return [found[number] for _, number in sorted(named)]


def _may_be_one(one: Party, other: Party) -> bool:
    """Tell whether nothing speaks against two names being those of one party."""
    codes = [{m.agency.country for m in party.mentions} - {""} for party in (one, other)]
    against = codes[0] and codes[1] and not codes[0] & codes[1]
    leanings = [sum(map(leaning, party.mentions)) for party in (one, other)]
    return not against and leanings[0] * leanings[1] >= 0


def _letter(role: str) -> str:
    found = _LETTER.match(strip_marks(role))
    if found is None:
        return ""
    said = found["letter"] or found["nth"]
    return _NTH.get(said, said)


def _tell_sides(found: Sequence[Party]) -> None:
    """Tell each party's side by evidence, by its role, by what the others are, last by order."""
    leanings = [sum(map(leaning, party.mentions)) + _known_leaning(party) for party in found]
    for party, weight in zip(found, leanings, strict=True):
        party.side = "vietnamese" if weight > 0 else "foreign" if weight < 0 else ""
    for party in found:
        if not party.side:
            same = {
                p.side for p in found if p.rank == party.rank and p.best.tongue == party.best.tongue
            }
            party.side = (same - {""}).pop() if len(same - {""}) == 1 else ""
    open_ones = [party for party in found if not party.side]
    told = {party.side for party in found} - {""}
    for party in open_ones:
        if len(told) == 1:
            party.side = "foreign" if told == {"vietnamese"} else "vietnamese"
        else:
            party.by_order = True
            party.side = "vietnamese" if party.rank == 0 else "foreign"


def _known_leaning(party: Party) -> float:
    country = party.known.country if party.known else ""
    return leaning_of_country(country)
