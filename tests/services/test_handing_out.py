import hashlib

import pytest
from PIL import Image
from tests.encrypted_run import plain_only

from luutru.errors import FixityLost, OriginalMissing, SecretNotHandedOut, UnknownReference
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.handing_out import hand_out, make_sure_it_may, name_outside, record_print


def acts(archive, reference):
    return [(entry.act, dict(entry.detail)) for entry in custody.entries(archive, reference)]


@pytest.fixture
def lease(archive, keep):
    reference = keep("Lease")
    describe(archive, reference, [("title_vi", "Thuê: nhà / kho?")])
    return reference


def kept_file(archive, reference):
    return archive.strongroom.path_of(card(archive, reference).documents[0].sha256)


@plain_only
def test_a_copy_is_the_original_byte_for_byte_and_is_told_in_the_log(archive, lease, tmp_path):
    target = tmp_path / "copy.pdf"
    hand_out(archive, lease, target)
    assert target.read_bytes() == kept_file(archive, lease).read_bytes()
    sha256 = hashlib.sha256(target.read_bytes()).hexdigest()
    assert acts(archive, lease)[0] == ("exported", {"filename": "copy.pdf", "sha256": sha256})
    assert [file.name for file in tmp_path.glob(".*")] == []


def test_the_name_outside_is_reference_and_title_without_what_systems_refuse(archive, lease):
    assert name_outside(archive, lease) == f"{lease} Thuê nhà kho.pdf"


def test_a_long_title_is_cut_between_two_letters(archive, lease):
    describe(archive, lease, [("title_vi", "ợ" * 400)])
    name = name_outside(archive, lease)
    assert len(name.encode()) <= 204
    assert name == f"{lease} {'ợ' * 63}.pdf"


def test_a_damaged_original_is_not_handed_out(archive, lease, tmp_path):
    kept = kept_file(archive, lease)
    kept.chmod(0o600)
    kept.write_bytes(b"%PDF-1.7 something else")
    with pytest.raises(FixityLost):
        hand_out(archive, lease, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()
    assert acts(archive, lease)[0][0] != "exported"


def test_a_missing_original_is_told(archive, lease, tmp_path):
    kept_file(archive, lease).unlink()
    with pytest.raises(OriginalMissing):
        hand_out(archive, lease, tmp_path / "copy.pdf")


def test_a_state_secret_is_neither_copied_out_nor_printed(archive, lease, tmp_path):
    describe(archive, lease, [("secrecy", "secret")])
    for refused in (
        lambda: hand_out(archive, lease, tmp_path / "copy.pdf"),
        lambda: record_print(archive, lease, [1], "printer"),
        lambda: make_sure_it_may(archive, lease),
    ):
        with pytest.raises(SecretNotHandedOut):
            refused()
    assert not (tmp_path / "copy.pdf").exists()


def test_what_was_printed_is_told_page_by_page(archive, lease):
    make_sure_it_may(archive, lease)
    record_print(archive, lease, [1, 2, 3, 7], "Office")
    assert acts(archive, lease)[0] == ("printed", {"pages": "1-3,7", "printer": "Office"})


def test_an_image_is_called_by_its_own_suffix(archive, tmp_path):

    file = tmp_path / "photo.png"
    Image.new("RGB", (40, 60), "white").save(file)
    reference = take_in(archive, file).reference
    assert name_outside(archive, reference).endswith(".png")


def test_nothing_is_called_so(archive, tmp_path):
    with pytest.raises(UnknownReference):
        hand_out(archive, "1999-0001", tmp_path / "copy.pdf")
