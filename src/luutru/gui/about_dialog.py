"""What the program is, its version, and the licences of all that comes along."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from luutru import __version__, resources
from luutru.gui.widgets.brand import NAME, Mark
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.i18n import translate

_MARK: Final = 44
_SIZE: Final = (780, 600)


class AboutDialog(QDialog):
    """Needs no archive; closed by Esc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("About Lưu Trữ"))
        self.licences = QPlainTextEdit(resources.licences())
        self.licences.setReadOnly(True)
        self.licences.setTabChangesFocus(True)
        self.licences.setAccessibleName(translate("Licences"))
        words = column(
            label(f"{NAME} {__version__}", "h1"),
            label(
                translate(
                    "Keeps scanned international agreements on a workstation without a network. "
                    "MIT licence; what comes along is under its own, which stand below."
                ),
                "muted",
                wrap=True,
            ),
            spacing=4,
        )
        close = push_button(translate("Close"), self.accept)
        self.setLayout(
            column(
                row(Mark(_MARK), (words, 1), spacing=14),
                label(translate("Licences"), "h2"),
                (self.licences, 1),
                row(STRETCH, close),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )
        self.resize(*_SIZE)
