"""What is put into a field is read back: terms, entries, frequencies, positions and spellings."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.holdings.fulltext.codec.reference import (
    indexed,
    occurrences,
    page,
    read,
    together,
    without_places,
)

from luutru.holdings.fulltext.analysis import tokens_of
from luutru.holdings.fulltext.codec import inverting
from luutru.holdings.fulltext.codec.chunk import Chunk, FieldSink
from luutru.holdings.fulltext.codec.container import ArrayFile, ArrayFileWriter
from luutru.holdings.fulltext.codec.field_arrays import FieldArrays
from luutru.holdings.fulltext.codec.inverting import FieldBuffer, Tokens
from luutru.vietnamese.folding import folded_and_spelled


def write_field(folder, chunks):
    """Write chunks as a field and read it."""
    path = folder / "field.arr"
    with path.open("wb") as file:
        writer = ArrayFileWriter(file)
        with FieldSink(path.parent) as sink:
            for chunk in chunks:
                sink.add(chunk)
            sink.write(writer, "text")
        writer.close()
    return FieldArrays(ArrayFile(path), "text")


def invert(folder, entries, *, positions=True, forms_of=folded_and_spelled):
    """Write entries as a field and read it."""
    buffer = FieldBuffer(forms_of, positions=positions)
    for number, tokens in entries.items():
        buffer.add(number, tokens)
    return write_field(folder, [buffer.chunk()] if len(buffer) else [])


@pytest.fixture
def written(tmp_path):
    return partial(write_field, tmp_path)


@pytest.fixture
def inverted(tmp_path):
    return partial(invert, tmp_path)


WORDS = st.one_of(
    st.sampled_from(["bản", "Ban", "BẢN", "bạn", "hoà", "hòa", "hoa", "kỹ", "kĩ", "ki", "đ", "d"]),
    st.sampled_from(["1", "0", "𝒜", "𐍈", "𠀀𠀁", "ສະບາຍ", "ß", "ﬁ", "_", "²"]),
    st.text(min_size=1, max_size=2).filter(lambda word: word.isalnum()),
)
RUNS = st.lists(st.tuples(st.integers(0, 3), st.lists(WORDS, max_size=5)), max_size=3)
CODES = st.lists(st.sampled_from(["05/sy-tdc", "2023-08-09"]), max_size=2, unique=True)


@st.composite
def entries_of_words(draw):
    """Entries with holes between their numbers, and between their runs of words."""
    entries = {}
    number = -1
    for runs in draw(st.lists(RUNS, max_size=6)):
        number += draw(st.integers(1, 3))
        tokens, at = Tokens(), 0
        for hole, words in runs:
            at += hole
            tokens.words += words
            tokens.runs.append((at, len(words)))
            at += len(words)
        tokens.wholes = [((code, code.upper()), min(3, at)) for code in draw(CODES)]
        entries[number] = tokens
    return entries


@settings(max_examples=200, deadline=None)
@given(entries=entries_of_words())
def test_what_goes_in_comes_out(tmp_path_factory, entries):
    expected = indexed(entries, folded_and_spelled)
    assert read(invert(tmp_path_factory.mktemp("field"), entries)) == expected
    bare = invert(tmp_path_factory.mktemp("field"), entries, positions=False)
    assert not bare.has_positions
    assert how_often(bare) == without_places(expected)


def how_often(arrays):
    """Read a field without positions."""
    return {
        arrays.term(at).decode(): dict(
            zip(arrays.entries(at).tolist(), arrays.frequencies(at).tolist(), strict=True)
        )
        for at in range(len(arrays))
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=3), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_of_a_card_is_read_back(tmp_path_factory, first, second):
    entries = {0: tokens_of(first), 4: tokens_of(second)}
    arrays = invert(tmp_path_factory.mktemp("field"), entries)
    assert read(arrays) == indexed(entries, folded_and_spelled)
    for tokens in entries.values():
        assert all(position < max(1, tokens.reach) for _, position in tokens.wholes)


@settings(max_examples=100, deadline=None)
@given(entries=entries_of_words(), prefix=st.sampled_from(["", "b", "ba", "h", "𝒜", "zz", "\xff"]))
def test_terms_that_begin_alike_are_one_run(tmp_path_factory, entries, prefix):
    arrays = invert(tmp_path_factory.mktemp("field"), entries)
    expected = indexed(entries, folded_and_spelled)
    first, last = arrays.beginning_with(prefix.encode())
    own = sorted(term for term in expected if term.startswith(prefix))
    assert [term.decode() for term in arrays.terms(first, last)] == own
    if own:
        added: dict[int, int] = {}
        told = zip(arrays.entries(first, last), arrays.frequencies(first, last), strict=True)
        for entry, often in told:
            added[int(entry)] = added.get(int(entry), 0) + int(often)
        assert added == together(expected, own)
        assert arrays.entry_count(first, last) == sum(len(expected[term]) for term in own)
    wanted = [term.encode() for term in ["ban", "unknown", "hoa", "ki", *expected]]
    known = {arrays.term(number).decode() for number in arrays.known(wanted)}
    assert known == set(expected) | ({"ban", "hoa", "ki"} & set(expected))


@pytest.mark.parametrize("often", [254, 255, 256, 65_535, 65_536, 70_001])
def test_a_word_may_stand_very_often_on_one_page(inverted, often):
    entries = {0: page("ban"), 1: page(*["bản"] * often, "ghi"), 2: page("ghi", "ban")}
    arrays = inverted(entries)
    assert read(arrays) == indexed(entries, folded_and_spelled)
    number = arrays.find(b"ban")
    assert arrays.frequencies(number).tolist() == [1, often, 1]
    assert inverted(entries, positions=False).frequencies(number).tolist() == [1, often, 1]


@pytest.mark.parametrize("first", [65_534, 65_535, 65_536, 131_071, 5_000_000])
def test_a_word_may_stand_far_into_a_page(inverted, first):
    entries = {0: Tokens(["bản", "ghi", "ban"], [(0, 1), (first, 2)])}
    arrays = inverted(entries)
    assert arrays.positions(arrays.find(b"ban")).tolist() == [0, first + 1]
    assert read(arrays) == indexed(entries, folded_and_spelled)


@pytest.mark.parametrize("gap", [65_534, 65_535, 65_536, 200_000, 4_000_000])
def test_entries_with_a_word_may_be_far_apart(inverted, gap):
    numbers = [0, 1, gap + 1, 2 * gap + 1, 2 * gap + 2]
    entries = {number: page("ban", "bản") for number in numbers} | {gap + 2: page("ghi")}
    arrays = inverted(dict(sorted(entries.items())))
    assert arrays.entries(arrays.find(b"ban")).tolist() == numbers
    assert arrays.entries(arrays.find(b"ghi")).tolist() == [gap + 2]
    both = arrays.entries(0, 2).tolist()
    assert both == [*numbers, gap + 2]
    assert read(arrays) == indexed(entries, folded_and_spelled)


def test_large_numbers_are_found_whichever_terms_are_asked_for(written):
    entries = np.array([0, 70_000, 140_000, 70_000, 5, 400_000])
    often = np.array([1, 300, 2, 70_000, 255, 254])
    total = int(often.sum())
    arrays = written(
        [
            Chunk([b"a", b"b", b"c"], np.array([3, 1, 2]), entries, often, np.zeros(total, int),
                  np.zeros(total, int), [[], [], []]),
        ]
    )  # fmt: skip
    borders = [0, 3, 4, 6]
    for first in range(3):
        for last in range(first + 1, 4):
            own = slice(borders[first], borders[last])
            assert arrays.entries(first, last).tolist() == entries[own].tolist()
            assert arrays.frequencies(first, last).tolist() == often[own].tolist()


def test_a_word_may_be_spelled_in_more_than_255_ways(inverted):
    spellings = [f"s{number}" for number in range(700)]
    entries = {0: page(*spellings), 1: page(*spellings[::-1], "other"), 2: page("s699")}

    def as_one(word):
        return ("one" if word.startswith("s") else word), word

    arrays = inverted(entries, forms_of=as_one)
    assert read(arrays) == indexed(entries, as_one)
    assert len(arrays.spellings(arrays.find(b"one"))) == 700


def test_more_than_65_536_words_are_sorted(inverted):
    count = 70_000
    words = [f"t{number}" for number in range(count)]
    entries = {0: page(*words), 1: page(*words[::-7]), 2: page(*words[::1000], "t1", "t1")}
    arrays = inverted(entries, forms_of=lambda word: (word, word))
    assert len(arrays) == count
    assert [term.decode() for term in arrays.terms(0, count)] == sorted(words)
    expected = indexed(entries, lambda word: (word, word))
    for word in (*words[::997], "t0", "t1", "t65535", "t65536", "t69999"):
        assert occurrences(arrays, arrays.find(word.encode())) == expected[word]
    assert len(arrays.known([word.encode() for word in words])) == count


def test_entries_without_words_leave_no_trace(inverted):
    entries = {0: Tokens(), 1: page("ban"), 2: page(), 3: Tokens([], [(0, 0), (100, 0)])}
    assert read(inverted(entries)) == {"ban": {1: [(0, "ban")]}}
    assert len(inverted({0: Tokens(), 1: page()})) == 0


def test_a_field_without_terms_answers_too(inverted):
    arrays = inverted({})
    assert (len(arrays), arrays.find(b"ban"), arrays.terms(0, 0)) == (0, None, [])
    assert arrays.beginning_with(b"b") == (0, 0)
    assert arrays.known([b"ban"]) == []
    assert not arrays.has_positions


def test_what_is_remembered_of_words_does_not_grow_without_end(monkeypatch, written):
    monkeypatch.setattr(inverting, "_KEPT_WORDS", 10)
    buffer = FieldBuffer(folded_and_spelled, positions=True)
    for first in range(0, 60, 20):
        entries = {first: page(*(f"w{number}" for number in range(first, first + 25)), "bản")}
        buffer.add(first, entries[first])
        assert read(written([buffer.chunk()])) == indexed(entries, folded_and_spelled)
        assert len(buffer) == 0
