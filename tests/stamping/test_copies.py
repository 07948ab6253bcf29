"""Mark and sheet stand right on pages of every kind, and whatever is changed is noticed."""

import hashlib
from datetime import datetime

import pikepdf
import pypdfium2
import pytest

from luutru import clock
from luutru.stamping.certifying import certify
from luutru.stamping.checking import check
from luutru.stamping.extracting import extract
from luutru.stamping.facts import VIETNAM, CopyFacts
from luutru.stamping.mark import MARGIN, draw_mark
from luutru.stamping.preflight import look
from luutru.stamping.shown import Extract, Original, Shown
from luutru.stamping.signing import certificate_in, make_trial_key, signer_of
from luutru.stamping.told import Notice, Reason, Trust, Verdict
from luutru.stamping.trouble import CannotStamp, Fault
from luutru.stamping.visible import Visible

NAME = "Trung tâm Thông tin Truyền thông Tiêu chuẩn Đo lường Chất lượng và Đào tạo nghiệp vụ"


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    path = tmp_path_factory.mktemp("key") / "trial.p12"
    make_trial_key(path, "pw", "Cơ quan Mẫu", clock.now())
    return path


@pytest.fixture(scope="module")
def signer(key):
    return signer_of({"file": str(key), "password": "pw"}, clock.now())


@pytest.fixture(scope="module")
def trust(key):
    return Trust((certificate_in(key, "pw"),))


@pytest.fixture
def source(tmp_path):
    def make(pages=1, rotate=0, media=(0, 0, 595, 842), crop=None, unit=None, inherited=False):
        path = tmp_path / "source.pdf"
        with pikepdf.new() as pdf:
            for number in range(1, pages + 1):
                page = pdf.add_blank_page(page_size=(media[2] - media[0], media[3] - media[1]))
                page.MediaBox = list(media)
                page.Contents = pdf.make_stream(f"% secret of page {number}".encode())
                if rotate and not inherited:
                    page.Rotate = rotate
                if crop:
                    page.CropBox = list(crop)
                if unit:
                    page.UserUnit = unit
            if inherited:
                pdf.Root.Pages.Rotate = rotate
            pdf.save(path)
        return path

    return make


def facts(path, **more):
    told = {
        "form": "SY", "number": 5, "year": 2027, "abbreviation": "TĐC", "agency": NAME,
        "moment": datetime(2027, 1, 5, 9, 3, 1, tzinfo=VIETNAM), "source_pages": 1,
        "source_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "source_size": path.stat().st_size, "head": "cd" * 32, "recipients": ("Lưu: VT.",),
    } | more  # fmt: skip
    return CopyFacts(**told)


def ink(page, left, top, right, bottom):
    """Tell which share of a region, in shares of the page as seen, is dark."""
    image = page.render(scale=1.5).to_pil().convert("L")
    wide, high = image.size
    part = image.crop((int(left * wide), int(top * high), int(right * wide), int(bottom * high)))
    dark = sum(count for value, count in enumerate(part.histogram()) if value < 128)
    return dark / (part.width * part.height)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "shape",
    [{}, {"media": (0, 0, 842, 595)}, {"media": (0, 0, 420, 595)},
     {"media": (-50, 20, 600, 900), "crop": (0, 60, 560, 840)}, {"unit": 2.0}],
    ids=["a4", "landscape", "a5", "cropped", "unit"],
)  # fmt: skip
def test_the_mark_stands_in_the_seen_top_right_corner(
    source, signer, trust, tmp_path, rotate, shape
):
    base, copy = source(rotate=rotate, **shape), tmp_path / "copy.pdf"
    certify(base, copy, facts(base), signer)
    assert check(copy, trust).verdict is Verdict.ACCEPTED
    document = pypdfium2.PdfDocument(copy)
    document.init_forms()
    page = document[0]
    unit = shape.get("unit", 1)  # PDFium draws as if it were 1
    wide, high = (side * unit for side in page.get_size())
    corner = (1 - 210 / wide, 0.0, 1.0, 90 / high)
    assert ink(page, *corner) > 0.02
    assert ink(page, 0, 0, 1 - 215 / wide, 1) == 0
    assert ink(page, 0, 95 / high, 1, 1) == 0
    sheet = document[1]
    assert [round(side) for side in sheet.get_size()] == [595, 842]
    assert ink(sheet, 0.1, 0.05, 0.95, 0.15) > 0.01


