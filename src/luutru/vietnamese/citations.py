"""Citations of Vietnamese law in English: the words in English, the number as the law bears it."""

import re
from typing import Final

from luutru import i18n

_ACTS: Final = {
    "Bộ luật": "Code",
    "Luật": "Law",
    "Pháp lệnh": "Ordinance",
    "Nghị quyết": "Resolution",
    "Nghị định": "Decree",
    "Thông tư liên tịch": "Joint Circular",
    "Thông tư": "Circular",
    "Quyết định": "Decision",
    "Chỉ thị": "Directive",
}
_PHRASES: Final = {
    "Điều khoản về thời hạn của thỏa thuận": "The clause of the agreement on its term",
    "(áp dụng theo đề xuất)": "(applied as a suggestion)",
}
_ACT: Final = re.compile(rf"\b({'|'.join(sorted(_ACTS, key=len, reverse=True))})(?: số)? (?=\d)")
_OF: Final = re.compile(rf" của (?={'|'.join(_ACTS.values())})")
_POINT: Final = r"điểm (?P<point>[a-zđ]\b(?: đến [a-zđ]\b)?)"
_DOWN: Final = re.compile(  # Điều 4 khoản 1 điểm b
    rf"điều (?P<article>\d+[a-zđ]?\b)(?:,? khoản (?P<clause>\d+))?(?:,? {_POINT})?", re.IGNORECASE
)
_UP: Final = re.compile(  # điểm b khoản 1 Điều 4
    rf"(?:{_POINT},? )?khoản (?P<clause>\d+),? điều (?P<article>\d+[a-zđ]?\b)", re.IGNORECASE
)
_MARK: Final = "\x00"
_RUN: Final = re.compile(rf"{_MARK}[^{_MARK}]+{_MARK}(?:(?:, | và ){_MARK}[^{_MARK}]+{_MARK})*")


def told(citation: str) -> str:
    """Return a citation in the language of the reader; for showing, never to be kept."""
    return citation if i18n.language() == "vi" else english(citation)


def english(citation: str) -> str:
    """Return a citation in English, such as "Decree 64/2021/NĐ-CP, articles 4.1.a and 13".

    What is not written as citations are stays as it is.
    """
    words = citation.replace(_MARK, "")
    for phrase, meant in _PHRASES.items():
        words = words.replace(phrase, meant)
    words = _OF.sub(" of ", _ACT.sub(lambda found: f"{_ACTS[found[1]]} ", words))
    words = _RUN.sub(_articles, _DOWN.sub(_place, _UP.sub(_place, words)))
    return words if words == citation else words[:1].upper() + words[1:]


def _place(found: re.Match[str]) -> str:
    point = (found["point"] or "").replace(" đến ", "–")
    return _MARK + ".".join(filter(None, (found["article"], found["clause"], point))) + _MARK


def _articles(found: re.Match[str]) -> str:
    places = found[0].replace(_MARK, "")
    several = " và " in places or ", " in places
    return f"{'articles' if several else 'article'} {places.replace(' và ', ' and ')}"
