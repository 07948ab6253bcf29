"""The form for a new archive: whose it is, and where it will lie."""

from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from luutru.gui import choosing
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, column, label, row
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.keyring import Secrets


class NewArchiveForm(QWidget):
    """Name and folder are needed; the agency can be told later."""

    made = Signal(object)
    """Something to call off the thread of the window that makes and opens the archive."""

    def __init__(self) -> None:
        super().__init__()
        self._name = _line(translate("Name of the archive"), translate("International cooperation"))
        self._agency = _line(translate("Agency"), translate("As its documents name it"))
        self._abbreviation = _line(translate("Abbreviation"), "TĐC")
        self._place = _line(translate("Place"), "Hà Nội")
        self._folder = _line(translate("Folder"), "")
        self._folder.setText(str(_proposed_folder()))
        self._make = push_button(
            translate("Create the archive"), self._tell, icon_name="plus", kind="primary"
        )
        self.encrypt = QCheckBox(translate("Encrypt the archive"))
        choose = push_button(translate("Choose…"), self._choose, icon_name="folder")
        self.setLayout(
            column(
                captioned(self._name),
                captioned(self._agency),
                row((captioned(self._abbreviation), 1), (captioned(self._place), 1), spacing=12),
                captioned(self._folder, choose),
                label(
                    translate("Everything the archive keeps lies in this one folder."), "caption"
                ),
                self.encrypt,
                label(
                    translate(
                        "Nobody reads it on a stolen disk. Whoever loses both the passphrase and "
                        "the recovery key loses the archive."
                    ),
                    "caption",
                    wrap=True,
                ),
                4,
                row(STRETCH, self._make),
                spacing=10,
            )
        )
        for line in (self._name, self._folder):
            line.textChanged.connect(self._show_ready)
            line.returnPressed.connect(self._make.click)
        self._show_ready()

    def begin(self) -> None:
        """Put the cursor where the typing starts."""
        self._name.setFocus()

    def _show_ready(self) -> None:
        self._make.setEnabled(bool(self._name.text().strip() and self._folder.text().strip()))

    def _choose(self) -> None:
        choosing.folder(
            self,
            lambda folder: self._folder.setText(str(folder)),
            translate("Choose an empty folder for the archive"),
        )

    def _tell(self) -> None:
        if not self.encrypt.isChecked():
            self._make_it(None)
            return
        from luutru.gui.welcome.encrypting import EncryptDialog  # noqa: PLC0415  starts quicker

        dialog = EncryptDialog(self)
        dialog.chosen.connect(self._make_it)
        dialog.open()

    def _make_it(self, secrets: "Secrets | None") -> None:
        folder = Path(self._folder.text().strip()).expanduser()
        name, agency, abbreviation, place = (
            line.text().strip()
            for line in (self._name, self._agency, self._abbreviation, self._place)
        )

        def make() -> "Archive":
            from luutru.services.archive import create_archive  # noqa: PLC0415
            from luutru.services.charter import Agency  # noqa: PLC0415

            told = Agency(agency, abbreviation, place)
            return create_archive(folder, name=name, agency=told, secrets=secrets)

        self.made.emit(make)


def _proposed_folder() -> Path:
    return platformdirs.user_documents_path() / "LuuTru"


def _line(name: str, example: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(example)
    return line
