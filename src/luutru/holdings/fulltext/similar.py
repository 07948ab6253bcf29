"""Words that look alike: one letter apart, or read wrongly by the recognition."""

from collections.abc import Collection
from string import ascii_lowercase, digits
from typing import Final

_LETTERS: Final = ascii_lowercase + digits
_CONFUSED: Final = (
    ("l", "1"), ("l", "i"), ("i", "1"), ("o", "0"), ("g", "9"), ("g", "q"), ("s", "5"), ("b", "8"),
    ("z", "2"), ("rn", "m"), ("nn", "m"), ("cl", "d"), ("vv", "w"), ("li", "h"), ("c", "e"),
    ("u", "ii"), ("in", "m"), ("f", "t"),
)  # fmt: skip
"""What recognition takes for one another; marks are folded away already (ê/ế, hỏi/ngã, đ/d)."""


def one_letter_apart(word: str, vocabulary: Collection[str]) -> list[str]:
    """Return `word` and the words of `vocabulary` that differ by one letter but the first.

    One letter more, less or another, or two swapped.
    """
    head, tail = word[:1], word[1:]
    cuts = [(head + tail[:at], tail[at:]) for at in range(len(tail) + 1)]
    made = {word}
    for left, right in cuts:
        made.update(left + letter + right for letter in _LETTERS)
        if right:
            made.add(left + right[1:])
            made.update(left + letter + right[1:] for letter in _LETTERS)
        if len(right) > 1:
            made.add(left + right[1] + right[0] + right[2:])
    return sorted(candidate for candidate in made if candidate in vocabulary)


def misread(word: str, vocabulary: Collection[str]) -> list[str]:
    """Return the words of `vocabulary` that recognition takes for `word`, or `word` for them."""
    made: set[str] = set()
    for first, second in (*_CONFUSED, *((b, a) for a, b in _CONFUSED)):
        at = word.find(first)
        while at >= 0:
            made.add(word[:at] + second + word[at + len(first) :])
            at = word.find(first, at + 1)
    return sorted(candidate for candidate in made if candidate in vocabulary and candidate != word)
