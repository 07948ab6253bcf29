"""Backups of an encrypted archive show nothing; plain ones become encrypted archives, and back."""

import hashlib
import shutil

import pytest
from sqlalchemy import select
from tests.encrypted_run import plain_only
from tests.office_run import one_desk_only
from tests.services.backup.media import ROOT, flip, objects_on

from luutru.errors import BackupDamaged, ForeignMedium, PassphraseNeeded, PassphraseWrong
from luutru.holdings.encryption.sealed_files import is_sealed, open_sealed
from luutru.records.agreement import Agreement
from luutru.services import custody
from luutru.services.archive import find_archive, open_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.backup.drilling import drill
from luutru.services.backup.encryption import Encrypting, keyring_of
from luutru.services.backup.medium import medium_at
from luutru.services.backup.mending import mend
from luutru.services.backup.moving import move
from luutru.services.backup.objects import keys_of
from luutru.services.backup.restoring import Wish, restore
from luutru.services.keyring import Secrets

pytestmark = plain_only

PASSPHRASE = "nine green mountains"  # noqa: S105  of archives of the tests
SECRETS = Secrets(PASSPHRASE, "ABCDE-FGHJK-MNPQR-STVWX-YZ234")
KNOWN = (b"Metrology", b"Halal", b"%PDF-", b"SQLite format")


