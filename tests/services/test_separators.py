"""Separator sheets, the whole way: printed, scanned as badly as it goes, found, and split at."""

import io

import numpy as np
import pypdfium2 as pdfium
import pytest
import segno
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select
from tests.services.paged import document_of, kept, paper

from luutru import i18n
from luutru.demo import pdf, raster, scanner
from luutru.demo.paper import Sheet, Style
from luutru.demo.truth import Placement, Turn
from luutru.errors import (
    DiskTrouble,
    NothingToArrange,
    UnacceptableValue,
    UnknownField,
    UnknownReference,
)
from luutru.extraction.segments import Reason
from luutru.reading.measures import Measures, as_text
from luutru.reading.separators import separator_on
from luutru.records.document import Part
from luutru.records.files import Page
from luutru.records.separator_code import SeparatorCode, read_code
from luutru.services.accession import take_in
from luutru.services.arranging import arrange, arrangement
from luutru.services.cards import card
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.page_lists import read_pages
from luutru.services.segmenting import by_separators, proposed_cuts, split_at
from luutru.services.separators import documents_with_separators, print_separators

PROFILES = list(scanner.PROFILES.values())


def printed(path, number=0):
    """Return a picture of a printed sheet."""
    document = pdfium.PdfDocument(path)
    image = document[number].render(scale=300 / 72).to_pil()
    document.close()
    return image


def text_sheet(*lines):
    sheet = Sheet()
    below = 90.0
    for line in lines:
        below = sheet.text(line, 80, below, 430, Style(14)) + 10
    return raster.drawn(sheet, 300, "L", Placement())


def foreign_sheet():
    code = io.BytesIO()
    segno.make_qr("https://post.example/RR123456789VN").save(code, kind="png", scale=12)
    sheet = text_sheet("Thư bảo đảm của bưu điện gửi Cục Đo lường")
    sheet.paste(Image.open(code).convert("L"), (900, 1500))
    return sheet


def codes_on(path):
    document = pdfium.PdfDocument(path)
    found = [separator_on(document[number]) for number in range(len(document))]
    document.close()
    return found


@pytest.mark.parametrize(
    ("profile", "turn"), list(zip(PROFILES, (0, 90, 180, 270, 180, 90), strict=True))
)
def test_a_sheet_is_found_however_it_was_scanned(archive, tmp_path, profile, turn):
    serials = print_separators(archive, tmp_path / "sheets.pdf", 1, part=Part.EVIDENCE)
    random = np.random.default_rng(turn)
    scan = scanner.scan_print(printed(tmp_path / "sheets.pdf"), profile, random, turn)
    pdf.write_images(tmp_path / "scan.pdf", [scan], profile.quality)
    code = read_code(codes_on(tmp_path / "scan.pdf")[0])
    assert code
    assert (code.serial, code.part) == (serials[0], "evidence")


def test_the_longest_code_is_still_found_on_a_poor_scan(archive, tmp_path):
    described = [("title_vi", "Hop tac ve do luong " * 9)]
    print_separators(archive, tmp_path / "sheets.pdf", 1, described=described)
    random = np.random.default_rng(8)
    scan = scanner.scan_print(printed(tmp_path / "sheets.pdf"), scanner.OLD_COPY, random, 180)
    pdf.write_images(tmp_path / "scan.pdf", [scan], 45)
    code = read_code(codes_on(tmp_path / "scan.pdf")[0])
    assert code
    assert code.values == tuple(described)


def test_sheets_say_in_vietnamese_what_they_are_and_what_follows(archive, tmp_path, keep):
    reference = keep("Lease")
    i18n.use_language("vi")
    serials = print_separators(archive, tmp_path / "sheets.pdf", 3, part=Part.ANNEX, to=reference)
    pages = PdfReader(tmp_path / "sheets.pdf").pages
    assert len(pages) == len(set(serials)) == 3
    text = pages[1].extract_text()
    assert "TỜ NGĂN CÁCH" in text
    assert "Bỏ tờ này khi lưu" in text
    assert "Separator sheet" in text
    assert f"Tiếp theo: phụ lục của {reference}" in text
    assert serials[1] in text


