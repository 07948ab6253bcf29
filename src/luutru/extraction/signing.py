"""Reads when and where an agreement was signed."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from luutru.extraction.places import country_of, country_of_city
from luutru.extraction.proposal import Doubt, Proposal
from luutru.extraction.signing_words import Formula, SaidSigning
from luutru.extraction.stream import joined_places
from luutru.vietnamese.folding import fold

_SURE: Final = {
    Formula.END_CLAUSE: 0.95,
    Formula.OPENING: 0.93,
    Formula.DATELINE: 0.88,
    Formula.SIGNATURE: 0.9,
    Formula.STATEMENT: 0.85,
    Formula.MEETING: 0.88,
    Formula.REPORT: 0.85,
}
"""How often the day in each formula is the day of signing."""
_WHOLE_DAY: Final = len("2023-12-07")
_COARSE: Final = 0.75
"""Part of the confidence that is left where only the month is said."""
_CONTESTED: Final = 0.7


def signing_proposals(said: Sequence[SaidSigning]) -> Iterator[Proposal]:
    """Propose the day, the place and the country of signing, as far as the text says them."""
    yield from _days(said)
    yield from _places(said)


def _days(said: Sequence[SaidSigning]) -> Iterator[Proposal]:
    days: defaultdict[str, list[Proposal]] = defaultdict(list)
    for it in said:
        if it.edtf:
            sure = _SURE[it.formula] * (1 if len(it.edtf) >= _WHOLE_DAY else _COARSE)
            rule = f"signed_on.{it.formula}"
            days[it.edtf].append(
                it.stream.proposal("signed_on", it.edtf, sure, (it.start, it.end), rule)
            )
    if days:
        yield from _ranked([agreed(found) for found in days.values()])
        return
    unread = [it for it in said if it.formula is not Formula.MEETING]
    yield from (_unread(it) for it in unread[:1])


def _unread(it: SaidSigning) -> Proposal:
    """Point out a day that does not exist, or that was written by hand and not read."""
    doubt = Doubt.HANDWRITTEN_GAP if it.is_gap else Doubt.IMPOSSIBLE_DAY
    rule = f"signed_on.{it.formula}"
    return it.stream.proposal("signed_on", "", 0.4, (it.start, it.end), rule, doubt=doubt)


def _places(said: Sequence[SaidSigning]) -> Iterator[Proposal]:
    places: defaultdict[str, list[Proposal]] = defaultdict(list)
    countries: defaultdict[str, list[Proposal]] = defaultdict(list)
    for it in said:
        if it.place is None:
            continue
        whole = _tidy(it.stream.text[slice(*it.place)])
        printed = city_of(whole)
        if not _is_place(printed):
            continue
        sure, code = _SURE[it.formula], country_of_city(whole)
        rule = f"signed_place.{it.formula}"
        found = it.stream.proposal("signed_place", printed, sure, it.place, rule)
        places[code or fold(printed)].append(found)
        if code:
            countries[code].append(
                replace(
                    found,
                    field="signed_country",
                    value=code,
                    printed=printed,
                    rule="signed_country.place",
                )
            )
    yield from _ranked([agreed(found) for found in places.values()])
    yield from _ranked([agreed(found) for found in countries.values()])


def agreed(found: Sequence[Proposal]) -> Proposal:
    """Return proposals of one value as one, the surer the more rules say so."""
    best = max(found, key=lambda proposal: proposal.confidence)
    doubt = 1.0
    for rule in {proposal.rule for proposal in found}:
        doubt *= 1 - 0.9 * max(p.confidence for p in found if p.rule == rule)
    sure = best.confidence if len({p.rule for p in found}) == 1 else max(best.confidence, 1 - doubt)
    places = joined_places([place for proposal in found for place in proposal.places])
    return replace(found[0], confidence=round(min(sure, 0.98), 3), places=places, rule=best.rule)


def _ranked(found: Sequence[Proposal]) -> list[Proposal]:
    """Return candidates, the likeliest first; those that contest each other are doubtful."""
    ranked = sorted(found, key=lambda proposal: -proposal.confidence)
    if len(ranked) < 2:  # noqa: PLR2004
        return ranked
    return [
        replace(
            proposal, confidence=round(proposal.confidence * _CONTESTED, 3), doubt=Doubt.SEVERAL
        )
        for proposal in ranked
    ]


def city_of(place: str) -> str:
    """Return a place without its country, and without the building in it."""
    first, *rest = (part.strip() for part in place.split(","))
    city = first if rest and country_of(", ".join(rest)) else place
    building = re.match(r"[^A-ZĐ].*?\b(?:ở|tại|in|at|of)\s+(?=[A-ZĐ])", city)
    return city[building.end() :] if building else city


def _tidy(place: str) -> str:
    return " ".join(place.split()).strip(" ,.;:-–'\"")


def _is_place(printed: str) -> bool:
    """Tell whether words can name a place: they begin with a capital and are few."""
    return printed[:1].isupper() and len(printed.split()) <= 7  # noqa: PLR2004
