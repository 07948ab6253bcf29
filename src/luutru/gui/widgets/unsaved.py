"""Asks before something is lost that was entered and not saved."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from luutru.gui.widgets.brand import NAME
from luutru.i18n import translate


def may_lose(parent: QWidget, references: Sequence[str]) -> bool:
    """Tell whether what was entered for `references` may be lost; ask the reader if anything."""
    if not references:
        return True
    return _says_yes(
        parent,
        translate("Corrections are not saved"),
        translate(
            "What was entered for {references} has not been saved and would be lost. "
            "Go on all the same?",
            references=", ".join(references),
        ),
    )


def may_stop_work(parent: QWidget) -> bool:
    """Tell whether the window may close while work goes on: the reader is asked."""
    return _says_yes(
        parent,
        NAME,
        translate(
            "Work is still going on. What was taken in is safe, and the rest goes on the next "
            "time this archive is opened. Close now?"
        ),
    )


def _says_yes(parent: QWidget, title: str, question: str) -> bool:
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  the window starts quicker

    answer = QMessageBox.question(parent, title, question)
    return answer == QMessageBox.StandardButton.Yes
