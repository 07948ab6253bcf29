"""Gathers the folder with which the program is installed on Windows without a network.

    .venv/bin/python packaging/windows.py             dist/windows, for Python 3.12
    .venv/bin/python packaging/windows.py --table     which package has a wheel for which Python

The folder holds wheels by the hashes of the lock, the models of Tesseract of this computer,
scripts in two languages, and checksums that the script compares first. Nothing of it was run on
Windows; the README in it says so. Both need `uv`, the folder needs pip as well.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from gathering import DIST, ROOT, build, build_from_source, gather, say, sum_up
from locked import Pin, Target, shipped

HERE: Final = Path(__file__).with_suffix("")
FOLDER: Final = DIST / "windows"
PYTHONS: Final = ("3.11", "3.12", "3.13")
PACKED: Final = "3.12"
"""The Python whose wheels are gathered; another would need others."""
SCRIPTS: Final = ("install.cmd", "install.ps1", "run.ps1", "README.txt")
MODELS: Final = ("vie", "eng", "osd")
PURE: Final = ("bagit",)
"""Packages that come as source alone and are Python throughout: their wheel is made here."""
_NONE: Final = "no wheel"
_SYSTEM: Final = "x86_64-pc-windows-msvc"


def pack(models: Path) -> None:
    """Gather everything into an empty `dist/windows`.

    Raises:
        SystemExit: A package has no wheel for Windows and is not known to need none.
    """
    pins = shipped(Target("win32", PACKED))
    unknown = set(lacking(pins, PACKED)) - set(PURE)
    if unknown:
        sys.exit(f"without a wheel for Windows and Python {PACKED}: {', '.join(sorted(unknown))}")
    shutil.rmtree(FOLDER, ignore_errors=True)
    wheels = FOLDER / "wheels"
    gather([pin for pin in pins if pin.name not in PURE], wheels, "win32", PACKED)
    build_from_source([pin for pin in pins if pin.name in PURE], wheels)
    build("wheel", wheels)
    (FOLDER / "tessdata").mkdir()
    for name in MODELS:
        shutil.copyfile(models / f"{name}.traineddata", FOLDER / "tessdata" / f"{name}.traineddata")
    write_scripts(FOLDER)
    shutil.copyfile(ROOT / "resources" / "LICENCES.txt", FOLDER / "LICENCES.txt")
    sum_up(FOLDER)
    size = sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file())
    say(f"{FOLDER}: {len(list(wheels.iterdir()))} wheels, {size / 1e6:.0f} MB")


def write_scripts(folder: Path) -> None:
    """Write the scripts with the line ends of Windows.

    PowerShell 5 takes a script without a byte order mark for the system's code page.
    """
    for name in SCRIPTS:
        text = (HERE / name).read_text("utf-8").replace("\n", "\r\n")
        coding = "utf-8" if name.endswith(".cmd") else "utf-8-sig"
        (folder / name).write_bytes(text.encode(coding))


def lacking(pins: Sequence[Pin], python: str) -> list[str]:
    """Return the names of packages without a locked wheel for Windows and a Python."""
    if not pins or _have_wheels(pins, python):
        return []
    if len(pins) == 1:
        return [pins[0].name]
    half = len(pins) // 2
    return lacking(pins[:half], python) + lacking(pins[half:], python)


def _have_wheels(pins: Sequence[Pin], python: str) -> bool:
    if shutil.which("uv") is None:
        sys.exit("uv is needed")
    with tempfile.TemporaryDirectory() as name:
        wanted = Path(name, "wanted.txt")
        wanted.write_text("".join(pin.line() for pin in pins), "utf-8")
        words = ["--no-deps", "--only-binary", ":all:", "--quiet", "--python-version", python]
        command = ["uv", "pip", "compile", *words, "--python-platform", _SYSTEM, str(wanted)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0


def table() -> None:
    """Tell for each package and each Python whether there is a wheel for Windows."""
    found: dict[str, dict[str, str]] = {}
    for python in PYTHONS:
        pins = shipped(Target("win32", python))
        wanting = lacking(pins, python)
        found[python] = {pin.name: _NONE if pin.name in wanting else pin.version for pin in pins}
    say(f"{'package':24}" + "".join(f"{python:>20}" for python in PYTHONS))
    for name in sorted({name for pins in found.values() for name in pins}):
        say(f"{name:24}" + "".join(f"{found[one].get(name, '-'):>20}" for one in PYTHONS))


def main() -> None:
    """Do what was asked for."""
    summary, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--table", action="store_true", help="tell what has a wheel")
    parser.add_argument("--models", type=Path, metavar="DIR", help="the models of Tesseract")
    options = parser.parse_args()
    if options.table:
        table()
        return
    from luutru.reading.models import folder_of  # noqa: PLC0415  loads Tesseract

    pack(options.models or folder_of(MODELS[0]))


if __name__ == "__main__":
    main()
