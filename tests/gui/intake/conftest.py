"""A desk over a real archive, for the dialogs of the intake screen."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from luutru.gui.actions import Actions
from luutru.gui.screen import Desk


@pytest.fixture
def parent(qtbot):
    """A window to open dialogs over."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def desk(qtbot, archive, jobs, theme):
    """What every dialog is given."""
    holder = QObject()
    yield Desk(archive, jobs, Actions(holder), theme)
    holder.deleteLater()


@pytest.fixture
def opened(qtbot):
    """Show a dialog as the reader would see it."""

    def show(dialog):
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return show
