from luutru.reading.lines import SeenLine, SeenWord, are_sideways

UPRIGHT = SeenLine([SeenWord("chuẩn", 0, 0, 50, 20, 90), SeenWord("là", 60, 2, 80, 22, 80)])
SIDEWAYS = SeenLine([SeenWord("chuẩn", 0, 0, 20, 50, 90), SeenWord("1", 0, 60, 20, 65, 90)])


def test_a_line_is_as_large_as_its_words():
    assert (UPRIGHT.left, UPRIGHT.top, UPRIGHT.right, UPRIGHT.bottom) == (0, 0, 80, 22)
    assert (UPRIGHT.text, UPRIGHT.confidence) == ("chuẩn là", 85)


def test_words_taller_than_wide_are_sideways():
    assert are_sideways([SIDEWAYS, SIDEWAYS, UPRIGHT])
    assert not are_sideways([SIDEWAYS, UPRIGHT])
    assert not are_sideways([])
