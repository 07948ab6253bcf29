"""Finds the recognition models and says which ones were used."""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

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


def _folders() -> Iterator[Path]:
    named = os.environ.get("TESSDATA_PREFIX", "")
    candidates = [Path(named), Path(named) / "tessdata"] if named else []
    candidates += [resources.folder("tessdata"), *map(Path, _USUAL)]
    return (folder for folder in candidates if folder.is_dir())
