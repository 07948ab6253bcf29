"""Makes the `.deb` of the frozen program: its files, what it depends on, its papers.

The same folder and the same moment (SOURCE_DATE_EPOCH) give the same bytes.
"""

import gzip
import hashlib
import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

import manual_page
from freeze import is_elf

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
HOME: Final = "usr/lib/luutru"
COMMANDS: Final = ("luutru", "luutru-gui", "luutru-verify")
APPLICATION: Final = "org.luutru.LuuTru"
"""What desktops and AppStream call the program.

Wayland is told by `luutru.gui.app`. Source: the AppStream specification, "id".
"""
ICON_SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256)
_COMPRESSION: Final = ("-Zxz", "-z6", "--threads-max=2")
_CARRIED: Final = ("libegl1", "libgl1", "libglvnd0", "libglx0")
"""Packages of Debian whose libraries lie in ours (`trimming.dispatchers`)."""
_LOADED_BY_NAME: Final = ("libpq5 (>= 15)",)
"""What no library tells of: psycopg asks the system for the library of PostgreSQL by its name."""
_CONTROL: Final = """\
Package: luutru
Version: {version}
Architecture: {architecture}
Maintainer: The Lưu Trữ authors <luutru@localhost>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: sane-utils
Suggests: cups, ibus-unikey, opensc, pcscd, postgresql-client
Section: misc
Priority: optional
Description: archive of scanned international agreements
 Keeps the international agreements of an agency on a workstation without a
 network: the scans untouched, what they say page by page, what they promise
 day by day, and what was done with them, entry by entry.
 .
 Lưu giữ thỏa thuận quốc tế của cơ quan trên máy trạm không nối mạng: bản quét
 nguyên vẹn, nội dung từng trang, nghĩa vụ theo từng ngày, mọi việc đã làm.
 .
 The interpreter, the libraries, the fonts and the models for recognising
 Vietnamese and English are in the package. Archives lie in folders of their
 users; neither upgrading nor removing nor purging the package touches them.
"""
_CHANGES: Final = """\
luutru ({version}) stable; urgency=medium

  * What has changed is told in CHANGELOG.md.gz.

 -- The Lưu Trữ authors <luutru@localhost>  {day}
"""


def make(program: Path, target: Path, version: str, extra: dict[str, Path]) -> Path:
    """Make the package of the frozen program in a folder; return its file.

    Args:
        program: The folder that PyInstaller made.
        target: Where the package is put.
        version: As Debian compares it.
        extra: What is laid beside the papers, by the name it has there; what is missing is not.
    """
    architecture = _told("dpkg", "--print-architecture")
    package = target / f"luutru_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory(prefix="luutru-deb-") as name:
        tree = Path(name) / "tree"
        shutil.copytree(program, tree / HOME, symlinks=True)
        depends = _depends(tree, Path(name))
        _lay_out(tree, version, extra)
        _settle(tree)
        files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
        control = _CONTROL.format(
            version=version,
            architecture=architecture,
            depends=depends,
            kilobytes=sum(-(-file.stat().st_size // 1024) for file in files),
        )
        _write(tree / "DEBIAN/control", control)
        _write(tree / "DEBIAN/md5sums", _sums(tree, files))
        shutil.copy(HERE / "debian/postrm", tree / "DEBIAN/postrm")
        _settle(tree)
        (tree / "DEBIAN/postrm").chmod(0o755)
        words = ["dpkg-deb", "--root-owner-group", *_COMPRESSION, "--build", str(tree)]
        subprocess.run([*words, str(package)], check=True, stdout=subprocess.DEVNULL)
    return package


def epoch() -> int:
    """Return the moment that everything in the package bears, in seconds since 1970."""
    return int(os.environ["SOURCE_DATE_EPOCH"])


def _depends(tree: Path, room: Path) -> str:
    """Return the packages of Debian whose libraries the program loads, as Debian itself tells."""
    home = tree / HOME
    binaries = [path for path in home.rglob("*") if is_elf(path)]
    own = sorted({f"-l{path.parent}" for path in binaries})
    (room / "debian").mkdir()
    _write(room / "debian/control", "Source: luutru\n\nPackage: luutru\nArchitecture: any\n")
    words = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *own]
    words += [*(f"-x{package}" for package in _CARRIED), *map(str, sorted(binaries))]
    done = subprocess.run(words, cwd=room, check=True, capture_output=True, text=True)
    found = done.stdout.strip().removeprefix("shlibs:Depends=")
    return ", ".join((found, *_LOADED_BY_NAME))


def _lay_out(tree: Path, version: str, extra: dict[str, Path]) -> None:
    """Put commands, desktop entry, icons, manual pages and papers where Debian looks for them."""
    share, day = tree / "usr/share", datetime.fromtimestamp(epoch(), UTC)
    (tree / "usr/bin").mkdir(parents=True)
    for command in COMMANDS:
        (tree / "usr/bin" / command).symlink_to("../lib/luutru/luutru")
    for name, place in (
        (f"{APPLICATION}.desktop", "applications"),
        (f"{APPLICATION}.xml", "mime/packages"),
        (f"{APPLICATION}.svg", "icons/hicolor/scalable/apps"),
        ("copyright", "doc/luutru"),
    ):
        _write(share / place / name, (HERE / "debian" / name).read_text("utf-8"))
    about = (HERE / "debian" / f"{APPLICATION}.metainfo.xml").read_text("utf-8")
    about = about.replace("@VERSION@", version).replace("@DATE@", f"{day:%Y-%m-%d}")
    _write(share / "metainfo" / f"{APPLICATION}.metainfo.xml", about)
    _draw_icons(share / "icons/hicolor")
    _write_manual(share / "man")
    papers = share / "doc/luutru"
    changes = _CHANGES.format(version=version, day=format_datetime(day))
    _pack(papers / "changelog.gz", changes)
    _pack(papers / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    for name, file in extra.items():
        if file.is_file():
            shutil.copy(file, papers / name)


def _write_manual(folder: Path) -> None:
    for language, place in (("en", folder / "man1"), ("vi", folder / "vi/man1")):
        _pack(place / "luutru.1.gz", manual_page.page(language))
        _pack(place / "luutru-verify.1.gz", manual_page.verifier_page(language))
        _pack(place / "luutru-gui.1.gz", ".so man1/luutru.1\n")


def _draw_icons(folder: Path) -> None:
    from PySide6.QtCore import Qt  # noqa: PLC0415  only to draw
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    drawing = QSvgRenderer(str(HERE / "debian" / f"{APPLICATION}.svg"))
    for size in ICON_SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        file = folder / f"{size}x{size}/apps/{APPLICATION}.png"
        file.parent.mkdir(parents=True)
        image.save(str(file))


def _settle(tree: Path) -> None:
    """Give everything the same moment and the usual permissions, whoever built it."""
    for path in [*sorted(tree.rglob("*"), reverse=True), tree]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            if is_elf(path) and path.parent != tree / HOME:
                path.chmod(0o644)
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)


def _sums(tree: Path, files: list[Path]) -> str:
    """Return what `dpkg --verify` compares: its form asks for MD5."""
    return "".join(
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{file.relative_to(tree).as_posix()}\n"
        for file in files
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _pack(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _told(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()
