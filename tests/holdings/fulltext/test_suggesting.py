"""What is suggested for words that stand nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.holdings.fulltext.lexicon import NamedWords, candidates
from luutru.holdings.fulltext.similar import misspellings, one_letter_apart

PAGES = (
    "Belarus halal tiêu chuẩn kim cương xanh",
    "tiêu chuẩn hóa, Bộ trưởng Bộ Khoa học và Công nghệ, kim cương đen",
    "chung, một chương trình, mặt trận, giấy chứng nhận",
    "chung chung, thanh tra, xanhz",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Be1arus", "Belarus"),
        ("BE1ARUS", "BELARUS"),
        ("ha1al", "halal"),
        ("tiêu chuẫm", "tiêu chuẩn"),
        ("Belaruz halal", "Belarus halal"),
        ("Beralus", "Belarus"),
        ("tieeu chuaarn", "tiêu chuẩn"),
        ("tie6u chua63n", "tiêu chuẩn"),
        ("kim cuong xanhx", "kim cuong xanh"),
        ("kimcuong xanh", "kim cương xanh"),
        ("Bela rus", "Belarus"),
        ("giấy trứng nhậm", "giấy chứng nhận"),
        ("Bộ truờnq, Bộ Khca học", "Bộ trưởng, Bộ Khoa học"),
        ("halal", None),
        ("xyzzy", None),
        ("halal xyzzy", None),
        ("ab", None),
        ("…", None),
        ("", None),
        ("xanhx " * 41, None),
    ],
)
def test_an_unknown_word_is_put_right_as_the_archive_writes_it(put, fulltext, typed, meant):
    put(*PAGES)
    assert fulltext.suggest(typed) == meant


def test_what_recognition_confuses_comes_before_what_is_only_alike(put, fulltext):
    put("modem", "modern mode1n modem2 modemm")
    assert fulltext.suggest("modern1") == "modern"
    assert misspellings("m0dern")["modern"] < misspellings("mXdern")["modern"]
    assert misspellings("modem")["modern"] < misspellings("modem")["modes"]


def test_what_stands_often_comes_before_what_stands_once(put, fulltext):
    put("minsk " * 50 + "minks")
    assert fulltext.suggest("mimsk") == "minsk"


def test_the_words_around_decide_between_words_as_likely(put, fulltext):
    put("đo lường, đo lường, con đường, con đường, con đường sắt")
    assert fulltext.suggest("đo nuong") == "đo lường"
    assert fulltext.suggest("con buong") == "con đường"


def test_a_slip_of_recognition_that_was_copied_is_put_right(put, fulltext):
    put("Belarus " * 200, "Belarns")
    assert fulltext.suggest("Belarns") == "Belarus"
    assert fulltext.suggest("Belarus") is None


def test_one_letter_apart_is_one_change_and_never_in_the_first_letter():
    known = {"halal", "hala", "halall", "hallal", "ahlal", "halla", "dalal", "hxlxl"}
    expected = sorted({"halal", "hala", "halall", "hallal", "halla"})
    assert one_letter_apart("halal", known) == expected


LETTERS = st.text("abdeiklnou1", min_size=1, max_size=9)


def distance(one, other):
    """Count the changes from one word to another, swapped neighbours as one: the slow way."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, theirs in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != theirs))
            if i > 1 and j > 1 and one[i - 2] == theirs and letter == other[j - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@given(LETTERS, st.sets(LETTERS, min_size=1, max_size=30))
def test_whatever_is_two_changes_away_is_found(word, known):
    found = candidates(word, NamedWords(dict.fromkeys(known, 1)))
    if len(word) >= 5:
        expected = {w for w in known if 0 < distance(word, w) <= 2 and w[0] == word[0]}
        assert expected <= set(found)
    assert set(found) <= known - {word}
    assert all(found[other].price > 0 for other in found)


@pytest.mark.timeout(120)  # weighing every word takes longer
def test_half_a_million_words_are_looked_through():
    letters = "abcdeghiklmnopqrstuvxy"
    made = {f"{a}{b}{c}{d}{n}" for a in letters for b in letters for c in letters for d in letters
            for n in ("", "an")}  # fmt: skip
    lexicon = NamedWords(dict.fromkeys(made, 1))
    assert len(made) > 450_000
    found = [candidates(word, lexicon) for word in ("tchuanf", "belarsuzan", "standardiz")]
    assert len(found) == 3
