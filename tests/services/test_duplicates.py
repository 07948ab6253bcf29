"""The same paper scanned twice is told from two agreements of one mould."""

import pytest
from tests.services.papers import ARCHIVES, CLAUSES, MEASURES, scanned, sheets, written

from luutru.demo import scanner
from luutru.demo.paper import Sheet
from luutru.errors import UnknownReference
from luutru.progress import Cancelled
from luutru.services.accession import Joining, take_in
from luutru.services.duplicates import all_near_duplicates, near_duplicates
from luutru.services.indexing import bring_up_to_date

OTHER_DAY = (*MEASURES[:4], "ngày 27 tháng 11 năm 2002", "Số: 30/BGN-ĐLM")
OTHER_CLAUSES = ("standards", "measurement", "conformity", "plan", "property", "differences")


@pytest.fixture
def kept(archive, tmp_path):
    """Take drawn papers in and read them; return the references by name."""

    def keep(**files):
        references = {name: take_in(archive, path).reference for name, path in files.items()}
        bring_up_to_date(archive)
        return references

    return keep


@pytest.fixture
def at(tmp_path):
    return lambda name: tmp_path / f"{name}.pdf"


@pytest.mark.slow
def test_another_scan_of_the_same_paper_is_found_and_one_of_the_same_mould_told_apart(
    archive, kept, at
):
    paper, sibling = sheets(MEASURES), sheets(ARCHIVES)
    named = kept(
        first=scanned(at("first"), paper, scanner.OFFICE_COLOUR, seed=1),
        again=scanned(at("again"), paper, scanner.FAX, seed=2),
        sibling=scanned(at("sibling"), sibling, scanner.OFFICE_COLOUR, seed=3),
    )
    again, mould = near_duplicates(archive, named["first"])
    assert (again.reference, again.is_same, again.of) == (named["again"], True, named["first"])
    assert (again.pages_alike, again.pages) == (len(paper), len(paper))
    assert again.text_share > 0.97
    assert again.why.startswith("Another scan of the same paper")
    assert (mould.reference, mould.is_same) == (named["sibling"], False)
    assert mould.text_share < again.text_share
    assert "1998" in mould.why
    assert "2008" in mould.why
    assert all_near_duplicates(archive) == ((named["first"], named["again"], again.text_share),)


def test_agreements_that_differ_in_their_day_alone_are_told_apart(archive, kept, at):
    named = kept(
        one=written(at("one"), sheets(MEASURES)), other=written(at("other"), sheets(OTHER_DAY))
    )
    (found,) = near_duplicates(archive, named["one"])
    assert not found.is_same
    assert "16 tháng 12 năm 1998" in found.why
    assert "27 tháng 11 năm 2002" in found.why
    assert all_near_duplicates(archive) == ()


def test_other_agreements_are_not_mentioned(archive, kept, at):
    named = kept(
        one=written(at("one"), sheets(MEASURES)),
        other=written(at("other"), sheets(ARCHIVES, clauses=OTHER_CLAUSES)),
    )
    assert near_duplicates(archive, named["one"]) == ()


def test_a_scan_that_lacks_a_page_is_a_part(archive, kept, at):
    pages = sheets(MEASURES, clauses=CLAUSES[:4] + OTHER_CLAUSES + CLAUSES[4:])
    named = kept(whole=written(at("whole"), pages), part=written(at("part"), pages[:1]))
    (found,) = near_duplicates(archive, named["whole"])
    assert (found.reference, found.is_same) == (named["part"], True)
    assert found.why.startswith("One seems to be a part of the other")


def test_empty_pages_are_like_nothing(archive, kept, at):
    kept(
        one=written(at("one"), [Sheet()] * 2), other=written(at("other"), [Sheet()] * 2 + [Sheet()])
    )
    for reference in ("2026-0001", "2026-0002"):
        assert near_duplicates(archive, reference) == ()
    assert all_near_duplicates(archive) == ()


def test_a_document_is_not_like_itself_but_may_be_like_another_of_its_agreement(archive, at):
    first = take_in(archive, written(at("one"), sheets(MEASURES)))
    paper = scanned(at("two"), [Sheet()])
    second = take_in(archive, paper, joining=Joining.EVIDENCE_OF, to=first.reference)
    bring_up_to_date(archive)
    assert near_duplicates(archive, first.reference) == ()
    assert near_duplicates(archive, second.reference) == ()


def test_what_is_called_by_no_reference_is_refused(archive):
    with pytest.raises(UnknownReference):
        near_duplicates(archive, "2026-0404")


def test_the_search_for_pairs_can_be_stopped(archive, kept, at):
    kept(one=written(at("one"), sheets(MEASURES)), other=written(at("two"), sheets(OTHER_DAY)))

    class Stop:
        def report(self, done, total, label):
            raise Cancelled

    with pytest.raises(Cancelled):
        all_near_duplicates(archive, Stop())
