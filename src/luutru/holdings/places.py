"""Where an archive may lie: on a disk of this computer, and in no folder that is copied elsewhere.

SQLite's locks and its shared memory do not hold over a network, and a program that copies a folder
to other computers copies a database in the middle of a change. Both lose data without a word.

Source: sqlite.org/howtocorrupt.html, clauses 2.1 and 2.5; sqlite.org/wal.html; proc(5), mountinfo.
"""

import re
import sys
from pathlib import Path, PurePath, PureWindowsPath
from typing import Final

from luutru.errors import IndexPlaceRefused, PlaceRefused
from luutru.i18n import mark, translate

NETWORK: Final = mark("it is a network share ({kind})")
SYNCED: Final = mark("{name} copies the folder to other places")

INSIDE: Final = mark("it is a part of the archive")

_MOUNTS: Final = Path("/proc/self/mountinfo")
_OVER_A_NETWORK: Final = frozenset((
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "ceph", "glusterfs",
    "lustre", "beegfs", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse",
    "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.onedriver", "fuse.google-drive-ocamlfuse",
))  # fmt: skip
_SYNCED: Final = re.compile(
    r"(dropbox|onedrive|google ?drive|my drive|icloud ?drive|mobile documents|nextcloud|owncloud|"
    r"pcloud ?drive|megasync|box sync|syncthing)( ?[-–(].*)?",
    re.IGNORECASE,
)
"""What such programs call their folders, with what they put behind, such as `OneDrive - TĐC`."""
_MARKS: Final = {
    ".dropbox": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync_exclude.lst": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
"""What such programs leave in the folder that they copy."""
_REMOTE: Final = 4
"""DRIVE_REMOTE of Windows."""


def make_sure_of_place(folder: Path) -> None:
    """Refuse a folder in which an archive would come to harm.

    Raises:
        PlaceRefused: It lies on a network share, or in a folder that another program copies.
    """
    reason = _network_reason(folder) or synced_reason(folder)
    if reason:
        raise PlaceRefused(str(folder), reason)


def make_sure_of_index_place(folder: Path, archive: Path) -> None:
    """Refuse a folder in which the index of `archive` would come to harm, or be carried along.

    Raises:
        IndexPlaceRefused: It is a part of the archive, on a network share, or copied elsewhere.
    """
    inside = folder.resolve().is_relative_to(archive.resolve())
    reason = translate(INSIDE) if inside else _network_reason(folder) or synced_reason(folder)
    if reason:
        raise IndexPlaceRefused(str(folder), reason)


def network_reason_of(path: PurePath, mountinfo: str) -> str:
    """Say why a path is on a network share, by the mounts that Linux tells; empty if it is not.

    Of two mounts at one point the later one is seen, and of several above a path the longest.
    """
    found = ("", "")
    for line in mountinfo.splitlines():
        told, dash, rest = line.partition(" - ")
        fields = told.split(" ")
        if not dash or len(fields) <= 4:  # noqa: PLR2004  the mount point is the fifth
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[4])
        if path.is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, rest.split(" ")[0])
    return translate(NETWORK).format(kind=found[1]) if found[1] in _OVER_A_NETWORK else ""


def windows_reason_of(path: PureWindowsPath, drive_kind: int) -> str:
    """Say why a path of Windows is on a network share, by the kind of its drive."""
    if path.drive.startswith("\\\\") and not path.drive.startswith("\\\\?\\"):
        return translate(NETWORK).format(kind=path.drive)
    return translate(NETWORK).format(kind=path.drive) if drive_kind == _REMOTE else ""


def synced_reason(folder: Path) -> str:
    """Say which program copies a folder to other places; empty where none is known to."""
    for above in (folder, *folder.parents):
        if _SYNCED.fullmatch(above.name):
            return translate(SYNCED).format(name=above.name)
        for name, program in _MARKS.items():
            if (above / name).exists():
                return translate(SYNCED).format(name=program)
    return ""


def _network_reason(folder: Path) -> str:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  on Windows alone

        root = f"{folder.drive}\\"
        return windows_reason_of(
            PureWindowsPath(folder), ctypes.windll.kernel32.GetDriveTypeW(root)
        )
    try:
        told = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # there is none on other systems
        return ""
    return network_reason_of(folder.resolve(), told)
