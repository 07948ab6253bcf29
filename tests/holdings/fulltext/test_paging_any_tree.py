"""Whatever the query, the pages found are those that going through every word of every page finds.

Between the questions pages are removed, written anew and put together with others.
"""

import random
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.holdings.fulltext.conftest import KEY

from luutru.holdings.fulltext import Fulltext
from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.holdings.fulltext.query import (
    Among,
    And,
    Everything,
    Field,
    Fuzzy,
    Near,
    Not,
    Or,
    Pages,
    Phrase,
    Prefix,
    Query,
    Strict,
    Words,
)

SPELLED = {
    "bản": "ban", "ban": "ban", "bạn": "ban", "bảng": "bang", "ghi": "ghi", "nhớ": "nho",
    "nho": "nho", "hoà": "hoa", "hòa": "hoa", "hoa": "hoa", "kỹ": "ki", "kĩ": "ki", "ki": "ki",
    "tác": "tac", "đo": "do", "do": "do", "bang": "bang", "x1": "x1",
}  # fmt: skip
EXACT = {"hoà": "hòa", "kỹ": "kĩ"}
WORDS = sorted(SPELLED)
AGREEMENTS = range(1, 9)
GAP = 100
"""Words between two values of a card."""


@dataclass(frozen=True)
class Entry:
    """A page, or a card with its titles and partners: every word with its position."""

    agreement: int
    document: int
    number: int
    titles: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    text: str = ""

    def words(self, field):
        values = {"title": self.titles, "partner": self.partners}.get(
            field, (*self.titles, *self.partners) if self.number == 0 else (self.text,)
        )
        if field != "" and self.number:
            values = ()
        told: dict[int, str] = {}
        at = 0
        for value in values:
            told |= {at + place: word for place, word in enumerate(value.split())}
            at += len(value.split()) + GAP
        return told


def fulfils(entry, query, field=""):
    """Tell whether an entry has what `query` wants."""
    match query:
        case And(parts):
            return all(fulfils(entry, part, field) for part in parts)
        case Or(parts):
            return any(fulfils(entry, part, field) for part in parts)
        case Not(part):
            return not fulfils(entry, part, field)
        case Field(name, part):
            return fulfils(entry, part, name)
    return is_allowed(entry, query) and (
        isinstance(query, Everything | Among | Pages) or has(entry.words(field), query)
    )


def is_allowed(entry, query):
    match query:
        case Among(agreements):
            return entry.agreement in agreements
        case Pages(first, last):
            return entry.number > 0 and first <= entry.number <= last
    return True


def has(words, leaf):
    folded = {at: SPELLED[word] for at, word in words.items()}
    match leaf:
        case Words(text):
            return {SPELLED[word] for word in text.split()} <= set(folded.values())
        case Prefix(beginning):
            return any(
                word.startswith(beginning) or (beginning == "ky" and word == "ki")
                for word in folded.values()
            )
        case Fuzzy(word):
            return any(alike(SPELLED[word], other) for other in set(folded.values()))
        case Phrase(text):
            return in_a_row(folded, [SPELLED[word] for word in text.split()])
        case Strict(text):
            exact = {at: EXACT.get(word, word) for at, word in words.items()}
            return in_a_row(exact, [EXACT.get(word, word) for word in text.split()])
        case Near(text, distance):
            return near(folded, [SPELLED[word] for word in text.split()], distance)
    raise AssertionError(leaf)


def in_a_row(words, row):
    return any(all(words.get(at + step) == word for step, word in enumerate(row)) for at in words)


def near(words, wanted, distance):
    width = distance + max(0, len(wanted) - 2)
    places = [[at for at, word in words.items() if word == one] for one in wanted]
    return any(max(told) - min(told) <= width for told in product(*places))


def alike(word, other):
    """Differ by one letter more, less or another, or two swapped; the first is the same."""
    if word == other:
        return True
    if word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    if len(word) == len(other):
        differ = [at for at in range(len(word)) if word[at] != other[at]]
        return len(differ) == 1 or (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and word[differ[0]] == other[differ[1]]
            and word[differ[1]] == other[differ[0]]
        )
    short, long = sorted((word, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))


