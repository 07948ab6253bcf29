"""Words that are searched as one: the archive's own list, which people edit."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from sqlalchemy import select

from luutru import clock
from luutru.holdings.fulltext.occurrences import Unit
from luutru.records.finding import Synonym
from luutru.services.archive import Archive
from luutru.vietnamese.abbreviations import Group, Table, default_groups, expand, table_of

_LONGEST: Final = 12
"""Words of a term; the full names of ministries have about ten."""


class Synonyms:
    """What means the same in one archive, as of now; the rules' list where it has none."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, term: str) -> tuple[str, ...]:
        """Return what else `term` is called; nothing for most words."""
        return expand(term, self._table)

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
        members: dict[str, list[str]] = {}
        for name, term in rows:
            members.setdefault(name, []).append(term)
        own = [Group(name, tuple(terms), "", clock.today()) for name, terms in members.items()]
        return table_of(own or default_groups())


def _key(units: Sequence[Unit]) -> str:
    return " ".join(word.folded for unit in units for word in unit.words)
