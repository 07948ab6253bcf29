"""What the rules read out of a scan, beside what is recorded of it; nothing is saved."""

import pytest
from pypdf import PdfWriter
from tests.services.conftest import read

from luutru.errors import PagesUnread, UnknownReference
from luutru.services import lookup
from luutru.services.accession import Joining, take_in
from luutru.services.confirming import Answer, confirm
from luutru.services.custody import entries
from luutru.services.describe import describe, new_agreement
from luutru.services.propose import read_proposals, review_sheet, waiting_for_review
from luutru.services.review import accept_review

TEXT = "TỔNG CỤC MẪU Số: 05/BGN-TĐC BẢN GHI NHỚ về hợp tác đo lường"


@pytest.fixture
def take(archive, tmp_path):
    """Take a PDF in whose one page has a text; return its reference."""

    def taken(text, **more):
        writer = PdfWriter()
        writer.add_blank_page(width=595, height=842)
        writer.add_metadata({"/Subject": text})
        file = tmp_path / f"{abs(hash(text))}.pdf"
        writer.write(file)
        reference = take_in(archive, file, **more).reference
        read(archive, text)
        return reference

    return taken


def field(sheet, name):
    return next(asked for asked in sheet.fields if asked.name == name)


def test_a_sheet_shows_proposals_beside_what_is_recorded(archive, take):
    reference = take(TEXT)
    describe(archive, reference, [("signed_place", "Hà Nội"), ("expires_on", "không nêu")])
    sheet = review_sheet(archive, reference)
    number = field(sheet, "code_number")
    assert [candidates[0].value for candidates in number.entries] == ["05"]
    assert number.entries[0][0].places[0].page == 1
    assert field(sheet, "signed_place").current == "Hà Nội"
    assert field(sheet, "expires_on").silent
    assert not field(sheet, "signed_place").silent
    assert sheet.read


def test_parties_are_asked_for_once_and_before_who_signed(archive, take):
    names = [asked.name for asked in review_sheet(archive, take(TEXT)).fields]
    assert names.count("party.foreign") == 1
    assert names.index("party.foreign") < names.index("signatory.foreign")


def test_looking_saves_nothing(archive, take):
    reference = take(TEXT)
    before = len(entries(archive))
    review_sheet(archive, reference)
    read_proposals(archive, reference)
    assert len(entries(archive)) == before
    assert field(review_sheet(archive, reference), "code_number").current == ""


def test_a_document_that_is_a_part_asks_for_no_fields(archive, take):
    main = take(TEXT)
    part = take("PHỤ LỤC I Danh mục", joining=Joining.ANNEX_OF, to=main)
    assert review_sheet(archive, part).fields == ()
    assert review_sheet(archive, main).fields != ()


def test_what_is_read_waits_before_what_is_not(archive, take, a_scan):
    done = take(TEXT)
    unread = take_in(archive, a_scan("z")).reference
    with archive.catalogue.write() as session:
        lookup.document(session, unread).reading_rank = 9
    told = [(waiting.reference, waiting.read) for waiting in waiting_for_review(archive)]
    assert told == [(done, True), (unread, False)]


def test_what_was_reviewed_waits_no_longer(archive, take):
    reference = take(TEXT)
    required = [
        Answer("official_name", "Bản ghi nhớ"), Answer("title_vi", "A"),
        Answer("copy_kind", "Bản gốc"), Answer("medium", "Giấy"), Answer("secrecy", "Thường"),
        Answer("party.vietnamese", "Tổng cục Mẫu"), Answer("party.foreign", "Viện Mẫu; ; BY"),
    ]  # fmt: skip
    confirm(archive, reference, required)
    assert waiting_for_review(archive) == []


def test_an_agreement_described_without_a_sheet_waits_no_longer(archive, take):
    reference = take(TEXT)
    required = {
        "official_name": "Bản ghi nhớ", "title_vi": "A", "copy_kind": "Bản gốc", "medium": "Giấy",
        "party.vietnamese": "Tổng cục Mẫu", "party.foreign": "Viện Mẫu; ; BY",
    }  # fmt: skip
    describe(archive, reference, list(required.items()))
    accept_review(archive, reference)
    assert waiting_for_review(archive) == []


def test_an_agreement_without_a_scan_proposes_nothing(archive):
    with pytest.raises(PagesUnread):
        review_sheet(archive, new_agreement(archive, [("title_vi", "A")]))


def test_an_unknown_reference_is_refused(archive):
    with pytest.raises(UnknownReference):
        read_proposals(archive, "2099-0001")
