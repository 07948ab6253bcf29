"""Faults are planted in drawn scans; each is found, and clean scans have none."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from tests.services.papers import sheets

from luutru.demo import ornaments, pdf, scanner
from luutru.demo.paper import BLUE, RED, Sheet
from luutru.demo.random_agreements import draw_random
from luutru.errors import NotInList, UnacceptableValue, UnknownReference
from luutru.records.document import Part
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.attaching import attach
from luutru.services.indexing import bring_up_to_date
from luutru.services.scan_quality import accept, findings, withdraw

CLAUSES = (
    "purpose", "exchange", "training", "standards", "measurement", "conformity", "plan",
    "property", "differences", "costs", "amendment", "effect", "done",
)  # fmt: skip
"""None of them cites an annex."""
PAPER = (252, 251, 246)


def an_original(**wanted):
    """Set an agreement, and seal it where it is signed."""
    paper = sheets(**{"clauses": CLAUSES[:7], **wanted})
    signature = next(stroke for stroke in paper[-1].strokes if stroke.colour == BLUE)
    x, y = signature.points[0]
    ornaments.stamp(paper[-1], x, y, np.random.default_rng(6))
    return paper


def images_of(paper, profile=scanner.OFFICE_COLOUR):
    random = np.random.default_rng(6)
    return [scanner.scan(sheet, profile, random)[0] for sheet in paper]


@pytest.fixture
def read(archive, tmp_path):
    """Take images in as one scan, read it, and return its reference."""

    def take(images):
        path = tmp_path / f"{len(list(tmp_path.glob('*.pdf')))}.pdf"
        pdf.write_images(path, images, 72)
        reference = take_in(archive, path).reference
        bring_up_to_date(archive)
        return reference

    return take


@pytest.fixture
def found(archive, read):
    def judge(images):
        return [(it.code, it.page) for it in findings(archive, read(images))]

    return judge


@pytest.mark.slow
def test_clean_scans_have_no_findings_but_that_some_are_not_in_colour(archive, tmp_path):
    seed = 26_116
    for drawn in draw_random(seed, 4, tmp_path / "drawn"):
        reference = take_in(archive, drawn.path).reference
        bring_up_to_date(archive)
        # One clause of the stock cites an annex, and half of the papers have none.
        told = {it.code for it in findings(archive, reference)} - {"annex_absent"}
        assert told == (set() if drawn.look.startswith("colour") else {"not_colour"}), drawn.path


def test_a_coarse_scan_is_told_once_for_all_its_pages(archive, read):
    reference = read(images_of(an_original(), replace(scanner.OFFICE_COLOUR, dpi=150)))
    (finding,) = findings(archive, reference)
    assert (finding.code, finding.page) == ("low_resolution", 0)
    assert finding.what == "All pages were scanned at 150 dpi; 200 are asked for."


def test_faults_of_one_page_are_told_with_the_page(found):
    first, *rest = images_of(an_original())
    whole = rest[-1]
    askew = first.rotate(-3.5, Image.Resampling.BICUBIC, fillcolor=PAPER)
    cut = whole.crop((0, 0, round(whole.width * 0.7), whole.height))
    blank = Image.new("RGB", whole.size, PAPER)
    told = found([askew, *rest[:-1], cut, blank, whole])
    pages = len(rest)
    assert ("skewed", 1) in told
    assert ("cut_edge", 1 + pages) in told
    assert ("blank_page", 2 + pages) in told
    assert "no_seal" not in dict(told)


def test_a_grey_page_among_coloured_ones_is_told(found):
    first, *rest = images_of(an_original())
    assert found([first.convert("L").convert("RGB"), *rest]) == [("not_colour", 1)]


def test_a_page_that_was_scanned_twice_is_told_and_a_missing_one_by_its_number(found):
    first, second, *rest = images_of(an_original(clauses=CLAUSES))
    assert rest, "the paper is too short for this test"
    assert found([first, first.copy(), second, *rest]) == [("same_page", 2)]
    assert found([first, *rest]) == [("missing_pages", 2)]


def test_what_an_original_bears_is_missed_on_an_agreement_and_not_on_its_annex(archive, read):
    paper = [
        Sheet(
            sheet.words,
            sheet.lines,
            [stroke for stroke in sheet.strokes if stroke.colour not in (RED, BLUE)],
            [letter for letter in sheet.slanted if letter.colour != RED],
        )
        for sheet in an_original()
    ]
    reference = read(images_of(paper))
    assert [it.code for it in findings(archive, reference)] == ["no_seal", "no_signature"]
    other = read(images_of(an_original(), scanner.FINE_COLOUR))
    attach(archive, reference, to=other, part=Part.ANNEX)
    assert findings(archive, reference) == ()


def test_a_cited_annex_that_nobody_brought_is_told(archive, read):
    reference = read(images_of(an_original(clauses=("purpose", "scope", "done"))))
    (finding,) = findings(archive, reference)
    assert (finding.code, finding.page) == ("annex_absent", 1)
    assert "Phụ lục" in finding.what


def test_a_finding_is_accepted_with_a_reason_and_opened_again(archive, read):
    reference = read(images_of(an_original(), scanner.OFFICE_GREY))
    accept(archive, reference, "not_colour", " Bản gốc là bản sao đen trắng ")
    assert findings(archive, reference)[0].accepted == "Bản gốc là bản sao đen trắng"
    entry = custody.entries(archive, reference)[0]
    assert (entry.act, entry.person) == ("flaw_accepted", archive.person)
    assert entry.detail["reason"] == "Bản gốc là bản sao đen trắng"
    withdraw(archive, reference, "not_colour")
    assert findings(archive, reference)[0].accepted == ""
    assert custody.entries(archive, reference)[0].act == "flaw_reopened"
    with pytest.raises(NotInList):
        withdraw(archive, reference, "not_colour")


def test_what_was_not_found_cannot_be_accepted_nor_without_a_reason(archive, read):
    reference = read(images_of(an_original(), scanner.OFFICE_GREY))
    with pytest.raises(NotInList, match="skewed"):
        accept(archive, reference, "skewed", "cong")
    with pytest.raises(NotInList):
        accept(archive, reference, "not_colour", "cũ", page=2)
    with pytest.raises(UnacceptableValue):
        accept(archive, reference, "not_colour", "  ")
    with pytest.raises(UnknownReference):
        findings(archive, "1999-0001")


def test_pages_that_wait_to_be_read_are_not_judged(archive, tmp_path):
    pdf.write_images(tmp_path / "new.pdf", images_of(an_original()[:1]), 72)
    reference = take_in(archive, tmp_path / "new.pdf").reference
    assert findings(archive, reference) == ()
