"""What lies in the folder of the index is ours, or it is not opened."""

import os
import pickle
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from luutru.errors import DiskFull, IndexBusy
from luutru.holdings.fulltext import Fulltext
from luutru.holdings.fulltext import manifest as sealing
from luutru.holdings.fulltext.entries import PageEntry
from luutru.holdings.fulltext.manifest import FILE_NAME, Checked, Distrusted
from luutru.holdings.fulltext.query import Words
from luutru.holdings.fulltext.schema import schema
from luutru.holdings.fulltext.writing import Writing

KEY = b"k" * 32
HALAL = [PageEntry(1, 1, 1, "chứng nhận halal")]


class Bomb:
    """Runs when it is unpickled."""

    def __init__(self, target):
        self.target = target

    def __reduce__(self):
        return (Path.touch, (self.target,))


def contents(folder):
    return [path for path in folder.iterdir() if path.name.startswith(("MAIN_", "_MAIN"))]


def the_toc(folder):
    return next(path for path in folder.iterdir() if path.suffix == ".toc")


def test_a_new_index_is_empty_and_wants_to_be_filled(fulltext, folder):
    assert fulltext.was_reset
    assert fulltext.document_count() == 0
    assert fulltext.ask(Words("halal")).total == 0
    if os.name != "nt":
        assert folder.stat().st_mode & 0o777 == 0o700


def test_what_was_written_is_found_after_opening_again(put, folder, fulltext):
    put("chứng nhận halal")
    again = Fulltext(folder, KEY)
    assert not again.was_reset
    assert again.ask(Words("halal")).total == 1
    again.close()


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder / FILE_NAME).unlink(),
        lambda folder: (folder / FILE_NAME).write_bytes(b"\xff{}"),
        lambda folder: (folder / FILE_NAME).write_text("[1]"),
        lambda folder: the_toc(folder).write_bytes(the_toc(folder).read_bytes() + b"."),
        lambda folder: [path.unlink() for path in folder.iterdir() if path.suffix == ".arr"],
        shutil.rmtree,
    ],
)
def test_a_damaged_index_is_made_anew(put, folder, harm):
    put("chứng nhận halal")
    harm(folder)
    again = Fulltext(folder, KEY)
    assert again.was_reset
    assert again.ask(Words("halal")).total == 0
    with again.write() as writing:
        writing.put_pages(1, HALAL)
    assert again.ask(Words("halal")).total == 1
    again.close()


def test_every_flipped_byte_is_noticed(put, folder):
    put("chứng nhận halal")
    for path in contents(folder):
        whole = path.read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 25)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            with pytest.raises(Distrusted):
                Checked().check(folder, sealing.read(folder, KEY))
        path.write_bytes(whole)
    Checked().check(folder, sealing.read(folder, KEY))


def test_an_index_of_another_key_is_not_opened(put, folder):
    put("chứng nhận halal")
    assert Fulltext(folder, b"another").was_reset


def test_an_index_of_another_layout_is_made_anew(put, folder, monkeypatch):
    put("chứng nhận halal")
    monkeypatch.setattr(sealing, "LAYOUT", "luutru-0")
    assert Fulltext(folder, KEY).was_reset


@pytest.fixture
def bomb(tmp_path):
    """A thing that leaves a proof when it is unpickled."""
    made = Bomb(tmp_path / "it ran")
    yield made
    assert not made.target.exists()
    pickle.loads(pickle.dumps(made))  # noqa: S301  our own: the trap is a real one
    assert made.target.exists()


def test_a_planted_table_of_contents_of_a_newer_generation_is_not_opened(put, folder, bomb):
    put("chứng nhận halal")
    TOC(schema(), bomb, 99).write(FileStorage(str(folder)), "MAIN")
    again = Fulltext(folder, KEY)
    assert again.ask(Words("halal")).total == 1
    with again.write() as writing:
        writing.put_pages(2, [PageEntry(2, 2, 1, "halal")])
    assert again.ask(Words("halal")).total == 2
    assert not (folder / "_MAIN_99.toc").exists()


def test_a_planted_table_of_contents_in_place_of_ours_is_not_opened(put, folder, bomb):
    put("chứng nhận halal")
    (folder / "_MAIN_1.toc").unlink()
    TOC(schema(), bomb, 1).write(FileStorage(str(folder)), "MAIN")
    again = Fulltext(folder, KEY)
    assert again.was_reset
    assert again.ask(Words("halal")).total == 0


