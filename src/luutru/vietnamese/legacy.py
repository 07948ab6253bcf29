"""Reads text layers made with the fonts of before Unicode: TCVN3 (`.VnTime`) and VNI (`VNI-Times`).

Such a font draws `ộ` where the file says `é`, so what a PDF hands out as text looks like
`Céng hoµ`. The letters are recovered only when the name of a font and the statistics of the text
agree: by the text alone a third of foreign pages would be taken for old Vietnamese ones.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from luutru.vietnamese.folding import TONES
from luutru.vietnamese.syllables import Census, census

Kind = Literal["ok", "tcvn3", "vni", "garbage", "empty"]

_FONTS: Final = {
    "tcvn3": re.compile(r"(?:^|\+)\.Vn", re.IGNORECASE),
    "vni": re.compile(r"(?:^|\+)VNI-", re.IGNORECASE),
}
_FEWEST_WORDS: Final = 5
_GAIN: Final = 0.08
_GAIN_IN_MARKED: Final = 0.10
_PLAUSIBLE: Final = 0.75
_UNREADABLE: Final = 0.02
_ENOUGH_FOR_COMMON_WORDS: Final = 30
_COMMON: Final = 0.04
_LAYOUT: Final = "\n\r\t\f\v"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text layer is worth, and its text, recovered where an old encoding was recognised."""

    kind: Kind
    text: str


def judge(text: str, font_names: Collection[str]) -> Verdict:
    """Judge the text layer of one page, whose fonts have these names.

    `empty` means too few words to judge and `garbage` that recognition should read the page too;
    neither is a reason to throw the text away. Limits: measured on 1,846 third-party PDFs.
    """
    found = census(text)
    if found.words < _FEWEST_WORDS:
        return Verdict("empty", text)
    for kind, recovered in _recoveries(text, font_names):
        if _is_better(census(recovered), found):
            return Verdict(kind, recovered)
    return Verdict("garbage" if _is_garbage(text, found) else "ok", text)


def _recoveries(text: str, font_names: Collection[str]) -> list[tuple[Kind, str]]:
    recoveries: list[tuple[Kind, str]] = []
    if any(_FONTS["tcvn3"].search(name) for name in font_names):
        recoveries.append(("tcvn3", from_tcvn3(text)))
    if any(_FONTS["vni"].search(name) for name in font_names):
        recoveries.append(("vni", from_vni(text)))
    return recoveries


def _is_better(recovered: Census, found: Census) -> bool:
    return (
        recovered.plausible > found.plausible + _GAIN
        and recovered.marked > found.marked + _GAIN_IN_MARKED
    )


def _is_garbage(text: str, found: Census) -> bool:
    unreadable = sum(
        sign == "\ufffd"
        or (unicodedata.category(sign) in ("Co", "Cn", "Cc") and sign not in _LAYOUT)
        for sign in text
    )
    return (
        found.plausible < _PLAUSIBLE
        or unreadable > _UNREADABLE * len(text)
        or (found.words >= _ENOUGH_FOR_COMMON_WORDS and found.common < _COMMON)
    )


# TCVN 5712:1993, VN3: one byte a letter, shown here as Latin-1 shows it. ư is the soft hyphen.
_TCVN3_LETTERS: Final = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3_BYTES: Final = bytes.fromhex(
    "a1a2a3a4a5a6a7 a8a9aaabacadae b5b6b7b8b9 bbbcbdbec6 c7c8c9cacb cccecfd0d1 d2d3d4d5d6"
    "d7d8dcddde dfe1e2e3e4 e5e6e7e8e9 eaebecedee eff1f2f3f4 f5f6f7f8f9 fafbfcfdfe"
)
_TO_TCVN3: Final = dict(zip(_TCVN3_LETTERS, _TCVN3_BYTES.decode("latin-1"), strict=True))
_FROM_TCVN3: Final = str.maketrans({sign: letter for letter, sign in _TO_TCVN3.items()})
_WORD: Final = re.compile(r"[^\W\d_]+")


def to_tcvn3(text: str) -> str:
    """Return what a TCVN3 font needs to draw `text`.

    Of the capitals only Ă Â Ê Ô Ơ Ư Đ have a code of their own; the others are the small letter,
    drawn as a capital by the fonts whose names end in H (`.VnTimeH`).
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(_TO_TCVN3.get(sign, _TO_TCVN3.get(sign.lower(), sign)) for sign in composed)


def from_tcvn3(text: str) -> str:
    """Return the letters that a TCVN3 font draws for `text`.

    Words in plain capitals were set in a font of capitals: `CéNG` is `CỘNG`.
    """
    return _WORD.sub(_capitals_throughout, text.translate(_FROM_TCVN3))


def _capitals_throughout(word: re.Match[str]) -> str:
    letters = word[0]
    capitals = sum(letter.isupper() for letter in letters)
    plain_small = any(letter.isascii() and letter.islower() for letter in letters)
    return letters.upper() if capitals > 1 and not plain_small else letters


# VNI for Windows: the letter without marks, then one sign for its hat or breve with its tone.
_VNI_TONES: Final = dict(zip(TONES, "øûõùï", strict=True))
_VNI_HATS: Final = dict(zip(("", *TONES), "âàåãáä", strict=True))
_VNI_BREVES: Final = dict(zip(("", *TONES), "êèúüéë", strict=True))
_VNI_WHOLE: Final = dict(zip("íìỉĩịỵđơư", "íìæóòîñôö", strict=True))


def to_vni(text: str) -> str:
    """Return what a VNI font needs to draw `text`."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_TO_VNI.get(sign, sign) for sign in composed)


def from_vni(text: str) -> str:
    """Return the letters that a VNI font draws for `text`."""
    return _VNI_CODE.sub(lambda code: _FROM_VNI[code[0]], text)


def _vni_letters() -> dict[str, str]:
    small = dict(_VNI_WHOLE)
    hat, breve, horn = "\u0302", "\u0306", "\u031b"
    for bases, mark, signs in [
        ("aeouy", "", _VNI_TONES),
        ("aeo", hat, _VNI_HATS),
        ("a", breve, _VNI_BREVES),
        ("ou", horn, _VNI_TONES),
    ]:
        for base in bases:
            drawn = _VNI_WHOLE[_composed(base + horn)] if mark == horn else base
            for tone, sign in signs.items():
                small.setdefault(_composed(base + mark + tone), drawn + sign)
    return small | {letter.upper(): code.upper() for letter, code in small.items()}


def _composed(letter: str) -> str:
    return unicodedata.normalize("NFC", letter)


_TO_VNI: Final = _vni_letters()
# Typists often left the sign of a capital small: both "AÙ" and "Aù" are Á.
_FROM_VNI: Final = {code[0] + code[1:].lower(): letter for letter, code in _TO_VNI.items()} | {
    code: letter for letter, code in _TO_VNI.items()
}
_VNI_CODE: Final = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))
