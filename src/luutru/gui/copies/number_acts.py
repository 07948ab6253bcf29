"""What can be entered of a number that is shown: handed over, or revoked."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.entry_dialog import EntryDialog, Words
from luutru.gui.screen import Desk
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.copies.lines import CopyRow

_NEVER_UNDONE: Final = mark("A register is never undone; what is entered stays, with your name.")


class NumberActs(QObject):
    """Opens the dialog of what is to be entered."""

    told = Signal(str, str)
    """It was entered: a title and a text for the notice of the screen."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent

    def deliver(self, copy: "CopyRow") -> EntryDialog:
        """Ask to whom a copy was handed over."""
        words = Words(
            translate("{symbol} was handed over", symbol=copy.symbol),
            translate("To whom, and how"),
            translate("Enter the delivery"),
            translate("Entered in the register: {symbol}", symbol=copy.symbol),
            translate(_NEVER_UNDONE),
        )

        def do(archive: "Archive", reason: str) -> None:
            from luutru.services.copies.changing import deliver  # noqa: PLC0415

            deliver(archive, copy.year, copy.number, reason, copy.series)

        return self._open(words, do)

    def revoke(self, copy: "CopyRow") -> EntryDialog:
        """Ask why a copy does not hold any more."""
        words = Words(
            translate("Revoke {symbol}", symbol=copy.symbol),
            translate("Why it does not hold any more"),
            translate("Revoke the copy"),
            translate("Entered in the register: {symbol}", symbol=copy.symbol),
            translate(_NEVER_UNDONE),
        )

        def do(archive: "Archive", reason: str) -> None:
            from luutru.services.copies.changing import revoke  # noqa: PLC0415

            revoke(archive, copy.year, copy.number, reason, copy.series)

        return self._open(words, do)

    def _open(self, words: Words, do: object) -> EntryDialog:
        dialog = EntryDialog(self._desk, self._parent, words, do)  # type: ignore[arg-type]
        dialog.told.connect(self.told)
        dialog.open()
        return dialog
