"""The code on a sheet is checked by its signature, and by the register where it is at hand."""

import pypdfium2 as pdfium
import pytest

from luutru.errors import CodeNotFound, FileUnreadable
from luutru.services.copies.changing import revoke
from luutru.services.copies.code_words import told_of
from luutru.services.copies.codes import verify_code
from luutru.services.copies.pictured import code_in


@pytest.fixture
def sheet(issuing):
    """The file of a copy whose last page is its sheet."""
    return issuing().path


@pytest.fixture
def text(sheet):
    return code_in(sheet)


def test_a_code_is_read_from_the_sheet_and_borne_out_by_the_register(archive, text):
    told = verify_code(text, archive=archive)
    assert (told.verdict, told.is_entered, told.words) == ("accepted", True, "")
    words = dict(told_of(told))
    assert words["Symbol"].startswith("01/SY-TĐC")
    assert len(words["SHA-256 of the source"]) == 64


def test_a_code_is_read_from_a_picture_of_the_sheet(sheet, out, text):
    pdf = pdfium.PdfDocument(sheet)
    pdf[len(pdf) - 1].render(scale=200 / 72).to_pil().save(out / "sheet.jpg", quality=70)
    pdf.close()
    assert code_in(out / "sheet.jpg") == text


def test_a_code_is_checked_by_the_certificate_alone(text, roots, tmp_path):
    told = verify_code(text, roots=roots)
    assert (told.verdict, told.is_entered) == ("accepted", False)
    assert verify_code(text).verdict == "unchecked"
    assert verify_code(text, roots=tmp_path).verdict == "unchecked"


@pytest.mark.parametrize("at", [1, 2, 4, 6, 8, 9])
def test_a_code_that_was_changed_is_rejected(text, roots, at):
    parts = text.split("|")
    parts[at] = parts[at].translate(str.maketrans("0123456789", "1234567890")) + (
        "x" if at == 4 else ""
    )
    told = verify_code("|".join(parts), roots=roots)
    assert told.verdict in ("rejected", "unchecked")


def test_a_code_of_a_revoked_copy_is_rejected(archive, text):
    year = int(text.split("|")[2])
    revoke(archive, year, 1, "sai số trang")
    told = verify_code(text, archive=archive)
    assert told.verdict == "rejected"
    assert "sai số trang" in told.words


def test_a_trial_is_accepted_as_a_trial_only(archive, issuing):
    text = code_in(issuing(key=None, as_trial=True).path)
    told = verify_code(text, archive=archive)
    assert (told.verdict, told.is_trial) == ("rejected", True)
    assert verify_code(text, archive=archive, may_be_trial=True).verdict == "accepted"


@pytest.mark.parametrize("other", ["", "VNSAO1", "x" * 9000, "VNSAO1" + "|" * 11, "https://x.vn"])
def test_what_is_no_code_of_ours_cannot_be_checked(archive, other):
    assert verify_code(other, archive=archive).verdict == "unchecked"


def test_a_picture_without_a_code_is_told(a_scan, out):
    with pytest.raises(CodeNotFound):
        code_in(a_scan())
    (out / "odd.png").write_bytes(b"no picture")
    with pytest.raises(CodeNotFound):
        code_in(out / "odd.png")
    with pytest.raises(FileUnreadable):
        code_in(out / "none.png")
