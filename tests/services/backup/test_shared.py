"""Backups of an archive whose catalogue a server keeps: they are restored at one desk."""

import pytest

from luutru.errors import OnlyAtOneDesk
from luutru.services.accession import take_in
from luutru.services.archive import open_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.backup.moving import move
from luutru.services.backup.restoring import restore
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.search import search


def test_what_is_restored_is_opened_at_one_desk(at_desk, a_scan, tmp_path, monkeypatch):
    with at_desk("first") as archive:
        reference = take_in(archive, a_scan("one")).reference
        describe(archive, reference, [("title_vi", "Hợp tác đo lường"), ("signed_on", "9/8/2023")])
        bring_up_to_date(archive)
        (tmp_path / "medium").mkdir()
        back_up(archive, tmp_path / "medium")
        assert verify(archive, full=True).findings == ()
    restore([tmp_path / "medium"], tmp_path / "restored")
    monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / "elsewhere"))
    restored = open_archive(tmp_path / "restored")
    assert not restored.is_shared
    bring_up_to_date(restored)
    assert verify(restored, full=True).findings == ()
    assert [hit.reference for hit in search(restored, "do luong").hits] == [reference]
    restored.close()


def test_a_shared_archive_is_not_moved_like_a_folder(at_desk, tmp_path):
    with at_desk("first") as archive:
        with pytest.raises(OnlyAtOneDesk):
            move(archive, tmp_path / "elsewhere")
        assert not (tmp_path / "elsewhere").exists()
