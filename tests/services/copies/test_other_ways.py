"""Copies that are not the archive's bytes: rebuilt, extracted, printed."""

import hashlib
from typing import Any

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select
from tests.encrypted_run import plain_only
from tests.stamping.papers import WORDS, document, scans

from luutru.errors import (
    CopyForbidden,
    CopyIncomplete,
    ExtractLeaks,
    SourceToBeRebuilt,
    SourceUnfit,
    UnacceptableValue,
)
from luutru.holdings.stamper import Stamper
from luutru.records.register import CopyEvent
from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.copies.authority import trial_key
from luutru.services.copies.boxes import box_setting, set_box
from luutru.services.copies.issuing import issue
from luutru.services.copies.lines import copies_book
from luutru.services.copies.preparing import Weight, draw_preview, prepare
from luutru.services.copies.register import SERIES, TRIAL_SERIES, this_year
from luutru.services.copies.request import Wanted
from luutru.services.describe import describe
from luutru.stamping.told import Trust, Verdict

TO = ("Lưu: VT.",)
SIGNER: dict[str, Any] = {
    "signer_title": "Chánh Văn phòng",
    "signer_name": "Mẫu Một",
    "recipients": TO,
}


@pytest.fixture(scope="module")
def stamper():
    made = Stamper()
    yield made
    made.close()


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def kept(archive, tmp_path):
    """Take a PDF into custody as a source of copies."""

    def take(file, **more):
        reference = take_in(archive, file).reference
        values = {"copy_kind": "original", "medium": "paper", "title_vi": "Bản ghi nhớ"} | more
        describe(archive, reference, list(values.items()))
        return reference

    return take


@pytest.fixture
def four(kept, tmp_path):
    return kept(document(tmp_path / "four.pdf"))


@pytest.fixture
def locked(kept, tmp_path):
    """A source that is encrypted and opens without a password."""
    path = document(tmp_path / "locked.pdf", pages=2)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="chủ", user=""))
    return kept(path)


def lines(archive):
    with archive.catalogue.read() as session:
        return list(session.scalars(select(CopyEvent).order_by(CopyEvent.seq)))


def texts(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def told(archive, wanted, stamper, weight=None):
    checks = prepare(archive, wanted, stamper).checks
    return " | ".join(one.what for one in checks if weight in (None, one.weight))


# --- rebuilt ---------------------------------------------------------------------------------


def test_a_source_is_rebuilt_only_where_a_person_chose_it(archive, locked, out, stamper):
    wanted = Wanted(locked, recipients=TO)
    with pytest.raises(SourceToBeRebuilt, match="encrypted"):
        issue(archive, wanted, out, stamper)
    assert prepare(archive, wanted, stamper).can_be_rebuilt
    assert "encrypted" in told(archive, wanted, stamper, Weight.BLOCKS)
    chosen = Wanted(locked, recipients=TO, rebuilds=True)
    assert told(archive, chosen, stamper, Weight.BLOCKS) == ""
    assert "pages are rebuilt" in told(archive, chosen, stamper, Weight.REMARK)
    issued = issue(archive, chosen, out, stamper)
    (original,) = card(archive, locked).documents
    trust = Trust((stamper.open_key(trial_key(archive, stamper)).der,))
    checked = stamper.check(issued.path, trust, master_sha256=original.sha256, may_be_trial=True)
    assert checked.verdict is Verdict.ACCEPTED
    with pikepdf.open(issued.path) as pdf:
        inner = pdf.attachments["ban-goc.pdf"].get_file().read_bytes()
    assert hashlib.sha256(inner).hexdigest() == original.sha256
    (row,) = copies_book(archive, this_year(), series=TRIAL_SERIES).rows
    assert row.told["rebuilt"] == "encrypted"
    assert not list((archive.folder / "copies" / "unfinished").iterdir())


@plain_only
def test_a_sound_source_is_copied_byte_for_byte_whatever_was_chosen(archive, four, out, stamper):
    issued = issue(archive, Wanted(four, recipients=TO, rebuilds=True), out, stamper)
    (original,) = card(archive, four).documents
    bytes_kept = archive.path_of(original.sha256, is_master=True).read_bytes()
    assert issued.path.read_bytes().startswith(bytes_kept)


def test_a_source_that_needs_a_password_is_opened_with_it(archive, kept, out, stamper, tmp_path):
    path = document(tmp_path / "closed.pdf", pages=1)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="chủ", user="mở"))
    reference = kept(path)
    with pytest.raises(SourceUnfit, match="encrypted"):
        issue(archive, Wanted(reference, recipients=TO, rebuilds=True), out, stamper)
    wanted = Wanted(reference, recipients=TO, rebuilds=True, source_password="mở")  # noqa: S106  of a test
    assert "mở" not in repr(wanted)
    assert issue(archive, wanted, out, stamper).path.is_file()


