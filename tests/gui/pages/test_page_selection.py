from luutru.gui.pages.page_selection import (
    Caret,
    covered,
    lines,
    reads,
    word_at,
)
from luutru.records.words import PlacedWord

PAGE = [
    PlacedWord("Hai", 1000, 1000, 1400, 1200, 96),
    PlacedWord("Bên", 1500, 1010, 1900, 1210, 96),
    PlacedWord("hợp", 2000, 990, 2400, 1190, 96),
    PlacedWord("tác", 1000, 1400, 1400, 1600, 96),
    PlacedWord("về", 1500, 1400, 1900, 1600, 96),
]


def test_the_word_under_the_pointer_is_meant():
    assert word_at(PAGE, 1600, 1100) == 1


def test_beyond_the_end_of_a_line_its_last_word_is_meant():
    assert word_at(PAGE, 9000, 1100) == 2


def test_an_empty_page_has_no_word():
    assert word_at([], 10, 10) is None


def test_a_selection_runs_in_reading_order_whichever_way_it_was_dragged():
    forth = covered(Caret(0, 1), Caret(0, 3), 0, 5)
    back = covered(Caret(0, 3), Caret(0, 1), 0, 5)
    assert forth == back == range(1, 4)


def test_a_selection_over_pages_takes_the_pages_between_whole():
    anchor, end = Caret(1, 4), Caret(3, 2)
    assert covered(anchor, end, 0, 9) == range(0)
    assert covered(anchor, end, 1, 9) == range(4, 9)
    assert covered(anchor, end, 2, 9) == range(9)
    assert covered(anchor, end, 3, 9) == range(3)
    assert covered(anchor, end, 4, 9) == range(0)


def test_the_text_keeps_the_lines_of_the_print():
    assert reads(PAGE) == "Hai Bên hợp\ntác về"
    assert reads([]) == ""


def test_words_on_one_line_are_one_group():
    assert [len(line) for line in lines(PAGE)] == [3, 2]
