"""How far documents are on their way to a reviewed description."""

import pytest

from luutru.services.accession import take_in
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date
from luutru.services.review import accept_review
from luutru.services.standings import standings


def test_a_document_just_taken_in_waits_to_be_counted(archive, a_scan):
    receipt = take_in(archive, a_scan("one"))
    (told,) = standings(archive)
    assert (told.reference, told.filename) == (receipt.reference, "one.pdf")
    assert (told.pages, told.pages_read, told.is_indexed) == (None, 0, False)
    assert told.review_state == "awaiting_review"


@pytest.mark.slow
def test_a_document_that_was_read_awaits_its_review(archive, a_scan):
    take_in(archive, a_scan("one", pages=2))
    bring_up_to_date(archive)
    (told,) = standings(archive)
    assert (told.pages, told.pages_read, told.pages_failed, told.is_indexed) == (2, 2, 0, True)


@pytest.mark.slow
def test_a_file_that_cannot_be_read_says_why(archive, tmp_path):
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\nnothing that could be a page")
    take_in(archive, damaged)
    bring_up_to_date(archive)
    (told,) = standings(archive)
    assert told.problem in ("damaged", "no_pages")


@pytest.mark.slow
def test_what_is_reviewed_is_done_with_unless_it_is_asked_for(archive, keep):
    reference = keep("Lease", official_name="mou", copy_kind="original", medium="paper")
    describe(
        archive,
        reference,
        [("party.vietnamese", "TĐC"), ("party.foreign", "BelGISS; BelGISS; BY")],
    )
    bring_up_to_date(archive)
    accept_review(archive, reference)
    assert standings(archive) == []
    (told,) = standings(archive, also=[reference])
    assert told.review_state == "reviewed"


def test_the_newest_document_comes_first(archive, a_scan):
    for name in ("one", "two", "three"):
        take_in(archive, a_scan(name))
    assert [told.filename for told in standings(archive)] == ["three.pdf", "two.pdf", "one.pdf"]
