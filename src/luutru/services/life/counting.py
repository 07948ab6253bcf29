"""Says how days are counted: the one rule by which every term of the archive ends.

Source: Civil Code 91/2015/QH13, article 147 (the first day is not counted) and article 148 (a term
of days, months or years ends with its last day; months and years on the day of the same number;
148.5: where that day is not worked, with the next working day, which `due_words` names for duties).
"""

from datetime import date
from typing import Final

from luutru.i18n import mark, translate
from luutru.records.days import minus, plus
from luutru.services.values import shown_period

RULE: Final = mark(
    "The day on which a term begins is not counted. A term of months or years ends on the day of "
    "the same number, or on the last day of a month that has no such day. The day is recorded as "
    "counted; where it is not worked, the law lets the term end with the next working day (Civil "
    "Code 2015, articles 147 and 148)."
)


def term_words(start: date, period: str) -> str:
    """Say when a term that runs from `start` ends, and how that was counted.

    Raises:
        ValueError: `period` is not a period of years, months and days.
    """
    return translate(
        "{period} from {start}: until {end}.",
        period=shown_period(period),
        start=shown(start),
        end=shown(plus(start, period)),
    )


def notice_words(end: date, period: str) -> str:
    """Say which day lies a period before `end`.

    Raises:
        ValueError: `period` is not a period of years, months and days.
    """
    return translate(
        "{period} before {end}: {day} at the latest.",
        period=shown_period(period),
        end=shown(end),
        day=shown(minus(end, period)),
    )


def rule_words() -> str:
    """Say the rule itself."""
    return translate(RULE)


def shown(day: date) -> str:
    """Write a day as in tables: 07/12/2023."""
    return day.strftime("%d/%m/%Y")
