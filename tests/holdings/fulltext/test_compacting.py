"""Segments are put together beside readers and writers, and nothing is lost or found twice."""

import contextlib
import threading
import time

import pytest
from tests.holdings.fulltext.conftest import KEY, page, put_page, segments

from luutru.errors import IndexBusy
from luutru.holdings.fulltext import Fulltext, compacting
from luutru.holdings.fulltext import holding as holding_module
from luutru.holdings.fulltext.codec import merging
from luutru.holdings.fulltext.codec.segment_writer import Stopped
from luutru.holdings.fulltext.entries import PageEntry
from luutru.holdings.fulltext.fingerprint import fingerprint_of
from luutru.holdings.fulltext.query import Phrase, Words
from luutru.holdings.fulltext.vault import Vault


@pytest.fixture
def unmerged(fulltext, monkeypatch):
    """Eight segments of one page each that nobody has put together yet."""
    with monkeypatch.context() as patched:
        patched.setattr(Fulltext, "_merge", lambda _self, **_: None)
        for number in range(1, 9):
            put_page(fulltext, number)
    return fulltext


@pytest.fixture
def vault(folder):
    return Vault(folder, KEY)


def once(action):
    """Do something the first time it is asked whether to stop, and never stop."""
    left = [action]

    def stopped():
        if left:
            left.pop()()
        return False

    return stopped


def never():
    return False


def test_what_is_due_is_put_together(unmerged, vault, folder, found):
    assert segments(folder) == 8
    assert compacting.compact(vault, never)
    assert segments(folder) == 1
    assert not compacting.compact(vault, never)
    assert sorted(found(Words("halal"))) == list(range(1, 9))
    assert found(Phrase("halal mã5")) == [5]


def test_what_others_add_and_remove_meanwhile_is_kept(unmerged, vault, folder, found):
    def meanwhile():
        with unmerged.write() as writing:
            writing.remove_document(3)
            writing.put_pages(4, page(4, "đo lường"))
            writing.put_pages(9, page(9))

    assert compacting.compact(vault, once(meanwhile))
    assert segments(folder) == 2
    assert sorted(found(Words("halal"))) == [1, 2, 5, 6, 7, 8, 9]
    assert found(Words("đo lường")) == [4]
    rows = [(number, number, 1) for number in (1, 2, 4, 5, 6, 7, 8, 9)]
    assert unmerged.fingerprint() == fingerprint_of(rows)


def test_what_was_removed_before_and_meanwhile_is_gone(unmerged, vault, found, monkeypatch):
    monkeypatch.setattr(Fulltext, "_merge", lambda _self, **_: None)
    with unmerged.write() as writing:
        for number in (1, 8):
            writing.remove_document(number)

    def meanwhile():
        with unmerged.write() as writing:
            for number in (2, 7):
                writing.remove_document(number)

    assert compacting.compact(vault, once(meanwhile))
    assert sorted(found(Words("halal"))) == [3, 4, 5, 6]
    assert unmerged.document_count() == 4


def test_all_removed_meanwhile_leaves_nothing(unmerged, vault, found):
    def meanwhile():
        with unmerged.write() as writing:
            for number in range(1, 9):
                writing.remove_document(number)

    compacting.compact(vault, once(meanwhile))
    assert found(Words("halal")) == []
    unmerged.settle()
    put_page(unmerged, 1)
    assert found(Words("halal")) == [1]


def test_segments_of_which_nothing_is_left_go(fulltext, folder, found):
    with fulltext.write() as writing:
        for number in range(1, 101):
            writing.put_pages(number, page(number))
    with fulltext.write() as writing:
        for number in range(1, 101):
            writing.remove_document(number)
    fulltext.settle()
    assert segments(folder) == 0
    assert found(Words("halal")) == []
    put_page(fulltext, 7)
    assert found(Words("halal")) == [7]


def test_an_index_thrown_away_meanwhile_stays_thrown_away(unmerged, vault, found):
    def meanwhile():
        unmerged.reset()
        put_page(unmerged, 50)

    with contextlib.suppress(OSError):  # the files went before they were all opened
        assert not compacting.compact(vault, once(meanwhile))
    assert found(Words("halal")) == [50]


def test_stopping_leaves_the_index_as_it_was(unmerged, vault, folder, found):
    before = sorted(path.name for path in folder.iterdir())
    steps = 0
    while True:
        left = [True] * steps

        def stopped(left=left):
            return not left or not left.pop()

        try:
            compacting.compact(vault, stopped)
        except Stopped:
            steps += 1
        else:
            break
        assert not (folder / "merging").exists()
        assert set(before) == {path.name for path in folder.iterdir()} - {"MERGING_LOCK"}
        assert len(found(Words("halal"))) == 8
    assert steps > 8
    assert segments(folder) == 1
    assert len(found(Words("halal"))) == 8


