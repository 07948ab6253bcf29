"""What the program is, and its licences, in the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from luutru import __version__
from luutru.gui.about_dialog import AboutDialog
from luutru.gui.keys_sheet import KeysSheet
from luutru.gui.widgets.buttons import push_button
from luutru.i18n import translate


def test_version_and_licences_are_shown_by_key(open_window):
    window = open_window("home")
    QTest.keyClick(
        window,
        Qt.Key.Key_F1,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    (shown,) = window.findChildren(AboutDialog)
    text = shown.licences.toPlainText()
    assert text.startswith(f"luutru {__version__}")
    for part in (
        "pyside6-essentials",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "SIL OPEN FONT LICENSE",
    ):
        assert part in text


def test_the_sheet_of_keys_leads_there(open_window):
    window = open_window("home")
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    (sheet,) = window.findChildren(KeysSheet)
    buttons = {one.text(): one for one in sheet.findChildren(type(push_button("", print)))}
    buttons[translate("About Lưu Trữ…")].click()
    assert sheet.findChildren(AboutDialog)


def test_the_sheet_of_keys_fits_the_smallest_screen(open_window):
    window = open_window("home", 1366, 768)
    window.workspace.desk.actions["keys"].trigger()
    (sheet,) = window.findChildren(KeysSheet)
    assert sheet.width() <= 1366
    assert sheet.height() <= 768