def test_the_sheet_inherits_nothing_from_turned_pages(source, signer, tmp_path):
    base, copy = source(rotate=90, inherited=True), tmp_path / "copy.pdf"
    certify(base, copy, facts(base), signer)
    document = pypdfium2.PdfDocument(copy)
    assert document[0].get_rotation() == 90
    assert document[1].get_rotation() == 0


def test_the_mark_is_upright_on_a_turned_page(source, tmp_path):
    seen = Visible((0, 0, 595, 842), 90, 1.0)
    path = source()
    mark = draw_mark(facts(path), seen)
    left, bottom, right, top = seen.top_right(mark.wide, mark.high, MARGIN)
    assert (right - left, top - bottom) == (mark.high, mark.wide)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda data: data + b"\n%junk", Verdict.REJECTED),
        (lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:], Verdict.REJECTED),
        (lambda data: data[:-300], Verdict.UNCHECKED),
        (lambda data: b"", Verdict.UNCHECKED),
    ],
    ids=["junk", "flipped", "cut", "empty"],
)
def test_a_changed_copy_is_never_accepted(source, signer, trust, tmp_path, change, verdict):
    base, copy = source(pages=2), tmp_path / "copy.pdf"
    certify(base, copy, facts(base), signer)
    copy.write_bytes(change(copy.read_bytes()))
    assert check(copy, trust).verdict is verdict


def test_a_copy_without_its_revision_has_no_signature(source, signer, trust, tmp_path):
    base, copy = source(), tmp_path / "copy.pdf"
    certify(base, copy, facts(base), signer)
    copy.write_bytes(copy.read_bytes()[: base.stat().st_size])
    told = check(copy, trust)
    assert (told.verdict, told.reason, told.detail) == (
        Verdict.REJECTED, Reason.SIGNATURES, "0",
    )  # fmt: skip


def test_a_key_that_nobody_trusts_is_told(source, signer, tmp_path):
    other = tmp_path / "other.p12"
    make_trial_key(other, "pw", "Kẻ khác", clock.now())
    base, copy = source(), tmp_path / "copy.pdf"
    certify(base, copy, facts(base), signer)
    told = check(copy, Trust((certificate_in(other, "pw"),)))
    assert (told.verdict, told.reason) == (Verdict.REJECTED, Reason.UNKNOWN_ISSUER)


def test_a_copy_of_another_original_is_told(source, signer, trust, tmp_path):
    base, copy = source(), tmp_path / "copy.pdf"
    certify(base, copy, facts(base), signer)
    assert check(copy, trust, master_sha256="0" * 64).reason is Reason.NOT_THE_MASTER


def test_nothing_is_added_to_a_signed_file(source, signer, tmp_path):
    base, copy = source(), tmp_path / "copy.pdf"
    certify(base, copy, facts(base), signer)
    assert (Notice.SIGNED, 0) in look(copy).notices
    with pytest.raises(CannotStamp) as stopped:
        certify(copy, tmp_path / "again.pdf", facts(copy), signer)
    assert stopped.value.fault is Fault.SIGNED


def test_an_extract_holds_nothing_of_the_other_pages(source, tmp_path):
    base, target = source(pages=4), tmp_path / "extract.pdf"
    extract(base, Extract((Shown(2), Shown(3)), Original()), target)
    with pikepdf.open(target) as made:
        raw = b"".join(one.read_bytes() for one in made.objects if isinstance(one, pikepdf.Stream))
        assert len(made.pages) == 3
    assert b"page 2" in raw
    assert b"page 3" in raw
    assert b"page 1" not in raw + target.read_bytes()
    assert b"page 4" not in raw + target.read_bytes()


def test_a_page_that_is_not_there_is_not_extracted(source, tmp_path):
    with pytest.raises(CannotStamp):
        extract(source(), Extract((Shown(2),), Original()), tmp_path / "extract.pdf")
