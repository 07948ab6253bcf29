"""Compares the words of two documents: the same paper read twice, or two papers of one mould?

Recognition errs now here and now there, one word at a time. Two agreements of one mould differ in
what matters: days, numbers, names, which stand several times or are numbers. Order does not count,
as columns are read in one order today and in another tomorrow.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from luutru.vietnamese.tokens import Token, words

_LONG: Final = 4
"""Letters of a word from which on one that has a letter more, less or other may be a misreading."""
_TELLING: Final = 2
"""Differences that matter and are needed on both sides: one alone may be misread."""
_LONGEST: Final = 48
"""Letters of a difference that is shown."""


@dataclass(frozen=True)
class Wording:
    """What one document says."""

    text: str

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words in order."""
        return words(self.text)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each of its words stands in it, folded."""
        return Counter(token.folded for token in self.tokens)

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.tokens)


@dataclass(frozen=True)
class Comparison:
    """What two documents have in common."""

    share: float
    """Of the words of both, those that both have; misread ones count as had."""
    contained: float
    """The same for the shorter one alone."""
    ours: tuple[str, ...] = ()
    """What only ours says and theirs says otherwise; empty where only misreadings differ."""
    theirs: tuple[str, ...] = ()

    @property
    def differ(self) -> bool:
        """Tell whether they differ in what matters."""
        return bool(self.ours and self.theirs)


def compare(ours: Wording, theirs: Wording) -> Comparison:
    """Compare two documents."""
    if not ours.length or not theirs.length:
        return Comparison(0.0, 0.0)
    our_own, their_own = ours.counts - theirs.counts, theirs.counts - ours.counts
    _leave_out_misread(our_own, their_own)
    common = ours.length + theirs.length - our_own.total() - their_own.total()
    shorter, missing = min((ours.length, our_own.total()), (theirs.length, their_own.total()))
    share, contained = common / (ours.length + theirs.length), 1 - missing / shorter
    if min(_worth(our_own), _worth(their_own)) < _TELLING:
        return Comparison(share, contained)
    told = tuple(_phrases(ours, our_own)), tuple(_phrases(theirs, their_own))
    return Comparison(share, contained, *told)


def _leave_out_misread(our_own: Counter[str], their_own: Counter[str]) -> None:
    """Take out pairs of words that differ by a letter."""
    near = {part: word for word in their_own for part in _parts(word)}
    for word in list(our_own):
        twin = next((near[part] for part in _parts(word) if part in near), None)
        both = min(our_own[word], their_own[twin]) if twin is not None else 0
        if twin is not None and both:
            our_own[word] -= both
            their_own[twin] -= both
    for counts in (our_own, their_own):
        for word in [word for word, count in counts.items() if not count]:
            del counts[word]


def _parts(word: str) -> Iterator[str]:
    """Yield a long word and what is left of it without one letter; nothing for numbers."""
    if len(word) >= _LONG and not word.isdecimal():
        yield word
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]


def _worth(own: Counter[str]) -> int:
    """Return how many words that matter are told otherwise."""
    return sum(count if _is_number(word) else count > 1 for word, count in own.items())


def _is_number(word: str) -> bool:
    """Tell whether it is a number; single digits are read into every blot."""
    return len(word) > 1 and word.isdecimal()


def _phrases(wording: Wording, own: Counter[str]) -> list[str]:
    """Return what the other one has not: the longest run with a number and the longest without."""
    longest: dict[bool, tuple[int, str]] = {}
    for run in _runs(wording, own):
        telling = [token.folded for token in run if token.folded in own]
        numbered = any(map(_is_number, telling))
        known = longest.get(numbered, (0, ""))[0]
        if len(telling) > known and (numbered or any(own[word] > 1 for word in telling)):
            longest[numbered] = len(telling), wording.text[run[0].start : run[-1].end]
    return [_cut(text) for _, text in longest.values()]


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"


def _runs(wording: Wording, own: Counter[str]) -> Iterator[list[Token]]:
    """Yield stretches of a line that the other one has not; one word that it has may stand between.

    So that "28 tháng 10 năm 1999" stays one.
    """
    run: list[Token] = []
    between: list[Token] = []
    end = 0
    for token in wording.tokens:
        new_line = "\n" in wording.text[end : token.start]
        end = token.end
        if run and (new_line or len(between) > 1):
            yield run
            run = []
        if not run:
            between = []
        if token.folded in own:
            run += [*between, token]
            between = []
        elif run:
            between.append(token)
    if run:
        yield run
