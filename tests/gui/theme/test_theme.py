"""Light and dark."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication, QRawFont
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from luutru.gui.theme import current
from luutru.gui.theme.dressing import Undressed, dress, sheet
from luutru.gui.theme.fonts import FAMILY, font
from luutru.gui.theme.theme import Scheme
from luutru.gui.theme.tokens import DARK, LIGHT


def test_the_reader_may_fix_dark_and_light(theme):
    assert theme.toggle() is Scheme.DARK
    assert current.tokens() is DARK
    assert theme.toggle() is Scheme.LIGHT
    assert current.tokens() is LIGHT


def test_the_theme_follows_the_system(theme, qtbot):
    with qtbot.waitSignal(theme.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.dark


def test_the_same_theme_is_not_put_on_twice(theme, qtbot):
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(Scheme.LIGHT)


def test_the_style_sheet_names_no_colour_that_does_not_exist(theme):
    assert sheet()
    assert "$" not in sheet()


class Room(Undressed, QWidget):
    """A window that is made of parts."""


@pytest.fixture
def room(qtbot):
    made = Room()
    qtbot.addWidget(made)
    made.setLayout(QVBoxLayout())
    return made


@pytest.fixture
def part(room):
    """Make a part of the room."""

    def make():
        made = QLabel("words")
        room.layout().addWidget(made)
        dress(made)
        return made

    return make


def test_windows_wear_the_sheet_and_the_application_none(theme, qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dress(window)
    light = window.styleSheet()
    theme.toggle()
    qtbot.waitUntil(lambda: window.styleSheet() == sheet())
    assert sheet() != light
    assert qapp.styleSheet() == ""


def test_a_window_of_parts_wears_none_and_each_part_does(theme, room, qtbot):
    room.layout().addWidget(part := QLabel("words"))
    room.show()
    dialog = QDialog(room)
    dialog.open()
    assert room.styleSheet() == ""
    assert part.styleSheet() == dialog.styleSheet() == sheet() != ""
    dialog.close()


def test_what_is_seen_is_painted_once_all_of_it_wears_another_theme(theme, room, part, qtbot):
    shown = [part() for _ in range(3)]
    room.show()
    qtbot.waitExposed(room)
    theme.toggle()
    assert not room.updatesEnabled()
    qtbot.waitUntil(room.updatesEnabled)
    assert {one.styleSheet() for one in shown} == {sheet()}


def test_what_nobody_sees_wears_another_theme_when_it_is_shown_or_by_and_by(
    theme, room, part, qtbot
):
    part()
    shown_next, hidden = part(), part()
    shown_next.hide()
    hidden.hide()
    room.show()
    theme.toggle()
    qtbot.waitUntil(room.updatesEnabled)
    assert hidden.styleSheet() != sheet()
    shown_next.show()
    assert shown_next.styleSheet() == sheet()
    qtbot.waitUntil(lambda: hidden.styleSheet() == sheet())


def test_a_dialog_that_is_open_wears_it_at_once_though_it_came_from_what_is_hidden(
    theme, room, part, qtbot
):
    origin = part()
    dialog = QDialog(origin)
    dialog.show()
    room.show()
    origin.hide()
    theme.toggle()
    qtbot.waitUntil(room.updatesEnabled)
    assert origin.styleSheet() == sheet()
    assert dialog.isVisible()
    dialog.close()


def test_who_changes_their_mind_at_once_sees_the_last_theme(theme, room, part, qtbot):
    one = part()
    room.show()
    light = sheet()
    theme.toggle()
    theme.toggle()
    qtbot.waitUntil(room.updatesEnabled)
    assert one.styleSheet() == sheet() == light


def test_words_are_set_in_the_typeface_that_comes_with_the_program(theme):
    assert QFontInfo(font(13)).family() == FAMILY
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        assert weight in QFontDatabase.styles(FAMILY)


def test_the_typeface_has_every_vietnamese_letter(theme):
    face = QRawFont.fromFont(font())
    letters = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(
        "ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỷỹỵýịỉĩìíọỏõòóạảãàáẹẻẽèéụủũùú"
    )
    assert [letter for letter in letters if not face.supportsCharacter(ord(letter))] == []
