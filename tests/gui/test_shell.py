"""The window as it stands before anything of an archive is known."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from luutru.gui.shell import BOTTOM, RAIL, RAIL_WITH_WORDS, TOP, Shell
from luutru.gui.theme.current import colour
from luutru.gui.welcome.opening import OpeningScreen


@pytest.fixture
def shell(qtbot, theme):
    made = Shell("Opening the archive…", "~/archive")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    return made


def test_it_says_once_that_it_was_seen(shell, qtbot):
    seen = []
    shell.seen.connect(lambda: seen.append(1))
    with qtbot.waitSignal(shell.seen):
        shell.show()
    shell.repaint()
    qtbot.waitUntil(lambda: bool(shell.findChildren(QLabel)))
    assert seen == [1]
    assert not shell.styleSheet()
    assert shell.findChild(OpeningScreen).styleSheet()


def test_work_goes_on_although_nobody_sees_it(shell, qtbot):
    with qtbot.waitSignal(shell.seen):
        pass


@pytest.mark.parametrize(("width", "rail"), [(1366, RAIL), (1600, RAIL_WITH_WORDS)])
def test_its_bars_lie_where_those_of_the_workspace_will(shell, width, rail):
    shell.resize(width, 768)
    painted = shell.grab().toImage()
    assert painted.pixelColor(QPoint(rail - 2, 300)) == colour("nav")
    assert painted.pixelColor(QPoint(rail + 5, TOP - 3)) == colour("surface")
    assert painted.pixelColor(QPoint(rail + 5, TOP + 3)) == colour("bg")
    assert painted.pixelColor(QPoint(rail + 5, 768 - BOTTOM + 3)) == colour("surface")
