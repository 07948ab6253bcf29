"""Light and dark."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication, QRawFont
from PySide6.QtWidgets import QWidget

from luutru.gui.theme import current
from luutru.gui.theme.dressing import dress, sheet
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


def test_windows_wear_the_sheet_and_the_application_none(theme, qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dress(window)
    light = window.styleSheet()
    theme.toggle()
    assert window.styleSheet() == sheet() != light
    assert qapp.styleSheet() == ""


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
