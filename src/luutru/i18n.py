"""Marks and translates the sentences people read; knows nothing of Qt.

Code is written in English; `resources/i18n/<language>.po` holds the other languages. A sentence
is marked where it is defined and translated where it is read, so that the language can be
changed while the program runs.
"""

import gettext
import os
from collections.abc import Callable
from functools import cache
from typing import Final

from luutru.resources import folder

DOMAIN: Final = "luutru"
LANGUAGES: Final = ("vi", "en")
DEFAULT: Final = "vi"

_language: str = "en"
_listeners: list[Callable[[], None]] = []


def mark(message: str) -> str:
    """Mark a sentence for the translators without translating it yet."""
    return message


def translate(message: str, **facts: object) -> str:
    """Return the sentence in the language of the reader, its named places filled from `facts`."""
    sentence = _messages(_language).gettext(message) if message else ""
    return sentence.format(**facts) if facts else sentence


def translate_count(one: str, many: str, count: int, **facts: object) -> str:
    """Return the sentence for `count` things; `{count}` is filled in."""
    return _messages(_language).ngettext(one, many, count).format(count=count, **facts)


def in_language(wanted: str, message: str) -> str:
    """Return the sentence in a language, whatever the reader's is; places stay unfilled."""
    return _messages(wanted).gettext(message)


def language() -> str:
    """Return the language in use, `vi` or `en`."""
    return _language


def use_language(wanted: str | None = None) -> str:
    """Use `wanted`, else the language of the system, else Vietnamese; return the one in use."""
    global _language  # noqa: PLW0603  one reader, one language
    _language = wanted if wanted in LANGUAGES else _of_the_system()
    for listener in _listeners:
        listener()
    return _language


def on_change(listener: Callable[[], None]) -> None:
    """Call `listener` whenever another language is chosen."""
    _listeners.append(listener)


@cache
def _messages(wanted: str) -> gettext.NullTranslations:
    """Return the sentences of a language, read when the first of them is asked for."""
    if wanted == "en":
        return gettext.NullTranslations()
    # gettext.translation() would load all that is known of locales, to find this file.
    file = folder("i18n") / wanted / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with file.open("rb") as compiled:
            return gettext.GNUTranslations(compiled)
    except OSError:
        return gettext.NullTranslations()


def _of_the_system() -> str:
    for variable in ("LUUTRU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")[:2].lower()
        if value in LANGUAGES:
            return value
    return DEFAULT
