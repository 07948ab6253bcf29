"""Made-up agreements to be searched, kept in a file and read one by one.

A corpus of many thousand agreements never stands in memory: it is written once, an agreement a
line, and every engine reads it from there. The same seed writes the same bytes.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

from search_text import MISREAD, Language, languages

PARTNERS = 300
SAMPLES = 1_500
"""Pages that are kept apart, to take questions from."""
_UNITS_A_WORD = 0.68
_FIRST_DAY = date(1994, 1, 1)
_DAYS = 366 * 31
_HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
_BODIES = ("TĐC", "KHCN", "BTTTT", "VPCP", "STAMEQ", "UBND")
_STANDARDS = ("TCVN ISO/IEC 17025:2017", "ISO 9001:2015", "TCVN ISO 22000", "70/2020/QH14")


class Agreement(NamedTuple):
    """One agreement: its card, and the text of its pages."""

    number: int
    """Its id, counted from 1; its document has the same."""
    partner: int
    signed_on: int
    """As a number: 20230807."""
    title: str
    code: str
    partner_names: tuple[str, str]
    pages: list[str]


class Size(NamedTuple):
    """How many agreements of what length."""

    name: str
    agreements: int
    pages: float
    """On average."""
    words: int
    """On a page, on average."""


@dataclass(frozen=True)
class Corpus:
    """Agreements in a file."""

    file: Path
    seed: int
    size: Size
    pages: int
    words: int
    samples: list[str]
    partners: list[int]
    """The partner of each agreement, by its number less one."""
    days: list[int]
    """The same for the day it was signed on."""

    def __iter__(self) -> Iterator[Agreement]:
        return read(self.file)


def read(file: Path) -> Iterator[Agreement]:
    """Yield the agreements of a corpus."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            number, partner, day, title, code, names, pages = json.loads(line)
            yield Agreement(number, partner, day, title, code, tuple(names), pages)


def write(file: Path, size: Size, seed: int) -> Corpus:
    """Write a corpus."""
    author = Author(seed)
    random = np.random.default_rng([seed, 1])
    pages, words = 0, 0
    samples: list[str] = []
    partners, days = [], []
    with file.open("w", encoding="utf-8") as lines:
        for number in range(1, size.agreements + 1):
            agreement = author.agreement(number, size)
            lines.write(json.dumps(agreement, ensure_ascii=False) + "\n")
            for page in agreement.pages:
                pages += 1
                words += page.count(" ") + page.count("\n")
                place = len(samples) if pages <= SAMPLES else int(random.integers(pages))
                samples[place : place + 1] = [page] if place < SAMPLES else []
            partners.append(agreement.partner)
            days.append(agreement.signed_on)
    return Corpus(file, seed, size, pages, words, samples, partners, days)


class Author:
    """Writes agreements; each depends on the seed and its number alone."""

    def __init__(self, seed: int, misread: float = MISREAD) -> None:
        self._seed = seed
        self._misread = misread
        random = np.random.default_rng([seed, 0])
        self._vietnamese, self._english = languages(random)
        self._partners = [
            ("Viện " + self._vietnamese.name(random, 2), self._english.name(random, 2) + " Agency")
            for _ in range(PARTNERS)
        ]
        shares = 1 / (np.arange(PARTNERS) + 5.0)
        self._shares = shares / shares.sum()

    def agreement(self, number: int, size: Size) -> Agreement:
        """Write one agreement."""
        random = np.random.default_rng([self._seed, 2, number])
        partner = int(random.choice(PARTNERS, p=self._shares))
        signed_on = _FIRST_DAY + timedelta(days=int(random.integers(_DAYS)))
        code = f"{int(random.integers(1, 480)):02d}/BGN-{_BODIES[random.integers(len(_BODIES))]}"
        names = self._partners[partner]
        title = f"Bản ghi nhớ hợp tác về {self._vietnamese.name(random, 2).lower()}"
        speaks = self._speaks(random)
        count = 1 + int(random.poisson(size.pages - 1))
        pages = [self._page(random, size.words, speaks[page % 2]) for page in range(count)]
        place = f"Số: {code}\nHà Nội, {_in_words(signed_on)}\n"
        pages[0] = f"{_HEAD}{place}{title.upper()}\ngiữa {names[0]} và {names[1]}\n{pages[0]}"
        day = signed_on.year * 10_000 + signed_on.month * 100 + signed_on.day
        return Agreement(number, partner, day, title, code, names, pages)

    def _speaks(self, random: np.random.Generator) -> tuple[Language, Language]:
        """Return the languages of odd and even pages: half is Vietnamese, a third in both."""
        both = (self._vietnamese, self._english)
        return ((both[0], both[0]), both, (both[1], both[1]))[
            int(np.searchsorted((0.5, 0.85), random.random()))
        ]

    def _page(self, random: np.random.Generator, words: int, language: Language) -> str:
        share = _UNITS_A_WORD if language is self._vietnamese else 1.0
        units = max(20, int(random.normal(words, words / 6) * share))
        text = language.write(random, units, self._misread)
        said = random.random(2)
        if said[0] < 0.25:  # noqa: PLR2004  a quarter of the pages
            day = _FIRST_DAY + timedelta(days=int(random.integers(_DAYS)))
            text += f"kể từ {_in_words(day)}.\n"
        if said[1] < 0.1:  # noqa: PLR2004  a tenth
            text += f"theo {_STANDARDS[random.integers(len(_STANDARDS))]}.\n"
        return text


def _in_words(day: date) -> str:
    return f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
