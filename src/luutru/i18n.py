"""Marks and translates the sentences people read; knows nothing of Qt.

Code is written in English; `resources/i18n/<language>.po` holds the other languages. A sentence
is marked where it is defined and translated where it is read, so that the language can be
changed while the program runs.
"""

import os
import struct
from collections.abc import Callable
from functools import cache
from typing import Final

from luutru.resources import folder

DOMAIN: Final = "luutru"
LANGUAGES: Final = ("vi", "en")
DEFAULT: Final = "vi"


class _Sentences:
    """The sentences of one language, as GNU gettext compiles them; of English there are none.

    The standard library reads the whole file sentence by sentence, which every start would wait
    for; here each is read when it is asked for. Vietnamese has one form for all counts.
    """

    def __init__(self, compiled: bytes = b"") -> None:
        self._translated: dict[bytes, bytes] = {}
        if not compiled:
            return
        _magic, _revision, count, ids, texts = struct.unpack_from("<5I", compiled)
        places = (
            struct.iter_unpack("<2I", compiled[table : table + 8 * count]) for table in (ids, texts)
        )
        self._translated = {
            compiled[start : start + length].partition(b"\0")[0]: compiled[begin : begin + size]
            for (length, start), (size, begin) in zip(*places, strict=True)
        }

    def sentence(self, message: str) -> str:
        """Return a sentence; as it stands in the code where it was not translated."""
        found = self._translated.get(message.encode()) if message else None
        return found.decode() if found else message

    def counted(self, one: str, many: str, count: int) -> str:
        """Return the form of a sentence for a count."""
        found = self._translated.get(one.encode())
        return found.decode() if found else (one if count == 1 else many)


_catalogue = _Sentences()
_language: str = "en"
_listeners: list[Callable[[], None]] = []


def mark(message: str) -> str:
    """Mark a sentence for the translators without translating it yet."""
    return message


def translate(message: str, **facts: object) -> str:
    """Return the sentence in the language of the reader, its named places filled from `facts`."""
    sentence = _catalogue.sentence(message)
    return sentence.format(**facts) if facts else sentence


def translate_count(one: str, many: str, count: int, **facts: object) -> str:
    """Return the sentence for `count` things; `{count}` is filled in."""
    return _catalogue.counted(one, many, count).format(count=count, **facts)


def in_language(wanted: str, message: str) -> str:
    """Return the sentence in a language, whatever the reader's is; places stay unfilled."""
    return _messages(wanted).sentence(message)


def language() -> str:
    """Return the language in use, `vi` or `en`."""
    return _language


def use_language(wanted: str | None = None) -> str:
    """Use `wanted`, else the language of the system, else Vietnamese; return the one in use."""
    global _catalogue, _language  # noqa: PLW0603  one reader, one language
    _language = wanted if wanted in LANGUAGES else _of_the_system()
    _catalogue = _messages(_language)
    for listener in _listeners:
        listener()
    return _language


def on_change(listener: Callable[[], None]) -> None:
    """Call `listener` whenever another language is chosen."""
    _listeners.append(listener)


@cache
def _messages(wanted: str) -> "_Sentences":
    if wanted == "en":
        return _Sentences()
    file = folder("i18n") / wanted / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        return _Sentences(file.read_bytes())
    except OSError:
        return _Sentences()


def _of_the_system() -> str:
    for variable in ("LUUTRU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")[:2].lower()
        if value in LANGUAGES:
            return value
    return DEFAULT
