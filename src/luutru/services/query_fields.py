"""The fields that a query may name, in Vietnamese and English, and how their values are read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from luutru import clock
from luutru.holdings.fulltext.query import Field, Pages, Words
from luutru.records.code_lists import code_list
from luutru.records.days import UNKNOWN, Span, span_of
from luutru.vietnamese.dates import read_day
from luutru.vietnamese.folding import fold


class DayColumn(StrEnum):
    """Days of an agreement by which a query can ask."""

    SIGNED = "signed"
    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Listed:
    """Agreements with a code in one of the sets of `services.filters.Filter`."""

    attribute: str
    code: str


@dataclass(frozen=True, slots=True)
class Within:
    """Agreements of which a day may fall into a span."""

    column: DayColumn
    span: Span


@dataclass(frozen=True, slots=True)
class WithMilestone:
    """Agreements with a milestone in a state; `overdue` is computed."""

    state: str


Condition: TypeAlias = Listed | Within | WithMilestone
"""What the catalogue has to answer."""
Value: TypeAlias = Condition | Field | Pages
OVERDUE: Final = "overdue"


@dataclass(frozen=True, slots=True)
class QueryField:
    """One field: what it is called, and what a value typed after it means."""

    names: tuple[str, ...]
    read: Callable[[str], Value | None]
    """None where the value says nothing in this field."""
    longest: int = 1
    """Words of a value without quotation marks: `còn hiệu lực` has three."""


def _in_card(field: str) -> Callable[[str], Value | None]:
    return lambda text: Field(field, Words(text))


def _listed(attribute: str, name: str, card_field: str = "") -> Callable[[str], Value | None]:
    """Read a code of a list; what is no code is looked for in the card, where it has the field."""

    def read(text: str) -> Value | None:
        code = code_list(name).find(text)
        if code is not None:
            return Listed(attribute, code)
        return Field(card_field, Words(text)) if card_field and " " not in text else None

    return read


def _days(column: DayColumn) -> Callable[[str], Value | None]:
    def read(text: str) -> Value | None:
        span = read_span(text, clock.today())
        return Within(column, span) if span else None

    return read


def _pages(text: str) -> Value | None:
    found = re.fullmatch(r"(\d{1,6})(?:(?:-|\.\.)(\d{1,6}))?", text)
    return Pages(int(found[1]), int(found[2] or found[1])) if found else None


def _milestone(text: str) -> Value | None:
    code = code_list("milestone_state").find(text)
    return WithMilestone(code) if code else None


_FIELDS: Final = (
    QueryField(("đối tác", "bên", "partner", "party"), _in_card("partner")),
    QueryField(("số", "số hiệu", "ký hiệu", "number"), _in_card("number")),
    QueryField(("mã", "mã số", "reference", "ref"), _in_card("reference")),
    QueryField(("tên", "tên gọi", "tiêu đề", "title"), _in_card("title")),
    QueryField(("người ký", "người", "signatory", "signer", "person"), _in_card("person")),
    QueryField(("nơi ký", "địa điểm", "place"), _in_card("place_name")),
    QueryField(("tệp", "tên tệp", "file"), _in_card("file")),
    QueryField(("loại", "type"), _listed("instruments", "instrument", "field"), 5),
    QueryField(("lĩnh vực", "field"), _listed("fields", "cooperation_field", "field"), 5),
    QueryField(("nước", "quốc gia", "country"), _listed("countries", "country", "country"), 8),
    QueryField(("tình trạng", "trạng thái", "status"), _listed("statuses", "status"), 6),
    QueryField(("danh nghĩa", "cấp ký", "level"), _listed("levels", "signing_level"), 5),
    QueryField(("độ mật", "secrecy"), _listed("secrecies", "secrecy"), 3),
    QueryField(("duyệt", "review"), _listed("review_states", "review_state"), 3),
    QueryField(("ký", "ngày ký", "năm", "signed", "year"), _days(DayColumn.SIGNED), 8),
    QueryField(("hiệu lực", "hiệu lực từ", "effective"), _days(DayColumn.BEGINS), 8),
    QueryField(("hết hạn", "ngày hết hạn", "expires"), _days(DayColumn.ENDS), 8),
    QueryField(("trang", "page"), _pages),
    QueryField(("mốc", "milestone"), _milestone, 4),
)
BY_NAME: Final = {fold(name): field for field in _FIELDS for name in field.names}
LONGEST_NAME: Final = max(len(name.split()) for name in BY_NAME)


def read_span(text: str, today: date) -> Span | None:
    """Return the days that a value means, or None if it means none.

    `2023`, `12/2023`, `7/12/2023`, `2023..2024`, `2023..`, `>=2024`, and `<90d`: within the next
    90 days.
    """
    ahead = re.fullmatch(r"([<>])=?\s*(\d{1,5})\s*(?:d|days?|ngay)", fold(text))
    try:
        if ahead:
            day = today + timedelta(days=int(ahead[2]))
            return Span(today, day) if ahead[1] == "<" else Span(day, None)
        compared = re.fullmatch(r"([<>]=?)\s*(.+)", text)
        if compared:
            return _compared(compared[1], _span(compared[2]))
        first, dots, last = text.partition("..")
        if dots:
            return _between(first, last)
        return _span(text)
    except (ValueError, OverflowError):
        return None


def _span(text: str) -> Span:
    edtf = read_day(text)
    if edtf is None:
        raise ValueError(text)
    return span_of(edtf)


def _between(first: str, last: str) -> Span:
    if not first and not last:
        raise ValueError(first)
    begin = _span(first).first if first else UNKNOWN.first
    return Span(begin, _span(last).last if last else UNKNOWN.last)


def _compared(sign: str, span: Span) -> Span | None:
    first, last = span
    if first is None or last is None:
        return None
    one = timedelta(days=1)
    return {
        "<": Span(None, first - one),
        "<=": Span(None, last),
        ">": Span(last + one, None),
        ">=": Span(first, None),
    }[sign]
