"""What may be typed into the search field, and how it is understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from luutru.services.query_fields import DayColumn, Listed, Within
from luutru.services.query_parser import parse

FOUND = Among(frozenset({1}))
END = date(2023, 12, 31)
YEAR = Span(date(2023, 1, 1), END)


def listed(attribute, *codes):
    return Listed(attribute, frozenset(codes))


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
        ("INSO OR TĐC", Or((Words("INSO"), Words("TĐC")))),
        ("LÀ MỘT TITLE OR TÊN ALL IN CAPITALS", Words("LÀ MỘT TITLE OR TÊN ALL IN CAPITALS")),
        ("a AND b && c", Words("a b c")),
        ("a -b c", And((Words("a"), Not(Words("b")), Words("c")))),
        ("a NOT (b OR c)", And((Words("a"), Not(Words("b")), Not(Words("c"))))),
        ("a -(b c)", And((Words("a"), Not(Words("b c"))))),
        ("-NOT a", Words("a")),
        ("(a b) c", Words("a b c")),
        ("=đường", Strict("đường")),
        ('-"a b"', Not(Phrase("a b"))),
        ("27-28/9/2023", Words("27-28/9/2023")),
        ("KH&CN", Words("KH&CN")),
        ("a - b", Words("a b")),
        ("(a OR b) c", And((Or((Words("a"), Words("b"))), Words("c")))),
        ("partner:INSO", Field("partner", Words("INSO"))),
        ("đối tác: INSO", Field("partner", Words("INSO"))),
        ("doi tac:INSO halal", And((Field("partner", Words("INSO")), Words("halal")))),
        ("halal đối tác:INSO", And((Words("halal"), Field("partner", Words("INSO"))))),
        ('đối tác:"Viện đo lường"', Field("partner", Phrase("Viện đo lường"))),
        ('đối tác:="Viện"', Field("partner", Strict("Viện"))),
        (
            "partner:(INSO OR Bel*)",
            Or((Field("partner", Words("INSO")), Field("partner", Prefix("Bel")))),
        ),
        ("partner:(viện đo lường)", Field("partner", Words("viện đo lường"))),
        ("partner:Bel*", Field("partner", Prefix("Bel"))),
        ("partner:~Belgis", Field("partner", Fuzzy("Belgis"))),
        ('partner:"viện đo"~3', Field("partner", Near("viện đo", 3))),
        ("partner:=Viện", Field("partner", Strict("Viện"))),
        ("-partner:=Viện", Not(Field("partner", Strict("Viện")))),
        (
            "partner:(a -b)",
            And((Field("partner", Words("a")), Not(Field("partner", Words("b"))))),
        ),
        (
            "đối tác:(a số:5) b",
            And((Field("partner", Words("a")), Field("number", Words("5")), Words("b"))),
        ),
        ("mã:2026-0001", Field("reference", Words("2026-0001"))),
        ("tên:halal", Field("title", Words("halal"))),
        ("nơi ký:Minsk", Field("place_name", Words("Minsk"))),
        ("mô tả:tham vấn", And((Field("other", Words("tham")), Words("vấn")))),
        ("tệp:scan*", Field("file", Prefix("scan"))),
        ("ĐỐI TÁC:inso", Field("partner", Words("inso"))),
        ("nước:bela*", FOUND),
        ("nước:~belarut", FOUND),
        ('nước:"Atlantis Cũ"', Field("country", Phrase("Atlantis Cũ"))),
        ("trang:3 - 5", Pages(3, 5)),
        ("trang:>=3", Pages(3, 999_999)),
        ("trang:(1 OR 3)", Or((Pages(1, 1), Pages(3, 3)))),
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


def test_a_value_takes_no_more_words_than_belong_to_it():
    parsed, conditions = understood("tình trạng:còn hiệu lực Belarus -halal")
    assert conditions == [listed("statuses", "in_force")]
    assert parsed.query == And((FOUND, Words("Belarus"), Not(Words("halal"))))


def test_values_of_one_field_are_asked_for_in_a_group():
    parsed, conditions = understood("tình trạng:(còn hiệu lực OR hết hiệu lực) -loại:BGN a")
    assert parsed.query == And((FOUND, Not(FOUND), Words("a")))
    assert conditions == [
        listed("statuses", "in_force", "expired"),
        listed("instruments", "memorandum"),
    ]


@pytest.mark.parametrize(
    ("typed", "span", "rest"),
    [
        ('ký:2023 -"trao đổi"', YEAR, (Not(Phrase("trao đổi")),)),
        ('signed:2023 -="đường"', YEAR, (Not(Strict("đường")),)),
        ("ký:2023 -(halal OR iran)", YEAR, (Not(Words("halal")), Not(Words("iran")))),
        ("ký:2023 -halal", YEAR, (Not(Words("halal")),)),
        ("ký:2023 -đối tác:INSO", YEAR, (Not(Field("partner", Words("INSO"))),)),
        ('ký:2022..2023 -"trao đổi"', Span(date(2022, 1, 1), END), (Not(Phrase("trao đổi")),)),
        ('ký:>=2023 -"trao đổi"', Span(YEAR.first, None), (Not(Phrase("trao đổi")),)),
        ('ký:2023 - -"trao đổi"', YEAR, (Not(Phrase("trao đổi")),)),
        ('ký:2023 - "trao đổi"', YEAR, (Phrase("trao đổi"),)),
        ("ký:2023 – halal", YEAR, (Words("halal"),)),
        ("(ký:2023 -) halal", Span(YEAR.first, None), (Words("halal"),)),
        ("ký:2023 -2024 halal", Span(YEAR.first, date(2024, 12, 31)), (Words("halal"),)),
        ("ký:2023 -", Span(YEAR.first, None), ()),
        ("ký:2022..2023 -", Span(date(2022, 1, 1), END), ()),
        ("ký:2023 –", Span(YEAR.first, None), ()),
        ("ký:2023-", Span(YEAR.first, None), ()),
    ],
)
def test_a_dash_behind_a_day_refuses_what_follows(typed, span, rest):
    """It is part of the days only between two of them, and where nothing comes after it."""
    parsed, conditions = understood(typed)
    assert conditions == [Within(DayColumn.SIGNED, span)]
    assert parsed.query == (And((FOUND, *rest)) if rest else FOUND)
    assert parsed.hint is None


@pytest.mark.parametrize(
    "typed",
    [
        '"sự phù hợp',
        "(halal",
        "halal)",
        "()",
        '""',
        "ký:hôm kia",
        "trang:ba",
        "tình trạng:(a b)",
        "tình trạng:(còn hiệu lực",
        "…",
        "(" * 60 + "a" + ")" * 60,
        "ký:99999",
        "hết hạn:<999999d",
        "ký:..",
        "ký:2023- halal",
    ],
)
def test_what_does_not_parse_is_looked_for_as_words_with_a_hint(typed):
    parsed, _ = understood(typed)
    assert parsed.query == Words(typed)
    assert parsed.hint is not None


@pytest.mark.parametrize("typed", ["halal OR", "OR halal", "halal NOT", "AND halal", "halal ||"])
def test_an_operator_that_waits_for_its_word_asks_for_nothing(typed):
    assert understood(typed)[0].query == Words("halal")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ('"halal', "A quotation mark is missing"),
        ("(halal", "The brackets do not match"),
        ("halal)", "The brackets do not match"),
        ("tình trạng:đang bay", "“đang” is no value of “status” (such as In force, Signed"),
        ("ký:99999", "“99999” is no value of “signed” (such as 2023, 12/2023"),
        ("OR", "Part of the query was not understood"),
    ],
)
def test_the_hint_says_what_was_not_understood(typed, hint):
    assert understood(typed)[0].hint.startswith(hint)


def test_a_colon_without_a_known_name_is_text():
    assert understood("ISO 17025:2017")[0].query == Words("ISO 17025:2017")
    assert understood("ghi chú:x")[0].query == Words("ghi chú:x")
    assert understood("trang:")[0].query == Words("trang:")


PIECES = ["a", "đối tác:", "ký:", "trang:", "tình trạng:", '"', "(", ")", "-", "OR", "AND ",
          "NOT ", "*", "~", "=", "5", " ", "|", "<", "..", "nước:", "BY", "\u0301"]  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=15).map("".join)))
def test_nothing_that_can_be_typed_fails(typed):
    parsed, _ = understood(typed)
    assert parsed.query is not None


def test_what_is_nested_without_end_does_not_fail():
    for typed in ("NOT " * 5000 + "a", "-(" * 500 + "a", "(" * 5000, "a OR " * 5000, "-" * 5000):
        assert understood(typed)[0].query is not None
