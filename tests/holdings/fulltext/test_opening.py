"""An index is opened by many, quickly, and never when somebody else changed it."""

import hashlib
import os
import shutil
import subprocess
import sys

import pytest
from tests.holdings.fulltext.conftest import KEY

from luutru.holdings.fulltext import Fulltext
from luutru.holdings.fulltext import manifest as sealing
from luutru.holdings.fulltext.entries import PageEntry
from luutru.holdings.fulltext.manifest import Checked, Distrusted
from luutru.holdings.fulltext.query import Words


@pytest.fixture
def hashed(monkeypatch):
    """The names of the files that are hashed."""
    names: list[str] = []
    real = hashlib.file_digest

    def noted(file, *arguments):
        names.append(os.path.basename(file.name))  # noqa: PTH119  a name as text
        return real(file, *arguments)

    monkeypatch.setattr(hashlib, "file_digest", noted)
    return names


def arrays(names):
    return [name for name in names if name.endswith(".arr")]


def the_arrays(folder):
    return next(folder.glob("*.arr"))


def flip_a_byte(path, at=100):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_large_arrays_that_nobody_touched_are_not_hashed_again(put, folder, hashed):
    put("chứng nhận halal")
    hashed.clear()
    again = Fulltext(folder, KEY)
    assert again.ask(Words("halal")).total == 1
    assert arrays(hashed) == []
    assert any(name.endswith(".toc") for name in hashed)
    again.close()


def test_what_was_verified_is_not_hashed_again_by_the_same_process(put, folder, hashed):
    put("chứng nhận halal")
    manifest = sealing.read(folder, KEY)
    checked = Checked()
    checked.check(folder, manifest)
    hashed.clear()
    checked.check(folder, manifest)
    assert hashed == []
    checked.forget()
    checked.check(folder, manifest)
    assert sorted(hashed) == sorted(manifest.files)


def test_a_commit_hashes_only_what_it_wrote(put, fulltext, folder, hashed):
    put("chứng nhận halal")
    former = the_arrays(folder).name
    assert fulltext.ask(Words("halal")).total == 1
    hashed.clear()
    with fulltext.write() as writing:
        writing.put_pages(2, [PageEntry(2, 2, 1, "halal")])
    assert fulltext.ask(Words("halal")).total == 2
    assert former not in hashed
    assert len(arrays(hashed)) == 1


def test_arrays_touched_but_not_changed_are_hashed_and_opened(put, folder, hashed):
    put("chứng nhận halal")
    os.utime(the_arrays(folder))
    hashed.clear()
    again = Fulltext(folder, KEY)
    assert len(arrays(hashed)) == 1
    assert again.ask(Words("halal")).total == 1
    again.close()


def test_an_index_that_was_copied_is_hashed_and_opened(put, folder, tmp_path):
    put("chứng nhận halal")
    shutil.copytree(folder, tmp_path / "copy")
    again = Fulltext(tmp_path / "copy", KEY)
    assert again.ask(Words("halal")).total == 1
    flip_a_byte(the_arrays(tmp_path / "copy"))
    assert Fulltext(tmp_path / "copy", KEY).was_reset
    again.close()


def test_a_flipped_byte_in_the_arrays_is_noticed(put, folder):
    put("chứng nhận halal")
    flip_a_byte(the_arrays(folder))
    with pytest.raises(Distrusted):
        Checked().check(folder, sealing.read(folder, KEY))
    again = Fulltext(folder, KEY)
    assert again.was_reset
    with again.write() as writing:
        writing.put_pages(1, [PageEntry(1, 1, 1, "halal")])
    assert again.ask(Words("halal")).total == 1
    again.close()


def test_arrays_changed_behind_their_old_time_are_noticed(put, folder):
    put("chứng nhận halal")
    path = the_arrays(folder)
    before = path.stat()
    flip_a_byte(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert Fulltext(folder, KEY).was_reset


def test_arrays_put_in_the_place_of_ours_are_noticed(put, folder):
    put("chứng nhận halal")
    path = the_arrays(folder)
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes()[:-1] + b"x")
    other.replace(path)
    assert Fulltext(folder, KEY).was_reset


OTHER = """
import sys
from pathlib import Path
from luutru.holdings.fulltext import Fulltext
from luutru.holdings.fulltext.entries import PageEntry
from luutru.holdings.fulltext.query import Words

fulltext = Fulltext(Path(sys.argv[1]), b"k" * 32)
assert not fulltext.was_reset
for line in sys.stdin:
    number = int(line)
    if number:
        with fulltext.write() as writing:
            writing.put_pages(number, [PageEntry(number, number, 1, "halal")])
    print(fulltext.ask(Words("halal")).total, flush=True)
"""


def test_two_processes_see_what_each_other_writes(put, fulltext, folder):
    put("chứng nhận halal")
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        told, heard = other.stdin, other.stdout

        def say(number):
            told.write(f"{number}\n")
            told.flush()
            return int(heard.readline())

        assert say(0) == 1
        for number in range(2, 22, 2):
            with fulltext.write() as writing:
                writing.put_pages(number, [PageEntry(number, number, 1, "halal")])
            assert say(0) == number
            assert say(number + 1) == number + 1
            assert fulltext.ask(Words("halal")).total == number + 1
        told.close()
        assert other.wait() == 0


def test_segments_that_stayed_are_not_opened_again(put, fulltext):
    put("chứng nhận halal")
    before = dict(fulltext._current().leaves)
    with fulltext.write() as writing:
        writing.put_pages(2, [PageEntry(2, 2, 1, "halal")])
        writing.remove_document(1)
    after = fulltext._current().leaves
    assert len(after) == 2
    assert all(after[name] is leaf for name, leaf in before.items())
    assert fulltext.ask(Words("halal")).agreements.tolist() == [2]


def test_an_answer_outlives_the_generation_it_came_from(put, fulltext):
    put("chứng nhận halal", "halal")
    hits = fulltext.ask(Words("halal"))
    fulltext.reset()
    put("đo lường")
    fulltext.close()
    assert hits.total == 2
    assert [hit.number for hit in hits.entries_of(1)] == [1]
