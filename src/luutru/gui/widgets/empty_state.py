"""What a screen or a tab shows when it has nothing to show: one sentence and the way on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row


class EmptyState(QWidget):
    """An icon, a title, a sentence and the buttons that lead on, side by side or `stacked`."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        *buttons: QPushButton,
        stacked: bool = False,
        width: int = 400,
    ) -> None:
        super().__init__()
        self._title = label("", "h2", wrap=True)
        self._text = label("", "muted", wrap=True)
        for words in (self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setFixedWidth(width)
        self.setLayout(
            column(
                STRETCH,
                row(STRETCH, IconLabel(icon_name, "accent", 28, square=64), STRETCH),
                4,
                row(STRETCH, self._title, STRETCH),
                row(STRETCH, self._text, STRETCH),
                6,
                row(STRETCH, (column if stacked else row)(*buttons), STRETCH),
                STRETCH,
                spacing=10,
            )
        )
        self.say(title, text)

    def say(self, title: str, text: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}")
