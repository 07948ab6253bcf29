"""Asks before something is lost that was entered and not saved."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from luutru.gui.widgets.brand import NAME
from luutru.i18n import translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox


def may_lose(parent: QWidget, references: Sequence[str]) -> bool:
    """Tell whether what was entered for `references` may be lost; ask the reader if anything."""
    if not references:
        return True
    return says_yes(
        parent,
        translate("Corrections are not saved"),
        translate(
            "What was entered for {references} has not been saved and would be lost. "
            "Go on all the same?",
            references=", ".join(references),
        ),
    )


def ask_to_leave(
    parent: QWidget, title: str, question: str, leave: Callable[[], object]
) -> "QMessageBox":
    """Ask, without blocking, whether a page may be left; Enter and Escape stay on it."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  the window starts quicker

    asked = QMessageBox(
        QMessageBox.Icon.Question, title, question, QMessageBox.StandardButton.NoButton, parent
    )
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    stay = asked.addButton(translate("Stay"), QMessageBox.ButtonRole.RejectRole)
    go = asked.addButton(translate("Leave"), QMessageBox.ButtonRole.AcceptRole)
    asked.setDefaultButton(stay)
    asked.setEscapeButton(stay)
    go.clicked.connect(lambda _checked: leave())
    asked.open()
    return asked


def may_stop_work(parent: QWidget) -> bool:
    """Tell whether the window may close while work goes on: the reader is asked."""
    return says_yes(
        parent,
        NAME,
        translate(
            "Work is still going on. What was taken in is safe, and the rest goes on the next "
            "time this archive is opened. Close now?"
        ),
    )


def says_yes(parent: QWidget, title: str, question: str) -> bool:
    """Ask, and wait for the answer; Enter and Escape say no."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  the window starts quicker

    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
    return QMessageBox.question(parent, title, question, yes | no, no) == yes
