import numpy as np
import pytest
from PIL import Image
from sqlalchemy import select
from tests.encrypted_run import plain_only

from luutru.records.files import FileObject
from luutru.services import custody, retries
from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.originals import originals
from luutru.services.pages import page_image, page_shapes
from luutru.services.recovery import recover
from luutru.services.wrapping import wrap_images

DAMAGED = b"II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"


@pytest.fixture
def a_fax(tmp_path):
    """A TIFF of two black and white pages, called as if it were a PDF."""
    file = tmp_path / "fax.pdf"
    first, second = (
        Image.fromarray(np.random.default_rng(seed).integers(0, 2, (60, 40), np.uint8) * 255)
        for seed in range(2)
    )
    first.convert("1").save(
        file,
        "TIFF",
        save_all=True,
        append_images=[second.convert("1")],
        compression="group4",
        dpi=(100, 100),
    )
    return file


def files(archive):
    with archive.catalogue.read() as session:
        return list(session.scalars(select(FileObject).order_by(FileObject.id)))


@plain_only
def test_an_image_is_kept_as_it_is_and_shown_through_a_pdf(archive, a_fax):
    receipt = take_in(archive, a_fax)
    bring_up_to_date(archive, recognise=False)
    master, made = files(archive)
    assert archive.path_of(receipt.sha256, is_master=True).read_bytes() == a_fax.read_bytes()
    assert (master.media_type, master.is_master, master.carries_pages) == (
        "image/tiff", True, False,
    )  # fmt: skip
    assert (made.is_master, made.carries_pages, made.derived_from_id) == (False, True, master.id)
    assert made.made_by.startswith("img2pdf ")
    assert archive.path_of(made.sha256, is_master=False).read_bytes().startswith(b"%PDF-")
    assert made.page_count == 2


def test_a_person_is_told_of_the_image_and_sees_its_pages(archive, a_fax):
    receipt = take_in(archive, a_fax)
    bring_up_to_date(archive, recognise=False)
    told = card(archive, receipt.reference).documents[0]
    assert (told.sha256, told.media_type, told.pages) == (receipt.sha256, "image/tiff", 2)
    assert [entry.sha256 for entry in originals(archive)] == [receipt.sha256]
    assert len(page_shapes(archive, told.id)) == 2
    assert page_image(archive, told.id, 2, width=40).height == 60


def test_an_image_that_nobody_has_wrapped_yet_is_known_without_pages(archive, a_fax):
    receipt = take_in(archive, a_fax)
    told = card(archive, receipt.reference).documents[0]
    assert (told.pages, told.problem) == (None, "")
    assert verify(archive, full=True).is_sound


def test_wrapping_is_done_once_and_told_in_the_log(archive, a_fax):
    reference = take_in(archive, a_fax).reference
    for _ in range(2):
        wrap_images(archive)
    assert len(files(archive)) == 2
    told = [entry for entry in custody.entries(archive, reference) if entry.act == "wrapped"]
    assert [entry.detail["sha256"] for entry in told] == [files(archive)[1].sha256]


def test_an_image_that_cannot_be_wrapped_is_kept_and_waits(archive, tmp_path):
    file = tmp_path / "bad.tif"
    file.write_bytes(DAMAGED)
    receipt = take_in(archive, file)
    bring_up_to_date(archive, recognise=False)
    (failure,) = retries.failures(archive)
    assert (failure.reference, failure.problem) == (receipt.reference, "damaged")
    assert card(archive, receipt.reference).documents[0].problem == "damaged"
    retries.run(archive)
    (failure,) = retries.failures(archive)
    assert failure.attempts == 2
    assert verify(archive, full=True).is_sound


def test_one_bad_image_never_stops_the_others(archive, a_fax, tmp_path):
    file = tmp_path / "bad.tif"
    file.write_bytes(DAMAGED)
    take_in(archive, file)
    take_in(archive, a_fax)
    bring_up_to_date(archive, recognise=False)
    assert [kept.page_count for kept in files(archive)] == [None, None, 2]


def test_a_pdf_left_by_a_crash_is_set_aside_and_made_again(archive, a_fax):
    receipt = take_in(archive, a_fax)
    with archive.derivatives.making(10, "made") as part:
        archive.reader.wrap([archive.strongroom.path_of(receipt.sha256)], part)
        left = archive.derivatives.settle(part, "made")
    assert [found.rule for found in verify(archive).findings] == ["I1"]
    assert recover(archive, recognise=False).set_aside == 1
    assert files(archive)[1].sha256 == left.sha256
    verdict = verify(archive, full=True)
    assert verdict.is_sound
    assert (verdict.originals, verdict.derivatives, verdict.hashed) == (1, 1, 2)


def test_a_recovery_in_the_middle_of_wrapping_costs_nothing(archive, a_fax, monkeypatch):
    take_in(archive, a_fax)
    settle = archive.derivatives.settle
    disturbed: list[bool] = []

    def settle_disturbed(part, subject):
        kept = settle(part, subject)
        if not disturbed:
            disturbed.append(True)
            archive.derivatives.set_aside(kept.sha256)
        return kept

    monkeypatch.setattr(archive.derivatives, "settle", settle_disturbed)
    wrap_images(archive)
    assert disturbed
    assert verify(archive, full=True).is_sound
    assert len(files(archive)) == 2


@pytest.mark.parametrize("harm", ["gone", "altered", "longer"])
def test_harm_to_a_derivative_is_noticed(archive, a_fax, harm):
    reference = take_in(archive, a_fax).reference
    wrap_images(archive)
    path = archive.path_of(files(archive)[1].sha256, is_master=False)
    path.chmod(0o600)
    if harm == "gone":
        path.unlink()
    else:
        content = bytearray(path.read_bytes())
        content[20] ^= 1
        path.write_bytes(bytes(content) + (b"x" if harm == "longer" else b""))
    found = verify(archive, full=True).findings
    assert [(one.rule, one.reference) for one in found] == [("I2", reference)]
    assert "derivative" in found[0].what


def test_harm_to_an_image_is_noticed(archive, a_fax):
    reference = take_in(archive, a_fax).reference
    archive.path_of(files(archive)[0].sha256, is_master=True).unlink()
    found = verify(archive).findings
    assert [(one.rule, one.reference) for one in found] == [("I2", reference)]
    assert "original" in found[0].what