def test_what_no_sheet_could_say_is_refused(archive, tmp_path):
    target = tmp_path / "sheets.pdf"
    for count in (0, 501):
        with pytest.raises(UnacceptableValue):
            print_separators(archive, target, count)
    with pytest.raises(UnknownReference):
        print_separators(archive, target, 1, part=Part.ANNEX, to="2026-0404")
    with pytest.raises(UnknownField):
        print_separators(archive, target, 1, described=[("colour", "red")])
    with pytest.raises(UnacceptableValue):
        print_separators(archive, target, 1, described=[("signed_on", "32/1/2020")])
    with pytest.raises(UnacceptableValue):
        print_separators(archive, target, 1, described=[("title_vi", "dài " * 200)])
    with pytest.raises(DiskTrouble):
        print_separators(archive, tmp_path / "nowhere" / "sheets.pdf", 1)
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.slow
def test_a_pile_is_scanned_read_and_split_at_its_sheets(archive, tmp_path, keep):
    lease = keep("Lease")
    print_separators(archive, tmp_path / "new.pdf", 1, described=[("laterality", "bilateral")])
    print_separators(archive, tmp_path / "annex.pdf", 1, part=Part.ANNEX, to=lease)
    pile: list[tuple[Image.Image, Turn]] = [
        (text_sheet("Hai Bên hợp tác về đo lường"), 0),
        (printed(tmp_path / "new.pdf"), 180),
        (text_sheet("Hai Bên hợp tác về tiêu chuẩn"), 0),
        (foreign_sheet(), 0),
        (printed(tmp_path / "annex.pdf"), 90),
        (text_sheet("Danh mục các hoạt động trong năm"), 0),
    ]
    random = np.random.default_rng(5)
    images = [scanner.scan_print(page, scanner.OLD_COPY, random, turn) for page, turn in pile]
    pdf.write_images(tmp_path / "pile.pdf", images, 45)
    reference = kept(archive, tmp_path / "pile.pdf")
    first, second = proposed_cuts(archive, reference)
    assert (first.page, first.reasons[0], first.left_out) == (3, Reason.SEPARATOR, (2,))
    assert (second.page, second.part, second.to, second.left_out) == (6, Part.ANNEX, lease, (5,))
    assert arrangement(archive, reference).is_original
    references = split_at(archive, reference, by_separators(archive, reference))
    assert [document_of(archive, name).pages for name in references] == [1, 2, 1]
    assert [d.reference for d in card(archive, lease).documents] == [lease, references[2]]
    assert card(archive, references[1]).values["laterality"].typed
    assert not card(archive, reference).values["laterality"].typed
    assert arrangement(archive, reference).left_out == (2, 3, 4, 5, 6)
    assert proposed_cuts(archive, references[1]) == ()
    assert verify(archive, full=True).findings == ()


def with_sheets(archive, tmp_path, *places):
    """Take in pages of text with a sheet at each of `places`, of which nothing is recognised."""
    print_separators(archive, tmp_path / "sheets.pdf", len(places))
    text = pdfium.PdfDocument(paper(tmp_path / "text.pdf", "Lụa", 4))
    sheets, made = pdfium.PdfDocument(tmp_path / "sheets.pdf"), pdfium.PdfDocument.new()
    for number in range(4 + len(places)):
        source, page = (sheets, places.index(number)) if number in places else (
            text, number - sum(place < number for place in places))  # fmt: skip
        made.import_pages(source, [page])
    made.save(tmp_path / "pile.pdf")
    for document in (text, sheets, made):
        document.close()
    return kept(archive, tmp_path / "pile.pdf")


def test_sheets_in_front_behind_and_in_a_row_make_no_empty_documents(archive, tmp_path):
    reference = with_sheets(archive, tmp_path, 0, 3, 4, 7)
    assert [(cut.page, cut.left_out) for cut in proposed_cuts(archive, reference)] == [
        (2, (1,)), (6, (4, 5)),
    ]  # fmt: skip
    assert documents_with_separators(archive) == (reference,)
    references = split_at(archive, reference, by_separators(archive, reference))
    assert [document_of(archive, name).pages for name in references] == [2, 2]
    assert documents_with_separators(archive) == ()


def test_a_sheet_in_front_alone_is_left_out(archive, tmp_path):
    reference = with_sheets(archive, tmp_path, 0)
    assert split_at(archive, reference, by_separators(archive, reference)) == (reference,)
    assert arrangement(archive, reference).left_out == (1,)


def test_arranging_takes_sheets_along(archive, tmp_path):
    reference = with_sheets(archive, tmp_path, 2)
    arrange(archive, reference, read_pages("1-2,3r180,4-5"))
    assert [cut.page for cut in by_separators(archive, reference)] == [4]


def test_a_sheet_of_another_version_or_of_a_joker_is_no_trouble(archive, tmp_path):
    reference = with_sheets(archive, tmp_path, 2)
    odd = SeparatorCode("\x1b[31m", "palimpsest", "", (("no_such_field", "x"),))
    with archive.catalogue.write() as session:
        page = session.scalars(select(Page).where(Page.measures.contains("LUUTRU"))).one()
        page.measures = as_text(Measures(separator=odd.written()))
    (cut,) = by_separators(archive, reference)
    assert cut.part is Part.MAIN
    with pytest.raises(UnknownField):
        split_at(archive, reference, [cut])
    assert arrangement(archive, reference).is_original
    assert verify(archive).findings == ()


def test_without_sheets_there_is_nothing_to_split(archive, tmp_path, a_scan):
    reference = kept(archive, paper(tmp_path / "text.pdf", "Lụa", 2))
    assert proposed_cuts(archive, reference) == ()
    with pytest.raises(NothingToArrange):
        split_at(archive, reference, ())
    take_in(archive, a_scan("blank", 2))
    bring_up_to_date(archive)
