"""The builder and the typed query are two views of one query: rows to text, and text to rows."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from luutru.holdings.fulltext.query import Pages
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.days import Span
from luutru.services.query_conditions import HOWS, Built, Condition, How
from luutru.services.query_days import is_told_from_today
from luutru.services.query_fields import FIELDS, LAST_PAGE, Kind, Listed, Within, WithMilestone
from luutru.services.query_reading import NotUnderstood, read
from luutru.services.query_syntax import Every, Refused, Said, Some, Syntax, Way
from luutru.services.query_writing import query_text
from luutru.vietnamese.dates import short

__all__ = [
    "BuilderField",
    "Built",
    "Condition",
    "How",
    "builder_fields",
    "conditions_of",
    "query_text",
]

_ANYWHERE: Final = mark("Anywhere")
_HOWS: Final = {
    Way.WORDS: How.ALL,
    Way.PHRASE: How.PHRASE,
    Way.STRICT: How.MARKS,
    Way.PREFIX: How.BEGINS,
    Way.FUZZY: How.SIMILAR,
    Way.NEAR: How.NEAR,
}


@dataclass(frozen=True, slots=True)
class BuilderField:
    """A field that a row may ask, in the reader's language."""

    name: str
    """Its English name; empty: anywhere."""
    label: str
    kind: Literal["text", "choice", "day", "pages"]
    hows: tuple[How, ...]
    """The usual way first."""
    choices: tuple[tuple[str, str], ...] = ()
    """Codes with their labels, in the order in which they are shown."""


def builder_fields() -> tuple[BuilderField, ...]:
    """Return the fields in the order in which the builder offers them."""
    anywhere = BuilderField("", translate(_ANYWHERE), "text", HOWS[Kind.TEXT])
    named = (
        BuilderField(
            field.name,
            translate(field.label),
            field.kind.value,
            HOWS[field.kind],
            _choices(field.codes) if field.codes else (),
        )
        for field in FIELDS
    )
    return (anywhere, *named)


def conditions_of(text: str) -> Built | None:
    """Return the rows that say the same as `text`.

    None where it says more than rows can show, or does not parse: the text then stays as it is.
    """
    typed = unicodedata.normalize("NFC", text).strip()
    if not typed:
        return Built(())
    try:
        syntax = read(typed)
        built = _built(syntax)
        if built is None:
            return None
        again = read(query_text(built.conditions, any_of=built.any_of))
        return _built(again) if again == syntax else None
    except (NotUnderstood, OverflowError):  # or a day after the last of the calendar
        return None


def _choices(codes: str) -> tuple[tuple[str, str], ...]:
    known = code_list(codes)
    return tuple((code, known.label(code)) for code in known.codes)


def _built(syntax: Syntax) -> Built | None:
    any_of = isinstance(syntax, Some) and not syntax.bracketed
    if isinstance(syntax, Said) and len(_codes(syntax)) > 1:
        rows: list[Condition | None] = [_is(syntax, code) for code in _codes(syntax)]
        any_of = True
    elif isinstance(syntax, Some) and any_of:
        rows = [_row(part) for part in syntax.parts]
    else:
        rows = [_row(part) for part in (syntax.parts if isinstance(syntax, Every) else (syntax,))]
    known = [row for row in rows if row is not None]
    return Built(tuple(_merged(known)), any_of) if len(known) == len(rows) else None


def _merged(rows: Iterable[Condition]) -> Iterator[Condition]:
    """Put rows of unwanted words of one field together."""
    last: Condition | None = None
    for row in rows:
        if last and last.how is row.how is How.NONE and last.field == row.field:
            last = replace(last, value=f"{last.value} {row.value}")
            continue
        if last:
            yield last
        last = row
    if last:
        yield last


