"""However an index was written, in runs, in segments, merged or at once: it answers the same."""

import random
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.holdings.fulltext.codec.reference import indexed, page, read
from whoosh import fields
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from luutru.holdings.fulltext.codec import merging
from luutru.holdings.fulltext.codec.chunk import FieldSink
from luutru.holdings.fulltext.codec.container import ArrayFile, ArrayFileWriter
from luutru.holdings.fulltext.codec.field_arrays import FieldArrays
from luutru.holdings.fulltext.codec.inverting import FieldBuffer, Tokens
from luutru.holdings.fulltext.codec.merging import GONE, Source, merged
from luutru.holdings.fulltext.codec.segment_writer import ArraySegmentWriter, Stopped
from luutru.holdings.fulltext.codec.tokens_field import TokensField
from luutru.holdings.fulltext.codec.whoosh_codec import terms_of
from luutru.vietnamese.folding import folded_and_spelled

WORDS = ["bản", "ban", "BAN", "ghi", "nhớ", "nho", "hoà", "hòa", "hoa", "kỹ", "ki", "x", "𝒜", "đ"]
FIELDS = {"text": True, "names": False, "rare": True}


def write(folder: Path, name: str, chunks_of) -> ArrayFile:
    path = folder / name
    with path.open("wb") as file:
        writer = ArrayFileWriter(file)
        for field in FIELDS:
            with FieldSink(path.parent) as sink:
                for chunk in chunks_of(field):
                    sink.add(chunk)
                sink.write(writer, field)
        writer.close()
    return ArrayFile(path)


def segment(folder, name, entries):
    """Write entries as one file: all their words, and bare names."""

    def chunks(field):
        buffer = FieldBuffer(folded_and_spelled, positions=FIELDS[field])
        for number, words in entries.items():
            buffer.add(number, told(field, words))
        return [buffer.chunk()] if len(buffer) else []

    return write(folder, name, chunks)


def told(field, words):
    match field:
        case "text":
            return page(*words)
        case "names":
            return Tokens(wholes=[((word, word), 0) for word in words[:2]])
    return page(*(word for word in words if word == "x"))


def merge(folder, sources, at_once):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_AT_ONCE", at_once)
        return write(folder, "merged.arr", lambda field: merged(field, sources))


def text_of(reader):
    arrays = terms_of(reader).field("text")
    assert arrays is not None
    return arrays


PAGES = st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=5)


@settings(max_examples=150, deadline=None)
@given(
    data=st.data(),
    segments=st.lists(PAGES, min_size=1, max_size=4),
    at_once=st.sampled_from([1, 3, 20, 1_500_000]),
)
def test_segments_merged_are_an_index_written_at_once(tmp_path_factory, data, segments, at_once):
    folder = tmp_path_factory.mktemp("merging")
    kept, sources, next_number = {}, [], 0
    for at, pages in enumerate(segments):
        gone = data.draw(st.sets(st.sampled_from(range(len(pages))))) if pages else set()
        places = np.full(len(pages), GONE, np.uint32)
        for number, words in enumerate(pages):
            if number not in gone:
                places[number] = next_number
                kept[next_number] = words
                next_number += 1
        sources.append(Source(segment(folder, f"{at}.arr", dict(enumerate(pages))), places))
    both = merge(folder, sources, at_once), segment(folder, "whole.arr", kept)
    for field, has_positions in FIELDS.items():
        ours, whole = (FieldArrays(file, field) for file in both)
        entries = {number: told(field, words) for number, words in kept.items()}
        assert ours.terms(0, len(ours)) == whole.terms(0, len(whole))
        if has_positions:
            assert read(ours) == read(whole) == indexed(entries, folded_and_spelled)
        assert ours.counts(0, len(ours))[1].tolist() == whole.counts(0, len(whole))[1].tolist()


def test_terms_of_which_every_entry_is_gone_are_gone(tmp_path):
    file = segment(tmp_path, "one.arr", {0: ["bản", "x"], 1: ["ghi", "bạn"]})
    result = merge(tmp_path, [Source(file, np.array([GONE, 0], np.uint32))], 1_500_000)
    assert read(FieldArrays(result, "text")) == {"ban": {0: [(1, "bạn")]}, "ghi": {0: [(0, "ghi")]}}
    assert len(FieldArrays(result, "rare")) == 0
    nothing = merge(tmp_path, [Source(file, np.full(2, GONE, np.uint32))], 1)
    assert [len(FieldArrays(nothing, field)) for field in FIELDS] == [0, 0, 0]


def test_large_frequencies_and_distances_are_merged(tmp_path):
    one = segment(tmp_path, "one.arr", {0: ["bản"] * 70_000, 66_000: ["ban"], 66_001: ["x"]})
    two = segment(tmp_path, "two.arr", {0: ["ban"] * 300, 140_000: ["bản", "ban"]})
    places = np.arange(140_001, dtype=np.uint32)
    for at_once in (1, 1_500_000):
        sources = [Source(one, places), Source(two, places + 200_000)]
        arrays = FieldArrays(merge(tmp_path, sources, at_once), "text")
        number = arrays.find(b"ban")
        assert number is not None
        assert arrays.entries(number).tolist() == [0, 66_000, 200_000, 340_000]
        assert arrays.frequencies(number).tolist() == [70_000, 1, 300, 2]
        assert arrays.positions(number).tolist() == [*range(70_000), 0, *range(300), 0, 1]
        assert read(arrays)["ban"][340_000] == [(0, "bản"), (1, "ban")]


