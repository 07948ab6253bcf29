import pytest

from luutru.holdings.fulltext.similar import misread, one_letter_apart


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Be1arus", "belarus"),
        ("ha1al", "halal"),
        ("tiêu chuẫm", "tiêu chuẩn"),
        ("Belaruz halal", "belarus halal"),
        ("Beralus", "belarus"),
        ("halal", None),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_an_unknown_word_is_put_right_as_the_archive_writes_it(put, fulltext, typed, meant):
    put("Belarus halal tiêu chuẩn", "tiêu chuẩn hóa", "chung")
    assert fulltext.suggest(typed) == meant


def test_what_recognition_confuses_comes_before_what_is_only_alike(put, fulltext):
    put("modem", "modern mode1n modem2 modemm")
    assert fulltext.suggest("modern1") == "modern"
    assert misread("m0dern", {"modern", "modem"}) == ["modern"]
    assert misread("modem", {"modern", "modem"}) == ["modern"]


def test_one_letter_apart_is_one_change_and_never_in_the_first_letter():
    known = {"halal", "hala", "halall", "hallal", "ahlal", "halla", "dalal", "hxlxl"}
    expected = sorted({"halal", "hala", "halall", "hallal", "halla"})
    assert one_letter_apart("halal", known) == expected
