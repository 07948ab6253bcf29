"""Restores a backup from the welcome: the medium is chosen, then a new folder, then it begins.

Of an encrypted one the passphrase is asked for in between, and whether it is to stay encrypted.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from luutru.gui import choosing
from luutru.gui.jobs import Job, Jobs
from luutru.gui.lanes import Lane
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from luutru.services.backup.encryption import Encrypting

# ruff: noqa: PLC0415  starts quicker

Bring = Callable[[Callable[[Job], Path], str], object]
"""Takes work that brings an archive and returns its folder, and what it does in words."""


class Restoring(QObject):
    """Asks one thing after the other, and hands the restoration to whoever brings archives."""

    def __init__(
        self, parent: QWidget, jobs: Jobs, bring: Bring, explain: Callable[[Exception], object]
    ) -> None:
        """`explain` tells why there is nothing to restore."""
        super().__init__(parent)
        self._parent = parent
        self._jobs = jobs
        self._bring = bring
        self._explain = explain

    def choose(self) -> None:
        """Ask for the medium."""
        title = translate("Choose the medium with the backup")
        choosing.folder(self._parent, self.from_medium, title)

    def from_medium(self, source: Path) -> None:
        """Go on with the medium `source`: look whether a passphrase is to be asked for."""

        def work(_job: Job) -> bool:
            from luutru.services.backup.encryption import is_encrypted

            return is_encrypted(source)

        def ask(is_encrypted: bool) -> None:  # noqa: FBT001  what the work returns
            if is_encrypted:
                self._unlock(source)
            else:
                self._choose_folder(source, None)

        self._jobs.start(work, ask, lane=Lane.READING, failed=self._explain)

    def _unlock(self, source: Path) -> None:
        from luutru.gui.welcome.backup_passphrase import BackupPassphraseDialog

        dialog = BackupPassphraseDialog(self._parent, source, self._jobs)
        dialog.opened.connect(lambda known: self._choose_folder(source, known))
        dialog.open()

    def _choose_folder(self, source: Path, known: "Encrypting | None") -> None:
        choosing.folder(
            self._parent,
            lambda folder: self._bring(restoration(source, folder, known), mark("Restoring")),
            translate("Choose a new or empty folder for the archive"),
        )


def restoration(
    source: Path, folder: Path, known: "Encrypting | None" = None
) -> Callable[[Job], Path]:
    """Return the work that restores the newest snapshot on the medium `source` into `folder`."""

    def work(job: Job) -> Path:
        from luutru.services.backup.encryption import AS_IT_IS
        from luutru.services.backup.restoring import Wish, restore

        wish = Wish(encrypting=known or AS_IT_IS)
        return restore([source], folder, wish, progress=job).folder

    return work
