"""Freezes the program into one folder with PyInstaller, and makes the folder light."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
_REWRITTEN: Final = (".libs", "PySide6", "shiboken6")
"""Folders of libraries whose ELF headers were rewritten for their wheel: `strip` breaks those."""


def freeze(target: Path) -> Path:
    """Freeze the program into a folder of `target`, and return the folder.

    PYTHONHASHSEED and SOURCE_DATE_EPOCH are given, so that the same source gives the same bytes.
    """
    work = target / "work"
    shutil.rmtree(work, ignore_errors=True)
    words = ["--noconfirm", "--log-level", "ERROR", "--workpath", str(work)]
    words += ["--distpath", str(target), str(HERE / "luutru.spec")]
    given = {"PYTHONHASHSEED": "0", "PYINSTALLER_CONFIG_DIR": str(work)}
    command = [sys.executable, "-m", "PyInstaller", *words]
    subprocess.run(command, cwd=ROOT, env=os.environ | given, check=True)
    shutil.rmtree(work)
    folder = target / "luutru"
    _strip(folder)
    return folder


def is_elf(path: Path) -> bool:
    """Tell whether a file is a program or a library."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _strip(folder: Path) -> None:
    """Take the symbols that only a debugger reads out of extensions and the interpreter."""
    light = [
        path
        for path in sorted((folder / "_internal").rglob("*"))
        if is_elf(path) and not any(part.endswith(_REWRITTEN) for part in path.parts)
    ]
    subprocess.run(["strip", "--strip-unneeded", *map(str, light)], check=True)
