"""Did you mean: a query put right whose words stand nowhere, spelled as the archive spells it."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from luutru.holdings.fulltext.analysis import card_values
from luutru.holdings.fulltext.ordering import Hits
from luutru.holdings.fulltext.query import Phrase, Query
from luutru.holdings.fulltext.suggesting import in_case_of
from luutru.services import entries
from luutru.services.archive import Archive
from luutru.services.pages import page_text
from luutru.services.partner_names import likeliest_name, replaced
from luutru.services.query_meaning import meaning
from luutru.services.query_reading import NotUnderstood, read
from luutru.services.query_syntax import Every, Refused, Said, Some, Syntax, Way, said
from luutru.vietnamese.tokens import Token, words

_PARTNER: Final = "partner"
_ENTRIES: Final = 4
"""Best entries of the best agreement that are looked at for spellings."""
_GAP: Final = "\n\n"


@dataclass(frozen=True)
class Suggestion:
    """A query that finds something in place of one that does not."""

    text: str
    query: Query
    hits: Hits
    partners: tuple[tuple[str, str], ...] = ()
    """Names that no partner has, each with the one that was taken for it."""


def suggestion(archive: Archive, text: str) -> Suggestion | None:
    """Return `text` with its unknown words put right; None where that finds nothing either."""
    typed = " ".join(unicodedata.normalize("NFC", text).split())
    better, partners = typed, []
    for leaf in _leaves(typed):
        is_partner = leaf.within is not None and leaf.within.card == _PARTNER
        right = (
            likeliest_name(archive, leaf.text)
            if is_partner
            else archive.fulltext.suggest(leaf.text)
        )
        if leaf.way is Way.STRICT:
            right = _with_marks(archive, right or leaf.text)
        if right is not None:
            better = replaced(better, leaf.text, right)
            # Whoever asks for exactly these marks is told of others, but not given them.
            partners += [(leaf.text, right)] if is_partner and leaf.way is not Way.STRICT else []
    if better == typed:
        return None
    query = meaning(archive, better).query
    found = archive.fulltext.ask(query)
    if not found.total:
        return None
    return Suggestion(_spelled(archive, typed, better, found), query, found, tuple(partners))


def _leaves(text: str) -> list[Said]:
    """Return the words that are looked for as they are spelled, and wanted."""
    try:
        return list(_wanted(read(text)))
    except NotUnderstood:
        return [said(text)]


def _wanted(syntax: Syntax) -> Iterator[Said]:
    match syntax:
        case Said():
            if syntax.value is None and syntax.way not in (Way.PREFIX, Way.FUZZY):
                yield syntax
        case Refused():
            return
        case Every(parts) | Some(parts):
            for part in parts:
                yield from _wanted(part)


def _with_marks(archive: Archive, text: str) -> str | None:
    """Return a phrase with the marks that it has where it stands; None where it stands nowhere."""
    found = archive.fulltext.ask(Phrase(text))
    return _Written(_text_of_best(archive, found)).spelled(text) if found.total else None


def _spelled(archive: Archive, typed: str, text: str, found: Hits) -> str:
    """Return `text` as the best agreement spells it."""
    written = _Written(_text_of_best(archive, found))
    pieces: list[str] = []
    end = 0
    for leaf in _leaves(text):
        start = text.find(leaf.text, end)
        if start < 0:
            continue
        pieces += [text[end:start], written.spelled(leaf.text, typed)]
        end = start + len(leaf.text)
    return "".join(pieces) + text[end:]


def _text_of_best(archive: Archive, found: Hits) -> str:
    """Return the pages of the best agreement that were hit, and what its card says."""
    agreement = int(found.agreements[0])
    pages = [
        page_text(archive, entry.document_id, entry.number)
        for entry in found.entries_of(agreement, _ENTRIES)
        if entry.number
    ]
    with archive.catalogue.read() as session:
        card = next(iter(entries.agreements(session, [agreement])), None)
    values = chain.from_iterable(card_values(card).values()) if card else ()
    return _GAP.join([*(page.text for page in pages if page), *values])


class _Written:
    """A text in which words are looked up to see how they are spelled in such company."""

    def __init__(self, text: str) -> None:
        self._text = unicodedata.normalize("NFC", text)
        self._words = words(self._text)
        self._spellings = {word.exact for word in self._words}
        self._folded = ["", *(word.folded for word in self._words), ""]

    def spelled(self, text: str, typed: str = "") -> str:
        """Return `text` with each word spelled as where most of its neighbours stand beside it.

        Words stay that were `typed` with marks, and stand somewhere with just these.
        """
        marked = {word.exact for word in words(typed) if word.exact != word.folded}
        kept = marked & self._spellings
        found = words(text)
        folded = ["", *(word.folded for word in found), ""]
        pieces: list[str] = []
        end = 0
        for at, word in enumerate(found):
            own = text[word.start : word.end]
            best = self._best(folded[at : at + 3])
            same = best is None or best == own.lower() or word.exact in kept
            pieces += [text[end : word.start], own if same else in_case_of(own, best or own)]
            end = word.end
        return "".join(pieces) + text[end:]

    def _best(self, company: Sequence[str]) -> str | None:
        before, word, after = company
        worth: Counter[str] = Counter()
        for at, other in enumerate(self._folded):
            if other == word and word:
                beside = (before == self._folded[at - 1] != "") + (
                    after == self._folded[at + 1] != ""
                )
                worth[self._as_written(self._words[at - 1])] += 1 + 1000 * beside
        return max(worth, key=lambda spelled: worth[spelled], default=None)

    def _as_written(self, word: Token) -> str:
        return self._text[word.start : word.end].lower()
