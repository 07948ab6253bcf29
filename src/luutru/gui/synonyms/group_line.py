"""One group of words that are searched as one: shown in a line, changed in a box."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from luutru.gui.fields.field_inputs import TextInput
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.synonyms import SynonymGroup

FEWEST: Final = 2
"""Words of a group: one alone means the same as nothing."""


class GroupLine(QWidget):
    """Shows the words of a group and offers to change or remove it."""

    edit_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, group: "SynonymGroup") -> None:
        super().__init__()
        self.group = group
        words = label("  =  ".join(group.terms), wrap=True)
        named = ", ".join(group.terms)
        self.edit = icon_button(
            "pencil", translate("Change: {words}", words=named), self.edit_wanted.emit
        )
        self.remove = icon_button(
            "x", translate("Remove: {words}", words=named), self.remove_wanted.emit
        )
        self.setLayout(row((words, 1), self.edit, self.remove, spacing=2, margins=(14, 7, 6, 7)))


class GroupBox(QFrame):
    """Takes the words of a group, one a line."""

    accepted = Signal(list)
    given_up = Signal()

    def __init__(self, terms: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.setProperty("ground", "sunken")
        self.words = TextInput()
        self.words.setAccessibleName(translate("Words that mean the same, one a line"))
        self.words.put("\n".join(terms))
        self.words.edited.connect(self._follow)
        self.save = push_button(translate("Save"), self._accept, kind="primary")
        cancel = push_button(translate("Cancel"), self.given_up.emit)
        self._hint = label(
            translate("One word or phrase a line, two at least: BGN, bản ghi nhớ, MoU."),
            "caption",
            wrap=True,
        )
        self.setLayout(
            column(
                self._hint,
                self.words,
                row(STRETCH, cancel, self.save, spacing=6),
                spacing=6,
                margins=(14, 10, 14, 10),
            )
        )
        self._follow()

    @property
    def terms(self) -> list[str]:
        """The words typed, each once."""
        lines = (" ".join(line.split()) for line in self.words.typed().splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def _follow(self) -> None:
        self.save.setEnabled(len(self.terms) >= FEWEST)

    def _accept(self) -> None:
        self.accepted.emit(self.terms)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and with_control:
            self.save.click()
        else:
            super().keyPressEvent(event)
