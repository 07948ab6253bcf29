"""The builder and the typed query: rows to text, text to rows, and back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luutru import i18n
from luutru.holdings.fulltext.query import Among
from luutru.records.code_lists import code_list
from luutru.services.query_building import (
    Built,
    Condition,
    How,
    builder_fields,
    conditions_of,
    query_text,
)
from luutru.services.query_fields import BY_NAME, FIELDS
from luutru.services.query_parser import parse
from luutru.services.query_reading import read

C = Condition


def meant(text):
    """Return what a query asks for, and whether all of it was understood."""
    asked = []

    def resolve(condition):
        asked.append(condition)
        return Among(frozenset({len(asked)}))

    return parse(text, resolve), asked


@pytest.mark.parametrize(
    ("conditions", "text"),
    [
        ([], ""),
        ([C("", How.ALL, "đo lường halal")], "đo lường halal"),
        ([C("partner", How.ALL, "INSO")], "partner:INSO"),
        ([C("partner", How.ALL, "viện đo lường")], "partner:(viện đo lường)"),
        ([C("", How.PHRASE, "sự phù hợp")], '"sự phù hợp"'),
        ([C("title", How.MARKS, "đường")], 'title:="đường"'),
        ([C("", How.NEAR, "đo chuẩn", "3")], '"đo chuẩn"~3'),
        ([C("", How.NEAR, "đo chuẩn")], '"đo chuẩn"~5'),
        ([C("", How.ANY, 'INSO Bel* "viện đo"')], '(INSO OR Bel* OR "viện đo")'),
        ([C("partner", How.NONE, 'INSO "viện đo"')], '-partner:INSO -partner:"viện đo"'),
        ([C("file", How.BEGINS, "scan")], "file:scan*"),
        ([C("", How.SIMILAR, "belarut")], "~belarut"),
        ([C("status", How.IS, "in_force")], 'status:"In force"'),
        ([C("country", How.IS_NOT, "BY")], "-country:Belarus"),
        ([C("signed", How.IS, "2023-12")], "signed:12/2023"),
        ([C("signed", How.IS, "7/12/2023")], "signed:07/12/2023"),
        ([C("expires", How.IS, "<90d")], "expires:<90d"),
        ([C("signed", How.IS, "last year")], 'signed:"last year"'),
        ([C("signed", How.FROM, "2023")], "signed:>=2023"),
        ([C("signed", How.UNTIL, "6/2023")], "signed:<=06/2023"),
        ([C("signed", How.BETWEEN, "2023", "31/12/2024")], "signed:2023..31/12/2024"),
        ([C("page", How.IS, "3")], "page:3"),
        ([C("page", How.BETWEEN, "3", "5")], "page:3-5"),
        ([C("page", How.FROM, "3")], "page:>=3"),
        ([C("milestone", How.IS, "overdue")], "milestone:Overdue"),
        ([C("", How.ALL, "halal"), C("number", How.ALL, "05/SY-TĐC")], "halal number:05/SY-TĐC"),
    ],
)
def test_rows_are_written_as_a_query(conditions, text):
    assert query_text(conditions) == text
    _, hints = meant(text)
    assert meant(text)[0].hint is None, hints


@pytest.mark.parametrize(
    "condition",
    [
        C("", How.ALL, "  "),
        C("", How.PHRASE, '""'),
        C("", How.ANY, "( )"),
        C("signed", How.IS, "sometime"),
        C("signed", How.BETWEEN, "2023", "whenever"),
        C("status", How.IS, ""),
        C("page", How.IS, "three"),
        C("page", How.BETWEEN, "3", ""),
    ],
)
def test_a_row_that_says_nothing_yet_is_left_out(condition):
    assert query_text([condition, C("", How.ALL, "halal")]) == "halal"


def test_the_query_is_in_the_words_of_the_reader():
    i18n.use_language("vi")
    rows = [C("partner", How.ALL, "INSO"), C("status", How.IS, "in_force")]
    assert query_text(rows) == 'đối tác:INSO tình trạng:"Còn hiệu lực"'
    assert conditions_of("partner:INSO tình trạng:còn hiệu lực") == Built(tuple(rows))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a OR b", "a or b"),
        ('-a (b) "c"', "a b c"),
        ("~a b* =c", "a b c"),
        ("số:5 NOT x", "số 5 not x"),
        ("ISO/IEC 17025:2017", "ISO/IEC 17025:2017"),
        ("a || b", "a b"),
    ],
)
def test_signs_in_a_row_of_words_ask_for_nothing(value, text):
    assert query_text([C("", How.ALL, value)]) == text


def test_words_before_the_name_of_a_field_stay_words():
    rows = [C("", How.ALL, "the ngày"), C("signed", How.IS, "2023")]
    i18n.use_language("vi")
    assert query_text(rows) == "(the ngày) ký:2023"
    assert conditions_of("(the ngày) ký:2023") == Built(tuple(rows))


def test_any_of_several_rows_is_enough():
    rows = (C("", How.ALL, "a b"), C("partner", How.NONE, "x y"), C("page", How.IS, "3"))
    text = query_text(rows, any_of=True)
    assert text == "a b OR -partner:x -partner:y OR page:3"
    capitals = query_text([C("", How.ANY, "A B C D E F G H")])
    assert capitals == "(A | B | C | D | E | F | G | H)"
    built = conditions_of(capitals)
    assert built is not None
    assert built.conditions[0].value == "A B C D E F G H"


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("", Built(())),
        ("a b", Built((C("", How.ALL, "a b"),))),
        ("a OR số:5", Built((C("", How.ALL, "a"), C("number", How.ALL, "5")), any_of=True)),
        ("(a OR b)", Built((C("", How.ANY, "a b"),))),
        ("a OR b", Built((C("", How.ALL, "a"), C("", How.ALL, "b")), any_of=True)),
        ("c (a OR ~b)", Built((C("", How.ALL, "c"), C("", How.ANY, "a ~b")))),
        ("-a -b c", Built((C("", How.NONE, "a b"), C("", How.ALL, "c")))),
        ("-(a OR b)", Built((C("", How.NONE, "a b"),))),
        ("ký:>2022", Built((C("signed", How.FROM, "2023"),))),
        ("ký:<1/7/2023", Built((C("signed", How.UNTIL, "06/2023"),))),
        ("ký:7/12/2023", Built((C("signed", How.IS, "07/12/2023"),))),
        ("ký:2022..2023", Built((C("signed", How.BETWEEN, "2022", "2023"),))),
        ("ký:27-28/9/2023", Built((C("signed", How.BETWEEN, "27/09/2023", "28/09/2023"),))),
        ("hết hạn:<90d", Built((C("expires", How.IS, "<90d"),))),
        ("-ký:2023", Built((C("signed", How.IS_NOT, "2023"),))),
        ("trang:3", Built((C("page", How.IS, "3"),))),
        ("trang:<=5", Built((C("page", How.UNTIL, "5"),))),
        ("-nước:BY", Built((C("country", How.IS_NOT, "BY"),))),
        (
            "tình trạng:(còn hiệu lực OR hết hiệu lực)",
            Built((C("status", How.IS, "in_force"), C("status", How.IS, "expired")), any_of=True),
        ),
        ('đối tác:="Viện"', Built((C("partner", How.MARKS, "Viện"),))),
        ("a (b OR c d)", None),
        ("(a OR b c) d", None),
        ("-(a b)", None),
        ("nước:Atlantis", None),
        ("-ký:>=2023", None),
        ("a tình trạng:(còn hiệu lực OR hết hiệu lực)", None),
        ("a OR b (c OR d)", None),
        ('"a', None),
        ("ký:..9999", None),
    ],
)
def test_a_query_is_shown_as_rows_where_rows_can_say_it(text, built):
    assert conditions_of(text) == built


def test_every_field_is_offered_with_what_applies_to_it():
    offered = {field.name: field for field in builder_fields()}
    assert set(offered) == {"", *(field.name for field in FIELDS)}
    assert offered["status"].choices[0] == ("in_force", "In force")
    assert offered["signed"].hows[0] is How.IS
    assert offered["partner"].hows == offered[""].hows
    assert all(field.label for field in offered.values())


PIECES = [
    "a", "b ", "đối tác:", "ký:2023 ", "trang:3", "tình trạng:còn hiệu lực ", "số:", '"', " (",
    ") ", " -", " OR ", "*", "~", "=", " ", "nước:BY ", "ngày ", "ký:>=1/2/2020", "A ", "<90d",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(["vi", "en"]))
def test_what_rows_show_means_what_was_typed(text, language):
    i18n.use_language(language)
    built = conditions_of(text)
    if built is not None:
        again = query_text(built.conditions, any_of=built.any_of)
        assert bool(again) == bool(text.strip())
        assert not again or read(again) == read(text.strip())
        assert conditions_of(again) == built


def a_condition():
    def of(field):
        value = st.text(min_size=1, max_size=12)
        if field.kind == "choice":
            value = st.sampled_from([code for code, _ in field.choices])
        elif field.kind == "day":
            value = st.sampled_from(["2023", "6/2023", "2023-12-07", "<90d", "năm nay", "x"])
        elif field.kind == "pages":
            value = st.integers(1, 99).map(str)
        until = st.sampled_from(["2024", "99", ""])
        return st.builds(C, st.just(field.name), st.sampled_from(field.hows), value, until)

    return st.sampled_from(builder_fields()).flatmap(of)


@given(st.lists(a_condition(), max_size=5), st.booleans())
@example([C("", How.ALL, "hiệu lực"), C("expires", How.IS, "2023")], False)
def test_whatever_rows_say_is_understood(conditions, any_of):
    text = query_text(conditions, any_of=any_of)
    parsed, _ = meant(text)
    assert parsed.hint is None
    assert conditions_of(text) == conditions_of(query_text(conditions, any_of=any_of))


@given(a_condition())
def test_one_row_comes_back_as_it_was_written(condition):
    text = query_text([condition])
    built = conditions_of(text)
    if text and condition.how not in (How.BEGINS, How.SIMILAR):
        assert built is not None
        assert conditions_of(query_text(built.conditions, any_of=built.any_of)) == built
        assert {row.field for row in built.conditions} == {condition.field}


def test_the_fields_of_the_builder_are_those_of_the_query():
    for field in builder_fields()[1:]:
        assert BY_NAME[field.name].name == field.name
        if field.choices:
            assert len(field.choices) == len(code_list(BY_NAME[field.name].codes).codes)
