"""A file of arrays gives back what was put into it, or says that it is broken."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.holdings.fulltext.codec.container import ArrayFile, ArrayFileWriter, BrokenFile

KINDS = {"u1": 1 << 8, "u2": 1 << 16, "u4": 1 << 32}


def write(path, arrays, kind="u4"):
    with path.open("wb") as file:
        writer = ArrayFileWriter(file)
        for name, parts in arrays.items():
            writer.put(name, [np.array(part, np.int64) for part in parts], kind)
        writer.close()
    return path


def with_directory(path, told):
    """Write a file of one array of eight bytes whose directory says what `told` says."""
    directory = told if isinstance(told, bytes) else json.dumps(told).encode()
    content = bytes(64) + directory
    tail = np.array([64, len(directory)], "=u8").tobytes() + b"LTARRAYS"
    path.write_bytes(content + tail)
    return path


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(data=st.data())
def test_arrays_come_back_as_they_were_put(tmp_path_factory, kind, data):
    numbers = st.integers(0, KINDS[kind] - 1)
    parts = st.lists(st.lists(numbers, max_size=5), max_size=4)
    arrays = data.draw(st.dictionaries(st.text(max_size=3), parts, max_size=4))
    path = write(tmp_path_factory.mktemp("arrays") / "a.arr", arrays, kind)
    with ArrayFile(path) as file:
        assert list(file.names()) == list(arrays)
        for name, told in arrays.items():
            assert name in file
            assert file.array(name).tolist() == [number for part in told for number in part]


def test_an_array_that_nobody_put_is_empty(tmp_path):
    with ArrayFile(write(tmp_path / "a.arr", {"here": [[1]]})) as file:
        assert "there" not in file
        assert file.array("there").tolist() == []


def test_nobody_can_write_into_an_array(tmp_path):
    path = write(tmp_path / "a.arr", {"here": [[1]]})
    with ArrayFile(path) as file, pytest.raises(ValueError, match="read-only"):
        file.array("here")[0] = 2


def test_a_file_cut_anywhere_is_broken(tmp_path):
    path = write(tmp_path / "a.arr", {"one": [[1, 2, 3]], "two": [[4]]})
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(BrokenFile):
            ArrayFile(path)


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7\n" * 20, bytes(500), b"\xff" * 500])
def test_a_foreign_file_is_broken(tmp_path, content):
    path = tmp_path / "a.arr"
    path.write_bytes(content)
    with pytest.raises(BrokenFile):
        ArrayFile(path)


@pytest.mark.parametrize(
    "told",
    [
        {"a": ["u4", 0, 17]},
        {"a": ["u4", 64, 1]},
        {"a": ["u4", 65, 0]},
        {"a": ["u1", -1, 1]},
        {"a": ["u1", 0, -1]},
        {"a": ["u8", 0, 1]},
        {"a": ["O", 0, 1]},
        {"a": [["u4"], 0, 1]},
        {"a": [None, 0, 1]},
        {"a": ["u4", 0]},
        {"a": ["u4", 0, 1, 2]},
        {"a": ["u4", "0", 1]},
        {"a": ["u4", 0.5, 1]},
        {"a": ["u4", 0, 1.0]},
        {"a": ["u4", 0, None]},
        {"a": 7},
        {"a": "u40"},
        {"a": ["u4", 10**30, 1]},
        {"a": ["u4", 2, 1]},
        ["a"],
        None,
        b"{",
        b"\xff\xfe",
        b"{\"a\": [\"u4\", 0, NaN]}",
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_directory_that_lies_is_broken(tmp_path, told):
    with pytest.raises(BrokenFile):
        ArrayFile(with_directory(tmp_path / "a.arr", told))


def test_a_directory_that_is_right_is_not(tmp_path):
    with ArrayFile(with_directory(tmp_path / "a.arr", {"a": ["u4", 0, 16]})) as file:
        assert file.array("a").tolist() == [0] * 16


@given(st.binary(max_size=300))
def test_any_bytes_are_broken(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("arrays") / "a.arr"
    path.write_bytes(content)
    with pytest.raises(BrokenFile):
        ArrayFile(path)


def test_any_flipped_byte_is_broken_or_still_arrays(tmp_path):
    path = write(tmp_path / "a.arr", {"one": [[1, 2, 3]], "two": [[4]], "none": [[]]})
    whole = path.read_bytes()
    for at in range(len(whole)):
        for bit in (1, 16, 128):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            try:
                with ArrayFile(path) as file:
                    for name in file.names():
                        file.array(name).tolist()
            except BrokenFile:
                continue


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        ArrayFile(tmp_path / "none.arr")


def test_a_closed_file_gives_nothing_more(tmp_path):
    path = write(tmp_path / "a.arr", {"one": [[1, 2, 3]]})
    file = ArrayFile(path)
    file.close()
    file.close()
    with pytest.raises(ValueError, match="closed"):
        file.array("one")


def test_an_array_in_use_outlives_the_closing_of_its_file_and_its_removal(tmp_path):
    path = write(tmp_path / "a.arr", {"one": [[1, 2, 3]]})
    file = ArrayFile(path)
    array = file.array("one")
    file.forget_pages()
    file.close()
    path.unlink()
    assert array.tolist() == [1, 2, 3]
