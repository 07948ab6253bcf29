"""Every word can be read on what it stands on (WCAG 2.2, 1.4.3)."""

import re
from pathlib import Path

import pytest

import luutru.gui
from luutru.gui.theme.tokens import DARK, GROUNDS, LIGHT, TEXTS

THEMES = pytest.mark.parametrize("table", [LIGHT, DARK], ids=lambda table: table.name)


def luminance(colour: str) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_contrast_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_words_can_be_read_on_every_ground(table, text, ground):
    assert contrast(getattr(table, text), getattr(table, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("state", LIGHT.status)
def test_the_word_of_a_state_can_be_read_on_its_ground(table, state):
    assert contrast(table.status[state].text, table.status[state].ground) >= 4.5


@THEMES
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("accent", "surface"),
        ("accent", "bg"),
        ("accent", "tint"),
        ("text", "tint"),
        ("text", "hit"),
    ],
)
def test_accents_and_hits_can_be_read(table, text, ground):
    assert contrast(getattr(table, text), getattr(table, ground)) >= 4.5


@THEMES
def test_words_in_a_notice_can_be_read(table):
    for state in ("expiring", "overdue", "active"):
        assert contrast(table.text, table.status[state].ground) >= 4.5


@THEMES
def test_the_ring_of_focus_is_seen_on_every_ground(table):
    assert all(contrast(table.accent, getattr(table, ground)) >= 3 for ground in GROUNDS)


# A scan is white in both themes, so the pens that mark it belong to no theme.
OF_NO_THEME = {"tokens.py", "page_paint.py"}


def test_no_painter_writes_a_colour_of_its_own():
    room = Path(luutru.gui.__file__).parent
    guilty = [
        file.name
        for file in room.rglob("*.py")
        if file.name not in OF_NO_THEME and re.search(r'"#[0-9A-Fa-f]{6}"', file.read_text("utf-8"))
    ]
    assert guilty == []
