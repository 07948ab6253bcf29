"""Looks at the program itself: its versions, packages, database engine, models, fonts, messages."""

import platform
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2

from luutru import __version__, i18n, resources
from luutru.errors import LuutruError, ModelMissing
from luutru.holdings.reader import Reader
from luutru.i18n import translate
from luutru.services.doctor.checks import Check, State, good, judged, told

_MENDED_SQLITE: Final = (3, 51, 3)
"""The first SQLite whose write-ahead log survives two connections that reset it at once.

Source: sqlite.org/wal.html; docs/adr/0009-newer-sqlite.md.
"""
_TOLD: Final = ("pyside6-essentials", "pypdf", "pypdfium2", "pyhanko", "cryptography", "whoosh3")
"""Packages whose versions whoever looks after the program asks for first."""
_MODELS: Final = ("vie", "eng", "osd")
_FONTS: Final = (
    "Inter_400Regular.ttf", "Inter_500Medium.ttf", "Inter_600SemiBold.ttf", "Inter_700Bold.ttf",
    "Tinos_400Regular.ttf", "Tinos_400Regular_Italic.ttf", "Tinos_700Bold.ttf",
    "Tinos_700Bold_Italic.ttf",
)  # fmt: skip
_TRUETYPE: Final = b"\x00\x01\x00\x00"
"""How a TrueType font begins. Source: the OpenType specification, "Table Directory"."""


def versions(_folder: Path) -> Iterator[Check]:
    """Look at the program and at Python."""
    supported = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield good("program", translate("Program"), f"luutru {__version__}")
    yield judged(
        "python",
        translate("Python"),
        f"{platform.python_version()}, {platform.platform()}",
        State.GOOD if supported else State.WARNING,
        translate("The program is tested with Python 3.11 to 3.13."),
    )


def packages(_folder: Path) -> Iterator[Check]:
    """Look whether every package that the program names is installed."""
    try:
        lines = metadata.requires("luutru") or []
    except metadata.PackageNotFoundError:  # packed into one file, all there or not started
        return
    needed = [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in lines]
    missing = [name for name in needed if not _version_of(name)]
    versions_told = [f"{name} {_version_of(name)}" for name in _TOLD if _version_of(name)]
    yield judged(
        "packages",
        translate("Packages"),
        translate("missing: {names}", names=", ".join(missing))
        if missing
        else ", ".join(versions_told),
        State.ERROR if missing else State.GOOD,
        translate("Install the program again, with the packages that requirements.lock names."),
    )


def _version_of(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def sqlite(_folder: Path) -> Iterator[Check]:
    """Look at the engine of the database."""
    version = sqlcipher3.dbapi2.sqlite_version_info
    yield judged(
        "sqlite",
        "SQLite",
        sqlcipher3.dbapi2.sqlite_version,
        State.GOOD if version >= _MENDED_SQLITE else State.ERROR,
        translate("Install the package sqlcipher3 in the version of requirements.lock."),
    )


def recognition(_folder: Path) -> Iterator[Check]:
    """Look whether text is recognised, and with which models."""
    name = translate("Recognition")
    with closing(Reader(processes=1)) as reader:
        try:
            yield good("recognition", name, reader.engine())
        except LuutruError as error:
            yield Check("recognition", name, State.ERROR, *told(error))
            if not isinstance(error, ModelMissing):
                return
        for language in _MODELS:
            yield _model(reader, language)


def _model(reader: Reader, language: str) -> Check:
    code, name = f"model_{language}", translate("Model {language}", language=language)
    try:
        folder, version = reader.model(language)
    except LuutruError as error:
        return Check(code, name, State.ERROR, *told(error))
    return good(code, name, f"{version.partition(':[')[0]}, {folder}")


def fonts(_folder: Path) -> Iterator[Check]:
    """Look whether the fonts of the window, and of what is printed, are there and whole."""
    folder = resources.folder("fonts")
    missing = [font for font in _FONTS if not _is_font(folder / font)]
    yield judged(
        "fonts",
        translate("Fonts"),
        ", ".join(missing) or translate("all there"),
        State.ERROR if missing else State.GOOD,
        translate("Install the program again; its own fonts are missing."),
    )


def _is_font(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(len(_TRUETYPE)) == _TRUETYPE
    except OSError:
        return False


def messages(_folder: Path) -> Iterator[Check]:
    """Look whether the program can speak Vietnamese."""
    compiled = resources.folder("i18n") / "vi" / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
    yield judged(
        "vietnamese",
        translate("Vietnamese"),
        translate("all there") if compiled.is_file() else translate("missing"),
        State.GOOD if compiled.is_file() else State.WARNING,
        translate("Run packaging/compile_messages.py, or start the program with ./run."),
    )
