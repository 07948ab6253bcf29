"""Words that are searched as one: the archive's own list, which people edit."""

from collections.abc import Sequence
from functools import cached_property

from sqlalchemy import select

from luutru.records.finding import Synonym
from luutru.services.archive import Archive
from luutru.vietnamese.tokens import Token, words


class Synonyms:
    """The groups of words that mean the same in one archive, as of now."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, term: str) -> tuple[str, ...]:
        """Return what else `term` is called; nothing for most words."""
        own = _key(words(term))
        found = [other for group in self._groups.get(own, ()) for other in group]
        return tuple(other for other in dict.fromkeys(found) if _key(words(other)) != own)

    def longest(self, tokens: Sequence[Token]) -> int:
        """Return how many of the first `tokens` are the longest term of the list; 0 if none."""
        most = min(self._longest_term, len(tokens))
        return next((n for n in range(most, 0, -1) if _key(tokens[:n]) in self._groups), 0)

    @cached_property
    def _groups(self) -> dict[str, list[tuple[str, ...]]]:
        with self._archive.catalogue.read() as session:
            rows = session.execute(select(Synonym.group, Synonym.term).order_by(Synonym.id)).all()
        members: dict[str, list[str]] = {}
        for group, term in rows:
            members.setdefault(group, []).append(term)
        groups: dict[str, list[tuple[str, ...]]] = {}
        for terms in members.values():
            for term in terms:
                groups.setdefault(_key(words(term)), []).append(tuple(terms))
        return groups

    @cached_property
    def _longest_term(self) -> int:
        return max((key.count(" ") + 1 for key in self._groups), default=0)


def _key(tokens: Sequence[Token]) -> str:
    return " ".join(token.folded for token in tokens)
