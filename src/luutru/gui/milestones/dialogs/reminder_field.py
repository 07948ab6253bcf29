"""When one is reminded: boxes to tick, days before the due day."""

from typing import Final

from PySide6.QtWidgets import QCheckBox, QWidget

from luutru.gui.widgets.flow_layout import FlowLayout
from luutru.i18n import translate, translate_count

USUAL: Final = (90, 60, 30, 14, 7, 1, 0)


class ReminderField(QWidget):
    """The usual distances; one that was set otherwise gets a box as well."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[int, QCheckBox] = {}
        self._layout = FlowLayout(14)
        self.setLayout(self._layout)
        for days in USUAL:
            self._box(days)
        self.put("30,7")

    def put(self, told: str) -> None:
        """Tick the days of a text as they are recorded: `30,7`."""
        chosen = {int(part) for part in told.split(",") if part.strip().isdigit()}
        for days in sorted(chosen - self.boxes.keys(), reverse=True):
            self._box(days)
        for days, box in self.boxes.items():
            box.setChecked(days in chosen)

    @property
    def told(self) -> str:
        """The days as they are recorded."""
        chosen = (days for days, box in self.boxes.items() if box.isChecked())
        return ",".join(str(days) for days in sorted(chosen, reverse=True))

    def _box(self, days: int) -> None:
        words = translate_count("{count} day before", "{count} days before", days)
        self.boxes[days] = QCheckBox(words if days else translate("on the day"))
        self._layout.addWidget(self.boxes[days])
