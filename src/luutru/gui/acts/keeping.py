"""Asks why an agreement is frozen or proposed for disposal, and who may see it if it is marked."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from luutru.gui.entry_dialog import Enter, EntryDialog, Words
from luutru.gui.screen import Desk
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.gui.clearances.of_agreement import NeedToKnowDialog
    from luutru.services.archive import Archive

# ruff: noqa: PLC0415  services are loaded when they are asked


def ask_to_freeze(desk: Desk, parent: QWidget, reference: str) -> EntryDialog:
    """Ask why an agreement is to be frozen, and freeze it."""

    def do(archive: "Archive", reason: str) -> object:
        from luutru.services.disposal.freezing import freeze

        return freeze(archive, [reference], reason)

    words = Words(
        translate("Freeze {reference}", reference=reference),
        translate("Reason"),
        translate("Freeze"),
        translate("{reference} is frozen.", reference=reference),
        translate("Nothing of it can be edited, moved or removed until somebody lifts that."),
    )
    return _opened(desk, parent, words, do)


def ask_to_dispose(desk: Desk, parent: QWidget, reference: str) -> EntryDialog:
    """Ask why a document is to go, and propose it."""

    def do(archive: "Archive", reason: str) -> object:
        from luutru.services.disposal.cases import propose

        return propose(archive, reference, reason)

    words = Words(
        translate("Propose to dispose of {reference}", reference=reference),
        translate("Reason"),
        translate("Propose"),
        translate("{reference} waits for another person’s decision.", reference=reference),
        translate("Another person decides; then it lies in quarantine for thirty days."),
    )
    return _opened(desk, parent, words, do)


def ask_who_may_see(desk: Desk, parent: QWidget, reference: str) -> "NeedToKnowDialog":
    """Show who may see an agreement, and let that be changed."""
    from luutru.gui.clearances.of_agreement import NeedToKnowDialog

    dialog = NeedToKnowDialog(desk, parent, reference)
    dialog.open()
    return dialog


def _opened(desk: Desk, parent: QWidget, words: Words, do: Enter) -> EntryDialog:
    dialog = EntryDialog(desk, parent, words, do)
    dialog.told.connect(lambda title, text: desk.told.emit("good", title, text))
    dialog.open()
    return dialog
