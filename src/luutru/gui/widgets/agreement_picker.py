"""A line in which an agreement is chosen: by its reference, or by words of it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView
from typing_extensions import override

from luutru.gui.jobs import Newest
from luutru.gui.theme.dressing import dress
from luutru.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

    from luutru.gui.screen import Desk
    from luutru.services.rows import AgreementRow

_SHORTEST: Final = 2
_PAUSE: Final = 120
"""Milliseconds without typing after which is looked."""


class AgreementPicker(QLineEdit):
    """Offers agreements as they are typed; arrows and Return choose one."""

    edited = Signal()

    def __init__(self, desk: "Desk", name: str) -> None:
        super().__init__()
        self._desk = desk
        self._besides = ""
        self._reference = ""
        self._rows: Sequence[AgreementRow] = ()
        self._looking = Newest(desk.jobs)
        self._lines = QStringListModel(self)
        self._offer = QCompleter(self._lines, self)
        self._offer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._offer.setMaxVisibleItems(12)
        self._offer.setWidget(self)
        self._popup = QListView()
        self._offer.setPopup(self._popup)
        dress(self._popup)
        self._offer.activated.connect(self._choose)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._look)
        self.setAccessibleName(name)
        self.setPlaceholderText(translate("Reference, number or words of the title"))
        self.textEdited.connect(self._typed)

    def begin(self, besides: str, reference: str = "", title: str = "") -> None:
        """Offer all but one agreement; show another as chosen, if there is one."""
        self._besides, self._reference = besides, reference
        self.setText(_line(reference, title) if reference else "")
        self.setCursorPosition(0)

    def reference(self) -> str:
        """Return the reference of the agreement that is chosen, or what was typed as one."""
        return self._reference or self.text().strip()

    @override
    def focusOutEvent(self, event: "QFocusEvent") -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._looking.forget()

    def _typed(self, text: str) -> None:
        self._reference = ""
        self._soon.start()
        if len(text.strip()) < _SHORTEST:
            self._soon.stop()
            self._popup.hide()
        self.edited.emit()

    def _look(self) -> None:
        archive, text, besides = self._desk.archive, self.text(), self._besides

        def work(_job: object) -> "Sequence[AgreementRow]":
            from luutru.services.relations.choosing import choices  # noqa: PLC0415

            return choices(archive, text, besides=besides)

        self._looking.ask(work, self._show)

    def _show(self, rows: "Sequence[AgreementRow]") -> None:
        self._rows = rows
        self._lines.setStringList([_line(row.reference, row.title) for row in rows])
        if rows and self.hasFocus():
            self._offer.complete()
        else:
            self._popup.hide()

    def _choose(self, line: str) -> None:
        row = next(row for row in self._rows if _line(row.reference, row.title) == line)
        self._reference = row.reference
        self.setText(_line(row.reference, row.title))
        self.setCursorPosition(0)
        self.edited.emit()


def _line(reference: str, title: str) -> str:
    return f"{reference} · {title}"
