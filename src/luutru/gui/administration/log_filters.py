"""By what the log is narrowed: words, person, act, reference, days."""

from datetime import date
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.flow_layout import FlowLayout
from luutru.gui.widgets.layouts import row, widget
from luutru.gui.widgets.search_field import SearchField
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.administration.log_reading import LogFacets, LogFilter
from luutru.vietnamese.dates import read_day

_PAUSE_MS: Final = 250


class LogFilters(QWidget):
    """Tells each change at once, typed ones after a pause."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = SearchField(translate("Find in the log"), translate("Find in the log…"))
        self.person = _choice(translate("Person"), translate("Everybody"))
        self.act = _choice(translate("Act"), translate("All acts"))
        self.reference = _line(translate("Reference"), translate("Reference"), 130)
        self.first = _line(translate("First day"), translate("From day"), 104)
        self.last = _line(translate("Last day"), translate("Until day"), 104)
        self.drop = push_button(translate("Drop filters"), self._drop, kind="ghost")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.words.setMinimumWidth(200)
        parts = FlowLayout(8)
        for part in (self.person, self.act, self.reference, self.first, self.last, self.drop):
            parts.addWidget(part)
        self.setLayout(row((self.words, 2), (widget(parts), 5), spacing=8))
        self.words.searched.connect(self._tell)
        for box in (self.person, self.act):
            box.activated.connect(self._tell)
        for line in (self.reference, self.first, self.last):
            line.edited.connect(self._pause.start)
            line.returnPressed.connect(self._tell)
        self._follow()

    def wanted(self) -> LogFilter:
        """Return what the log is narrowed to; a day that cannot be read narrows nothing."""
        return LogFilter(
            person=str(self.person.currentData() or ""),
            act=str(self.act.currentData() or ""),
            reference=self.reference.typed(),
            first=_day(self.first),
            last=_day(self.last),
            text=self.words.text().strip(),
        )

    def offer(self, facets: LogFacets) -> None:
        """Offer the persons and acts that occur; what is chosen stays chosen."""
        labels = code_list("act")
        _offer(self.person, [(person, person) for person in facets.persons])
        _offer(self.act, [(labels.label(act), act) for act in facets.acts])

    def show_reference(self, reference: str) -> None:
        """Narrow the log to one agreement and nothing else."""
        self._empty()
        self.reference.put(reference)
        self._tell()

    def _drop(self) -> None:
        self._empty()
        self._tell()
        self.words.setFocus()

    def _empty(self) -> None:
        self.words.write("")
        for box in (self.person, self.act):
            box.setCurrentIndex(0)
        for line in (self.reference, self.first, self.last):
            line.put("")

    def _tell(self) -> None:
        self._pause.stop()
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.drop.setVisible(self.wanted() != LogFilter())
        for line in (self.first, self.last):
            wrong = bool(line.typed()) and _day(line) is None
            if line.property("wrong") != wrong:
                line.setProperty("wrong", wrong)
                line.style().polish(line)
                line.setToolTip(translate("A day such as 01/03/2025") if wrong else "")


def _choice(name: str, everything: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.addItem(everything, "")
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(14)
    made.setMaxVisibleItems(16)
    return made


def _offer(box: QComboBox, items: list[tuple[str, str]]) -> None:
    chosen = box.currentData()
    while box.count() > 1:
        box.removeItem(1)
    for words, code in items:
        box.addItem(words, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _line(name: str, hint: str, width: int) -> LineInput:
    made = LineInput()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setFixedWidth(width)
    return made


def _day(line: LineInput) -> date | None:
    try:
        return date.fromisoformat(read_day(line.typed()) or "")
    except ValueError:
        return None
