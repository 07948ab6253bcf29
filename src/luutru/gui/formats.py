"""How days, numbers and sizes are written for the reader.

Days are written dd/MM/yyyy by hand: the short form of Qt's Vietnamese locale has a two-digit
year, which says nothing in an archive.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale

from luutru import clock, i18n
from luutru.i18n import translate, translate_count
from luutru.overriding import override

_KILO: Final = 1024
_UNITS: Final = ("B", "KB", "MB", "GB", "TB")
_MINUTE: Final = 60
_HOUR: Final = 3600


def locale() -> QLocale:
    """Return the locale of the language in use."""
    if i18n.language() == "vi":
        return QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def number(value: int) -> str:
    """Write a whole number in groups of three: 1.248 in Vietnamese, 1,248 in English."""
    return locale().toString(value)


class Grouped(int):
    """A whole number that writes itself in groups of three inside a sentence."""

    @override
    def __format__(self, spec: str) -> str:
        return number(int(self))


def decimal(value: float, places: int = 1) -> str:
    """Write a number with `places` decimals."""
    return locale().toString(value, "f", places)


def percent(share: float) -> str:
    """Write a share between 0 and 1 as whole percent."""
    return f"{round(share * 100)}%"


def size(count: int) -> str:
    """Write a number of bytes in the largest unit that leaves a whole part."""
    value, unit = float(count), 0
    while value >= _KILO and unit < len(_UNITS) - 1:
        value, unit = value / _KILO, unit + 1
    places = 1 if unit > 1 else 0
    return f"{decimal(value, places)} {_UNITS[unit]}"


def day(edtf: str) -> str:
    """Write a day as kept (EDTF) for a table: 07/12/2023, 12/2023, 2023; "" stays empty."""
    from luutru.vietnamese.dates import short  # noqa: PLC0415  the first frame needs no dates

    return short(edtf) if edtf else ""


def plain_day(value: date) -> str:
    """Write a calendar day for a table: 07/12/2023."""
    return value.strftime("%d/%m/%Y")


def moment(value: datetime) -> str:
    """Write a moment on the clock of this workstation: 07/12/2023 09:14."""
    return value.astimezone().strftime("%d/%m/%Y %H:%M")


def moment_near(value: datetime) -> str:
    """Write a moment of today by its hour alone."""
    here = value.astimezone()
    if here.date() == clock.today():
        return here.strftime("%H:%M")
    return moment(value)


def duration(seconds: float) -> str:
    """Write a length of time as somebody would say it."""
    if seconds < _MINUTE:
        return translate_count("{count} second", "{count} seconds", max(1, round(seconds)))
    if seconds < _HOUR:
        return translate_count("{count} minute", "{count} minutes", round(seconds / _MINUTE))
    return translate("{hours} hours", hours=decimal(seconds / _HOUR))


def shortened(folder: Path) -> str:
    """Write a path with `~` for the home folder."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
