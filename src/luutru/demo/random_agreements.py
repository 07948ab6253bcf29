"""Agreements by the throw of dice, with their truth, for tests and benchmarks of reading.

Parties and signatories are invented and look it; languages, layouts and scanners take turns, so
that a few documents already hold some of each.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np

from luutru.demo import manuscript, pdf, scanner, truth
from luutru.demo.manuscript import Block, Letterhead, Manuscript, Side
from luutru.demo.truth import DrawnDocument, Language, TruthPage, Turn
from luutru.demo.typesetter import typeset
from luutru.resources import folder

_LANGUAGES: Final[Sequence[Language]] = ("vi", "bilingual", "en")
_STATE: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_TURNS: Final[Sequence[Turn]] = (180, 180, 90, 270)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the dice said of one agreement, in Vietnamese and English."""

    parties: tuple[tuple[str, str], tuple[str, str]]
    roles: tuple[tuple[str, str], tuple[str, str]]
    signed_on: date
    number: str
    values: dict[str, object]


def draw_random(
    seed: int, count: int, folder: Path, *, turned: bool = False
) -> list[DrawnDocument]:
    """Draw `count` agreements as scans into `folder`; the same seed gives the same bytes.

    With `turned`, about half of the pages were fed upside down or sideways.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_draw(seed, number, folder, turned=turned) for number in range(count)]


def _draw(seed: int, number: int, folder: Path, *, turned: bool) -> DrawnDocument:
    random = np.random.default_rng([seed, number])
    language = _LANGUAGES[number % len(_LANGUAGES)]
    profile = list(scanner.PROFILES.values())[number % len(scanner.PROFILES)]
    text = _manuscript(random, language)
    images, pages = [], list[TruthPage]()
    for sheet in typeset(text, random):
        turn = _chosen(random, _TURNS) if turned and _happens(random) else 0
        image, placement = scanner.scan(sheet, profile, random, turn)
        images.append(image)
        pages.append(truth.page(sheet, placement))
    name = f"{seed:05d}-{number:03d}-{language}-{profile.name}{'-turned' if turned else ''}.pdf"
    pdf.write_images(folder / name, images, profile.quality)
    return DrawnDocument(folder / name, language, profile.name, tuple(pages))


def _manuscript(random: np.random.Generator, language: Language) -> Manuscript:
    facts = _facts(random)
    size = _chosen(random, (12.0, 12.5, 13.0) if language != "bilingual" else (10.5, 11.0))
    return Manuscript(
        language,
        _letterhead(random, language, facts),
        _titles(language, facts),
        _body(random, language, facts),
        _sides(language, facts),
        size,
    )


def _facts(random: np.random.Generator) -> _Facts:
    stock = _stock()
    home, abroad = _chosen(random, stock["home"]), _chosen(random, stock["abroad"])
    city, city2 = (stock["cities"][i] for i in random.permutation(len(stock["cities"]))[:2])
    field = _chosen(random, stock["fields"])
    signed_on = date(1994, 1, 1) + timedelta(days=int(random.integers(0, 366 * 31)))
    values: dict[str, object] = {
        "home_vi": home[0], "home_en": home[1], "abroad_vi": abroad[0], "abroad_en": abroad[1],
        "field_vi": field[0], "field_en": field[1],
        "city_vi": city[0], "city_en": city[1], "city2_vi": city2[0], "city2_en": city2[1],
        "times": int(random.integers(1, 5)), "days": _chosen(random, (15, 30, 45, 60)),
        "roman": _chosen(random, ("I", "II", "III")), "years": _chosen(random, (2, 3, 5)),
        "months": _chosen(random, (3, 6)),
        "day_vi": _day_vi(signed_on), "day_en": _day_en(signed_on),
    }  # fmt: skip
    number = f"Số: {int(random.integers(1, 480)):02d}/BGN-{_chosen(random, ('TĐC', 'KHCN', 'ĐLM'))}"
    roles = (_chosen(random, stock["roles"]), _chosen(random, stock["roles"]))
    return _Facts((home, abroad), roles, signed_on, number, values)


def _letterhead(random: np.random.Generator, language: Language, facts: _Facts) -> Letterhead:
    if language == "en":
        return Letterhead(
            right=("SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness")
        )
    dateline = f"{facts.values['city_vi']}, {facts.values['day_vi']}"
    if _happens(random):
        return Letterhead((), _STATE, "", dateline)
    return Letterhead((facts.parties[0][0].upper(),), _STATE, facts.number, dateline)


def _titles(language: Language, facts: _Facts) -> tuple[str, ...]:
    pairs: Sequence[Sequence[str]] = _stock()["titles"]
    columns = {"vi": (0,), "en": (1,), "bilingual": (0, 1)}[language]
    return tuple(pair[column].format(**facts.values) for column in columns for pair in pairs)


def _body(random: np.random.Generator, language: Language, facts: _Facts) -> tuple[Block, ...]:
    names = manuscript.clause_names()
    middle = random.permutation(len(names) - 4)[: int(random.integers(5, 8))] + 2
    clauses = [*names[:2], *(names[i] for i in sorted(middle)), *names[-2:]]
    markup = [" || ".join(_in(language, _stock()["opening"])), *(f"@{name}" for name in clauses)]
    if _happens(random):
        markup.append(_table(random, language, facts.signed_on.year))
    return manuscript.body("\n\n".join(markup), language, facts.values)


def _table(random: np.random.Generator, language: Language, year: int) -> str:
    """Return the markup of an annex with a table of activities."""
    stock = _stock()["annex"]
    column = 1 if language == "en" else 0
    rows = [f"| {stock['heads'][column]}"]
    for number, task in enumerate(stock["tasks"], 1):
        quarter = stock["quarter"][column].format(quarter=int(random.integers(1, 5)), year=year)
        amount = f"{int(random.integers(12, 900))}.{int(random.integers(0, 10))}00.000"
        rows.append(f"| {number} | {task[column]} | {quarter} | {amount}")
    title = " || ".join(_in(language, stock["title"]))
    return f"== {title}\n\n" + "\n".join(rows)


def _sides(language: Language, facts: _Facts) -> tuple[Side, ...]:
    column = 1 if language == "en" else 0
    fors = ("ĐẠI DIỆN BÊN", "FOR PARTY")[column]
    names = ("Người ký mẫu", "Sample Signatory")[column]
    return tuple(
        Side(f"{fors} {letter}", role[column], f"{names} {letter}", stamped=letter == "A")
        for letter, role in zip("AB", facts.roles, strict=True)
    )


def _in(language: Language, texts: Sequence[str]) -> Sequence[str]:
    return {"vi": texts[:1], "en": texts[1:2], "bilingual": texts[:2]}[language]


def _day_vi(day: date) -> str:
    return f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"


def _day_en(day: date) -> str:
    return f"{day.day} {_stock()['months'][day.month - 1]} {day.year}"


def _happens(random: np.random.Generator) -> bool:
    return bool(random.integers(2))


def _chosen(random: np.random.Generator, items: Sequence[Item]) -> Item:
    return items[int(random.integers(len(items)))]


@cache
def _stock() -> dict[str, Any]:
    """Read the invented parties, roles, cities and activities."""
    return tomllib.loads((folder("demo") / "random.toml").read_text(encoding="utf-8"))
