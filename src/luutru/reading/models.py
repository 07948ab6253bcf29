"""Finds the recognition models and says which ones were used."""

import hashlib
import os
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final

import tesserocr

from luutru import resources
from luutru.reading.trouble import NoModel

_SUFFIX: Final = ".traineddata"
_USUAL: Final = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    r"C:\Program Files\Tesseract-OCR\tessdata",
)
_HASH_DIGITS: Final = 12
_VERSION_PART: Final = 23
"""The number of the part that tells the version; the last that there is."""
_MOST_PARTS: Final = 100
_LONGEST_VERSION: Final = 80


def folder_of(language: str) -> Path:
    """Return the folder that holds the model of `language`.

    Raises:
        NoModel: None does.
    """
    for folder in _folders():
        if (folder / f"{language}{_SUFFIX}").is_file():
            return folder
    raise NoModel(language, str(next(_folders(), "")))


@cache
def engine_name(languages: str) -> str:
    """Return program, version, languages and a hash of their models, to tell readings apart.

    Raises:
        NoModel: One of the models is missing.
    """
    version = tesserocr.tesseract_version().split()[1]
    digest = hashlib.sha256()
    for language in languages.split("+"):
        digest.update((folder_of(language) / f"{language}{_SUFFIX}").read_bytes())
    return f"tesseract {version} {languages} {digest.hexdigest()[:_HASH_DIGITS]}"


def version_of(language: str) -> str:
    """Return what the makers call the version of a model, or its checksum where they say nothing.

    The file begins with the number of its parts and the place of each, in bytes, -1 for one that
    is not there. Source: tesseract-ocr, src/ccutil/tessdatamanager.h.

    Raises:
        NoModel: There is none.
    """
    file = folder_of(language) / f"{language}{_SUFFIX}"
    with file.open("rb") as stream:
        told = _version_in(stream)
        stream.seek(0)
        return told or f"SHA-256 {hashlib.file_digest(stream, 'sha256').hexdigest()[:_HASH_DIGITS]}"


def _version_in(stream: BinaryIO) -> str:
    (parts,) = struct.unpack("<i", stream.read(4).ljust(4, b"\0"))
    if not _VERSION_PART < parts <= _MOST_PARTS:
        return ""
    form = struct.Struct(f"<{parts}q")
    places = form.unpack(stream.read(form.size).ljust(form.size, b"\xff"))
    if places[_VERSION_PART] < 0:
        return ""
    stream.seek(places[_VERSION_PART])
    return stream.read(_LONGEST_VERSION).split(b"\0")[0].decode("ascii", "replace").strip()


def _folders() -> Iterator[Path]:
    named = os.environ.get("TESSDATA_PREFIX", "")
    candidates = [Path(named), Path(named) / "tessdata"] if named else []
    candidates += [resources.folder("tessdata"), *map(Path, _USUAL)]
    return (folder for folder in candidates if folder.is_dir())
