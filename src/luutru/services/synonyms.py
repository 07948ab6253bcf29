"""Words that are searched as one: the archive's own list, which people edit."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import NotInList, UnacceptableValue
from luutru.holdings.fulltext.occurrences import Unit
from luutru.i18n import mark, translate
from luutru.records.finding import Synonym
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.vietnamese.abbreviations import Group, Table, default_groups, expand, table_of
from luutru.vietnamese.folding import fold
from luutru.vietnamese.tokens import words

_LONGEST: Final = 12
"""Words of a term; the full names of ministries have about ten."""
_LONGEST_NAME: Final = 60
_LONGEST_TERM: Final = 120
_LONGEST_SOURCE: Final = 200
_FEWEST: Final = 2
_NAME: Final = mark("Name of the group")
_TERMS: Final = mark("Words that mean the same")


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Terms that mean the same, and why they are held to."""

    name: str
    terms: tuple[str, ...]
    source: str


def synonym_groups(archive: Archive) -> list[SynonymGroup]:
    """Return all groups in the order in which they were entered."""
    with archive.catalogue.read() as session:
        return _groups(session)


def put_group(archive: Archive, name: str, terms: Sequence[str], source: str = "") -> None:
    """Enter a group, or replace the one of that name; it counts from the next search on.

    Raises:
        UnacceptableValue: The name is missing or too long, or there are not two different terms.
    """
    group = SynonymGroup(_checked_name(name), _checked_terms(terms), source.strip())
    with archive.catalogue.write() as session:
        kept = _groups(session)
        same = next((at for at, old in enumerate(kept) if _alike(old.name, group.name)), len(kept))
        before = kept[same : same + 1]
        _replace(session, [*kept[:same], group, *kept[same + 1 :]])
        _log(session, archive.person, group.name, before, [group])


def remove_group(archive: Archive, name: str) -> None:
    """Take a group away.

    Raises:
        NotInList: There is none of that name.
    """
    with archive.catalogue.write() as session:
        kept = _groups(session)
        gone = [group for group in kept if _alike(group.name, name)]
        if not gone:
            raise NotInList(name, ", ".join(group.name for group in kept))
        _replace(session, [group for group in kept if group not in gone])
        _log(session, archive.person, gone[0].name, gone, [])


def restore_groups(archive: Archive) -> None:
    """Go back to the list that comes with the program."""
    with archive.catalogue.write() as session:
        before, after = _groups(session), _default_groups()
        _replace(session, after)
        _log(session, archive.person, "*", before, after)


class Synonyms:
    """What means the same in one archive, as of now; the rules' list where it has none."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.used: dict[str, tuple[str, ...]] = {}
        """Terms that were asked for so far and are called otherwise too."""

    def of(self, term: str) -> tuple[str, ...]:
        """Return what else `term` is called; nothing for most words."""
        others = expand(term, self._table)
        if others:
            self.used[term] = others
        return others

    def unnoted(self) -> "Synonyms":
        """Return the same list, for words that nothing is found by."""
        return Synonyms(self._archive)

    def longest(self, units: Sequence[Unit]) -> int:
        """Return how many of the first `units` are the longest term of the list; 0 if none.

        The parts of a number are no terms: the TĐC of 05/SY-TĐC is not to be replaced.
        """
        plain = next((n for n, unit in enumerate(units) if unit.whole is not None), len(units))
        most = min(_LONGEST, max(plain, 1), len(units))
        return next((n for n in range(most, 0, -1) if _key(units[:n]) in self._table), 0)

    @cached_property
    def _table(self) -> Table:
        with self._archive.catalogue.read() as session:
            rows = session.execute(select(Synonym.group, Synonym.term).order_by(Synonym.id)).all()
        return _table_of(tuple((name, term) for name, term in rows))


@lru_cache(maxsize=4)
def _table_of(rows: tuple[tuple[str, str], ...]) -> Table:
    """Return the table of an archive's rows; every search asks, and they hardly ever change."""
    members: dict[str, list[str]] = {}
    for name, term in rows:
        members.setdefault(name, []).append(term)
    own = [Group(name, tuple(terms), "", clock.today()) for name, terms in members.items()]
    return table_of(own or default_groups())


def _key(units: Sequence[Unit]) -> str:
    return " ".join(word.folded for unit in units for word in unit.words)


def _groups(session: Session) -> list[SynonymGroup]:
    members: dict[str, list[Synonym]] = {}
    for row in session.scalars(select(Synonym).order_by(Synonym.id)):
        members.setdefault(row.group, []).append(row)
    return [
        SynonymGroup(name, tuple(row.term for row in rows), rows[0].source)
        for name, rows in members.items()
    ] or _default_groups()


def _default_groups() -> list[SynonymGroup]:
    return [SynonymGroup(group.name, group.terms, group.source) for group in default_groups()]


def _replace(session: Session, groups: Sequence[SynonymGroup]) -> None:
    session.execute(delete(Synonym))
    session.add_all(
        Synonym(
            group=group.name,
            term=term,
            term_fold=fold(term),
            source=group.source[:_LONGEST_SOURCE],
        )
        for group in groups
        for term in group.terms
    )


def _log(
    session: Session,
    person: str,
    name: str,
    before: Sequence[SynonymGroup],
    after: Sequence[SynonymGroup],
) -> None:
    told = ["\n".join("; ".join(group.terms) for group in groups) for groups in (before, after)]
    custody.record(session, person, "synonyms_changed", detail={"changes": [[name, *told]]})


def _alike(name: str, other: str) -> bool:
    return fold(name.strip()) == fold(other.strip())


def _checked_name(name: str) -> str:
    told = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(told) <= _LONGEST_NAME:
        expected = translate("at most {n} letters", n=_LONGEST_NAME)
        raise UnacceptableValue(translate(_NAME), told[:_LONGEST_NAME], expected)
    return told


def _checked_terms(terms: Sequence[str]) -> tuple[str, ...]:
    """Return the terms, those left out that differ from another only in marks and capitals."""
    kept: dict[str, str] = {}
    for term in terms:
        told = " ".join(unicodedata.normalize("NFC", term).split())
        found = [word.folded for word in words(told)]
        if len(told) > _LONGEST_TERM or len(found) > _LONGEST:
            expected = translate("at most {n} words", n=_LONGEST)
            raise UnacceptableValue(translate(_TERMS), told[:40] + "…", expected)
        if found:
            kept.setdefault(" ".join(found), told)
    if len(kept) < _FEWEST:
        raise UnacceptableValue(
            translate(_TERMS),
            "; ".join(terms),
            translate("two or more terms that differ by more than marks and capitals"),
        )
    return tuple(kept.values())
