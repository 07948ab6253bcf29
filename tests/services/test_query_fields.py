"""The fields of a query: every name, every kind of value."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru import clock
from luutru.holdings.fulltext.query import (
    Among,
    Field,
    Pages,
    Words,
)
from luutru.holdings.fulltext.schema import CARD_FIELDS
from luutru.records.code_lists import code_list
from luutru.records.days import Span
from luutru.services.query_fields import (
    BY_NAME,
    FIELDS,
    DayColumn,
    Listed,
    Within,
    WithMilestone,
)
from luutru.services.query_parser import parse
from luutru.vietnamese.folding import fold

FOUND = Among(frozenset({1}))


def listed(attribute, *codes):
    return Listed(attribute, frozenset(codes))


def signed(first, last):
    return Within(DayColumn.SIGNED, Span(first, last))


def understood(text):
    """Parse `text`; return the query, and the conditions put to the catalogue."""
    asked = []

    def resolve(condition):
        asked.append(condition)
        return FOUND

    parsed = parse(text, resolve)
    return parsed, asked


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("nước:BY", listed("countries", "BY")),
        ("country:belarus", listed("countries", "BY")),
        ("nuoc:Các Tiểu vương quốc Ả Rập Thống nhất", listed("countries", "AE")),
        ("loại:bản ghi nhớ", listed("instruments", "memorandum")),
        ("type:MoU", listed("instruments", "memorandum")),
        ("lĩnh vực:halal", listed("fields", "halal")),
        ("tình trạng:còn hiệu lực", listed("statuses", "in_force")),
        ('status:"in force"', listed("statuses", "in_force")),
        ("độ mật:tối mật", listed("secrecies", "top_secret")),
        ("mốc:quá hạn", WithMilestone(frozenset({"overdue"}))),
        ("milestone:done", WithMilestone(frozenset({"done"}))),
        ("ký:2023", Within(DayColumn.SIGNED, Span(date(2023, 1, 1), date(2023, 12, 31)))),
        ("ký:12/2023", Within(DayColumn.SIGNED, Span(date(2023, 12, 1), date(2023, 12, 31)))),
        ("signed:2023..2024", Within(DayColumn.SIGNED, Span(date(2023, 1, 1), date(2024, 12, 31)))),
        ("signed:2023..", Within(DayColumn.SIGNED, Span(date(2023, 1, 1), None))),
        ("year:..2020", Within(DayColumn.SIGNED, Span(None, date(2020, 12, 31)))),
        ("ngày ký:7/12/2023", Within(DayColumn.SIGNED, Span(date(2023, 12, 7), date(2023, 12, 7)))),
        (
            "ký:ngày 7 tháng 12 năm 2023",
            Within(DayColumn.SIGNED, Span(date(2023, 12, 7), date(2023, 12, 7))),
        ),
        ("ký:<2020", Within(DayColumn.SIGNED, Span(None, date(2019, 12, 31)))),
        ("ký:>= 2020", Within(DayColumn.SIGNED, Span(date(2020, 1, 1), None))),
        ("hết hạn:<90d", Within(DayColumn.ENDS, Span(date(2024, 1, 1), date(2024, 3, 31)))),
        ("hết hạn:< 30 ngày", Within(DayColumn.ENDS, Span(date(2024, 1, 1), date(2024, 1, 31)))),
        ("expires:>30d", Within(DayColumn.ENDS, Span(date(2024, 1, 31), None))),
        ("tình trạng:còn*", listed("statuses", "in_force")),
        ("tình trạng:~con hieu lucc", listed("statuses", "in_force")),
        (
            "loại:biên bản*",
            listed("instruments", "memorandum", "minutes_of_agreement", "minutes_of_exchange"),
        ),
        ("duyệt:chờ duyệt", listed("review_states", "awaiting_review")),
        ("danh nghĩa:bộ", listed("levels", "ministry")),
        ('ký:"ngày 05 tháng 01 năm 2023"', signed(date(2023, 1, 5), date(2023, 1, 5))),
        ("ký:>=2024", signed(date(2024, 1, 1), None)),
        ("ký:2023-12-07", signed(date(2023, 12, 7), date(2023, 12, 7))),
        ("ký:27-28/9/2023", signed(date(2023, 9, 27), date(2023, 9, 28))),
        ("ký:từ 1/2023 đến 3/2023", signed(date(2023, 1, 1), date(2023, 3, 31))),
        ("ký:<90d", signed(date(2023, 10, 3), date(2024, 1, 1))),
        ("ký:năm ngoái", signed(date(2023, 1, 1), date(2023, 12, 31))),
        ("hiệu lực:2024", Within(DayColumn.BEGINS, Span(date(2024, 1, 1), date(2024, 12, 31)))),
    ],
)
def test_conditions_are_put_to_the_catalogue(monkeypatch, typed, asked):
    monkeypatch.setattr(clock, "today", lambda: date(2024, 1, 1))
    parsed, conditions = understood(typed)
    assert (parsed.query, conditions, parsed.hint) == (FOUND, [asked], None)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_field_is_known_by_each_of_its_names(name):
    field = BY_NAME[name]
    value = {"choice": "khac", "day": "2023", "pages": "3", "text": "x"}[field.kind]
    if field.kind == "choice":
        value = code_list(field.codes).codes[0]
    parsed, conditions = understood(f"{name}:{value}")
    assert parsed.hint is None
    assert conditions or parsed.query in (Pages(3, 3), Field(field.card, Words("x")))


def test_every_field_of_the_card_can_be_asked():
    assert {field.card for field in FIELDS if field.card} == set(CARD_FIELDS)


@given(
    st.sampled_from([name for field in FIELDS for name in (field.name, *field.names)]),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([str.lower, str.upper, str.title, fold]),
    st.sampled_from([":", ": ", " :"]),
)
def test_names_of_fields_are_understood_in_every_spelling(name, form, spelled, colon):
    field = BY_NAME[fold(name)]
    value = code_list(field.codes).label(code_list(field.codes).codes[0]) if field.codes else "3"
    value = "2023" if field.kind == "day" else value
    typed = unicodedata.normalize(form, f"{spelled(name)}{colon}{value}")
    assert understood(typed) == understood(f"{name}:{value}")
