"""A notice in the page: what happened and what to do, beside the thing concerned."""

from typing import Final

from PySide6.QtWidgets import QFrame, QPushButton

from luutru.gui.widgets.buttons import icon_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import column, empty, label, row
from luutru.i18n import translate

_LOOKS: Final = {
    "info": ("circle-alert", "accent"),
    "good": ("circle-check", "active"),
    "warn": ("triangle-alert", "expiring"),
    "bad": ("circle-x", "overdue"),
}


class Notice(QFrame):
    """Title, advice and ways out; `kind` is `info`, `good`, `warn` or `bad`. Hidden when empty."""

    def __init__(self, *, stays: bool = False) -> None:
        """`stays`: the reader cannot close it; it goes when its reason is gone."""
        super().__init__()
        self._icon = IconLabel("circle-alert", "accent")
        self._title = label("", "strong", wrap=True)
        self._text = label("", wrap=True)
        self._buttons = row(spacing=6)
        close = icon_button("x", translate("Close this notice"), self.clear)
        if stays:
            close.hide()
        self.setLayout(
            row(
                self._icon,
                (column(self._title, self._text, spacing=1), 1),
                self._buttons,
                close,
                spacing=10,
                margins=(12, 8, 8, 8),
            )
        )
        self.hide()

    def say(self, kind: str, title: str, text: str = "", *buttons: QPushButton) -> None:
        """Show a notice in place of the one before."""
        empty(self._buttons)
        for button in buttons:
            self._buttons.addWidget(button)
        icon_name, role = _LOOKS[kind]
        self._icon.show_icon(icon_name, role)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())
        self.setProperty("ground", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def clear(self) -> None:
        """Take the notice away."""
        empty(self._buttons)
        self.hide()
