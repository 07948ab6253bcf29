"""The index of an encrypted archive: it answers as any other, and no disk has a plain word."""

import errno
import os
import shutil

import pytest
from tests.holdings.fulltext.conftest import KEY, page, put_page, segments

from luutru.errors import MemoryShort
from luutru.holdings.encryption import lending
from luutru.holdings.encryption.sealed_files import is_sealed
from luutru.holdings.fulltext import Fulltext
from luutru.holdings.fulltext import storage as storages
from luutru.holdings.fulltext.codec import segment_writer
from luutru.holdings.fulltext.manifest import FILE_NAME
from luutru.holdings.fulltext.query import Words

SEALING = b"s" * 32
NO_CONTENTS = {FILE_NAME, "LOCK", "MERGING_LOCK", "MAIN_WRITELOCK"}


@pytest.fixture
def fulltext(folder):
    opened = Fulltext(folder, KEY, sealing_key=SEALING)
    yield opened
    opened.close()


@pytest.fixture
def watched(monkeypatch, tmp_path):
    """Nothing may be made outside of memory; the folder that stands for it, to be looked into."""
    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setattr(lending, "_SHARED_MEMORY", memory)
    return memory


def contents(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.name not in NO_CONTENTS]


def test_it_answers_after_it_was_opened_again(fulltext, folder):
    for number in range(1, 12):  # enough for segments to be put together
        put_page(fulltext, number)
    with fulltext.write() as writing:
        writing.remove_document(3)
    fulltext.settle()
    fulltext.close()
    again = Fulltext(folder, KEY, sealing_key=SEALING)
    assert not again.was_reset
    assert sorted(again.ask(Words("halal")).agreements.tolist()) == [1, 2, *range(4, 12)]
    assert again.ask(Words("mã7")).agreements.tolist() == [7]
    again.close()


def test_every_file_with_contents_is_sealed(fulltext, folder):
    put_page(fulltext, 1)
    put_page(fulltext, 2)
    assert len(contents(folder)) >= 3
    assert all(is_sealed(path) for path in contents(folder))
    assert all(b"halal" not in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_written_on_the_way_lies_in_memory_and_goes(fulltext, folder, watched, monkeypatch):
    monkeypatch.setattr(segment_writer, "_WORDS_IN_MEMORY", 4)
    seen = []
    begun = storages.SealedStorage.temp_storage

    def noted(self, name=None):
        made = begun(self, name)
        seen.append(made.folder)
        return made

    monkeypatch.setattr(storages.SealedStorage, "temp_storage", noted)
    with fulltext.write() as writing:
        for number in range(1, 9):
            writing.put_pages(number, page(number))
            assert all(is_sealed(path) for path in contents(folder))
    assert seen
    assert all(os.path.commonpath([path, watched]) == str(watched) for path in seen)
    assert list(watched.iterdir()) == []
    assert sorted(fulltext.ask(Words("halal")).agreements.tolist()) == list(range(1, 9))


def test_writing_that_fails_leaves_nothing(fulltext, folder, watched):
    put_page(fulltext, 1)
    with pytest.raises(RuntimeError), fulltext.write() as writing:
        writing.put_pages(2, page(2))
        raise RuntimeError
    assert list(watched.iterdir()) == []
    assert fulltext.ask(Words("halal")).agreements.tolist() == [1]


def test_without_the_key_it_is_useless(fulltext, folder):
    put_page(fulltext, 1)
    fulltext.close()
    other = Fulltext(folder, KEY, sealing_key=b"o" * 32)
    assert other.was_reset
    assert other.document_count() == 0
    other.close()


def test_a_plain_index_of_the_same_archive_does_not_stay(folder):
    plain = Fulltext(folder, KEY)
    put_page(plain, 1)
    plain.close()
    sealed = Fulltext(folder, KEY, sealing_key=SEALING)
    assert sealed.was_reset
    assert all(is_sealed(path) for path in contents(folder))
    sealed.close()


def test_a_changed_byte_is_never_believed(fulltext, folder):
    put_page(fulltext, 1)
    fulltext.close()
    (arrays,) = folder.glob("*.arr")
    content = bytearray(arrays.read_bytes())
    content[len(content) // 2] ^= 1
    arrays.write_bytes(content)
    again = Fulltext(folder, KEY, sealing_key=SEALING)
    assert again.was_reset
    again.close()


def test_too_little_memory_leaves_the_index_as_it_was(fulltext, folder, monkeypatch):
    put_page(fulltext, 1)
    fulltext.close()
    before = {path: path.read_bytes() for path in contents(folder)}

    def full(_source, _target, _size):
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfileobj", full)
        with pytest.raises(MemoryShort):
            Fulltext(folder, KEY, sealing_key=SEALING)
    assert {path: path.read_bytes() for path in contents(folder)} == before
    again = Fulltext(folder, KEY, sealing_key=SEALING)
    assert (again.was_reset, segments(folder)) == (False, 1)
    again.close()
