from luutru.gui.pages.hit_marks import HitMarks, Mark, joined
from luutru.gui.pages.page_geometry import Box

WORD = Box(1000, 1000, 1400, 1200)
NEXT_WORD = Box(1500, 990, 1900, 1210)
NEXT_LINE = Box(1000, 1400, 1400, 1600)


def test_words_of_one_line_are_marked_as_one():
    (mark,) = joined([WORD, NEXT_WORD])
    assert (mark.left, mark.right) == (975, 1925)
    assert (mark.top, mark.bottom) == (975, 1225)


def test_a_phrase_over_two_lines_has_two_boxes():
    assert len(joined([WORD, NEXT_WORD, NEXT_LINE])) == 2


def test_stepping_goes_round():
    marks = HitMarks([Mark(0, (WORD,)), Mark(0, (NEXT_WORD,)), Mark(3, (WORD,))])
    assert (marks.place, len(marks)) == (1, 3)
    assert marks.step(1) == Mark(0, (NEXT_WORD,))
    marks.step(1)
    assert marks.step(1) == Mark(0, (WORD,))
    assert marks.step(-1) == Mark(3, (WORD,))
    assert marks.place == 3


def test_the_fullest_mark_of_a_page_is_looked_at_first():
    single, phrase, elsewhere = (
        Mark(3, (WORD,)),
        Mark(3, (NEXT_WORD,), words=4),
        Mark(5, (WORD,), words=9),
    )
    marks = HitMarks([Mark(0, (WORD,)), single, phrase, elsewhere])
    assert marks.start_on(3) is phrase
    assert marks.place == 3
    assert marks.start_on(4) is elsewhere
    assert marks.on(3) == [single, phrase]
    assert marks.on(2) == ()


def test_without_marks_there_is_nothing_to_step_to():
    marks = HitMarks()
    assert marks.step(1) is None
    assert marks.start_on(0) is None
    assert marks.place == 0
