"""An encrypted archive does what a plain one does, and nothing of it can be read on the disk."""

import random
import shutil
import subprocess
import sys

import pytest
from pypdf import PdfWriter

from luutru.errors import (
    ArchiveRecoveryKeyWrong,
    CatalogueDamaged,
    PassphraseNeeded,
    PassphraseUnfit,
    PassphraseWrong,
)
from luutru.failpoints import VARIABLE
from luutru.holdings.encryption import unlocked
from luutru.services import passphrases
from luutru.services.accession import take_in
from luutru.services.archive import create_archive, find_archive, open_archive
from luutru.services.arranging import arrange
from luutru.services.cards import card
from luutru.services.copies.issuing import issue
from luutru.services.copies.request import Wanted
from luutru.services.custody import entries
from luutru.services.derivatives import PageTurn
from luutru.services.describe import describe
from luutru.services.handing_out import hand_out
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.keyring import Secrets
from luutru.services.pages import page_image
from luutru.services.recovery import recover

WORDS = "bốn từ dễ nhớ thôi"
KEY = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ"
TITLE = "Hiệp định về đảo Atlantis"
SUBJECT = "UNCOMPRESSED ATLANTIS"
CHANCE = random.Random(7)  # noqa: S311  damage, not secrets


def a_pdf(file, pages=2):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Subject": SUBJECT})
    writer.write(file)
    assert SUBJECT.encode() in file.read_bytes()
    return file


