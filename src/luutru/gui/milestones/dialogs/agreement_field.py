"""Which agreement a milestone belongs to: some letters of its title, or its reference."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from luutru.gui.agreements.row_words import identity
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.jobs import Newest
from luutru.gui.screen import Desk
from luutru.gui.widgets.layouts import column, label
from luutru.i18n import translate
from luutru.services.filters import Filter
from luutru.services.rows import AgreementRow, agreement_ids, agreement_rows

if TYPE_CHECKING:
    from luutru.services.archive import Archive

_MOST: Final = 6
_ROW: Final = 46
_PAUSE_MS: Final = 150
_SHORTEST: Final = 2


class AgreementField(QWidget):
    """Offers what the typed letters may mean; one of them has to be chosen."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._newest = Newest(desk.jobs)
        self.reference = ""
        """The agreement that is chosen."""
        self.line = LineInput(200)
        self.line.setAccessibleName(translate("Agreement"))
        self.line.setPlaceholderText(translate("Letters of its title"))
        self.found = QListWidget()
        self.found.setAccessibleName(translate("Agreements found"))
        self.found.setProperty("ground", "card")
        self.found.setFixedHeight(3 * _ROW)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._chosen = label("", "caption", wrap=True)
        self.setLayout(column(self.line, self.found, self._chosen, spacing=4))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.line.edited.connect(self._on_typed)
        self.found.itemActivated.connect(self._choose)
        self.found.itemClicked.connect(self._choose)
        self.found.hide()
        self._look()

    def _on_typed(self) -> None:
        self.reference = ""
        self._chosen.setText("")
        self._pause.start()
        self.edited.emit()

    def _look(self) -> None:
        archive, text = self._desk.archive, self.line.typed()
        self._newest.ask(lambda _job: _found(archive, text), self._offer)

    def _offer(self, rows: Sequence[AgreementRow]) -> None:
        self.found.clear()
        for one in rows:
            item = QListWidgetItem(f"{one.title}\n{identity(one)}")
            item.setData(Qt.ItemDataRole.UserRole, one.reference)
            item.setSizeHint(QSize(0, _ROW))
            self.found.addItem(item)
        self.found.setVisible(bool(rows) and not self.reference)
        if not rows and self.line.typed():
            self._chosen.setText(translate("No agreement has these letters in its title."))

    def _choose(self, item: QListWidgetItem) -> None:
        self.reference = str(item.data(Qt.ItemDataRole.UserRole))
        title, who = item.text().split("\n", 1)
        self.line.put(title)
        self._chosen.setText(f"{self.reference} · {who}")
        self.found.hide()
        self.edited.emit()


def _found(archive: "Archive", text: str) -> list[AgreementRow]:
    wanted = Filter(text=text) if len(text) >= _SHORTEST else Filter()
    return agreement_rows(archive, agreement_ids(archive, wanted)[:_MOST])
