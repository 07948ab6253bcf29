"""Sealed files give back what was written, and nothing else, whatever is done to them."""

import hashlib
import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.errors import SealedFileDamaged
from luutru.holdings.encryption import SealedWriter, new_archive_key, open_sealed
from luutru.holdings.encryption.sealed_files import CHUNK, is_sealed, sealed_size

KEY = new_archive_key().subkey("originals")
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7)
HEAD = 48
CHANCE = random.Random(42)  # noqa: S311  damage, not secrets
CONTENT = CHANCE.randbytes(3 * CHUNK + 7)
CLOSED = CHUNK + 16


def sealed(content, key=KEY):
    target = io.BytesIO()
    with SealedWriter(target, key) as writer:
        writer.write(content)
    return target.getvalue()


def content_of(size):
    return CHANCE.randbytes(size)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "file.sealed"


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_is_read_again(file, size):
    content = content_of(size)
    file.write_bytes(sealed(content))
    with open_sealed(file, KEY) as stream:
        assert stream.read() == content
    assert file.stat().st_size == sealed_size(size)
    assert is_sealed(file)


def test_size_and_checksum_of_the_plain_bytes_are_known_after_one_pass():
    writer = SealedWriter(io.BytesIO(), KEY)
    content = content_of(3 * CHUNK + 5)
    for start in range(0, len(content), 1000):
        writer.write(content[start : start + 1000])
    writer.finish()
    assert (writer.size, writer.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_no_plain_byte_stands_in_it_and_no_two_files_are_alike():
    content = b"%PDF-1.7 " * 5000
    assert b"PDF" not in sealed(content)
    assert sealed(content) != sealed(content)


@given(st.lists(st.tuples(st.integers(0, 3 * CHUNK + 9), st.integers(0, CHUNK * 2)), max_size=6))
def test_any_part_is_read_from_anywhere(tmp_path_factory, parts):
    content = CONTENT
    file = tmp_path_factory.getbasetemp() / "parts.sealed"
    if not file.exists():
        file.write_bytes(sealed(content))
    with open_sealed(file, KEY) as stream:
        for start, size in parts:
            stream.seek(start)
            assert stream.read(size) == content[start : start + size]


@pytest.mark.parametrize("kept", [0, 10, HEAD, HEAD + 3, HEAD + CLOSED, HEAD + 2 * CLOSED, -1])
def test_a_file_that_was_cut_is_found(file, kept):
    file.write_bytes(sealed(content_of(3 * CHUNK))[:kept])
    with pytest.raises(SealedFileDamaged):
        open_sealed(file, KEY)


def test_a_file_that_was_not_finished_does_not_open(file):
    with file.open("wb") as target:
        SealedWriter(target, KEY).write(content_of(2 * CHUNK + 1))
    with pytest.raises(SealedFileDamaged):
        open_sealed(file, KEY)


def chunks_of(whole):
    return [whole[at : at + CLOSED] for at in range(HEAD, len(whole), CLOSED)]


def test_chunks_that_were_moved_added_or_taken_from_elsewhere_are_found(file):
    whole, other = sealed(content_of(3 * CHUNK)), sealed(content_of(3 * CHUNK))
    head, (a, b, c) = whole[:HEAD], chunks_of(whole)
    for damaged in (
        head + b + a + c,
        head + a + c,
        head + a + b + b + c,
        whole + c,
        head + a + chunks_of(other)[1] + c,
        other[:HEAD] + a + b + c,
    ):
        file.write_bytes(damaged)
        with pytest.raises(SealedFileDamaged), open_sealed(file, KEY) as stream:
            stream.read()


def test_each_flipped_bit_is_found(file):
    whole = sealed(content_of(2 * CHUNK + 100))
    drawn = CHANCE.sample(range(len(whole)), 30)
    for place in (0, 15, 16, HEAD, len(whole) - 1, *drawn):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << CHANCE.randrange(8)
        file.write_bytes(damaged)
        with pytest.raises(SealedFileDamaged), open_sealed(file, KEY) as stream:
            stream.read()


def test_another_key_opens_nothing(file):
    file.write_bytes(sealed(b"text"))
    with pytest.raises(SealedFileDamaged):
        open_sealed(file, new_archive_key().subkey("originals"))
