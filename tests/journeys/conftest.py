"""The window of the tests of the window, for the journey through it."""

from tests.gui.conftest import dressed, main_window, open_window, preferences, theme

__all__ = ["dressed", "main_window", "open_window", "preferences", "theme"]
