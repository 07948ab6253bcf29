"""What a person waits for is read before the rest, also by a run that is going on."""

import numpy as np
import pytest

from luutru.demo import pdf, scanner
from luutru.demo.paper import Sheet, Style
from luutru.errors import UnknownReference
from luutru.services import readings
from luutru.services.accession import take_in
from luutru.services.indexing import bring_up_to_date
from luutru.services.pages import page_image
from luutru.services.reading_order import read_later, read_sooner, waiting_documents
from luutru.services.reading_queue import ReadingQueue


class Listener:
    """Does something once, at the first page that is told to be read."""

    def __init__(self, act, after=1):
        self.act, self.after = act, after

    def report(self, done, total, label):
        if label == "Reading pages" and done >= self.after and self.act is not None:
            act, self.act = self.act, None
            act()


@pytest.fixture
def scan(tmp_path):
    """Draw a scan of short pages that have to be recognised."""

    def draw(name, pages=1):
        images = []
        for number in range(1, pages + 1):
            sheet = Sheet()
            sheet.text(f"Tài liệu {name} trang {number}", 80, 90, 430, Style(14))
            images.append(scanner.scan(sheet, scanner.OFFICE_GREY, np.random.default_rng(1))[0])
        path = tmp_path / f"{name}.pdf"
        pdf.write_images(path, images, 60)
        return path

    return draw


@pytest.fixture
def three(archive, scan):
    return [take_in(archive, scan(name, 2)).reference for name in ("an", "ba", "ca")]


@pytest.fixture
def order(archive, monkeypatch):
    """Note in which order pages are kept, as document and page."""
    kept, told = [], readings.store_reading

    def note(archive, reading):
        document_id = told(archive, reading)
        kept.append((document_id, reading.number))
        return document_id

    monkeypatch.setattr(readings, "store_reading", note)
    return kept


def counted(archive):
    for file_id, path in readings.uncounted(archive):
        readings.store_inspection(archive, file_id, archive.reader.inspect(path))


def waiting(archive):
    return [document.reference for document in waiting_documents(archive)]


def test_documents_wait_as_they_came_until_one_is_wanted_sooner_or_later(archive, three):
    assert waiting(archive) == []
    counted(archive)
    first, second, third = three
    assert waiting(archive) == three
    assert [document.pages_left for document in waiting_documents(archive)] == [2, 2, 2]
    read_sooner(archive, third)
    read_later(archive, first)
    assert waiting(archive) == [third, second, first]
    read_sooner(archive, second)
    assert waiting(archive) == [second, third, first]
    with pytest.raises(UnknownReference):
        read_sooner(archive, "1999-0001")


def test_a_queue_goes_by_an_order_that_changes_while_it_is_emptied(archive, three):
    counted(archive)
    queue = ReadingQueue(archive, lambda: None)
    pages = iter(queue)
    first = next(pages)
    read_sooner(archive, three[2])
    following = [next(pages) for _ in range(2)]
    last = following[0].document_id
    assert first.document_id != last
    assert [(page.document_id, page.number) for page in following] == [(last, 1), (last, 2)]
    assert [queue.finish(page.page_id) for page in following] == [None, last]
    assert len(list(pages)) == 3
    assert queue.total == 6


def test_a_page_that_is_being_read_is_not_given_out_again(archive, three):
    counted(archive)
    given = []
    for page in ReadingQueue(archive, lambda: None):
        given.append(page.page_id)
        read_sooner(archive, three[0])
    assert len(given) == len(set(given)) == 6


def test_a_run_that_is_going_on_takes_up_another_order(archive, scan, order):
    names = ["an", "ba", "ca", "da", "đa", "ga"]
    references = [take_in(archive, scan(name, 2)).reference for name in names]
    bring_up_to_date(archive, Listener(lambda: read_sooner(archive, references[-1])))
    documents = list(dict.fromkeys(document for document, _ in order))
    assert documents != sorted(documents)
    assert documents.index(max(documents)) < len(documents) - 1
    assert waiting(archive) == []


def test_a_run_that_is_going_on_reads_what_is_brought_meanwhile(archive, scan, three, order):
    late = scan("muộn")
    report = bring_up_to_date(archive, Listener(lambda: take_in(archive, late)))
    assert report.pages == 7
    assert report.documents == 4
    assert waiting(archive) == []


def test_a_run_is_stopped_and_the_next_goes_on_with_the_next_page(archive, three, order):
    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(archive, Listener(stop, after=2))
    before = len(order)
    assert 0 < before < 6
    bring_up_to_date(archive)
    assert len(order) == len(set(order)) == 6


def test_pages_are_shown_while_others_are_read(archive, three):
    shown = []

    def look():
        shown.append(page_image(archive, 3, 1, 80).width)

    bring_up_to_date(archive, Listener(look))
    assert shown == [80]
