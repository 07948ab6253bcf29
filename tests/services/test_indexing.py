"""Real scans through the real reading process into the real index."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from luutru.demo.random_agreements import draw_random
from luutru.errors import IndexBusy
from luutru.holdings.locks import only_one
from luutru.progress import Cancelled
from luutru.records.files import Page
from luutru.records.outbox import Outbox
from luutru.services import retries
from luutru.services.accession import take_in
from luutru.services.archive import open_archive
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.indexing import READING, bring_up_to_date, rebuild
from luutru.services.inspecting import verify
from luutru.services.overviews import overview
from luutru.services.pages import page_image, page_shapes, page_text
from luutru.services.recovery import recover
from luutru.services.search import search


class StopAfter:
    """Stop before the page of this number is kept."""

    def __init__(self, pages: int) -> None:
        self.pages = pages

    def report(self, done: int, _total: int, label: str) -> None:
        if label == READING and done >= self.pages:
            raise Cancelled


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """One Vietnamese agreement of some pages, as an office scan."""
    return draw_random(20_261_123, 1, tmp_path_factory.mktemp("drawn"))[0]


@pytest.fixture
def outbox(archive):
    def rows() -> int:
        with archive.catalogue.read() as session:
            return len(session.scalars(select(Outbox.id)).all())

    return rows


def cut_short(whole: Path, name: str) -> Path:
    file = whole.with_name(name)
    file.write_bytes(whole.read_bytes()[:3000])
    return file


@pytest.mark.slow
def test_a_scan_is_read_found_and_shown(archive, drawn, outbox):
    receipt = take_in(archive, drawn.path)
    report = bring_up_to_date(archive)
    assert (report.documents, report.pages, report.failed_pages) == (1, len(drawn.pages), 0)
    assert (report.mean_confidence or 0) > 80
    assert outbox() == 0
    document = card(archive, receipt.reference).documents[0]
    assert document.pages == len(page_shapes(archive, document.id)) == len(drawn.pages)
    first_page = page_text(archive, document.id, 1)
    assert first_page is not None
    assert "Độc lập" in first_page.text
    assert len(first_page.words) > 50
    hit = search(archive, "cong hoa xa hoi chu nghia viet nam").hits[0]
    assert (hit.reference, hit.pages[0].number) == (receipt.reference, 1)
    image = page_image(archive, document.id, 1, 300)
    assert (image.width, len(image.rgb)) == (300, 300 * image.height * 3)


@pytest.mark.slow
def test_a_stop_costs_nothing_that_was_read(archive, drawn, outbox):
    take_in(archive, drawn.path)
    with pytest.raises(Cancelled):
        bring_up_to_date(archive, StopAfter(1))
    with archive.catalogue.read() as session:
        read = session.scalars(select(Page.number).where(Page.status != "waiting")).all()
    assert len(read) == 1
    assert outbox() == 1
    assert bring_up_to_date(archive).pages == len(drawn.pages) - 1
    assert outbox() == 0


@pytest.mark.slow
def test_a_damaged_scan_is_kept_unread_and_the_others_are_read(archive, drawn):
    damaged = cut_short(drawn.path, "damaged.pdf")
    kept = take_in(archive, damaged).reference
    take_in(archive, drawn.path)
    describe(archive, kept, [("title_vi", "Bản ghi nhớ hỏng")])
    report = bring_up_to_date(archive)
    assert report.pages == len(drawn.pages)
    assert [entry.filename for entry in retries.failures(archive)] == ["damaged.pdf"]
    assert card(archive, kept).documents[0].problem
    assert search(archive, "ban ghi nho hong").hits[0].reference == kept
    assert verify(archive, full=True).is_sound
    retries.run(archive)
    assert retries.failures(archive)[0].attempts == 2


@pytest.mark.slow
def test_a_lost_index_is_filled_again_without_reading_anew(archive, drawn):
    receipt = take_in(archive, drawn.path)
    bring_up_to_date(archive)
    archive.close()
    shutil.rmtree(archive.index_folder)
    again = open_archive(archive.folder)
    assert bring_up_to_date(again).pages == 0
    assert search(again, "doc lap tu do hanh phuc").hits[0].reference == receipt.reference
    assert rebuild(again).pages == 0
    assert search(again, "doc lap tu do hanh phuc").total == 1
    again.close()


def test_metadata_is_found_before_anything_is_read(archive, a_scan):
    receipt = take_in(archive, a_scan("bien-ban"))
    describe(archive, receipt.reference, [("party.foreign+", "Viện Đo lường X; VDX; DE")])
    recover(archive, recognise=False)
    assert search(archive, "vdx").hits[0].reference == receipt.reference


def test_a_corrected_partner_is_found_under_the_new_name_only(archive, keep):
    reference = keep(party__foreign="Institute Alpha; ALP; DE")
    bring_up_to_date(archive)
    describe(archive, reference, [("party.foreign", "Institute Beta; BET; DE")])
    assert search(archive, "partner:BET").total == 1
    assert search(archive, "partner:ALP").total == 0


def test_what_is_described_while_another_is_at_the_index_waits_for_that_one(archive, keep):
    reference = keep(party__foreign="Institute Alpha; ALP; DE")
    with only_one(archive.index_lock):
        assert search(archive, "partner:ALP").total == 0
    assert search(archive, "partner:ALP").hits[0].reference == reference


def test_blank_pages_are_counted_and_done_with(archive, a_scan):
    take_in(archive, a_scan(pages=3))
    bring_up_to_date(archive)
    assert (overview(archive).pages, overview(archive).pages_waiting) == (3, 0)


def test_one_process_at_a_time_brings_the_index_up_to_date(archive, a_scan):
    take_in(archive, a_scan())
    with only_one(archive.index_lock), pytest.raises(IndexBusy):
        bring_up_to_date(archive)


def test_what_a_crash_forgot_is_queued_again(archive, a_scan, outbox):
    take_in(archive, a_scan())
    with archive.catalogue.write() as session:
        for row in session.scalars(select(Outbox).where(Outbox.task == "read")):
            session.delete(row)
    told = recover(archive)
    assert told.requeued_documents == 1
    assert outbox() == 0
