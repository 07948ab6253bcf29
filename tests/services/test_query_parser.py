"""What may be typed into the search field, and how it is understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru import clock
from luutru.holdings.fulltext.query import (
    Among,
    And,
    Everything,
    Field,
    Fuzzy,
    Near,
    Not,
    Or,
    Pages,
    Phrase,
    Prefix,
    Strict,
    Words,
)
from luutru.records.days import Span
from luutru.services.query_fields import BY_NAME, DayColumn, Listed, Within, WithMilestone
from luutru.services.query_parser import parse

FOUND = Among(frozenset({1}))


def understood(text):
    """Parse `text`; return the query, and the conditions put to the catalogue."""
    asked = []

    def resolve(condition):
        asked.append(condition)
        return FOUND

    parsed = parse(text, resolve)
    return parsed, asked


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("tieu chuan  hoa", Words("tieu chuan hoa")),
        ('"sự phù hợp"', Phrase("sự phù hợp")),
        ("“sự phù hợp”", Phrase("sự phù hợp")),
        ('="đường"', Strict("đường")),
        ('"a b"~5', Near("a b", 5)),
        ("chuẩn*", Prefix("chuẩn")),
        ("~belarut", Fuzzy("belarut")),
        ("a OR b", Or((Words("a"), Words("b")))),
        ("a | b c", Or((Words("a"), Words("b c")))),
        ("a HOẶC b", Or((Words("a"), Words("b")))),
        ("A OR B", Words("A OR B")),
        ("a -b c", And((Words("a"), Not(Words("b")), Words("c")))),
        ("a NOT (b OR c)", And((Words("a"), Not(Or((Words("b"), Words("c"))))))),
        ('-"a b"', Not(Phrase("a b"))),
        ("27-28/9/2023", Words("27-28/9/2023")),
        ("KH&CN", Words("KH&CN")),
        ("a - b", Words("a - b")),
        ("(a OR b) c", And((Or((Words("a"), Words("b"))), Words("c")))),
        ("partner:INSO", Field("partner", Words("INSO"))),
        ("đối tác: INSO", Field("partner", Words("INSO"))),
        ("doi tac:INSO halal", And((Field("partner", Words("INSO")), Words("halal")))),
        ("halal đối tác:INSO", And((Words("halal"), Field("partner", Words("INSO"))))),
        ('đối tác:"Viện đo lường"', Field("partner", Phrase("Viện đo lường"))),
        ('đối tác:="Viện"', Field("partner", Strict("Viện"))),
        ("partner:(INSO OR Bel*)", Field("partner", Or((Words("INSO"), Prefix("Bel"))))),
        ("-partner:INSO", Not(Field("partner", Words("INSO")))),
        ("số:05/SY-TĐC", Field("number", Words("05/SY-TĐC"))),
        ("người ký:Lê", Field("person", Words("Lê"))),
        ("trang:3", Pages(3, 3)),
        ("page:3-5 halal", And((Pages(3, 5), Words("halal")))),
        ("nước:Atlantis", Field("country", Words("Atlantis"))),
    ],
)
def test_it_is_understood_as(typed, meant):
    parsed, _ = understood(typed)
    assert parsed.query == meant
    assert parsed.hint is None


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("nước:BY", Listed("countries", "BY")),
        ("country:belarus", Listed("countries", "BY")),
        ("nuoc:Các Tiểu vương quốc Ả Rập Thống nhất", Listed("countries", "AE")),
        ("loại:bản ghi nhớ", Listed("instruments", "memorandum")),
        ("type:MoU", Listed("instruments", "memorandum")),
        ("lĩnh vực:halal", Listed("fields", "halal")),
        ("tình trạng:còn hiệu lực", Listed("statuses", "in_force")),
        ('status:"in force"', Listed("statuses", "in_force")),
        ("độ mật:tối mật", Listed("secrecies", "top_secret")),
        ("mốc:quá hạn", WithMilestone("overdue")),
        ("milestone:done", WithMilestone("done")),
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
        ("hiệu lực:2024", Within(DayColumn.BEGINS, Span(date(2024, 1, 1), date(2024, 12, 31)))),
    ],
)
def test_conditions_are_put_to_the_catalogue(monkeypatch, typed, asked):
    monkeypatch.setattr(clock, "today", lambda: date(2024, 1, 1))
    parsed, conditions = understood(typed)
    assert (parsed.query, conditions, parsed.hint) == (FOUND, [asked], None)


def test_a_value_takes_no_more_words_than_belong_to_it():
    parsed, conditions = understood("tình trạng:còn hiệu lực Belarus -halal")
    assert conditions == [Listed("statuses", "in_force")]
    assert parsed.query == And((FOUND, Words("Belarus"), Not(Words("halal"))))


@pytest.mark.parametrize(
    "typed",
    [
        '"sự phù hợp',
        "(halal",
        "halal)",
        "OR halal",
        "halal OR",
        "()",
        '""',
        "ký:hôm qua",
        "trang:ba",
        "tình trạng:(a OR b)",
        "…",
        "(" * 60 + "a" + ")" * 60,
        "ký:99999",
        "hết hạn:<999999d",
        "ký:..",
    ],
)
def test_what_does_not_parse_is_looked_for_as_words_with_a_hint(typed):
    parsed, _ = understood(typed)
    assert parsed.query == Words(typed)
    assert parsed.hint is not None


def test_a_colon_without_a_known_name_is_text():
    assert understood("ISO 17025:2017")[0].query == Words("ISO 17025:2017")
    assert understood("ghi chú:x")[0].query == Words("ghi chú:x")
    assert understood("trang:")[0].query == Words("trang:")


def test_every_field_has_a_name_in_each_language():
    english = "partner number reference title person place file type field country status level"
    english += " secrecy review signed effective expires page milestone"
    fields = {id(field): field for field in BY_NAME.values()}.values()
    for field in fields:
        assert len({*english.split()}.intersection(field.names)) == 1, field
        assert len(field.names) > 1, field


PIECES = ["a", "đối tác:", "ký:", "trang:", '"', "(", ")", "-", "OR", "*", "~", "=", "5", " ", "|",
          "<", "..", "nước:", "BY", "\u0301", "ơ"]  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=15).map("".join)))
def test_nothing_that_can_be_typed_fails(typed):
    parsed, _ = understood(typed)
    assert parsed.query is not None
