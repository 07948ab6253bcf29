"""Words that look alike: one letter apart, read wrongly by the recognition, or heard alike.

The likelihoods are those of a noisy channel: what stands on the paper passes through eyes, ears,
fingers and recognition before it is typed, and each mistake has a price, the negative logarithm of
how likely it is. Source: Kernighan, Church, Gale, A Spelling Correction Program Based on a Noisy
Channel Model, 1990; the prices are our own, set on recognised Vietnamese pages.
"""

import re
from collections.abc import Collection, Iterator
from string import ascii_lowercase, digits
from typing import Final

from luutru.vietnamese.syllables import is_syllable

_LETTERS: Final = ascii_lowercase + digits
READ: Final = (
    ("l", "1"), ("l", "i"), ("i", "1"), ("o", "0"), ("o", "9"), ("0", "9"), ("g", "9"), ("g", "q"),
    ("s", "5"), ("b", "8"), ("3", "8"), ("b", "6"), ("0", "6"), ("1", "7"), ("z", "2"), ("d", "0"),
    ("c", "e"), ("e", "o"), ("c", "o"), ("a", "o"), ("n", "u"), ("h", "b"), ("h", "n"), ("f", "t"),
    ("l", "t"), ("i", "j"), ("v", "y"), ("u", "v"),
    ("rn", "m"), ("nn", "m"), ("in", "m"), ("ni", "m"), ("cl", "d"), ("ol", "d"), ("vv", "w"),
    ("li", "h"), ("ii", "u"), ("ri", "n"), ("il", "u"),
)  # fmt: skip
"""What recognition takes for one another; marks are folded away already (ê/ế, hỏi/ngã, đ/d)."""
HEARD: Final = (
    ("s", "x"), ("tr", "ch"), ("d", "gi"), ("d", "r"), ("l", "n"), ("i", "y"), ("c", "k"),
    ("c", "q"), ("k", "q"), ("ng", "n"), ("ngh", "ng"), ("gh", "g"), ("f", "ph"), ("v", "w"),
    ("s", "z"), ("qu", "q"), ("ts", "x"), ("sh", "s"), ("kh", "h"), ("th", "t"), ("ai", "ay"),
    ("ie", "i"), ("ia", "ya"), ("ou", "u"), ("ua", "a"),
)  # fmt: skip
"""What sounds alike, in Vietnamese or in the names of partners (Qatar, Quatar)."""

CONFUSED: Final = 2.5
ALIKE: Final = 3.0
EDITED: Final = 4.5
_SWAPPED: Final = 3.5
_DOUBLED: Final = 2.5
_FIRST: Final = 2.0
"""What a mistake in the first letter costs besides: people look at it twice."""
_UNCOMPOSED: Final = 1.5

_TONE_KEYS: Final = re.compile(r"(?<=[aeiouy])[sfrxj](?=[a-z])|(?<=[a-z])[sfrxj]$")
_DOUBLE_KEYS: Final = re.compile(r"dd|aa|ee|oo")
_HORN_KEYS: Final = re.compile(r"(?<=[aou])w")


def one_letter_apart(word: str, vocabulary: Collection[str]) -> list[str]:
    """Return `word` and the words of `vocabulary` that differ by one letter but the first.

    One letter more, less or another, or two swapped.
    """
    return sorted(form for form in one_letter_forms(word) if form in vocabulary)


def one_letter_forms(word: str) -> frozenset[str]:
    """Return `word` and everything that differs from it by one letter but the first."""
    head, tail = word[:1], word[1:]
    cuts = [(head + tail[:at], tail[at:]) for at in range(len(tail) + 1)]
    made = {left + letter + right for left, right in cuts for letter in _LETTERS}
    made |= {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    made |= {left + right[1:] for left, right in cuts if right}
    made |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return frozenset(made | {word})


def misspellings(word: str) -> dict[str, float]:
    """Return what `word` may stand for by one mistake of any kind, or by two of recognition.

    Everything that it can be made into, whether it is a word or not, with the lowest price.
    """
    found: dict[str, float] = {}
    for made in (_uncomposed(word), _confused(word), _confused_twice(word), _edited(word)):
        for spelled, price in made:
            if price < found.get(spelled, price + 1):
                found[spelled] = price
    found.pop(word, None)
    return found


def _confused(word: str) -> Iterator[tuple[str, float]]:
    for table, price in ((READ, CONFUSED), (HEARD, ALIKE)):
        for pair in table:
            for one, other in (pair, pair[::-1]):
                at = word.find(one)
                while at >= 0:
                    yield word[:at] + other + word[at + len(one) :], price
                    at = word.find(one, at + 1)


def _confused_twice(word: str) -> Iterator[tuple[str, float]]:
    for once, first in _confused(word):
        for twice, second in _confused(once):
            yield twice, first + second


def _edited(word: str) -> Iterator[tuple[str, float]]:
    """Yield what `word` becomes by one letter more, less or another, or by two swapped."""
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        dear = _FIRST if at == 0 else 0.0
        for letter in _LETTERS:
            yield left + letter + right, dear + _price_of_one_more(left, letter, right)
            if right:
                yield left + letter + right[1:], dear + EDITED
        if right:
            yield left + right[1:], dear + _price_of_one_more(left, right[0], right[1:])
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:], dear + _SWAPPED


def _price_of_one_more(left: str, letter: str, right: str) -> float:
    return _DOUBLED if letter in (left[-1:], right[:1]) else EDITED


def _uncomposed(word: str) -> Iterator[tuple[str, float]]:
    """Yield the syllable whose keys were typed while the Vietnamese keyboard was off.

    `tieeu chuaarn` by Telex and `tie6u chua63n` by VNI are tiêu chuẩn.
    """
    if not word.isascii() or not word[:1].isalpha():
        return
    telex = _HORN_KEYS.sub("", _DOUBLE_KEYS.sub(lambda found: found[0][0], word))
    telex = telex.replace("w", "u")
    vni = "".join(letter for letter in word if not letter.isdigit())
    for spelled in (telex, _TONE_KEYS.sub("", telex, count=1), vni):
        if spelled != word and is_syllable(spelled):
            yield spelled, _UNCOMPOSED
