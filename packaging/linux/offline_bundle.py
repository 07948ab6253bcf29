"""Gathers what a Debian 12 without a network needs: our package, and every package it depends on.

What is needed is asked of apt in a Debian 12 that has nothing but its minimum, never of the machine
that builds. The folder can be checked by whoever gets it: SHA256SUMS says what belongs to it, and
SHA256SUMS.sig who says so. `gpgv` reads that; every Debian has it, because apt needs it itself.
"""

import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from debian_package import epoch

HERE: Final = Path(__file__).parent
SUMS: Final = "SHA256SUMS"
KEY: Final = "release-key.gpg"
ALSO: Final = "ALSO"
"""Names what `install.sh` installs beside our package."""
_NO_SERVICES: Final = "#!/bin/sh\nexit 101\n"


def gather(package: Path, target: Path, *, key: str | None, also: list[str]) -> Path:
    """Make the folder of the bundle, and the same as one `.tar`; return the folder.

    Args:
        package: Our `.deb`.
        target: Where the folder is made.
        key: The name of the key that signs, as gpg knows it; None leaves the bundle unsigned.
        also: More packages of Debian to take along, such as `sane-utils`.

    Raises:
        subprocess.CalledProcessError: Debian's mirror cannot be reached, or the key cannot sign.
    """
    folder = target / f"{package.stem.replace('_amd64', '')}-debian12-amd64".replace("_", "-")
    shutil.rmtree(folder, ignore_errors=True)
    packages = folder / "packages"
    packages.mkdir(parents=True)
    shutil.copy2(package, packages)
    with minimal_debian() as root:
        _fetch(root, package, also)
        for file in sorted((root / "var/cache/apt/archives").glob("*.deb")):
            shutil.copy2(file, packages / file.name.replace("%3a", "-"))
    _list_packages(packages)
    (folder / ALSO).write_text("".join(f"{name}\n" for name in also), "utf-8")
    for name in ("install.sh", "README.txt"):
        shutil.copy2(HERE / "bundle" / name, folder / name)
    _papers(folder, target)
    _sum_up(folder)
    if key is not None:
        _sign(folder, key)
    _pack(folder)
    return folder


@contextmanager
def minimal_debian() -> Iterator[Path]:
    """Lend the folder of a Debian 12 that has nothing but its minimum; LUUTRU_DEBIAN keeps one.

    It takes root: `debootstrap` and `chroot` do.
    """
    kept = os.environ.get("LUUTRU_DEBIAN")
    with tempfile.TemporaryDirectory(prefix="luutru-debian-") as name:
        pristine = Path(kept) if kept else Path(name) / "pristine"
        if not (pristine / "etc/debian_version").exists():
            words = ["debootstrap", "--variant=minbase", "bookworm", str(pristine)]
            subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        root = Path(name) / "root"
        subprocess.run(["cp", "-a", str(pristine), str(root)], check=True)
        (root / "usr/sbin/policy-rc.d").write_text(_NO_SERVICES, "utf-8")
        (root / "usr/sbin/policy-rc.d").chmod(0o755)
        yield root


def _fetch(root: Path, package: Path, also: list[str]) -> None:
    """Let the apt of the minimal Debian download what it would install with our package."""
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    sources = root / "etc/apt/sources.list"
    mirror = sources.read_text("utf-8").split()[1]
    with sources.open("a", encoding="utf-8") as more:
        more.write(f"deb {mirror} bookworm-updates main\n")
        more.write(f"deb {mirror}-security bookworm-security main\n")
    shutil.copy(package, root / "root" / package.name)
    quiet = ["-qq", "-o", "APT::Sandbox::User=root", "-o", "Dpkg::Use-Pty=0"]
    inside = ["chroot", str(root), "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "apt-get"]
    subprocess.run([*inside, "clean"], check=True)  # debootstrap leaves what it unpacked
    subprocess.run([*inside, *quiet, "update"], check=True)
    wanted = ["install", "--yes", "--download-only", "--no-install-recommends"]
    subprocess.run([*inside, *quiet, *wanted, f"/root/{package.name}", *also], check=True)


def _list_packages(packages: Path) -> None:
    """Write the index by which apt takes the folder for a mirror."""
    words = ["dpkg-scanpackages", "--multiversion", "."]
    done = subprocess.run(words, cwd=packages, check=True, capture_output=True)
    (packages / "Packages").write_bytes(done.stdout)


def _papers(folder: Path, target: Path) -> None:
    """Lay the manuals beside the packages, where they were made."""
    for name in ("luutru-huong-dan.pdf", "luutru-manual.pdf"):
        if (made := target.parent / "manual" / name).is_file():
            shutil.copy2(made, folder / name)


def _sum_up(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n"
        for file in files
    ]
    (folder / SUMS).write_text("".join(lines), "utf-8")


def _sign(folder: Path, key: str) -> None:
    """Sign the checksums, and lay the public key beside them.

    The signature bears the moment when it was made: alone of the bundle it differs each time.
    """
    gpg = ["gpg", "--batch", "--yes"]
    words = ["--local-user", key, "--digest-algo", "SHA512", "--detach-sign"]
    subprocess.run(
        [*gpg, *words, "--output", str(folder / f"{SUMS}.sig"), str(folder / SUMS)], check=True
    )
    subprocess.run([*gpg, "--output", str(folder / KEY), "--export", key], check=True)


def _pack(folder: Path) -> None:
    """Write the folder as one file; its packages are compressed already."""
    with tarfile.open(folder.with_name(f"{folder.name}.tar"), "w") as bundle:
        for path in [folder, *sorted(folder.rglob("*"))]:
            entry = bundle.gettarinfo(path, path.relative_to(folder.parent).as_posix())
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = epoch()
            entry.mode = 0o755 if path.is_dir() or path.suffix == ".sh" else 0o644
            with path.open("rb") if path.is_file() else tempfile.TemporaryFile() as content:
                bundle.addfile(entry, content if path.is_file() else None)
