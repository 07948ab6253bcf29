"""Backups of an office: what the store keeps is copied, whatever this desk has at hand."""

import pytest
from tests.services.backup.media import flip

from luutru.errors import StoreOutOfReach
from luutru.services.accession import take_in
from luutru.services.archive import open_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.backup.drilling import drill
from luutru.services.backup.mending import mend
from luutru.services.backup.restoring import restore
from luutru.services.inspecting import verify


@pytest.fixture
def kept(office, a_scan):
    with office("first") as here:
        return [take_in(here, a_scan(mark)).sha256 for mark in "abc"]


def in_store(share, sha256):
    return next((share / "originals").glob(f"??/??/{sha256}.*"))


def test_a_desk_without_a_file_backs_all_of_them_up(office, kept, tmp_path, monkeypatch):
    with office("second") as there:
        report = back_up(there, tmp_path / "medium")
        assert (report.copied, report.absent) == (3, ())
        assert list(there.strongroom.at_hand()) == []
        assert list((there.folder / "originals" / ".incoming").iterdir()) == []
        assert drill(tmp_path / "medium").is_sound
    restore([tmp_path / "medium"], tmp_path / "restored")
    monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / "elsewhere"))
    restored = open_archive(tmp_path / "restored")
    assert (restored.is_shared, restored.settings.store) == (False, "")
    assert sorted(restored.strongroom) == sorted(kept)
    assert verify(restored, full=True).findings == ()
    restored.close()


def test_what_is_damaged_in_the_store_comes_back_from_a_medium(office, kept, share, tmp_path):
    with office("second") as there:
        back_up(there, tmp_path / "medium")
    broken = in_store(share, kept[0])
    good = broken.read_bytes()
    flip(broken)
    bad = broken.read_bytes()
    in_store(share, kept[1]).unlink()
    with office("second") as there:
        report = mend(there, [tmp_path / "medium"])
        assert (len(report.mended), report.lost) == (2, ())
        assert verify(there, full=True).is_sound
    assert broken.read_bytes() == good
    (evidence,) = (share / "quarantine").iterdir()
    assert evidence.read_bytes() == bad


def test_what_the_store_lost_and_this_desk_has_is_backed_up(office, kept, share, tmp_path):
    with office("second") as there:
        there.path_of(kept[0], is_master=True)
        in_store(share, kept[0]).unlink()
        assert back_up(there, tmp_path / "medium").absent == ()


def test_a_share_that_goes_away_ends_the_backup_with_nothing_half(office, kept, share, tmp_path):
    with office("second") as there:
        share.rename(tmp_path / "gone")
        with pytest.raises(StoreOutOfReach):
            back_up(there, tmp_path / "medium")
        (tmp_path / "gone").rename(share)
        assert back_up(there, tmp_path / "medium").copied == 3