def test_a_file_planted_while_we_are_open_is_not_opened(put, folder, fulltext, bomb):
    put("chứng nhận halal")
    assert fulltext.ask(Words("halal")).total == 1
    TOC(schema(), bomb, 2).write(FileStorage(str(folder)), "MAIN")
    (folder / "_MAIN_2.toc").rename(folder / "_MAIN_1.toc")
    fulltext.close()
    assert fulltext.ask(Words("halal")).total == 0


def test_files_changed_while_open_make_it_anew_instead_of_answering_wrongly(put, folder, fulltext):
    put("chứng nhận halal", "tiêu chuẩn")
    assert fulltext.ask(Words("halal")).total == 1
    for path in contents(folder):
        path.write_bytes(b"\0" * path.stat().st_size)
    fulltext.close()
    assert fulltext.ask(Words("tiêu chuẩn")).total == 0
    assert fulltext.was_reset


def test_two_writers_do_not_write_at_once(fulltext, folder):
    other = Fulltext(folder, KEY)
    with fulltext.write() as writing:
        writing.put_pages(1, HALAL)
        with pytest.raises(IndexBusy), other.write():
            pass
        with pytest.raises(IndexBusy):
            other.reset()
        assert other.ask(Words("halal")).total == 0
    assert other.ask(Words("halal")).total == 1
    with other.write() as writing:
        writing.remove_document(1)
    assert fulltext.ask(Words("halal")).total == 0
    other.close()


def test_a_failure_in_the_middle_changes_nothing(put, fulltext):
    put("chứng nhận halal")

    def breaks_off():
        with fulltext.write() as writing:
            writing.remove_document(1)
            writing.put_pages(2, [PageEntry(2, 2, 1, "halal")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breaks_off()
    assert fulltext.ask(Words("halal")).agreements.tolist() == [1]
    put("tiêu chuẩn")
    assert fulltext.ask(Words("chuẩn")).total == 1


def test_a_full_disk_changes_nothing(put, fulltext, monkeypatch):
    put("chứng nhận halal")

    def no_room(_self):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(DiskFull):
        patched.setattr(Writing, "commit", no_room)
        with fulltext.write() as writing:
            writing.remove_document(1)
    assert fulltext.ask(Words("halal")).total == 1
    put("tiêu chuẩn")
    assert fulltext.ask(Words("halal")).total == 0


def test_reset_throws_everything_away(put, fulltext):
    put("chứng nhận halal")
    fulltext.reset()
    assert fulltext.was_reset
    assert fulltext.ask(Words("halal")).total == 0


def test_readers_go_on_while_a_writer_commits(put, fulltext):
    put("chứng nhận halal")
    stop = threading.Event()
    wrong: list[object] = []

    def read():
        while not stop.is_set():
            total = fulltext.ask(Words("halal")).total
            if total != 1:
                wrong.append(total)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(2, 12):
        with fulltext.write() as writing:
            writing.put_pages(number, [PageEntry(number, number, 1, "tiêu chuẩn")])
            writing.put_pages(1, HALAL)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert fulltext.ask(Words("chuẩn")).total == 10


WRITER = """
import os, sys
from pathlib import Path
from luutru.holdings.fulltext import Fulltext, manifest
from luutru.holdings.fulltext.entries import PageEntry

folder = Path(sys.argv[1])
real = {"fsync": os.fsync, "rename": os.rename, "replace": os.replace}
left = int(sys.argv[2])

def counted(name):
    def call(*arguments):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), 9)
        return real[name](*arguments)
    return call

os.fsync, os.rename, os.replace = (counted(name) for name in real)
fulltext = Fulltext(folder, b"k" * 32)
with fulltext.write() as writing:
    writing.put_pages(1, [PageEntry(1, 1, 1, "new")])
    writing.put_pages(2, [PageEntry(2, 2, 1, "new")])
print("committed")
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
@pytest.mark.slow
def test_killed_at_any_step_it_is_the_old_or_the_new(put, folder, fulltext, tmp_path):
    script = tmp_path / "writer.py"
    script.write_text(textwrap.dedent(WRITER))
    outcomes = set()
    for step in range(1, 40):
        with fulltext.write() as writing:
            writing.put_pages(1, [PageEntry(1, 1, 1, "old")])
            writing.remove_document(2)
        done = subprocess.run(
            [sys.executable, str(script), str(folder), str(step)],
            check=False,
            capture_output=True,
        )
        again = Fulltext(folder, KEY)
        counts = (again.ask(Words("old")).total, again.ask(Words("new")).total)
        assert counts in {(1, 0), (0, 2)}
        again.close()
        outcomes.add(counts)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    else:
        pytest.fail("the writer never finished")
    assert outcomes == {(1, 0), (0, 2)}
