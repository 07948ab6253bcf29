"""Reading through real child processes: what they answer, and that none is ever left behind."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from tests import lent_processes
from tests.reading import pdfs
from tests.reading.conftest import VIETNAMESE, a_sheet

from luutru.demo import pdf, scanner
from luutru.errors import ModelMissing, ReaderDoesNotStart
from luutru.holdings import process
from luutru.holdings import reader as reader_room
from luutru.holdings.process import child_command
from luutru.holdings.reader import ImageFailed, Limits, Reader
from luutru.progress import Cancelled
from luutru.reading.messages import (
    PageRequest,
    PageStatus,
    Problem,
    ReadingOptions,
    TextOrigin,
)

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
TEXT = pdfs.with_text([b"The parties exchange standards and regulations"] * 8)


def running() -> set[int]:
    """Return the numbers of the reading processes of this test."""
    lent_processes.end_all()  # those that other tests have left
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
            named = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == os.getpid() and b"luutru.reading" in named:
            found.add(int(stat.parent.name))
    return found


def kill_at_work(reader: Reader, count: int) -> None:
    """Kill as many processes of a reader that has one, each while it owes an answer."""
    pool = reader._reading
    killed: set[object] = set()
    until = time.monotonic() + 20
    while len(killed) < count and time.monotonic() < until:
        at_work = pool._children[0]._running
        if at_work is not None and at_work not in killed and pool._free.empty():
            at_work._process.kill()
            killed.add(at_work)
        time.sleep(0.01)


@pytest.fixture
def reader() -> Iterator[Reader]:
    opened = Reader()
    yield opened
    opened.close()
    if sys.platform == "linux":
        assert running() == set()


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scan of three pages: a full one, and two with few words."""
    random = np.random.default_rng(7)
    sheets = [a_sheet(*[VIETNAMESE] * 12), a_sheet(VIETNAMESE), a_sheet(VIETNAMESE)]
    path = tmp_path_factory.mktemp("scan") / "three.pdf"
    images = [scanner.scan(sheet, scanner.OFFICE_GREY, random)[0] for sheet in sheets]
    pdf.write_images(path, images, 60)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(data: bytes = TEXT, name: str = "one") -> Path:
        return pdfs.write(tmp_path, {name: data})[name]

    return write


def requests(path, *numbers):
    return [PageRequest(1000 + number, path, number) for number in numbers]


def test_pages_of_several_files_come_back_under_the_keys_they_were_asked_with(reader, file, scan):
    wanted = [PageRequest(7, file(), 1), PageRequest(8, scan, 3), PageRequest(9, scan, 2)]
    read = {reading.key: reading for reading in reader.read_pages(wanted)}
    assert {key: reading.number for key, reading in read.items()} == {7: 1, 8: 3, 9: 2}
    assert read[7].origin is TextOrigin.LAYER
    assert read[8].origin is TextOrigin.OCR
    assert "tiêu chuẩn" in read[8].text


@linux_only
def test_nothing_is_started_before_it_is_needed_and_nothing_is_left_behind(file, scan):
    reader = Reader()
    assert running() == set()
    list(reader.read_pages(requests(file(), 1)))
    reader.image(scan, 1, 100)
    assert len(running()) >= 2
    reader.close()
    assert running() == set()


def test_a_closed_reader_starts_nothing_any_more(file):
    reader = Reader()
    reader.close()
    with pytest.raises(Cancelled):
        reader.inspect(file())


@linux_only
def test_leaving_off_in_the_middle_ends_the_work_and_its_processes(reader, scan):
    pages = reader.read_pages(requests(scan, *[1] * 60))
    next(pages)
    pages.close()
    assert running() == set()
    assert len(list(reader.read_pages(requests(scan, 3)))) == 1


def test_requests_are_taken_as_they_are_needed(reader, file):
    taken = []

    def asked():
        for number in range(100):
            taken.append(number)
            yield PageRequest(number, one, 1)

    one = file()
    pages = reader.read_pages(asked())
    next(pages)
    assert len(taken) < 10
    pages.close()


def test_a_failing_source_of_requests_is_heard_of(reader, file):
    def asked():
        yield PageRequest(1, one, 1)
        raise LookupError

    one = file()
    with pytest.raises(LookupError):
        list(reader.read_pages(asked()))


@pytest.fixture
def one_process():
    opened = Reader(processes=1)
    yield opened
    opened.close()


def test_a_process_that_is_killed_costs_no_page(one_process, scan):
    killer = threading.Thread(target=kill_at_work, args=(one_process, 1))
    killer.start()
    read = list(one_process.read_pages(requests(scan, 1, 2, 3)))
    killer.join()
    assert [reading.status for reading in read] == [PageStatus.READ] * 3
    assert [reading.dpi for reading in read] == [150, 200, 200]


