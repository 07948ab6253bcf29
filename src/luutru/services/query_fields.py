"""The fields that a query may name, in Vietnamese and English, and how their values are read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from luutru import clock, i18n
from luutru.holdings.fulltext.query import Pages
from luutru.holdings.fulltext.similar import one_letter_apart
from luutru.i18n import mark, translate
from luutru.records.code_lists import CodeList, code_list
from luutru.records.days import Span
from luutru.services.query_days import read_span
from luutru.vietnamese.folding import fold


class Kind(StrEnum):
    """What the values of a field are."""

    TEXT = "text"
    """Words of the card: everything that can be said of words can be said of them."""
    CHOICE = "choice"
    DAY = "day"
    PAGES = "pages"


class DayColumn(StrEnum):
    """Days of an agreement by which a query can ask."""

    SIGNED = "signed"
    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Listed:
    """Agreements with one of some codes in one of the sets of `services.filters.Filter`."""

    attribute: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Within:
    """Agreements of which a day may fall into a span."""

    column: DayColumn
    span: Span


@dataclass(frozen=True, slots=True)
class WithMilestone:
    """Agreements with a milestone in one of some states; `overdue` is computed."""

    codes: frozenset[str]


Condition: TypeAlias = Listed | Within | WithMilestone
"""What the catalogue has to answer."""
Value: TypeAlias = Condition | Pages
OVERDUE: Final = "overdue"
_MILESTONES: Final = "milestone_state"
LAST_PAGE: Final = 999_999
_PAGES: Final = re.compile(r"(\d{1,6})(?:\s?(?:-|–|\.\.)\s?(\d{1,6}))?")
_COMPARED_PAGES: Final = re.compile(r"([<>]=?)\s?(\d{1,6})")


@dataclass(frozen=True, slots=True)
class QueryField:
    """One field: what it is called, and what a value typed after it means."""

    name: str
    """In English; under this name the program itself speaks of it."""
    label: str
    """Marked for translation."""
    names: tuple[str, ...]
    """What may be typed besides; the first is the Vietnamese one that the program writes."""
    kind: Kind
    card: str = ""
    """The field of the card: of TEXT always; of CHOICE where what is no code is looked for."""
    codes: str = ""
    """The code list of CHOICE."""
    attribute: str = ""
    """The set of `Filter` for CHOICE, the column for DAY."""
    longest: int = 1
    """Words of a value without quotation marks: `còn hiệu lực` has three."""

    @property
    def written(self) -> str:
        """The name by which the program writes it in the reader's language."""
        return self.names[0] if i18n.language() == "vi" else self.name

    def value(self, text: str, today: date | None = None) -> Value | None:
        """Return what `text` means as a value; None where it means nothing, or is text.

        Days such as `<90d` are told from `today` (default: the real one).
        """
        if self.kind is Kind.CHOICE:
            return self._listed(_codes(code_list(self.codes), text))
        if self.kind is Kind.DAY:
            column = DayColumn(self.attribute)
            span = read_span(text, today or clock.today(), looks_back=column is DayColumn.SIGNED)
            return Within(column, span) if span else None
        return _pages(text) if self.kind is Kind.PAGES else None

    def expected(self) -> str:
        """Return examples of what its values look like, in the reader's language."""
        if self.kind is Kind.CHOICE:
            choices = code_list(self.codes)
            return ", ".join(choices.label(code) for code in choices.codes[:8])
        if self.kind is Kind.DAY:
            return "2023, 12/2023, 7/12/2023, 2023..2024, >=2023, <90d"
        return "3, 3-5" if self.kind is Kind.PAGES else translate(self.label)

    def _listed(self, codes: frozenset[str]) -> Value | None:
        if not codes:
            return None
        return WithMilestone(codes) if self.codes == _MILESTONES else Listed(self.attribute, codes)


def _text(name: str, label: str, *names: str, card: str) -> QueryField:
    return QueryField(name, label, names, Kind.TEXT, card=card)


def _choice(
    name: str, label: str, *names: str, codes: str, attribute: str = "", card: str = "", words: int
) -> QueryField:
    return QueryField(name, label, names, Kind.CHOICE, card, codes, attribute, words)


