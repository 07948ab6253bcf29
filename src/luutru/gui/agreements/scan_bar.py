"""The tools above a scan: find in it, step through hits, go to a page, zoom, turn."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from luutru.gui.actions import Actions
from luutru.gui.formats import percent
from luutru.gui.widgets.buttons import tool_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, line, row
from luutru.gui.widgets.search_field import SearchField
from luutru.i18n import translate

ZOOM_FROM: Final = 560
"""Width in pixels from which the zoom is told in figures too."""


class ScanBar(QWidget):
    """Shows where the reader is; tells where the reader wants to go."""

    page_wanted = Signal(int)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.field = SearchField(translate("Find in this document"), translate("Find in document"))
        self.field.setProperty("role", "")
        self.field.setMinimumWidth(90)
        self.field.setMaximumWidth(230)
        self._hits = label("", "caption")
        self._hits.setMinimumWidth(36)
        self._page = QLineEdit()
        self._page.setValidator(QIntValidator(1, 999_999, self))
        self._page.setFixedWidth(46)
        self._page.setAccessibleName(translate("Page"))
        self._page.returnPressed.connect(lambda: self.page_wanted.emit(int(self._page.text())))
        self._pages = label("", "muted")
        self._zoom = label("", "caption")
        self._zoom.setMinimumWidth(38)
        hits = [tool_button(actions[name]) for name in ("previous_hit", "next_hit")]
        sizes = [tool_button(actions[name]) for name in ("zoom_out", "zoom_in")]
        views = [tool_button(actions[name]) for name in ("fit_width", "rotate")]
        tools = row(
            (self.field, 5), self._hits, *hits, STRETCH, self._page, self._pages, 4,
            sizes[0], self._zoom, sizes[1], *views,
            spacing=2, margins=(12, 6, 8, 6),
        )  # fmt: skip
        self.setLayout(column(box("panel", tools), line(), spacing=0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._zoom.setVisible(self.width() >= ZOOM_FROM)

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

    def show_page(self, number: int, count: int) -> None:
        """Tell which page of how many is read."""
        self._page.setText(str(number) if count else "")
        self._page.setEnabled(count > 0)
        self._pages.setText(f"/ {count}")

    def show_zoom(self, zoom: float) -> None:
        """Tell how large paper is shown."""
        self._zoom.setText(percent(zoom))
        self._zoom.setAccessibleName(translate("Zoom {percent}", percent=percent(zoom)))
