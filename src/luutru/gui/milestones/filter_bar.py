"""What is shown, narrowed by field, owner, partner and kind."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from luutru.gui.widgets.layouts import row
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.milestones.rows import Wanted

_WIDEST: Final = 190


class Choice(QComboBox):
    """One thing to filter by; its first entry asks for everything."""

    def __init__(self, name: str, everything: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(5)
        self.setMaximumWidth(_WIDEST)
        self.setMaxVisibleItems(16)
        self.addItem(everything, None)

    def offer(self, choices: Iterable[tuple[object, str]]) -> None:
        """Offer other values; the chosen one stays chosen as long as it is among them."""
        kept = self.currentData()
        while self.count() > 1:
            self.removeItem(1)
        for value, words in choices:
            self.addItem(words, value)
        self.pick(kept)
        view = self.view()
        view.setMinimumWidth(max(self.width(), min(420, view.sizeHintForColumn(0) + 40)))

    def pick(self, value: object) -> bool:
        """Choose a value, or everything where it is not offered; tell whether it is."""
        place = self.findData(value)
        self.setCurrentIndex(max(0, place))
        self.setToolTip(self.currentText())
        return place >= 0

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FilterBar(QWidget):
    """Four lists side by side."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = Choice(translate("Field"), translate("All fields"))
        self.owner = Choice(translate("Owner"), translate("All owners"))
        self.partner = Choice(translate("Partner"), translate("All partners"))
        self.kind = Choice(translate("Kind"), translate("All kinds"))
        for box, name in ((self.field, "cooperation_field"), (self.kind, "milestone_kind")):
            codes = code_list(name)
            box.offer((code, codes.label(code)) for code in codes.codes)
        self.boxes = (self.field, self.owner, self.partner, self.kind)
        names = ("fields", "owners", "partner_ids", "kinds")
        self._by_name = dict(zip(names, self.boxes, strict=True))
        self.setMaximumWidth(len(self.boxes) * (_WIDEST + 8) - 8)
        wide = {self.owner: 5}
        self.setLayout(row(*((box, wide.get(box, 4)) for box in self.boxes), spacing=8))
        for box in self.boxes:
            box.activated.connect(self._on_activated)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is narrowed."""
        return all(box.currentData() is None for box in self.boxes)

    def offer(self, owners: Iterable[str], partners: Iterable[tuple[int, str]]) -> None:
        """Offer the owners and partners that the archive has."""
        self.owner.offer((one, one) for one in owners)
        self.partner.offer(partners)

    def narrow(self, wanted: Wanted) -> Wanted:
        """Return what is wanted, narrowed by what is chosen here."""
        chosen: dict[str, Any] = {name: _one(box) for name, box in self._by_name.items()}
        return replace(wanted, **{name: one for name, one in chosen.items() if one})

    def take(self, wanted: Wanted) -> Wanted:
        """Choose here what is wanted, where a list offers it; return what is still wanted."""
        taken: dict[str, Any] = {}
        for name, box in self._by_name.items():
            values = getattr(wanted, name)
            if len(values) == 1 and box.pick(next(iter(values))):
                taken[name] = frozenset()
        return replace(wanted, **taken)

    def clear(self) -> None:
        """Ask for everything again, without telling anybody."""
        for box in self.boxes:
            box.pick(None)

    def _on_activated(self) -> None:
        for box in self.boxes:
            box.setToolTip(box.currentText())
        self.changed.emit()


def _one(box: Choice) -> frozenset[Any]:
    value = box.currentData()
    return frozenset() if value is None else frozenset({value})
