"""Names of files that every system can have.

Source: Microsoft, “Naming Files, Paths, and Namespaces”.
"""

import re
from pathlib import PurePath
from typing import Final

LONGEST_PATH: Final = 259
"""Letters of a whole path that every program on Windows can open: MAX_PATH without its end."""
_LONGEST_NAME: Final = 120
"""Letters of a name; less than a system allows, as a name has a folder before it."""
_UNFIT: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE
)
_LONGEST_SUFFIX: Final = 10


def fitting(name: str) -> str:
    """Return `name` as a file can be called everywhere, close to how it was.

    Letters that Windows keeps for itself become hyphens; blanks and dots at the end, which it
    drops, go; names of its devices, such as `aux.txt`, get a line before them.
    """
    plain = _UNFIT.sub("-", name).strip().rstrip(". ")
    stem, suffix = PurePath(plain).stem, PurePath(plain).suffix
    if len(suffix) > _LONGEST_SUFFIX or " " in suffix:
        stem, suffix = plain, ""
    stem = stem[: _LONGEST_NAME - len(suffix)].rstrip(". ")
    if not stem or _RESERVED.fullmatch(stem.partition(".")[0].rstrip()):
        stem = f"_{stem}"
    return stem + suffix