class Library:
    """The index, and what it should hold."""

    def __init__(self, folder, seed):
        self.fulltext = Fulltext(folder, KEY)
        self.chance = random.Random(seed)  # noqa: S311  no secret
        self.kept = {}

    def said(self, most):
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(0, most)))

    def change(self):
        with self.fulltext.write() as writing:
            for number in self.chance.sample(AGREEMENTS, 3):
                self.put(writing, number)
            if self.chance.random() < 0.5:
                gone = self.chance.choice(AGREEMENTS)
                writing.remove_document(gone)
                self.kept.pop(gone, None)

    def put(self, writing, number):
        titles = tuple(self.said(4) for _ in range(self.chance.randint(0, 2)))
        partners = tuple(self.said(3) for _ in range(self.chance.randint(0, 2)))
        writing.put_agreement(AgreementEntry(number, titles=titles, partners=partners))
        self.kept[-number] = [Entry(number, 0, 0, titles, partners)]
        pages = [
            Entry(number, number, at, text=self.said(8))
            for at in range(1, self.chance.randint(1, 4))
        ]
        writing.put_pages(
            number, [PageEntry(page.agreement, number, page.number, page.text) for page in pages]
        )
        self.kept[number] = pages

    def expected(self, query):
        entries = [entry for told in self.kept.values() for entry in told]
        return sorted((e.document, e.agreement, e.number) for e in entries if fulfils(e, query))


@pytest.fixture(scope="module", params=[0, 1, 5, 12, 40])
def library(request, tmp_path_factory):
    """A library after so many sessions; after eight, some were put together."""
    made = Library(tmp_path_factory.mktemp("index"), request.param)
    for _ in range(request.param):
        made.change()
    yield made
    made.fulltext.close()


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
single = st.one_of(
    st.builds(Phrase, texts),
    st.builds(Strict, texts),
    st.builds(Near, texts, st.integers(1, 4)),
    st.builds(Prefix, st.sampled_from(["b", "ba", "h", "ky", "k", "x", "z"])),
    st.builds(Fuzzy, st.sampled_from(WORDS)),
)
leaves = st.one_of(
    single,
    st.builds(Words, texts),
    st.builds(Among, st.frozensets(st.sampled_from(AGREEMENTS))),
    st.builds(Pages, st.integers(0, 3), st.integers(0, 4)),
    st.just(Everything()),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.builds(Not, inner),
        st.builds(Field, st.sampled_from(["title", "partner"]), inner),
    ),
    max_leaves=6,
)


@settings(max_examples=120, deadline=None)
@given(query=trees)
def test_any_tree_finds_the_pages_it_should(library, query):
    expected = library.expected(query)
    hits = library.fulltext.pages(query, limit=1000)
    assert sorted((h.document_id, h.agreement_id, h.number) for h in hits.best) == expected
    assert hits.total == len(expected)
    scores = [hit.score for hit in hits.best]
    assert scores == sorted(scores, reverse=True)
    assert library.fulltext.pages(query, limit=2).total == len(expected)


@settings(max_examples=60, deadline=None)
@given(query=trees)
def test_the_best_pages_are_the_first_of_all(library, query):
    everything = library.fulltext.pages(query, limit=1000).best
    assert library.fulltext.pages(query, limit=3).best == everything[:3]


@settings(max_examples=120, deadline=None)
@given(query=single)
def test_what_stands_on_a_page_stands_in_its_agreement(library, query):
    agreements = {agreement for _, agreement, _ in library.expected(query)}
    assert set(library.fulltext.ask(query).agreements.tolist()) == agreements


@pytest.mark.parametrize("seed", range(3))
def test_answers_stay_right_from_session_to_session(tmp_path, seed):
    library = Library(tmp_path / "index", seed)
    queries: list[Query] = [
        Words("ban"),
        Phrase("bản ghi"),
        Strict("hoà"),
        Near("đo tác", 3),
        Prefix("b"),
    ]
    for turn in range(20):
        library.change()
        if turn == 12:
            library.fulltext.settle()
        for query in [*queries, And((Fuzzy("bang"), Not(Words("x1"))))]:
            assert library.fulltext.pages(query).total == len(library.expected(query))
    library.fulltext.close()