def test_a_page_whose_process_is_killed_again_fails_and_the_next_one_is_read(one_process, scan):
    killer = threading.Thread(target=kill_at_work, args=(one_process, 2))
    killer.start()
    first, second = one_process.read_pages(requests(scan, 1, 3))
    killer.join()
    assert (first.status, first.problem) == (PageStatus.FAILED, Problem.READER_DIED)
    assert second.status is PageStatus.READ


@linux_only
def test_a_process_that_left_by_itself_is_replaced_unnoticed(reader, file):
    one = file()
    list(reader.read_pages(requests(one, 1)))
    for lent in reader._reading._children:
        if lent._running is not None:
            lent._running._process.stdin.close()
            lent._running._process.wait(5)
    assert next(reader.read_pages(requests(one, 1))).status is PageStatus.READ


def test_a_process_that_leaves_just_as_it_is_asked_is_replaced_unnoticed(
    reader, file, tmp_path, monkeypatch
):
    code = (
        "import pathlib, runpy, sys; been = pathlib.Path(sys.argv[1])\n"
        "if been.exists():\n"
        "    runpy.run_module('luutru.reading', run_name='__main__')\n"
        "else:\n"
        "    been.touch(); sys.stdin.readline()\n"
        '    print(\'{"ready":1,"payload":0}\', flush=True); sys.stdin.readline()\n'
    )
    been = tmp_path / "been"
    command = [sys.executable, "-c", code, str(been)]
    monkeypatch.setattr(process, "child_command", lambda _room: command)
    assert len(reader.inspect(file()).pages) == 1
    assert been.exists()


def test_a_missing_model_is_told_after_everything_else_was_read(reader, file, scan):
    wanted = [*requests(scan, 2), *requests(file(), 1), *requests(scan, 3)]
    pages = reader.read_pages(wanted, ReadingOptions(languages="vie+tlh"))
    read = {reading.key: reading.status for reading in islice(pages, 3)}
    with pytest.raises(ModelMissing, match="tlh"):
        next(pages)
    waiting = PageStatus.WAITING
    assert read == {1002: waiting, 1001: PageStatus.READ, 1003: waiting}


def test_the_engine_is_named_and_a_missing_model_too(reader):
    assert reader.engine().startswith("tesseract 5")
    with pytest.raises(ModelMissing, match="tlh"):
        reader.engine("tlh")


def test_images_are_drawn_while_pages_are_read(reader, scan):
    pages = reader.read_pages(requests(scan, 1, 2, 1, 3))
    next(pages)
    image = reader.image(scan, 1, 200, rotation=90)
    assert (image.width, len(image.rgb)) == (200, image.width * image.height * 3)
    assert len(list(pages)) == 3


def test_several_threads_may_ask_at_once(reader, scan):
    images = []
    threads = [
        threading.Thread(target=lambda: images.append(reader.image(scan, 1, 120))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({image.rgb for image in images}) == 1
    assert len(images) == 4


def test_a_page_that_cannot_be_drawn_says_why(reader, file):
    with pytest.raises(ImageFailed, match="damaged or cut short"):
        reader.image(file(b"%PDF-1.7 and no more"), 1, 100)
    with pytest.raises(ImageFailed):
        reader.image(file(), 99, 100)
    assert reader.image(file(), 1, 100).width == 100


@linux_only
def test_a_name_that_is_no_text_is_opened_all_the_same(reader, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe1n \xff.pdf"))
    path.write_bytes(TEXT)
    assert len(reader.inspect(path).pages) == 1


def test_a_program_that_does_not_start_is_trouble_of_the_computer(reader, file, monkeypatch):
    monkeypatch.setattr(
        process, "child_command", lambda _room: [sys.executable, "-c", "raise SystemExit(3)"]
    )
    with pytest.raises(ReaderDoesNotStart):
        reader.inspect(file())
    with pytest.raises(ReaderDoesNotStart):
        list(reader.read_pages(requests(file(), 1)))
    monkeypatch.setattr(process, "child_command", lambda _room: ["/nowhere/at/all"])
    with pytest.raises(ReaderDoesNotStart):
        reader.engine()


def test_a_process_that_talks_nonsense_is_replaced(reader, file, monkeypatch):
    code = (
        'import sys; sys.stdin.readline(); print(\'{"ready":1,"payload":0}\', flush=True); '
        "sys.stdin.readline(); print('nonsense', flush=True); sys.stdin.read()"
    )
    monkeypatch.setattr(process, "child_command", lambda _room: [sys.executable, "-c", code])
    assert reader.inspect(file()).problem is Problem.READER_DIED
    monkeypatch.undo()
    assert reader.inspect(file()).problem is None


def test_a_frozen_program_runs_itself(monkeypatch):
    assert child_command("reading")[-2:] == ["-m", "luutru.reading"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command("reading") == [sys.executable, "--reading"]


def test_the_room_hands_out_what_others_need():
    assert set(reader_room.__all__) == {
        "ImageFailed", "Limits", "MakingFailed", "Reader",
    }  # fmt: skip
    assert Limits().page_seconds == 60
