import io

import pikepdf
import pytest
from tests.reading import pdfs

from luutru.reading.inspection import inspect
from luutru.reading.messages import PageShape, Problem

PLAIN = pdfs.with_text([b"The parties exchange standards and regulations"] * 4)
MOST = 2000


@pytest.fixture
def look(tmp_path):
    def inspected(data, most=MOST):
        return inspect(pdfs.write(tmp_path, {"one": data})["one"], most)

    return inspected


def locked(**words):
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(**words))
    return written.getvalue()


def test_pages_are_told_with_their_size_as_displayed(look):
    told = look(pdfs.with_text([b"x"], entries="/Rotate 90"))
    assert told.pages == (PageShape(842, 595),)
    assert (told.problem, told.pdf_version, told.active_content) == (None, "1.7", ())
    assert not told.signed


def test_rubbish_before_the_header_is_no_problem(look):
    assert len(look(b"\x00junk" * 100 + PLAIN).pages) == 1


def test_a_file_that_asks_for_a_password_is_locked(look):
    assert look(locked(user="secret", owner="o")).problem is Problem.ENCRYPTED


def test_a_file_that_only_forbids_printing_can_be_read(look):
    assert len(look(locked(user="", owner="o")).pages) == 1


@pytest.mark.parametrize("left", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_is_cut_short_is_damaged(look, left):
    assert look(PLAIN[: int(len(PLAIN) * left)]).problem is Problem.DAMAGED


def test_a_later_version_that_is_cut_short_is_damaged(look):
    update = b"5 0 obj\n" + pdfs.stream(b"x" * 9000) + b"\nendobj\n"
    assert look(PLAIN + update).problem is Problem.DAMAGED


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n" + bytes(5000), pdfs.cyclic_tree()])
def test_what_is_no_document_is_damaged(look, data):
    assert look(data).problem is Problem.DAMAGED


def test_a_document_without_pages_says_so(look):
    tree = "<< /Type /Pages /Kids [] /Count 0 >>"
    assert look(pdfs.pdf([pdfs.CATALOGUE, tree])).problem is Problem.NO_PAGES


def test_too_many_pages_are_counted_and_left(look):
    told = look(pdfs.blank(12), most=10)
    assert (told.problem, told.detail, told.pages) == (Problem.TOO_MANY_PAGES, "12", ())


def test_a_tree_that_boasts_is_not_believed(look):
    assert len(look(pdfs.boastful_tree()).pages) == 1


def test_a_file_that_is_gone_is_a_problem_and_no_crash(tmp_path):
    assert inspect(tmp_path / "gone.pdf", MOST).problem is Problem.DAMAGED


def test_everything_that_wants_to_be_done_is_named(look):
    assert look(pdfs.active()).active_content == (
        "attachment",
        "form",
        "goto_remote",
        "javascript",
        "launch",
        "uri",
    )
    assert look(PLAIN).active_content == ()


def test_a_signature_is_noticed(look):
    signature = (
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /Rect [0 0 0 0] "
        "/V << /Type /Sig /Filter /Adobe.PPKLite /Contents <00> /ByteRange [0 1 2 3] >> >>"
    )
    catalogue = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /SigFlags 3 >> >>"
    sheet = pdfs.page("/Annots [5 0 R]")
    data = pdfs.pdf([catalogue, pdfs.ONE_PAGE, sheet, pdfs.stream(b""), signature])
    assert look(data).signed
