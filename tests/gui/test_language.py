"""The Vietnamese window speaks Vietnamese, the English one English, down to Qt's own buttons."""

import ast
import gettext
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

import luutru.gui
from luutru import i18n
from luutru.gui.qt_texts import QT_TEXTS, QtTexts
from luutru.gui.screens import BY_NAME
from luutru.resources import folder

ROOM = Path(luutru.gui.__file__).parent


@pytest.fixture(scope="module")
def catalogue():
    """Our sentences in Vietnamese, by their English."""
    return gettext.translation("luutru", folder("i18n"), ["vi"])


def sentences():
    """Every sentence marked in the room, with the place where it stands."""
    for file in sorted(ROOM.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in ("mark", "translate", "translate_count"):
                words = node.args[0]
                if isinstance(words, ast.Constant) and isinstance(words.value, str) and words.value:
                    yield file.name, words.value, name


def test_every_sentence_of_the_window_has_its_vietnamese(catalogue):
    missing = {
        (file, words)
        for file, words, name in sentences()
        if (
            catalogue.ngettext(words, "", 1)
            if name == "translate_count"
            else catalogue.gettext(words)
        )
        == words
        and words not in SAME_IN_BOTH
    }
    assert missing == set()


SAME_IN_BOTH = frozenset(
    {
        "Tiếng Việt / English",
        "PDF",
        "SHA-256",
        "SHA-256: {sha256}",
        "Token",
        "{kind}: {reference}",
        "{ms} ms",
        "{relation}?",
    }
)


def texts_of(window):
    """Everything that is written on widgets that can be seen."""
    for child in window.findChildren(QWidget):
        if not child.isVisible():
            continue
        if isinstance(child, QLabel | QAbstractButton):
            yield child.text()
        if isinstance(child, QLineEdit):
            yield child.placeholderText()
        yield from (child.accessibleName(), child.toolTip())


@pytest.mark.parametrize("screen", list(BY_NAME))
def test_no_english_is_left_in_the_vietnamese_window(open_window, vietnamese, screen):
    window = open_window(screen)
    english = {words for _file, words, _name in sentences()} - SAME_IN_BOTH
    english -= {i18n.translate(words) for words in english}
    shown = {text.strip() for text in texts_of(window) if text}
    assert len(shown) > 15
    assert shown & english == set()


def test_qt_speaks_vietnamese_on_its_own_buttons(theme, vietnamese, qtbot):
    box = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Close
    )
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Hủy bỏ", "Đóng"}


def test_qt_keeps_its_english_in_the_english_window(theme, qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text().replace("&", "") == "Cancel"


def test_a_file_dialog_is_vietnamese(theme, vietnamese, qtbot):
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    shown = {child.text().replace("&", "") for child in dialog.findChildren(QLabel)}
    assert {"Tìm trong:", "Tên tệp:", "Loại tệp:"} <= shown


class Listener(QTranslator):
    """Notes every word that Qt asks for."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def isEmpty(self):  # noqa: N802  Qt calls it so
        return False

    def translate(self, context, text, /, _disambiguation=None, _n=-1):
        if context not in ("QShortcut", "QGuiApplication", "QCoreApplication"):
            self.asked.add(text)
        return text


def test_every_word_qt_asks_for_is_in_our_list(theme, qapp, qtbot):
    listener = Listener()
    qapp.installTranslator(listener)
    files, question = QFileDialog(), QMessageBox()
    for dialog in (files, question):
        qtbot.addWidget(dialog)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    question.setDetailedText("…")
    for standard in (
        QMessageBox.StandardButton.Ok,
        QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Yes,
        QMessageBox.StandardButton.No,
        QMessageBox.StandardButton.Save,
        QMessageBox.StandardButton.Discard,
    ):
        question.addButton(standard)  # fmt: skip
    for editor in (QLineEdit("…"), QPlainTextEdit("…")):
        qtbot.addWidget(editor)
        menu = editor.createStandardContextMenu()
        menu.deleteLater()
    qapp.removeTranslator(listener)
    assert len(listener.asked) > 30
    words = {text for text in listener.asked if not text.startswith("Alt+")}
    assert words - set(QT_TEXTS) == set()


def test_words_that_are_not_ours_are_left_to_qt(qapp):
    told = QtTexts(qapp)
    assert told.translate("Any", "Never heard of this") == "Never heard of this"
    assert len(QT_TEXTS) == len(set(QT_TEXTS))
    assert QCoreApplication.translate("Any", "") == ""
