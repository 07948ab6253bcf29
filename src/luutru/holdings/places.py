"""Where an archive may lie: on a disk of this computer, and in no folder that is copied elsewhere.

SQLite's locks and its shared memory do not hold over a network, and a program that copies a folder
to other computers copies a database in the middle of a change. Both lose data without a word.

Source: sqlite.org/howtocorrupt.html, clauses 2.1 and 2.5; sqlite.org/wal.html; proc(5), mountinfo.
"""

import re
from pathlib import Path, PurePath, PureWindowsPath
from typing import Final

from luutru.errors import IndexPlaceRefused, PlaceRefused
from luutru.i18n import mark, translate
from luutru.system import kind
from luutru.system.names import LONGEST_PATH

NETWORK: Final = mark("it is a network share ({kind})")
SYNCED: Final = mark("{name} copies the folder to other places")

INSIDE: Final = mark("it is a part of the archive")
TOO_DEEP: Final = mark(
    "its path has {letters} letters; beyond {most} Windows does not open what lies in an archive"
)

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
_DEEPEST: Final = LONGEST_PATH - len("/.incoming/derivatives/ab/cd/.jpeg.part") - 64
"""Letters of the path of an archive, so that those of the files in it stay within LONGEST_PATH."""
_REMOTE: Final = 4
"""DRIVE_REMOTE of Windows."""


def make_sure_of_place(folder: Path) -> None:
    """Refuse a folder in which an archive would come to harm.

    Raises:
        PlaceRefused: It lies on a network share, in a folder that another program copies, or so
            deep that Windows does not open the files in it.
    """
    reason = _network_reason(folder) or synced_reason(folder) or _depth_reason(folder)
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


def _depth_reason(folder: Path) -> str:
    """Say that Windows would not open what lies in a folder; empty where it would.

    The prefix that lifts its bound helps our own files, and no viewer that one is handed out to.
    """
    letters = len(str(folder))
    if not kind.is_windows() or letters <= _DEEPEST:
        return ""
    return translate(TOO_DEEP, letters=letters, most=_DEEPEST)


def _network_reason(folder: Path) -> str:
    if kind.is_windows():
        path = PureWindowsPath(folder)
        return windows_reason_of(path, kind.kernel32().GetDriveTypeW(f"{path.drive}\\"))
    try:
        told = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # there is none on other systems
        return ""
    return network_reason_of(folder.resolve(), told)
