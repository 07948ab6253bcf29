"""Whatever the query, the agreements found are those that going through every page finds."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luutru.holdings.fulltext import Fulltext
from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.holdings.fulltext.fingerprint import fingerprint_of
from luutru.holdings.fulltext.query import Among, And, Not, Or, Phrase, Prefix, Strict, Words

VOCABULARY = ["bản", "ban", "ghi", "nhớ", "nho", "hợp", "tác"]
FOLDED = {"bản": "ban", "nhớ": "nho", "hợp": "hop", "tác": "tac"}
AGREEMENTS = range(1, 15)


def folded(word):
    return FOLDED.get(word, word)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Random pages in several sessions, some of them removed or written anew."""
    chance = random.Random(7)  # noqa: S311  no secret
    fulltext = Fulltext(tmp_path_factory.mktemp("index"), b"key")
    kept: dict[int, list[list[str]]] = {}
    for _ in range(4):
        with fulltext.write() as writing:
            for number in chance.sample(AGREEMENTS, 8):
                pages = [chance.choices(VOCABULARY, k=chance.randint(0, 4)) for _ in range(3)]
                kept[number] = pages
                texts = [" ".join(page) for page in pages]
                entries = [PageEntry(number, number, at, t) for at, t in enumerate(texts, 1)]
                writing.put_agreement(AgreementEntry(number))
                writing.put_pages(number, entries)
    with fulltext.write() as writing:
        gone = next(iter(kept))
        del kept[gone]
        writing.remove_agreement(gone)
    yield fulltext, kept
    fulltext.close()


def in_a_row(page, row, *, strict=False):
    said = page if strict else [folded(word) for word in page]
    wanted = row if strict else [folded(word) for word in row]
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said)))


def expected(query, kept):
    """The agreements that fulfil `query`, page by page and word by word."""
    match query:
        case And(parts):
            return set(kept).intersection(*(expected(part, kept) for part in parts))
        case Or(parts):
            return set().union(*(expected(part, kept) for part in parts))
        case Not(part):
            return set(kept) - expected(part, kept)
        case Among(agreements):
            return set(kept) & agreements
        case _:
            return {number for number, pages in kept.items() if has(pages, query)}


def has(pages, leaf):
    words = {folded(word) for page in pages for word in page}
    match leaf:
        case Words(text):
            return {folded(word) for word in text.split()} <= words
        case Prefix(beginning):
            return any(word.startswith(beginning) for word in words)
        case Phrase(text) | Strict(text):
            strict = isinstance(leaf, Strict)
            return any(in_a_row(page, text.split(), strict=strict) for page in pages)
    raise AssertionError(leaf)


texts = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join)
leaves = st.one_of(
    st.builds(Words, texts),
    st.builds(Phrase, texts),
    st.builds(Strict, texts),
    st.builds(Prefix, st.sampled_from(["b", "ho", "n", "x"])),
    st.builds(Among, st.frozensets(st.sampled_from(AGREEMENTS))),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(query=trees)
def test_any_tree_finds_what_it_should(library, query):
    fulltext, kept = library
    hits = fulltext.ask(query)
    assert set(hits.agreements.tolist()) == expected(query, kept)
    assert hits.total == len(set(hits.agreements.tolist()))
    assert sorted(hits.scores.tolist(), reverse=True) == hits.scores.tolist()


def test_the_fingerprint_knows_what_was_removed(library):
    fulltext, kept = library
    rows = [(n, 0, 0) for n in kept] + [(n, n, at) for n in kept for at in (1, 2, 3)]
    assert fulltext.fingerprint() == fingerprint_of(rows)
