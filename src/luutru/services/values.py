"""Reads the values that people type, and writes recorded values the way people read them."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from luutru.errors import UnacceptableValue
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.days import is_period, span_of
from luutru.records.fields import Field, Kind
from luutru.records.statement import State
from luutru.vietnamese.dates import read_day, short
from luutru.vietnamese.folding import fold

_UNITS: Final = {"nam": "Y", "year": "Y", "years": "Y", "thang": "M", "month": "M", "months": "M"}
_DAY_UNITS: Final = {"ngay": "D", "day": "D", "days": "D"}
_SPOKEN_PERIOD: Final = re.compile(r"(\d+)\s*([a-z]+)")
_SILENT: Final = {
    State.NOT_STATED: ("khong neu", "not stated", "?"),
    State.NOT_APPLICABLE: ("khong ap dung", "not applicable"),
}
_PERIOD_WORDS: Final = {"Y": mark("{n} years"), "M": mark("{n} months"), "D": mark("{n} days")}


def silence(text: str) -> State | None:
    """Tell whether `text` says that the document is silent, or that the field does not apply."""
    said = fold(text.strip())
    for state, words in _SILENT.items():
        if said in words:
            return state
    return None


def read(field: Field, text: str) -> str:
    """Return the value to record for what was typed; an empty text empties the field.

    Raises:
        UnacceptableValue: It does not fit the field.
    """
    typed = unicodedata.normalize("NFC", text).strip()
    return _READERS[field.kind](field, typed) if typed else ""


def shown(field: Field, value: str) -> str:
    """Return a recorded value the way people read it, in the reader's language."""
    if not value:
        return ""
    if field.kind is Kind.DAY:
        return short(value)
    if field.kind is Kind.PERIOD:
        return shown_period(value)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return ", ".join(code_list(field.choices).label(code) for code in value.split())
    return value


def shown_period(period: str) -> str:
    """Return an ISO 8601 period in words, such as `3 năm`."""
    parts = re.findall(r"(\d+)([YMD])", period)
    return " ".join(translate(_PERIOD_WORDS[unit], n=int(count)) for count, unit in parts)


def _text(field: Field, typed: str) -> str:
    if field.longest is not None and len(typed) > field.longest:
        raise _unfit(field, typed[:40] + "…", translate("at most {n} letters", n=field.longest))
    return typed


def _day(field: Field, typed: str) -> str:
    value = read_day(typed)
    if value is None or not _exists(value):
        raise _unfit(field, typed, translate("a day such as 07/12/2023, 12/2023 or 2023"))
    return value


def _exists(edtf: str) -> bool:
    try:
        span_of(edtf)
    except ValueError:
        return False
    return True


def _choice(field: Field, typed: str) -> str:
    choices = code_list(field.choices)
    code = choices.find(typed)
    if code is None:
        raise _unfit(field, typed, ", ".join(choices.label(code) for code in choices.codes[:12]))
    return code


def _choices(field: Field, typed: str) -> str:
    codes = typed.split()
    if not set(codes) <= set(code_list(field.choices).codes):  # not as it is recorded
        codes = [_choice(field, part) for part in re.split(r"[,;]", typed) if part.strip()]
    return " ".join(dict.fromkeys(codes))


def _period(field: Field, typed: str) -> str:
    if is_period(typed.upper()):
        return typed.upper()
    found = _SPOKEN_PERIOD.fullmatch(fold(typed))
    unit = (_UNITS | _DAY_UNITS).get(found.group(2)) if found else None
    if found is None or unit is None:
        raise _unfit(field, typed, translate("a period such as 3 years, 6 months or 60 days"))
    return f"P{int(found.group(1))}{unit}"


def _count(field: Field, typed: str) -> str:
    if not typed.isdigit():
        raise _unfit(field, typed, translate("a whole number"))
    return str(int(typed))


def _unfit(field: Field, typed: str, expected: str) -> UnacceptableValue:
    return UnacceptableValue(translate(field.label), typed, expected)


_READERS: Final[dict[Kind, Callable[[Field, str], str]]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.PERIOD: _period,
    Kind.COUNT: _count,
}
