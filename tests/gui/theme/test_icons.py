"""Icons are there, and follow the theme at the moment they are painted."""

import ast
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QColor

import luutru.gui
from luutru.gui.theme import current
from luutru.gui.theme.icons import icon, role_colour
from luutru.gui.theme.theme import Scheme
from luutru.resources import folder

KNOWN = {file.stem for file in folder("icons").glob("*.svg")}
ASKS = {"icon", "paint_icon", "IconLabel", "icon_button", "Look", "StageCard", "EmptyState"}


def named_icons() -> Iterator[tuple[str, str]]:
    for file in Path(luutru.gui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and called in ASKS:
                position = {"paint_icon": 1, "Look": 1}.get(called, 0)
                names = node.args[position : position + 1]
                names += [word.value for word in node.keywords if word.arg == "icon_name"]
                yield from (
                    (file.name, name.value)
                    for name in names
                    if isinstance(name, ast.Constant) and isinstance(name.value, str)
                )


def test_every_icon_named_in_the_source_comes_with_the_program():
    asked = list(named_icons())
    assert len(asked) > 20
    assert [(file, name) for file, name in asked if name not in KNOWN] == []


def test_an_icon_is_painted_in_the_colours_of_the_moment(theme):
    made = icon("archive", "text")

    def darkest():
        image = made.pixmap(32, 32).toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 250
        ]
        return {colour.name() for colour in inked}

    light = darkest()
    theme.choose(Scheme.DARK)
    dark = darkest()
    assert QColor(current.tokens().text).name() in dark
    assert light != dark


def test_a_state_lends_an_icon_the_colour_of_its_words(theme):
    assert role_colour("overdue") == current.tokens().status["overdue"].text
