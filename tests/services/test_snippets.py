"""Words of a query marked in texts, and the lines cut out around them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.holdings.fulltext.query import (
    And,
    Everything,
    Field,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Strict,
    Words,
)
from luutru.services.marking import Marker
from luutru.services.query_parser import parse
from luutru.services.snippets import snippet

TEXT = "Cộng hòa Belarus và Việt Nam ký ngày 9 tháng 8 năm 2023 về đánh giá sự phù hợp."


def marked(query, text=TEXT):
    return [text[start:end] for start, end in Marker(query).spans(text)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (Words("belarus"), ["Belarus"]),
        (Words("danh gia"), ["đánh giá"]),
        (Words("hoà hợp"), ["hòa", "hợp"]),
        (Words("09/08/2023"), ["ngày 9 tháng 8 năm 2023"]),
        (Phrase("su phu"), ["sự phù"]),
        (Phrase("phù sự"), []),
        (Strict("phù hợp"), ["phù hợp"]),
        (Strict("phu hợp"), []),
        (Prefix("bel"), ["Belarus"]),
        (Fuzzy("belarut"), ["Belarus"]),
        (Near("Việt ký", 5), ["Việt", "ký"]),
        (Field("partner", Words("belarus")), ["Belarus"]),
        (And((Words("việt"), Not(Words("belarus")))), ["Việt"]),
        (Or((Words("halal"), Words("việt"))), ["Việt"]),
        (Everything(), []),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_words_that_are_looked_for_are_marked(query, words, form):
    text = unicodedata.normalize(form, TEXT)
    assert [unicodedata.normalize("NFC", word) for word in marked(query, text)] == words


@pytest.mark.parametrize("number", ["05/SY-TĐC", "05/sy-tdc"])
def test_a_number_is_marked_as_a_whole_or_in_parts(number):
    assert marked(Words(number), "Số: 05/SY-TĐC và 05 / SY - TĐC, 05 SY") == [
        "05/SY-TĐC",
        "05 / SY - TĐC",
    ]


def test_a_text_covers_a_query_when_all_of_it_stands_there():
    both = And((Words("belarus nam"), Or((Phrase("sự phù hợp"), Words("halal")))))
    assert Marker(both).covers(TEXT, "title")
    assert not Marker(And((Words("belarus"), Words("halal")))).covers(TEXT, "title")
    assert Marker(Field("title", Words("belarus"))).covers(TEXT, "title")
    assert not Marker(Field("partner", Words("belarus"))).covers(TEXT, "title")
    assert not Marker(Everything()).covers(TEXT, "title")
    assert Marker(Or((Words("TĐC"), And((Words("TĐC"),))))).covers("TĐC", "partner")


SPREAD = "hợp đồng một hai ba bốn năm tác giả, tác phẩm hợp lệ"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (Near("hợp tác", 2), ["tác", "hợp"]),
        (Near("hợp tác", 1), []),
        (Near("hợp tác", 8), ["hợp", "tác", "tác", "hợp"]),
        (Near("hợp lệ tác", 3), ["tác", "hợp lệ"]),
        (Near("hợp", 1), ["hợp", "hợp"]),
        (And((Near("hợp tác", 2), Words("bốn năm"))), ["bốn năm", "tác", "hợp"]),
        (And((Strict("hợp"), Words("bốn năm"))), ["hợp", "bốn năm", "hợp"]),
        (And((Phrase("tác phẩm"), Words("ba bốn"))), ["ba bốn", "tác phẩm"]),
    ],
)
def test_words_that_have_to_stand_close_are_marked_only_there(query, words):
    assert marked(query, SPREAD) == words


def test_a_snippet_is_the_place_where_most_stands_together():
    filling = "và các bên cùng nhau trao đổi thông tin " * 20
    page = f"Belarus {filling}\n\nBelarus\n  và halal {filling} halal"
    cut = snippet(page, Marker(Words("belarus halal")))
    assert "Belarus và halal" in cut.text
    assert [cut.text[start:end] for start, end in cut.highlights] == ["Belarus", "halal"]
    assert cut.text.startswith("…")
    assert cut.text.endswith("…")
    assert "\n" not in cut.text
    assert len(cut.text) <= 240


def test_a_page_without_the_words_is_shown_from_its_beginning():
    assert snippet("Một hai ba", Marker(Words("bốn"))).text == "Một hai ba"
    assert snippet("", Marker(Words("bốn"))).text == ""


@given(
    st.text(alphabet="ab \n\tđườòơ\u0301.,-/", max_size=400),
    st.sampled_from(["NFC", "NFD"]),
    st.integers(60, 200),
)
def test_highlights_of_any_text_are_inside_and_in_order(text, form, width):
    text = unicodedata.normalize(form, text)
    cut = snippet(text, Marker(Words("a b đ")), width)
    edges = [edge for span in cut.highlights for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(cut.text) for edge in edges)
    for start, end in cut.highlights:
        assert cut.text[start:end].strip() == cut.text[start:end] != ""


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("đánh giá sự phù hợp", ["đánh giá sự phù hợp"]),
        ("danh gia su phu hop", ["đánh giá sự phù hợp"]),
        ("hợp tác", ["Hợp tác"]),
        ("Halal hợp tác", ["Hợp tác", "Halal"]),
        ("hợp giá", ["Hợp", "giá", "hợp"]),
        ("giá đánh phù", []),
    ],
)
def test_a_syllable_alone_is_no_word_of_a_longer_query(query, marked):
    text = "Hợp tác về đánh giá sự phù hợp và Halal"
    marker = Marker(parse(query, lambda _condition: Everything()).query)
    assert [text[start:end] for start, end in marker.spans(text)] == marked


SIGNS = st.sampled_from([" ", "  ", "\n", "\t", "-", " – ", ", ", "(", "/", "_", ".", "\u0301"])
WORDS = st.sampled_from(["hợp", "Hoà", "ky", "đánh", "GIÁ", "a", "xyz"])
QUERIES = st.sampled_from(
    [
        Words("hợp hoà"),
        Words("kỹ"),
        Phrase("hoa ki"),
        Phrase("hop hop gia"),
        Strict("hòa kĩ"),
        Strict("hợp"),
        Prefix("h"),
        Fuzzy("danh"),
        And((Words("a"), Phrase("đánh giá"))),
        Phrase("danh gia"),
        And((Near("hop gia", 3), Words("9"))),
    ]
)


@given(st.lists(st.tuples(WORDS, SIGNS), max_size=30), QUERIES, st.sampled_from(["NFC", "NFD"]))
def test_words_are_found_wherever_blanks_and_signs_part_them(pairs, query, form):
    text = unicodedata.normalize(form, "".join(word + sign for word, sign in pairs))
    assert Marker(query).runs(text) == runs_word_by_word(query, text)


def runs_word_by_word(query, text):
    """What is found when no word is left out: a NEAR that is nowhere fulfilled wants them all."""
    everywhere = Marker(Or((query, Near("nirgends", 1))))
    return everywhere.runs(text)
