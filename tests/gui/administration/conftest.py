"""The screen on which an archive is looked after, in the real window."""

import pytest

from luutru.services.describe import describe


@pytest.fixture
def filled(archive, keep):
    """Two agreements; a day of the first was corrected."""
    reference = keep("Đo lường", signed_on="7/12/2023")
    keep("Halal", fields="Halal")
    describe(archive, reference, [("signed_on", "8/12/2023")])
    return reference


@pytest.fixture
def window(open_window, filled):
    """The window at work on the screen."""
    return open_window("administration")


@pytest.fixture
def screen(window):
    """The screen itself."""
    return window.workspace.screen_called("administration")


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return qtbot.waitUntil