@pytest.fixture(scope="module")
def worked_in(tmp_path_factory):
    """The folder of an encrypted archive in which everything was done once, and who reads it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("encrypted")
        patch.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        patch.setenv("LUUTRU_BALLAST_MB", "0")
        archive = create_archive(folder / "archive", name="Kho", secrets=Secrets(WORDS, KEY))
        scan = a_pdf(folder / "scan.pdf")
        reference = take_in(archive, scan).reference
        facts = {"title_vi": TITLE, "copy_kind": "original", "medium": "paper", "secrecy": "none"}
        describe(archive, reference, [*facts.items(), ("signed_on", "2023-12-07")])
        bring_up_to_date(archive)
        arrange(archive, reference, [PageTurn(2), PageTurn(1, 90)])
        bring_up_to_date(archive)
        (folder / "out").mkdir()
        issue(archive, Wanted(reference, recipients=("Lưu: VT.",)), folder / "out")
        archive.close()
    return folder


@pytest.fixture
def archive(worked_in, tmp_path):
    """A copy of that archive, unlocked."""
    shutil.copytree(worked_in / "archive", tmp_path / "archive")
    opened = find_archive(tmp_path / "archive")
    opened.keyring.unlock(WORDS)
    yield opened
    opened.close()


def kept_files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "plain", [TITLE.encode(), "Atlantis".encode("utf-16-le"), SUBJECT.encode(), b"%PDF-", b"SQLite"]
)
def test_nothing_of_it_can_be_read_in_its_folder(archive, plain):
    _ = archive.catalogue
    files = kept_files(archive.folder)
    assert {path.relative_to(archive.folder).parts[0] for path in files} >= {
        "originals",
        "derivatives",
        "copies",
        "catalogue.sqlite",
    }
    assert [path for path in files if plain in path.read_bytes()] == []


def test_what_was_kept_is_handed_out_byte_for_byte_and_drawn(archive, worked_in, tmp_path):
    document = card(archive, "2026-0001").documents[0]
    hand_out(archive, "2026-0001", tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == (worked_in / "scan.pdf").read_bytes()
    assert page_image(archive, document.id, 1, 100).width == 100
    assert next((worked_in / "out").glob("*.pdf")).read_bytes().startswith(b"%PDF-")


def test_it_is_sound_and_names_its_files_by_their_plain_bytes(archive):
    verdict = verify(archive, full=True)
    assert list(verdict.findings) == []


def test_each_bit_that_flips_in_an_original_is_found(archive):
    sha256 = card(archive, "2026-0001").documents[0].sha256
    path = archive.strongroom.path_of(sha256)
    whole = path.read_bytes()
    path.chmod(0o600)
    found = 0
    for place in CHANCE.sample(range(len(whole)), 30):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << CHANCE.randrange(8)
        path.write_bytes(damaged)
        found += archive.strongroom.checksum_of(sha256) != sha256
    assert found == 30


def test_each_bit_that_flips_in_the_catalogue_is_found(archive):
    archive.catalogue.close()
    path = archive.folder / "catalogue.sqlite"
    whole = path.read_bytes()
    found = 0
    for place in CHANCE.sample(range(len(whole)), 30):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << CHANCE.randrange(8)
        path.write_bytes(damaged)
        again = find_archive(archive.folder)
        again.keyring.unlock(WORDS)
        try:
            found += bool(again.catalogue.integrity_problems())
        except CatalogueDamaged:
            found += 1
        again.close()
    assert found == 30


def test_a_wrong_passphrase_opens_and_writes_nothing(archive):
    archive.close()
    before = {path: path.read_bytes() for path in kept_files(archive.folder)}
    with pytest.raises(PassphraseNeeded):
        open_archive(archive.folder)
    locked = find_archive(archive.folder)
    with pytest.raises(PassphraseWrong):
        locked.keyring.unlock("một câu sai hoàn toàn")
    with pytest.raises(PassphraseNeeded):
        _ = locked.catalogue
    locked.close()
    assert {path: path.read_bytes() for path in kept_files(archive.folder)} == before


def test_a_passphrase_that_will_not_do_makes_no_archive(tmp_path):
    with pytest.raises(PassphraseUnfit):
        create_archive(tmp_path / "new", secrets=Secrets("short", KEY))
    assert not (tmp_path / "new").exists()


def test_the_passphrase_is_changed_and_the_log_tells(archive):
    with pytest.raises(PassphraseWrong):
        passphrases.change_passphrase(archive, "not this one at all", "một câu mới hẳn")
    passphrases.change_passphrase(archive, WORDS, "một câu mới hẳn")
    assert entries(archive)[0].act == "passphrase_changed"
    archive.close()
    again = find_archive(archive.folder)
    with pytest.raises(PassphraseWrong):
        again.keyring.unlock(WORDS)
    again.keyring.unlock("một câu mới hẳn")
    assert card(again, "2026-0001").documents
    again.close()


def test_who_lost_the_passphrase_comes_in_by_the_recovery_key_which_has_served(archive):
    archive.close()
    locked = find_archive(archive.folder)
    another = passphrases.new_recovery_key()
    passphrases.recover(locked, KEY, "một câu mới hẳn", another)
    assert entries(locked)[0].act == "passphrase_recovered"
    locked.close()
    again = find_archive(archive.folder)
    with pytest.raises(ArchiveRecoveryKeyWrong):
        again.keyring.unlock_by_recovery_key(KEY)
    again.keyring.unlock("một câu mới hẳn")
    again.keyring.unlock_by_recovery_key(another)
    again.close()


def test_one_that_is_opened_twice_stays_unlocked_for_the_other(archive):
    document = card(archive, "2026-0001").documents[0]
    beside = find_archive(archive.folder)
    beside.keyring.unlock(WORDS)
    beside.keyring.unlock_by_recovery_key(KEY)
    beside.close()
    beside.close()
    assert page_image(archive, document.id, 1, 90).width == 90
    archive.close()
    assert archive.folder.absolute() not in unlocked._archives


KILLED = """
import sys
from pathlib import Path
from luutru.services.accession import take_in
from luutru.services.archive import find_archive
archive = find_archive(Path(sys.argv[1]))
archive.keyring.unlock(sys.argv[2])
take_in(archive, Path(sys.argv[3]))
"""


@pytest.mark.parametrize("point", ["disk.write", "disk.rename", "settled.rename"])
def test_what_was_killed_in_the_middle_of_intake_heals(archive, tmp_path, monkeypatch, point):
    archive.close()
    scan = a_pdf(tmp_path / "another.pdf", pages=1)
    monkeypatch.setenv(VARIABLE, point)
    words = [sys.executable, "-c", KILLED, str(archive.folder), WORDS, str(scan)]
    assert subprocess.run(words, check=False).returncode != 0
    monkeypatch.delenv(VARIABLE)
    assert [path for path in kept_files(archive.folder) if b"%PDF-" in path.read_bytes()] == []
    healed = find_archive(archive.folder)
    healed.keyring.unlock(WORDS)
    recover(healed)
    assert not list((healed.folder / "originals" / ".incoming").iterdir())
    assert take_in(healed, scan).reference == "2026-0002"
    healed.close()
