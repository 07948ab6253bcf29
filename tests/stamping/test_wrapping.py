"""What nothing can be appended to is wrapped: rebuilt as it looks, and attached untouched."""

import hashlib
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from tests.stamping.papers import WORDS, document, facts

from luutru.stamping.certifying import certify
from luutru.stamping.checking import check
from luutru.stamping.facts import ORIGINAL_NAME
from luutru.stamping.told import Reason, Verdict
from luutru.stamping.wrapping import wrap


@pytest.fixture
def signed(tmp_path, own_signer):
    """A document that was signed by others before it came here."""
    base = document(tmp_path / "base.pdf", pages=2)
    path = tmp_path / "signed.pdf"
    certify(base, path, facts(base, has_sheet=False), own_signer)
    return path


def wrapped(source, tmp_path, signer, reason="signed", password=""):
    base, copy = tmp_path / "wrapper.pdf", tmp_path / "copy.pdf"
    wrap(source, base, password)
    certify(base, copy, facts(source, rebuilt=reason), signer)
    return copy


def attached(copy):
    with pikepdf.open(copy) as pdf:
        return pdf.attachments[ORIGINAL_NAME].get_file().read_bytes()


def test_the_original_goes_along_untouched_and_its_own_signature_holds(
    signed, tmp_path, own_signer, own_trust
):
    copy = wrapped(signed, tmp_path, own_signer)
    told = check(copy, own_trust, master_sha256=hashlib.sha256(signed.read_bytes()).hexdigest())
    assert told.verdict is Verdict.ACCEPTED
    assert told.manifest["rebuilt"] == "signed"
    assert attached(copy) == signed.read_bytes()
    (inner,) = PdfFileReader(BytesIO(attached(copy))).embedded_signatures
    status = validate_pdf_signature(
        inner, ValidationContext(trust_roots=[inner.signer_cert], allow_fetching=False)
    )
    assert status.intact
    assert status.valid
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE


def test_a_wrapper_shows_what_the_signed_file_shows_and_says_so(signed, tmp_path, own_signer):
    copy = wrapped(signed, tmp_path, own_signer)
    with pypdfium2.PdfDocument(signed) as before, pypdfium2.PdfDocument(copy) as after:
        for number in (0, 1):
            assert after[number].get_size() == before[number].get_size()
            assert WORDS[number] in after[number].get_textpage().get_text_range()
        mark = after[0].get_textpage().get_text_range()
        sheet = after[2].get_textpage().get_text_range()
    assert "Thời gian ký" in mark  # what the first signature shows became a part of the page
    assert "đã được ký số" in sheet
    assert ORIGINAL_NAME in sheet
    assert "trùng khít" not in sheet


def test_a_wrapper_around_another_original_is_rejected(signed, tmp_path, own_signer, own_trust):
    base, copy = tmp_path / "wrapper.pdf", tmp_path / "copy.pdf"
    wrap(signed, base)
    certify(base, copy, facts(signed, rebuilt="signed", source_sha256="ab" * 32), own_signer)
    assert check(copy, own_trust).reason is Reason.OTHER_SOURCE
    certify(document(base, pages=1), copy, facts(signed, rebuilt="signed"), own_signer)
    assert check(copy, own_trust).verdict is not Verdict.ACCEPTED


@pytest.mark.parametrize("password", ["", "mở"])
def test_an_encrypted_source_is_wrapped_with_its_password(
    tmp_path, own_signer, own_trust, password
):
    source = document(tmp_path / "source.pdf", pages=1)
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.save(source, encryption=pikepdf.Encryption(owner="chủ", user=password))
    copy = wrapped(source, tmp_path, own_signer, "encrypted", password)
    assert check(copy, own_trust).verdict is Verdict.ACCEPTED
    assert attached(copy) == source.read_bytes()


def test_a_malformed_source_is_wrapped_as_it_was_mended(tmp_path, own_signer, own_trust):
    source = document(tmp_path / "source.pdf", pages=1)
    source.write_bytes(b"junk\n" + source.read_bytes().replace(b"startxref", b"startxxxx"))
    copy = wrapped(source, tmp_path, own_signer, "malformed")
    assert check(copy, own_trust).verdict is Verdict.ACCEPTED
    assert attached(copy) == source.read_bytes()