def test_a_full_electronic_copy_of_an_electronic_original_is_the_legal_officers(
    archive, kept, out, stamper, four
):
    signed = kept(issue(archive, Wanted(four, recipients=TO), out, stamper).path,
                  medium="electronic")  # fmt: skip
    with pytest.raises(CopyForbidden, match="direction"):
        issue(archive, Wanted(signed, recipients=TO), out, stamper)
    chosen = Wanted(signed, recipients=TO, rebuilds=True)
    assert "names no electronic copy" in told(archive, chosen, stamper, Weight.REMARK)
    assert issue(archive, chosen, out, stamper).path.is_file()
    describe(archive, four, [("medium", "electronic")])
    with pytest.raises(CopyForbidden, match="direction"):
        issue(archive, Wanted(four, recipients=TO, rebuilds=True), out, stamper)


# --- on paper --------------------------------------------------------------------------------


def test_a_copy_on_paper_takes_a_number_and_no_key(archive, four, out, stamper):
    wanted = Wanted(four, direction="g", **SIGNER)
    assert not wanted.is_trial
    assert "right after the text" in told(archive, wanted, stamper)
    issued = issue(archive, wanted, out, stamper)
    assert not issued.has_own_sheet
    reserved, entered = lines(archive)
    assert (entered.series, entered.direction, entered.state) == (SERIES, "gg", "issued")
    assert entered.output_sha256 == hashlib.sha256(issued.path.read_bytes()).hexdigest()
    assert reserved.number == issued.number == 1
    pages = texts(issued.path)
    assert len(pages) == 4
    assert "01/SY-TĐC" in pages[-1]
    assert "THÔNG TIN KIỂM TRA" not in "".join(pages)


def test_a_sheet_of_its_own_is_told_before_and_after(archive, kept, out, stamper, tmp_path):
    reference = kept(document(tmp_path / "full.pdf", pages=2, text_ends=0.9))
    wanted = Wanted(reference, direction="gg", **SIGNER)
    assert "sheet of its own" in told(archive, wanted, stamper, Weight.REMARK)
    assert issue(archive, wanted, out, stamper).has_own_sheet


def test_a_copy_of_a_copy_on_paper_is_made_from_a_full_copy(archive, four, out, stamper):
    describe(archive, four, [("copy_kind", "full_copy")])
    issued = issue(archive, Wanted(four, "SL", "gg", **SIGNER), out, stamper)
    assert "SAO LỤC" in texts(issued.path)[-1]


def test_an_extract_on_paper_has_its_sheet_of_elements_and_the_block(archive, four, out, stamper):
    issued = issue(archive, Wanted(four, "TrS", "gg", "2", **SIGNER), out, stamper)
    cover, page, *block = texts(issued.path)
    assert "Trích trang 2" in cover
    assert "TRÍCH SAO" in (block[0] if block else page)


def test_a_direction_begins_with_the_medium_of_its_source(archive, four, out, stamper):
    describe(archive, four, [("medium", "electronic")])
    with pytest.raises(CopyForbidden, match="recorded"):
        issue(archive, Wanted(four, direction="gg", **SIGNER), out, stamper)
    issue(archive, Wanted(four, direction="g", **SIGNER), out, stamper)
    assert lines(archive)[-1].direction == "dg"


def test_a_signed_electronic_original_is_printed_as_it_looks(archive, kept, four, out, stamper):
    signed = kept(issue(archive, Wanted(four, recipients=TO), out, stamper).path,
                  medium="electronic")  # fmt: skip
    issued = issue(archive, Wanted(signed, direction="dg", **SIGNER), out, stamper)
    assert "Thời gian ký" in texts(issued.path)[0]


