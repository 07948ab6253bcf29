"""Everything that is seen in the real window wears the style sheet of the theme, once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from luutru.gui.screens import BY_NAME
from luutru.gui.theme.dressing import Undressed, sheet

OPENED = ("about", "keys", "palette", "reminders", "synonyms", "new_milestone")


def sheets_of(widget):
    """Return the style sheets that a widget wears itself or through what it stands in."""
    worn = []
    while widget is not None:
        if widget.styleSheet():
            worn.append(widget.styleSheet())
        widget = widget.parentWidget()
    return worn


def not_dressed():
    """Return the parts of windows that are seen and wear no sheet, an older one, or several."""
    return [
        one
        for one in QApplication.allWidgets()
        if one.isVisible()
        and one.parentWidget() is not None
        and not isinstance(one, Undressed)
        and sheets_of(one) != [sheet()]
    ]


@pytest.fixture
def window(open_window, keep, qtbot):
    keep("Đo lường", party__foreign="BelGIM; BelGIM; BY", signed_on="7/12/2023")
    window = open_window("home")
    for name in BY_NAME:
        window.workspace.show_screen(name)
        qtbot.waitUntil(lambda: window.session.jobs.idle)
    return window


def test_each_screen_wears_it_before_and_after_a_change_of_the_system(window, qtbot):
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        for name in BY_NAME:
            window.workspace.show_screen(name)
            qtbot.waitUntil(window.updatesEnabled)
            assert not_dressed() == [], name
    qtbot.waitUntil(lambda: all(
        sheets_of(window.workspace.screen_called(name)) == [sheet()] for name in BY_NAME
    ))  # fmt: skip


@pytest.mark.parametrize("name", OPENED)
def test_what_is_opened_wears_it_before_and_after_a_change(window, qtbot, name):
    window.workspace.actions_of_window[name].trigger()
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert not_dressed() == []
    window.change_theme()
    qtbot.waitUntil(window.updatesEnabled)
    assert not_dressed() == []
    for opened in QApplication.topLevelWidgets():
        if opened is not window and opened.isVisible():
            opened.close()


@pytest.mark.parametrize("parent", ["window", "workspace", "screen"])
def test_a_question_wears_it_whatever_it_was_asked_by(window, parent):
    asked_by: dict[str, QWidget] = {
        "window": window,
        "workspace": window.workspace,
        "screen": window.workspace.screen_called("agreements"),
    }
    box = QMessageBox(asked_by[parent])
    box.open()
    assert not_dressed() == []
    box.close()


def test_the_first_thing_seen_and_the_window_after_another_language_wear_it(window, qtbot):
    window.change_language()
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert not_dressed() == []
    window.change_language()
    window.close_archive()
    assert not_dressed() == []
