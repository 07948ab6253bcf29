"""Restores a backup from the welcome: the medium is chosen, then a new folder, then it begins."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from luutru.gui import choosing
from luutru.gui.jobs import Job
from luutru.i18n import mark, translate

Bring = Callable[[Callable[[Job], Path], str], object]
"""Takes work that brings an archive and returns its folder, and what it does in words."""


def choose_backup(parent: QWidget, bring: Bring) -> None:
    """Ask for the medium and for a new folder; hand the restoration to `bring`."""

    def into(source: Path) -> None:
        choosing.folder(
            parent,
            lambda folder: bring(restoration(source, folder), mark("Restoring")),
            translate("Choose a new or empty folder for the archive"),
        )

    choosing.folder(parent, into, translate("Choose the medium with the backup"))


def restoration(source: Path, folder: Path) -> Callable[[Job], Path]:
    """Return the work that restores the newest snapshot on the medium `source` into `folder`."""

    def work(job: Job) -> Path:
        from luutru.services.backup.restoring import restore  # noqa: PLC0415  starts quicker

        return restore([source], folder, progress=job).folder

    return work
