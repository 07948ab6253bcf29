"""An archive lies on a disk of the computer and in no folder that is copied elsewhere."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from luutru.errors import IndexPlaceRefused, PlaceRefused
from luutru.holdings.places import (
    make_sure_of_place,
    network_reason_of,
    synced_reason,
    windows_reason_of,
)
from luutru.services.archive import create_archive, open_archive

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /srv/share rw,relatime shared:20 - nfs4 server:/export rw,vers=4.2
41 22 0:36 / /srv/share/local rw - xfs /dev/vdb rw
42 22 0:37 / /mnt/van\\040thu rw - cifs //server/share rw
43 22 0:38 / /home/a/remote rw,nosuid - fuse.sshfs b@c:/ rw
44 22 0:39 / /srv/over rw - nfs server:/x rw
45 44 0:40 / /srv/over rw - ext4 /dev/vdc rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/archive", ""),
        ("/srv/share/archive", "nfs4"),
        ("/srv/shared", ""),
        ("/srv/share/local/archive", ""),
        ("/mnt/van thu/kho", "cifs"),
        ("/home/a/remote", "fuse.sshfs"),
        ("/srv/over/archive", ""),
    ],
)
def test_a_mount_over_a_network_is_known_by_its_kind(path, kind):
    reason = network_reason_of(PurePosixPath(path), MOUNTS)
    assert reason == (f"it is a network share ({kind})" if kind else "")


def test_lines_that_nobody_understands_are_passed_over():
    assert network_reason_of(PurePosixPath("/a"), "rubbish\n - nfs x\n\n") == ""


@pytest.mark.parametrize(
    ("path", "drive", "refused"),
    [
        (r"\\server\share\kho", 1, True),
        (r"Z:\kho", 4, True),
        (r"C:\kho", 3, False),
        (r"E:\kho", 2, False),
    ],
)
def test_a_share_of_windows_is_known_by_its_path_or_its_drive(path, drive, refused):
    assert bool(windows_reason_of(PureWindowsPath(path), drive)) is refused


@pytest.mark.parametrize(
    "name", ["Dropbox", "OneDrive - TĐC", "Google Drive", "iCloudDrive", "Dropbox (Personal)"]
)
def test_a_folder_that_is_copied_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(PlaceRefused, match="copies the folder to other places"):
        create_archive(tmp_path / name / "archive")
    assert not (tmp_path / name).exists()


def test_a_folder_is_known_by_what_a_program_left_in_it(tmp_path):
    (tmp_path / ".stfolder").mkdir()
    assert "Syncthing" in synced_reason(tmp_path / "a" / "b")


def test_an_archive_that_was_moved_into_such_a_folder_is_not_opened(archive, tmp_path):
    archive.close()
    (tmp_path / "Nextcloud").mkdir()
    archive.folder.rename(tmp_path / "Nextcloud" / "archive")
    with pytest.raises(PlaceRefused):
        open_archive(tmp_path / "Nextcloud" / "archive")


def test_an_ordinary_folder_is_taken(tmp_path):
    make_sure_of_place(tmp_path / "Box of dropboxes" / "archive")


def test_no_index_is_a_part_of_the_archive_that_it_is_of(archive, tmp_path, monkeypatch):
    for place in (archive.folder / "index", tmp_path / "Dropbox" / "index"):
        monkeypatch.setenv("LUUTRU_INDEX_DIR", str(place))
        with pytest.raises(IndexPlaceRefused):
            _ = archive.fulltext
        assert not place.exists()
    monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / "index"))
    assert archive.fulltext.was_reset