def _day(name: str, label: str, *names: str, column: DayColumn) -> QueryField:
    return QueryField(name, label, names, Kind.DAY, attribute=column, longest=8)


FIELDS: Final = (
    _text("partner", mark("Partner"), "đối tác", "bên", "party", card="partner"),
    _text("number", mark("Number"), "số", "số hiệu", "ký hiệu", card="number"),
    _text("reference", mark("Reference"), "mã", "mã số", "ref", card="reference"),
    _text("title", mark("Title"), "tên", "tên gọi", "tiêu đề", card="title"),
    _text(
        "signatory", mark("Signatory or witness"),
        "người ký", "người", "signer", "person", card="person",
    ),
    _text("place", mark("Signed at"), "nơi ký", "địa điểm", card="place_name"),
    _text("description", mark("Description"), "mô tả", card="other"),
    _text("file", mark("File name"), "tệp", "tên tệp", card="file"),
    _choice(
        "type", mark("Instrument"), "loại",
        codes="instrument", attribute="instruments", card="field", words=5,
    ),
    _choice(
        "field", mark("Field"), "lĩnh vực",
        codes="cooperation_field", attribute="fields", card="field", words=5,
    ),
    _choice(
        "country", mark("Country"), "nước", "quốc gia",
        codes="country", attribute="countries", card="country", words=8,
    ),
    _choice(
        "status", mark("Status"), "tình trạng", "trạng thái",
        codes="status", attribute="statuses", words=6,
    ),
    _choice(
        "level", mark("Signed in the name of"), "danh nghĩa", "cấp ký",
        codes="signing_level", attribute="levels", words=5,
    ),
    _choice(
        "secrecy", mark("Secrecy"), "độ mật", codes="secrecy", attribute="secrecies", words=3
    ),
    _choice(
        "review", mark("Review"), "duyệt", codes="review_state", attribute="review_states", words=3
    ),
    _day("signed", mark("Signed on"), "ký", "ngày ký", "năm", "year", column=DayColumn.SIGNED),
    _day("effective", mark("In force from"), "hiệu lực", "hiệu lực từ", column=DayColumn.BEGINS),
    _day("expires", mark("Expires on"), "hết hạn", "ngày hết hạn", column=DayColumn.ENDS),
    QueryField("page", mark("Page"), ("trang",), Kind.PAGES, longest=3),
    _choice("milestone", mark("Milestone"), "mốc", codes=_MILESTONES, words=4),
)  # fmt: skip
BY_NAME: Final = {fold(name): field for field in FIELDS for name in (field.name, *field.names)}
LONGEST_NAME: Final = max(len(name.split()) for name in BY_NAME)


def _codes(known: CodeList, text: str) -> frozenset[str]:
    """Return the code that `text` names, those that begin so (`*`), or are spelled alike (`~`)."""
    said = fold(text.strip())
    exact = known.find(said)
    if exact is not None:
        return frozenset((exact,))
    if said.endswith("*") and said.strip("* "):
        return _called(known, lambda called: called.startswith(said.rstrip("* ")))
    if said.startswith("~"):
        called = [word for code in known.entries for word in _words(code.vi, code.en, *code.also)]
        alike = set(one_letter_apart(said.lstrip("~ "), frozenset(called)))
        return _called(known, alike.__contains__)
    return frozenset()


def _called(known: CodeList, fits: Callable[[str], bool]) -> frozenset[str]:
    return frozenset(
        code.code for code in known.entries if any(map(fits, _words(code.vi, code.en, *code.also)))
    )


def _words(*called: str) -> Iterable[str]:
    return map(fold, called)


def _pages(text: str) -> Pages | None:
    found = _PAGES.fullmatch(text)
    if found is not None:
        return Pages(int(found[1]), int(found[2] or found[1]))
    compared = _COMPARED_PAGES.fullmatch(text)
    if compared is None:
        return None
    sign, number = compared[1], int(compared[2])
    return {
        "<": Pages(1, number - 1),
        "<=": Pages(1, number),
        ">": Pages(number + 1, LAST_PAGE),
        ">=": Pages(number, LAST_PAGE),
    }[sign]