def test_the_technical_box_is_a_switch_of_the_agency(archive, four, out, stamper):
    assert box_setting(archive) == "electronic"
    set_box(archive, "all")
    issued = issue(archive, Wanted(four, direction="gg", **SIGNER), out, stamper)
    assert "THÔNG TIN KIỂM TRA" in texts(issued.path)[-1]
    set_box(archive, "none")
    issued = issue(archive, Wanted(four, recipients=TO), out, stamper)
    assert "THÔNG TIN KIỂM TRA" not in "".join(texts(issued.path))
    with pytest.raises(UnacceptableValue):
        set_box(archive, "some")


# --- extracts --------------------------------------------------------------------------------


def test_an_extract_that_leaks_takes_no_number(archive, kept, out, stamper, tmp_path):
    leaking = document(tmp_path / "leaking.pdf")
    with pikepdf.open(leaking, allow_overwriting_input=True) as pdf:
        pdf.pages[1].contents_add(f"% Hai Bên {WORDS[2]} đổi".encode())  # unseen, of page 3
        pdf.save(leaking)
    reference = kept(leaking)
    with pytest.raises(ExtractLeaks, match=WORDS[2]):
        issue(archive, Wanted(reference, "TrS", pages="2", recipients=TO), out, stamper)
    assert lines(archive) == []
    assert not list((archive.folder / "copies" / "unfinished").iterdir())
    as_image = ((2, (0.0, 0.0, 1.0, 1.0)),)  # what the advice says
    wanted = Wanted(reference, "TrS", pages="2", parts=as_image, recipients=TO)
    assert issue(archive, wanted, out, stamper).path.is_file()


def test_parts_of_pages_are_told_on_the_sheet_and_lie_on_shown_pages(archive, four, out, stamper):
    part = (0.0, 0.0, 1.0, 0.3)
    for wrong in (((3, part),), ((2, (0.0, 0.5, 1.0, 0.4)),), ((2, (0.0, 0.0, 1.2, 1.0)),)):
        with pytest.raises(CopyIncomplete):
            issue(archive, Wanted(four, "TrS", pages="2", parts=wrong, recipients=TO), out, stamper)
    wanted = Wanted(four, "TrS", pages="1,2", parts=((2, part),), recipients=TO)
    issued = issue(archive, wanted, out, stamper)
    cover, _page, image, sheet = texts(issued.path)
    assert "trang 2 chỉ trích một phần" in cover
    assert "Hai Bên" not in image
    assert "1,2 (trang 2: một phần)" in sheet
    (row,) = copies_book(archive, this_year(), series=TRIAL_SERIES).rows
    assert row.told["parts"] == "2:0,0,100,30"


def test_an_extract_of_scans_holds_the_chosen_images_alone(archive, kept, out, stamper, tmp_path):
    reference = kept(scans(tmp_path / "scans.pdf"))
    issued = issue(archive, Wanted(reference, "TrS", pages="2-3", recipients=TO), out, stamper)
    with pikepdf.open(issued.path) as pdf:
        images = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)
                  and one.get("/Subtype") == "/Image"]  # fmt: skip
    assert len(images) == 2


def test_what_the_archive_does_not_know_of_the_original_is_told(archive, four, stamper):
    wanted = Wanted(four, "TrS", pages="1", recipients=TO)
    assert "who issued it, its day, who signed it" in told(archive, wanted, stamper)
    values = [("party.vietnamese+", "Cơ quan Mẫu"), ("signed_on", "2023-12-07")]
    describe(archive, four, [*values, ("signatory.vietnamese+", "Mẫu Hai; Cục trưởng")])
    assert "does not know" not in told(archive, wanted, stamper)


def test_a_covered_letterhead_is_told(archive, kept, stamper, tmp_path):
    head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    reference = kept(document(tmp_path / "headed.pdf", head=head))
    assert "covers something" in told(archive, Wanted(reference, recipients=TO), stamper)


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({}, 2), ({"direction": "gg"}, 2), ({"form": "TrS", "pages": "2"}, 2),
        ({"form": "TrS"}, 2), ({"form": "TrS", "direction": "gg", "pages": "2"}, 2),
    ],
)  # fmt: skip
def test_every_kind_of_copy_is_previewed(archive, four, stamper, tmp_path, wanted, shown):
    target = tmp_path / "preview.pdf"
    draw_preview(archive, Wanted(four, **{**SIGNER, **wanted}), stamper, target)
    assert len(texts(target)) >= shown
    assert lines(archive) == []
