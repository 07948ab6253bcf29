"""The tools above a scan: find in it, step through hits, go to a page, zoom, turn."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.agreements.file_handle import FileHandle
from luutru.gui.pages.page_tools import PageTools
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import tool_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, line, row
from luutru.gui.widgets.search_field import SearchField
from luutru.i18n import translate

ZOOM_FROM: Final = 700
"""Width in pixels from which the zoom is told in figures too."""

STRIP_FROM: Final = 600
"""Width in pixels from which pages in small have a button of their own."""


class ScanBar(QWidget):
    """Shows what is searched and where the reader is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        actions = desk.actions
        self.field = SearchField(translate("Find in this document"), translate("Find in document"))
        self.field.setProperty("role", "")
        self.field.setMinimumWidth(90)
        self.field.setMaximumWidth(230)
        self._hits = label("", "caption")
        self._hits.setMinimumWidth(36)
        self.pages = PageTools(actions)
        self.pages.set_figures(shown=False)
        hits = [tool_button(actions[name]) for name in ("previous_hit", "next_hit")]
        self._strip = tool_button(actions["thumbnails"])
        self._strip.hide()
        self.pages.offer(actions["thumbnails"])
        self.handle = FileHandle(desk, actions["save_copy"])
        tools = row(
            self._strip, (self.field, 5), self._hits, *hits, STRETCH,
            self.pages, tool_button(actions["print"]), self.handle,
            spacing=2, margins=(8, 6, 6, 6),
        )  # fmt: skip
        self.setLayout(column(box("panel", tools), line(), spacing=0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pages.set_figures(shown=self.width() >= ZOOM_FROM)
        self.pages.set_room(self.width())
        self._strip.setVisible(self.width() >= STRIP_FROM)

    def show_text(self, text: str) -> None:
        """Show what is marked, from its beginning."""
        self.field.write(text)
        self.field.setCursorPosition(0)

    def show_hits(self, place: int, count: int) -> None:
        """Tell which hit of how many is looked at; nothing where nothing is searched."""
        searching = bool(self.field.text().strip())
        self._hits.setText(f"{place}/{count}" if searching else "")
        said = translate("Hit {place} of {count}", place=place, count=count)
        self._hits.setAccessibleName(said if searching else "")