def test_somebody_writing_just_then_throws_the_work_away(unmerged, vault, folder, found):
    with unmerged.write() as writing:
        writing.put_pages(9, page(9))
        with pytest.raises(IndexBusy):
            compacting.compact(vault, never)
    unmerged.settle()
    assert sorted(found(Words("halal"))) == list(range(1, 10))
    assert segments(folder) <= 2


def test_only_one_puts_together_at_a_time(unmerged, vault, folder):
    other = Vault(folder, KEY)
    told = []
    assert compacting.compact(vault, once(lambda: told.append(compacting.compact(other, never))))
    assert told == [False]
    assert segments(folder) == 1


def test_leftovers_of_a_merge_are_swept(unmerged, vault, folder):
    (folder / "merging" / "deep").mkdir(parents=True)
    (folder / "merging" / "deep" / "MAIN_x.arr").write_bytes(b"left")
    (folder / "MAIN_leftover.arr").write_bytes(b"left")
    assert compacting.compact(vault, never)
    assert not (folder / "merging").exists()
    put_page(unmerged, 9)
    assert not (folder / "MAIN_leftover.arr").exists()


def test_what_a_killed_writer_left_meanwhile_stops_no_merge(unmerged, vault, folder, found):
    """Killed between Whoosh's table of contents and our manifest: the next number is taken."""

    def meanwhile():
        (folder / "_MAIN_9.toc").write_bytes(b"left")

    assert (folder / "_MAIN_8.toc").exists()
    assert compacting.compact(vault, once(meanwhile))
    assert len(found(Words("halal"))) == 8
    put_page(unmerged, 9)
    assert len(found(Words("halal"))) == 9


def test_a_writer_waits_for_small_segments_only(fulltext, folder, found, monkeypatch):
    def put_pages(first, count):
        with fulltext.write() as writing:
            for number in range(first, first + count):
                writing.put_pages(number, page(number))

    with monkeypatch.context() as patched:
        patched.setattr(Fulltext, "_merge", lambda _self, **_: None)
        for turn in range(7):
            put_pages(1000 + 100 * turn, 100)
        for turn in range(7):
            put_pages(1 + 8 * turn, 8)
    monkeypatch.setattr(holding_module, "_AT_ONCE", 100)
    put_pages(57, 8)
    assert (segments(folder), fulltext._merger) == (8, None)
    put_page(fulltext, 65)
    fulltext.settle()
    assert segments(folder) == 2
    assert len(found(Words("halal"))) == 765


def test_closing_does_not_wait_for_a_merge(unmerged, folder, monkeypatch, found):
    monkeypatch.setattr(merging, "_AT_ONCE", 1)
    monkeypatch.setattr(holding_module, "_AT_ONCE", 0)
    slow, parted = merging._merged, []

    def slowly(parts):
        parted.append(parts)
        time.sleep(0.05)
        return slow(parts)

    monkeypatch.setattr(merging, "_merged", slowly)
    with unmerged.write() as writing:
        writing.put_pages(9, [PageEntry(9, 9, 1, " ".join(f"w{n}" for n in range(300)))])
    merger = unmerged._merger
    assert merger is not None
    time.sleep(0.3)
    assert merger.is_alive()
    unmerged.close()
    assert len(parted) < 250
    assert not merger.is_alive()
    assert not (folder / "merging").exists()
    assert len(found(Words("halal"))) == 8


@pytest.mark.slow
def test_many_small_sessions_leave_few_segments_and_all_is_found(fulltext, folder, found):
    stop = threading.Event()
    seen: list[int] = []
    wrong: list[object] = []

    def read():
        while not stop.is_set():
            try:
                total = fulltext.ask(Words("halal")).total
            except Exception as error:  # noqa: BLE001  any is wrong
                wrong.append(error)
                return
            if seen and total < seen[-1]:
                wrong.append((seen[-1], total))
            seen.append(total)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 301):
        put_page(fulltext, number)
    fulltext.settle()
    stop.set()
    reader.join()
    assert wrong == []
    assert segments(folder) <= 30
    assert sorted(found(Words("halal"))) == list(range(1, 301))
    for number in range(1, 301, 13):
        assert found(Words(f"mã{number}")) == [number]


def test_two_processes_that_write_in_turn_lose_nothing(fulltext, folder, found):
    other = Fulltext(folder, KEY)
    for number in range(1, 41):
        put_page((fulltext, other)[number % 2], number)
    assert sorted(found(Words("halal"))) == list(range(1, 41))
    assert other.ask(Words("halal")).total == 40
    assert segments(folder) <= 14
    other.close()
