"""Hostile files: each ends with a problem before its deadline, and the next file is read.

A deadline is short only for what cannot keep it on any machine, so that a busy one fails nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PIL import Image
from tests.reading import pdfs

from luutru.holdings.reader import ImageFailed, Limits, Reader
from luutru.holdings.reader.child import Child
from luutru.reading.messages import PageRequest, PageStatus, Problem
from luutru.reading.wire import Message

PATIENCE = 300.0
"""Seconds in which the slowest machine answers what can be answered."""
HASTE = 1.0
"""Seconds in which nobody answers what takes for ever."""
LIMITS = Limits(
    page_seconds=PATIENCE, inspect_seconds=PATIENCE, image_seconds=PATIENCE, layer_seconds=1
)
TEXT = pdfs.with_text([b"The parties exchange standards and regulations"] * 8)
UNREADABLE = {
    "zero bytes": (b"", Problem.DAMAGED),
    "rubbish behind the header": (b"%PDF-1.7\n" + bytes(range(256)) * 40, Problem.DAMAGED),
    "cut short": (TEXT[: len(TEXT) // 2], Problem.DAMAGED),
    "a tree that grows out of itself": (pdfs.cyclic_tree(), Problem.DAMAGED),
    "ten thousand pages": (pdfs.blank(10_000), Problem.TOO_MANY_PAGES),
}
STRANGE = {
    "a count of two thousand million": pdfs.boastful_tree(),
    "a page of seventy metres": pdfs.giant_page(),
    "instructions that unpack to 40 MB": pdfs.content_bomb(40),
}
SLOW = pdfs.pdf(
    [
        pdfs.CATALOGUE,
        pdfs.ONE_PAGE,
        pdfs.page(),
        pdfs.stream(b"0 0 595 842 re f " * 300_000, packed=True),
    ]
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader(processes=1, limits=LIMITS)
    yield opened
    opened.close()


@pytest.fixture
def write(tmp_path):
    def one(data):
        return pdfs.write(tmp_path, {"hostile": data})["hostile"]

    return one


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Message], bool]], None]:
    """Give the questions that are told little time; all others keep theirs."""
    ask = Child.ask

    def hurry(is_meant):
        def asked(child, question, seconds):
            return ask(child, question, HASTE if is_meant(question) else seconds)

        monkeypatch.setattr(Child, "ask", asked)

    return hurry


def reads_the_next(reader, tmp_path):
    """Tell whether the reader is well: it reads an ordinary file."""
    path = tmp_path / "next.pdf"
    path.write_bytes(TEXT)
    return next(reader.read_pages([PageRequest(1, path, 1)])).status is PageStatus.READ


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_opened_is_told_at_once(reader, write, tmp_path, name):
    data, problem = UNREADABLE[name]
    assert reader.inspect(write(data)).problem is problem
    assert reads_the_next(reader, tmp_path)


def test_an_image_of_900_million_pixels_is_told_at_once(reader, write, tmp_path):
    path = write(pdfs.image_bomb(30_000))
    reading = next(reader.read_pages([PageRequest(1, path, 1)]))
    assert (reading.status, reading.problem) == (PageStatus.FAILED, Problem.TOO_LARGE)
    assert reads_the_next(reader, tmp_path)


def test_drawing_that_calls_itself_is_ended(reader, hurried, write, tmp_path):
    path = write(pdfs.nested_forms(9))
    hurried(lambda question: question["file"] == str(path))
    reading = next(reader.read_pages([PageRequest(1, path, 1)]))
    assert reading.status is PageStatus.FAILED
    assert reading.problem in {Problem.READER_DIED, Problem.TOO_SLOW, Problem.TOO_LARGE}
    assert reads_the_next(reader, tmp_path)


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_only_strange_is_read(reader, write, name):
    path = write(STRANGE[name])
    assert len(reader.inspect(path).pages) == 1
    reading = next(reader.read_pages([PageRequest(1, path, 1)]))
    assert reading.problem is None


def test_a_page_that_takes_too_long_is_killed_and_tried_once_more(reader, write, tmp_path):
    limits = Limits(page_seconds=1, image_seconds=1)
    hasty = Reader(processes=1, limits=limits)
    path = write(SLOW)
    reading = next(hasty.read_pages([PageRequest(1, path, 1)]))
    with pytest.raises(ImageFailed, match="too long"):
        hasty.image(path, 1, 4000)
    hasty.close()
    assert (reading.status, reading.problem) == (PageStatus.FAILED, Problem.TOO_SLOW)


def test_what_only_pypdf_is_slow_at_is_read_at_the_second_attempt(hurried, write):
    patient = Reader(processes=1, limits=replace(LIMITS, layer_seconds=PATIENCE))
    hurried(lambda question: not question["careful"])
    path = write(pdfs.with_text([b"Halal"] * 60_000))
    reading = next(patient.read_pages([PageRequest(1, path, 1)]))
    patient.close()
    assert reading.problem is None
    assert reading.text.startswith("Halal")


def test_a_file_that_ends_its_process_again_and_again_is_given_up(write):
    limits = Limits(page_seconds=0.4, kills_a_file=2)
    reader = Reader(processes=1, limits=limits)
    path = write(SLOW)
    asked = [PageRequest(key, path, 1) for key in range(50)]
    read = list(reader.read_pages(asked))
    reader.close()
    assert {reading.problem for reading in read} == {Problem.TOO_SLOW}
    assert [reading.detail for reading in read].count("given up") == 48


def test_a_bad_page_does_not_cost_the_good_ones(reader, hurried, write):
    hurried(lambda question: question["number"] == 2)
    fonts = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times >> >> >>"
    good = pdfs.stream(b"BT /F1 12 Tf 60 700 Td (Good words of a page that is well) Tj ET")
    tree = "<< /Type /Pages /Kids [3 0 R 6 0 R 5 0 R] /Count 3 >>"
    sheet = f"<< /Type /Page /Parent 2 0 R /MediaBox {pdfs.A4} /Contents 4 0 R {fonts} >>"
    bomb = f"<< /Type /Page /Parent 2 0 R /MediaBox {pdfs.A4} /Contents 7 0 R >>"
    path = write(
        pdfs.pdf(
            [
                pdfs.CATALOGUE,
                tree,
                sheet,
                good,
                sheet,
                bomb,
                pdfs.stream(b"0 0 595 842 re f " * 300_000, packed=True),
            ]
        )
    )
    read = list(reader.read_pages([PageRequest(n, path, n) for n in (1, 2, 3)]))
    assert {reading.number: reading.status for reading in read} == {
        1: PageStatus.READ,
        2: PageStatus.FAILED,
        3: PageStatus.READ,
    }


def test_wrapping_that_takes_too_long_is_ended(tmp_path):
    file = tmp_path / "image.png"
    Image.new("L", (10, 10)).save(file)
    hasty = Reader(limits=replace(LIMITS, wrap_seconds=0.0))
    try:
        assert hasty.wrap([file], tmp_path / "made.part").problem is Problem.TOO_SLOW
    finally:
        hasty.close()


def test_what_is_no_image_is_not_wrapped(reader, tmp_path):
    file = tmp_path / "image.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    assert reader.wrap([file], tmp_path / "made.part").problem is Problem.DAMAGED
