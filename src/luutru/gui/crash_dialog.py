"""The report of a mistake of ours: what it means, and a text that can be saved."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QWidget

from luutru.errors import LuutruError
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import column, label, row
from luutru.i18n import translate


class CrashDialog(QDialog):
    """Opened without blocking: the rest of the window goes on."""

    def __init__(self, report: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Something unexpected happened"))
        self.report = report
        self._saved = label("", "caption", wrap=True)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(translate("Report"))
        text.setMinimumSize(560, 200)
        words = column(
            label(translate("Something unexpected happened"), "h2"),
            label(
                translate(
                    "What was written to the archive is safe. Save this report and give it to "
                    "whoever looks after the program; it quotes nothing from your agreements."
                ),
                wrap=True,
            ),
            spacing=4,
        )
        close = push_button(translate("Close"), self.accept)
        save = push_button(translate("Save the report…"), self._save, icon_name="save",
                           kind="primary")  # fmt: skip
        self.setLayout(
            column(
                row(IconLabel("triangle-alert", "overdue", 20, square=40), (words, 1), spacing=14),
                text,
                row((self._saved, 1), close, save),
                spacing=14,
                margins=(20, 18, 20, 16),
            )
        )
        save.setDefault(True)

    @property
    def told(self) -> str:
        """What became of saving it."""
        return self._saved.text()

    def _save(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, translate("Save the report…"), str(Path.home() / "luutru-report.txt")
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, file: Path) -> None:
        """Write the report, and say whether that worked."""
        from luutru.services.crash_reports import write_report  # noqa: PLC0415  starts quicker

        try:
            write_report(self.report, file)
        except LuutruError as error:
            self._saved.setText(f"{error.what_happened()} {error.what_next()}")
        else:
            self._saved.setText(translate("Saved as {file}.", file=file))
