from PIL import Image, ImageDraw

from luutru.reading import ink
from luutru.reading.lines import SeenLine, SeenWord

SIZE = (1000, 1400)
LINES = [SeenLine([SeenWord("chữ", 100, top, 900, top + 24, 95)]) for top in range(100, 1300, 40)]


def a_page(lines):
    image = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(image)
    for line in lines:
        for left in range(100, 900, 12):
            pen.rectangle((left, line.top + 4, left + 4, line.bottom - 4), fill=0)
    return image


def test_a_sheet_with_some_specks_is_blank_and_one_line_is_not():
    specked = Image.new("L", SIZE, 250)
    for x in range(50, 1000, 100):
        specked.putpixel((x, x), 0)
    assert ink.is_blank(specked)
    assert not ink.is_blank(a_page(LINES[:1]))


def test_ink_under_words_is_read():
    assert ink.unread_share(a_page(LINES), LINES) == 0


def test_a_paragraph_without_words_is_unread():
    assert ink.unread_share(a_page(LINES), LINES[:-8]) > 0.05


def test_rules_of_a_table_are_no_unread_text():
    image = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(image)
    for top in range(100, 1300, 60):
        pen.line((100, top, 900, top), fill=0, width=2)
    assert ink.unread_share(image, []) < 0.01
