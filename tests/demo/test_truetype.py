"""A subset of a font still draws its letters and is much smaller."""

import io

import pytest
from PIL import ImageFont

from luutru.demo import typeface
from luutru.demo.truetype import opened
from luutru.demo.typeface import Face
from luutru.resources import folder

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữựíìỉĩịýỳỷỹỵ"


@pytest.mark.parametrize("face", list(Face))
def test_every_cut_has_every_vietnamese_letter(face):
    font = opened(face)
    assert all(font.glyph(letter) for letter in LETTERS + LETTERS.upper())


@pytest.mark.parametrize("face", list(Face))
def test_advances_are_those_that_letters_are_set_with(face):
    font = opened(face)
    for letter in "Wiệ ":
        wanted = 1000 * typeface.advance(letter, face)
        assert abs(font.advance(font.glyph(letter)) - wanted) <= 1


def test_a_subset_draws_its_letters_as_before():
    font = opened(Face.REGULAR)
    glyphs = {ord(letter): font.glyph(letter) for letter in "Tiêuchẩn"}
    small = font.subset(glyphs.values(), glyphs)
    whole = folder("fonts") / Face.REGULAR.value
    assert len(small) < whole.stat().st_size / 8
    subset = ImageFont.truetype(io.BytesIO(small), 80)
    for letter in "Tiêuchẩn":
        wanted = typeface.font(Face.REGULAR, 80).getmask(letter)
        assert bytes(subset.getmask(letter)) == bytes(wanted)
        assert any(wanted)


def test_a_letter_outside_the_subset_is_blank():
    font = opened(Face.REGULAR)
    glyphs = {ord("a"): font.glyph("a"), ord("Q"): font.glyph("Q")}
    small = font.subset([glyphs[ord("a")]], glyphs)
    assert not any(ImageFont.truetype(io.BytesIO(small), 80).getmask("Q"))