def test_more_spellings_than_a_byte_counts_are_merged(tmp_path):
    def as_one(word):
        return "one", word

    files = []
    for at in range(3):
        buffer = FieldBuffer(as_one, positions=True)
        buffer.add(0, page(*(f"s{number}" for number in range(100 * at, 100 * at + 200))))
        chunk = buffer.chunk()
        files.append(write(tmp_path, f"{at}.arr", lambda f, c=chunk: [c] if f == "text" else []))
    sources = [Source(file, np.array([at], np.uint32)) for at, file in enumerate(files)]
    arrays = FieldArrays(merge(tmp_path, sources, 50), "text")
    assert len(arrays.spellings(0)) == 400
    assert read(arrays)["one"][2] == [(at, f"s{200 + at}") for at in range(200)]


@pytest.fixture
def index(tmp_path_factory):
    """Make an empty index of Whoosh's."""

    def make():
        schema = fields.Schema(
            text=TokensField(folded_and_spelled, scorable=True),
            rare=TokensField(folded_and_spelled),
            names=TokensField(folded_and_spelled, positions=False),
        )
        return FileIndex.create(FileStorage(str(tmp_path_factory.mktemp("index"))), schema)

    return make


def add(writer, pages):
    for words in pages:
        writer.add_document(**{field: told(field, words) for field in FIELDS})


def arrays_in(index):
    (path,) = Path(index.storage.folder).glob("*.arr")
    with ArrayFile(path) as file:
        return {name: file.array(name).tolist() for name in file.names()}


def test_runs_leave_the_same_arrays_as_memory(index):
    chance = random.Random(3)  # noqa: S311  no secret
    pages = [chance.choices(WORDS, k=chance.randint(0, 9)) for _ in range(120)]
    results = []
    for words_in_memory in (3_000_000, 50, 1):
        own = index()
        writer = ArraySegmentWriter(own, words_in_memory=words_in_memory)
        add(writer, pages)
        writer.commit(merge=False)
        results.append(arrays_in(own))
        assert not list(Path(own.storage.folder).glob("**/run-*"))
    in_memory, in_runs, in_many_runs = results
    assert in_runs.keys() == in_memory.keys()
    for name, numbers in in_memory.items():
        if not name.rpartition("/")[2].startswith(("codes", "spell", "coded")):
            assert in_runs[name] == in_many_runs[name] == numbers, name


def test_runs_give_the_same_answers_as_memory(index):
    chance = random.Random(5)  # noqa: S311  no secret
    pages = [chance.choices(WORDS, k=chance.randint(0, 9)) for _ in range(60)]
    expected = indexed({at: page(*words) for at, words in enumerate(pages)}, folded_and_spelled)
    for words_in_memory in (50, 7):
        own = index()
        writer = ArraySegmentWriter(own, words_in_memory=words_in_memory)
        add(writer, pages)
        writer.commit(merge=False)
        with own.reader() as reader:
            assert read(text_of(reader)) == expected


def test_writing_and_merging_in_one_session_puts_the_new_first(index):
    own = index()
    batches = [[["bản"], ["x", "ghi"]], [["nhớ", "bạn"]]]
    for pages in batches:
        writer = ArraySegmentWriter(own)
        add(writer, pages)
        writer.commit(merge=False)
    writer = ArraySegmentWriter(own)
    writer.delete_document(0)
    writer.commit(merge=False)
    with own.reader() as former:
        writer = ArraySegmentWriter(own, words_in_memory=2)
        add(writer, [["hoà", "x"], ["kỹ"]])
        for reader, _ in former.leaf_readers():
            writer.add_reader(reader)
        writer.commit(mergetype=lambda _writer, _segments: [])
    kept = [["hoà", "x"], ["kỹ"], ["x", "ghi"], ["nhớ", "bạn"]]
    expected = indexed({at: page(*words) for at, words in enumerate(kept)}, folded_and_spelled)
    with own.reader() as reader:
        assert read(text_of(reader)) == expected


def test_a_writer_that_is_stopped_leaves_nothing_behind(index):
    own = index()
    writer = ArraySegmentWriter(own)
    add(writer, [["bản"]] * 5)
    writer.commit(merge=False)
    before = sorted(path.name for path in Path(own.storage.folder).iterdir())
    writer = ArraySegmentWriter(own, stopped=lambda: True)
    add(writer, [["ghi"]] * 5)
    with pytest.raises(Stopped):
        writer.commit(merge=False)
    assert writer.is_closed
    assert own.doc_count() == 5
    assert own.latest_generation() == 1
    writer = ArraySegmentWriter(own)
    writer.cancel()
    left = {path.name for path in Path(own.storage.folder).iterdir()} - set(before)
    assert not [name for name in left if name.endswith(".toc")]


@pytest.mark.parametrize("at_once", [1, 5, 40])
def test_no_share_is_larger_than_it_must_be(tmp_path, monkeypatch, at_once):
    monkeypatch.setattr(merging, "_AT_ONCE", at_once)
    chance = random.Random(9)  # noqa: S311  no secret
    pages = {at: chance.choices(WORDS, k=8) for at in range(12)}
    file = segment(tmp_path, "one.arr", pages)
    chunks = list(merged("text", [Source(file)]))
    sizes = [int(chunk.frequencies.sum()) for chunk in chunks]
    assert sum(sizes) == 96
    assert all(
        size <= at_once or len(chunk.terms) == 1 for size, chunk in zip(sizes, chunks, strict=True)
    )
    borders = list(accumulate(len(chunk.terms) for chunk in chunks))
    flat = [term for chunk in chunks for term in chunk.terms]
    assert flat == sorted(set(flat))
    assert borders[-1] == len(flat)
