"""Builds the wheel of the program and gathers the wheels it needs; sums up what was gathered."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from locked import Pin

ROOT: Final = Path(__file__).parents[1]
DIST: Final = ROOT / "dist"
_SUFFIXES: Final = {"wheel": ".whl", "sdist": ".tar.gz"}
_PLATFORMS: Final = {"win32": ("win_amd64",)}


def say(text: str) -> None:
    """Tell one line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def build(kind: str, target: Path, source: Path = ROOT) -> Path:
    """Build a `wheel` or an `sdist` of the program into `target`; return the file.

    The same source gives the same bytes: every file in it is dated by the last commit.
    """
    target.mkdir(parents=True, exist_ok=True)
    dated = os.environ | {"SOURCE_DATE_EPOCH": day_of_source(source)}
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    done = subprocess.run(command, cwd=source, env=dated, check=False, capture_output=True)
    if done.returncode != 0:
        sys.exit((done.stdout + done.stderr).decode())
    (made,) = target.glob(f"luutru-*{_SUFFIXES[kind]}")
    return made


def day_of_source(source: Path = ROOT) -> str:
    """Return seconds since 1970: `SOURCE_DATE_EPOCH`, else of the last commit.

    Source: reproducible-builds.org/specs/source-date-epoch.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return told
    asked = ["git", "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(asked, cwd=source, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return _LONG_AGO
    return done.stdout.strip() or _LONG_AGO


_LONG_AGO: Final = "1767225600"
"""The first day of 2026, for a source that knows no commit."""


def gather(pins: Iterable[Pin], target: Path, system: str, python: str) -> None:
    """Download the wheels of `pins`, by their hashes, for a `system` (`win32`) and a `python`."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "wanted.txt")
        wanted.write_text("".join(pin.line() for pin in pins), "utf-8")
        words = ["download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:"]
        words += [word for one in _PLATFORMS[system] for word in ("--platform", one)]
        words += ["--python-version", python, "--dest", str(target)]
        subprocess.run([*pip(), *words, "-r", str(wanted)], check=True)


def build_from_source(pins: Iterable[Pin], target: Path) -> None:
    """Make wheels of packages that come as source alone, by the hashes of the lock.

    Raises:
        SystemExit: One of them is for this system only.
    """
    with tempfile.TemporaryDirectory() as folder:
        wanted, made = Path(folder, "wanted.txt"), Path(folder, "made")
        wanted.write_text("".join(pin.line() for pin in pins), "utf-8")
        words = ["wheel", "--quiet", "--no-deps", "--require-hashes", "--wheel-dir", str(made)]
        subprocess.run([*pip(), *words, "-r", str(wanted)], check=True)
        for wheel in sorted(made.iterdir()):
            if not wheel.name.endswith("-none-any.whl"):
                sys.exit(f"{wheel.name} is for this system only")
            shutil.move(wheel, target / wheel.name)


def pip() -> list[str]:
    """Return what starts pip."""
    own = [sys.executable, "-m", "pip"]
    if subprocess.run([*own, "--version"], check=False, capture_output=True).returncode == 0:
        return own
    return [shutil.which("pip3") or shutil.which("pip") or sys.exit("pip is needed")]


def sum_up(folder: Path, files: Iterable[Path] | None = None) -> None:
    """Write the checksums of files (default: all) of `folder` into it, as `sha256sum` does."""
    every = sorted(file for file in folder.rglob("*") if file.is_file())
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n"
        for file in (every if files is None else files)
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def without_network() -> list[str]:
    """Return what starts a program out of reach of any network; nothing where that is refused."""
    begin = ["unshare", "--map-root-user", "--net"]
    if shutil.which(begin[0]) is None:
        return []
    tried = subprocess.run([*begin, "true"], check=False, capture_output=True)
    return begin if tried.returncode == 0 else []