@pytest.fixture(scope="module")
def kept_encrypted(three_kept, tmp_path_factory):
    """The folder of an encrypted archive with the same three agreements, to be copied."""
    folder = tmp_path_factory.mktemp("encrypted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        patch.setenv("LUUTRU_PERSON", "archivist")
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        plain = open_archive(shutil.copytree(three_kept, folder / "plain"))
        back_up(plain, folder / "medium")
        plain.close()
        restore([folder / "medium"], folder / "archive", Wish(encrypting=Encrypting(None, SECRETS)))
    return folder / "archive"


@pytest.fixture
def encrypted(kept_encrypted, tmp_path):
    opened = unlocked(shutil.copytree(kept_encrypted, tmp_path / "encrypted"))
    yield opened
    opened.close()


def unlocked(folder, passphrase=PASSPHRASE):
    archive = find_archive(folder)
    archive.keyring.unlock(passphrase)
    return archive


def key_on(medium):
    whole = medium_at(medium)
    ring = keyring_of(whole, whole.snapshot())
    ring.unlock(PASSPHRASE)
    return ring.key


def shown(folder):
    """Return the files under a folder in which something can be read."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(known in path.read_bytes() for known in KNOWN)
    ]


def titles(archive):
    with archive.catalogue.read(whole=True) as session:
        return sorted(session.scalars(select(Agreement.title_vi)))


def test_a_plain_backup_becomes_an_encrypted_archive(encrypted, archive):
    assert encrypted.keyring.is_encrypted
    assert titles(encrypted) == titles(archive)
    assert shown(encrypted.folder) == []
    originals = sorted((encrypted.folder / "originals").rglob("*.pdf"))
    assert len(originals) == 3
    key = keys_of(encrypted.keyring.key)["originals"]
    for path in originals:
        with open_sealed(path, key) as plain:
            assert hashlib.sha256(plain.read()).hexdigest() == path.stem
    entry = custody.entries(encrypted, limit=1)[0]
    assert (entry.act, entry.detail["encryption"]) == ("restored", "on")


def test_a_backup_of_it_shows_nothing_and_copies_what_is_missing(encrypted, medium):
    assert back_up(encrypted, medium).copied == 3
    assert shown(medium) == []
    assert all(map(is_sealed, objects_on(medium)))
    assert back_up(encrypted, medium).copied == 0
    assert back_up(encrypted, medium, full=True).copied == 0


def test_it_can_be_checked_without_the_passphrase(encrypted, medium):
    back_up(encrypted, medium)
    back_up(encrypted, medium)
    report = drill(medium)
    assert (report.is_sound, report.is_full, report.files) == (True, False, 3)
    flip(objects_on(medium)[0])
    assert objects_on(medium)[0].name in drill(medium).findings[0]


def test_it_is_restored_with_the_passphrase_of_its_day(encrypted, medium, tmp_path):
    back_up(encrypted, medium)
    with pytest.raises(PassphraseNeeded):
        restore([medium], tmp_path / "restored")
    assert not (tmp_path / "restored").exists()
    with pytest.raises(PassphraseWrong):
        wrong, _ = SECRETS.locked()
        restore([medium], tmp_path / "restored", Wish(encrypting=Encrypting(wrong)))
    restore([medium], tmp_path / "restored", Wish(encrypting=Encrypting(key_on(medium))))
    again = unlocked(tmp_path / "restored")
    assert titles(again) == titles(encrypted)
    again.close()
    assert shown(tmp_path / "restored") == []


def test_it_is_restored_into_a_plain_archive(encrypted, archive, medium, tmp_path):
    back_up(encrypted, medium)
    wish = Wish(encrypting=Encrypting(key_on(medium), decrypt=True))
    restore([medium], tmp_path / "restored", wish)
    again = open_archive(tmp_path / "restored")
    assert not again.keyring.is_encrypted
    assert titles(again) == titles(archive)
    for sha256 in again.strongroom:
        assert hashlib.sha256(again.strongroom.path_of(sha256).read_bytes()).hexdigest() == sha256
    assert again.catalogue.integrity_problems() == []
    again.close()


def test_a_damaged_sealed_file_is_found_and_never_restored(encrypted, medium, tmp_path):
    back_up(encrypted, medium)
    flip(objects_on(medium)[0])
    for wanted in (Encrypting(key_on(medium)), Encrypting(key_on(medium), decrypt=True)):
        with pytest.raises(BackupDamaged):
            restore([medium], tmp_path / "restored", Wish(encrypting=wanted))
        assert not (tmp_path / "restored").exists()
    assert back_up(encrypted, medium, full=True).mended == 1


def test_a_drill_with_the_passphrase_opens_every_file(encrypted, medium):
    back_up(encrypted, medium)
    report = drill(medium, archive=encrypted)
    assert (report.findings, report.is_full, report.recorded) == ((), True, True)
    first, second, _third = objects_on(medium)
    first.chmod(0o600)
    content = second.read_bytes()
    first.write_bytes(content)  # sealed with the right key, and another document
    listed = next((medium / ROOT).rglob("objects.sha256"))
    told = listed.read_text().replace(_listed(listed, first), _listed(listed, second))
    listed.write_text(told)
    findings = drill(medium, key=encrypted.keyring.key).findings
    assert any(first.name in one and "does not open as" in one for one in findings)


def _listed(listed, path):
    return next(line.split()[0] for line in listed.read_text().splitlines() if path.name in line)


def test_plain_and_encrypted_backups_never_share_a_medium(encrypted, archive, medium):
    back_up(archive, medium)
    with pytest.raises(ForeignMedium, match="not encrypted"):
        back_up(encrypted, medium)


def test_a_damaged_original_is_put_back_sealed(encrypted, medium):
    back_up(encrypted, medium)
    broken = next((encrypted.folder / "originals").rglob("*.pdf"))
    before = broken.read_bytes()
    flip(broken)
    (mended,) = mend(encrypted, [medium]).mended
    assert (mended.sha256, broken.read_bytes()) == (broken.stem, before)


def test_an_archive_is_moved_as_it_lies(encrypted, tmp_path):
    before = {path.name: path.read_bytes() for path in encrypted.folder.rglob("*.pdf")}
    move(encrypted, tmp_path / "moved")
    moved = unlocked(tmp_path / "moved")
    assert titles(moved) == titles(encrypted)
    moved.close()
    assert {path.name: path.read_bytes() for path in (tmp_path / "moved").rglob("*.pdf")} == before
    assert shown(tmp_path / "moved") == []


@one_desk_only
def test_an_archive_is_encrypted_on_its_way_and_made_plain_again(archive, tmp_path):
    (archive.folder / "quarantine").mkdir()
    (archive.folder / "quarantine" / "stranger.pdf").write_bytes(b"%PDF-1.4 a stranger")
    move(archive, tmp_path / "moved", encrypting=Encrypting(secrets=SECRETS))
    assert archive.folder.joinpath("archive.toml").read_text().count("moved to") == 1
    assert not list(archive.folder.glob(".moving*"))
    moved = unlocked(tmp_path / "moved")
    assert titles(moved) == titles(archive)
    assert shown(tmp_path / "moved") == []
    move(moved, tmp_path / "plain", encrypting=Encrypting(decrypt=True))
    moved.close()
    plain = open_archive(tmp_path / "plain")
    assert titles(plain) == titles(archive)
    assert (tmp_path / "plain" / "quarantine" / "stranger.pdf").read_bytes().startswith(b"%PDF")
    plain.close()
