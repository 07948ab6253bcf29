"""The foot of the timeline: what the diamonds mean, and how far the days are drawn apart."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.milestones.diamonds import Diamond
from luutru.gui.milestones.looks import standing_word
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, Item, label, row
from luutru.i18n import translate
from luutru.services.milestones.standing import Standing

_SHOWN: Final = (
    Standing.OVERDUE, Standing.THIS_WEEK, Standing.THIS_MONTH, Standing.PLANNED,
    Standing.DONE, Standing.SUGGESTED,
)  # fmt: skip
_ROOM_FOR_HINT: Final = 1180


class Legend(QWidget):
    """Signs with their words, a hint where there is room, and the buttons of the scale."""

    zoom_wanted = Signal(float)
    today_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        items: list[Item] = []
        for standing in _SHOWN:
            word = label(standing_word(standing), "caption")
            items += [row(Diamond(standing), word, spacing=5), 6]
        self._hint = label(
            translate("Drag a milestone to change its day · Ctrl + wheel to zoom"), "caption"
        )
        nearer = icon_button("zoom-in", translate("Zoom in (Ctrl++)"), self._zoom_in)
        farther = icon_button("zoom-out", translate("Zoom out (Ctrl+-)"), self._zoom_out)
        today = push_button(translate("Today"), self.today_wanted.emit, kind="ghost")
        self.setLayout(
            row(*items, STRETCH, self._hint, 8, farther, nearer, today, spacing=4,
                margins=(4, 0, 0, 0))
        )  # fmt: skip

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(event.size().width() >= _ROOM_FOR_HINT)

    def _zoom_in(self) -> None:
        self.zoom_wanted.emit(1.25)

    def _zoom_out(self) -> None:
        self.zoom_wanted.emit(0.8)