def _row(part: Syntax) -> Condition | None:
    match part:
        case Said():
            return _said(part)
        case Refused(Said() as refused) if refused.value is not None:
            row = _said(refused)
            return replace(row, how=How.IS_NOT) if row and row.how is How.IS else None
        case Refused(Said() as refused):
            return _listing(How.NONE, (refused,))
        case Some(parts):
            return _listing(How.ANY, parts)
        case _:
            return None


def _listing(how: How, parts: Sequence[Syntax]) -> Condition | None:
    """Return one row for words and phrases of one field of which any, or none, is wanted."""
    leaves = [part for part in parts if isinstance(part, Said) and part.value is None]
    terms = [_term(leaf) for leaf in leaves]
    names = {_name(leaf) for leaf in leaves}
    if len(leaves) < len(parts) or not all(terms) or len(names) > 1:
        return None
    name = names.pop()
    return None if name is None else Condition(name, how, " ".join(filter(None, terms)))


def _term(leaf: Said) -> str | None:
    match leaf.way:
        case Way.WORDS:
            return None if " " in leaf.text else leaf.text
        case Way.PREFIX:
            return f"{leaf.text}*"
        case Way.FUZZY:
            return f"~{leaf.text}"
        case Way.NEAR:
            return f'"{leaf.text}"~{leaf.distance}'
        case Way.STRICT:
            return f'="{leaf.text}"'
        case Way.PHRASE:
            return f'"{leaf.text}"'


def _name(leaf: Said) -> str | None:
    """Return the name of its field; None where text is looked for in a field of codes."""
    if leaf.within is None:
        return ""
    return leaf.within.name if leaf.within.kind is Kind.TEXT else None


def _said(leaf: Said) -> Condition | None:
    match leaf.value:
        case None:
            name = _name(leaf)
            until = str(leaf.distance) if leaf.way is Way.NEAR else ""
            return None if name is None else Condition(name, _HOWS[leaf.way], leaf.text, until)
        case Pages():
            return _pages(leaf, leaf.value)
        case Within(_, span):
            return _day(leaf, span)
        case Listed() | WithMilestone():
            codes = _codes(leaf)
            return _is(leaf, codes[0]) if len(codes) == 1 else None


def _codes(leaf: Said) -> tuple[str, ...]:
    if leaf.within is None or leaf.within.kind is not Kind.CHOICE:
        return ()
    match leaf.value:
        case Listed(_, codes) | WithMilestone(codes):
            return tuple(code for code in code_list(leaf.within.codes).codes if code in codes)
        case _:
            return ()


def _is(leaf: Said, value: str, how: How = How.IS, until: str = "") -> Condition:
    return Condition(leaf.within.name if leaf.within else "", how, value, until)


def _pages(leaf: Said, pages: Pages) -> Condition:
    first, last = str(pages.first), str(pages.last)
    if pages.first == pages.last:
        return _is(leaf, first)
    if pages.last == LAST_PAGE:
        return _is(leaf, first, How.FROM)
    if leaf.text.startswith("<"):
        return _is(leaf, last, How.UNTIL)
    return _is(leaf, first, How.BETWEEN, last)


def _day(leaf: Said, span: Span) -> Condition:
    if is_told_from_today(leaf.text):
        return _is(leaf, leaf.text)
    first = _beginning(span.first) if span.first else ""
    last = _end(span.last) if span.last else ""
    if not last:
        return _is(leaf, first, How.FROM)
    if not first:
        return _is(leaf, last, How.UNTIL)
    return _is(leaf, first) if first == last else _is(leaf, first, How.BETWEEN, last)


def _beginning(day: date) -> str:
    """Return a first day as coarsely as it may be said: the year whose first day it is."""
    if day.day > 1:
        return short(day.isoformat())
    return short(f"{day:%Y}" if day.month == 1 else f"{day:%Y-%m}")


def _end(day: date) -> str:
    after = day + timedelta(days=1)
    if after.day > 1:
        return short(day.isoformat())
    return short(f"{day:%Y}" if after.month == 1 else f"{day:%Y-%m}")
