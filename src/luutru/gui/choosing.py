"""The dialogs in which files and folders are chosen; opened without blocking."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from luutru.i18n import translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog


def files(parent: QWidget, take: Callable[[list[Path]], object]) -> None:
    """Let scans be chosen and hand them to `take`."""
    dialog = _dialog(parent, translate("Choose scans to take in"))
    dialog.setFileMode(dialog.FileMode.ExistingFiles)
    dialog.setNameFilters(
        [
            translate("Scans and packages (*.pdf *.tif *.tiff *.jpg *.jpeg *.png *.zip)"),
            translate("PDF files (*.pdf)"),
            translate("Images (*.tif *.tiff *.jpg *.jpeg *.png)"),
            translate("Packages (*.zip)"),
            translate("All files (*)"),
        ]
    )
    dialog.filesSelected.connect(lambda names: take([Path(name) for name in names]))
    dialog.open()


def packages(parent: QWidget, take: Callable[[list[Path]], object]) -> None:
    """Let packages be chosen, on a medium for instance, and hand them to `take`."""
    dialog = _dialog(parent, translate("Choose packages to take in"))
    dialog.setFileMode(dialog.FileMode.ExistingFiles)
    dialog.setNameFilters([translate("Packages (*.zip)"), translate("All files (*)")])
    dialog.filesSelected.connect(lambda names: take([Path(name) for name in names]))
    dialog.open()


def one_file(parent: QWidget, take: Callable[[Path], object], title: str, name_filter: str) -> None:
    """Let one file be chosen and hand it to `take`."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(dialog.FileMode.ExistingFile)
    dialog.setNameFilters([name_filter, translate("All files (*)")])
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.open()


def new_file(
    parent: QWidget, take: Callable[[Path], object], title: str, name: str, name_filter: str
) -> None:
    """Let a place for a new file be chosen, called `name` unless the reader says otherwise.

    Several kinds of file are parted by `;;` in `name_filter`; the one that is chosen gives the
    suffix of a name without one.
    """
    dialog = _dialog(parent, title)
    kinds = name_filter.split(";;")
    dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
    dialog.setFileMode(dialog.FileMode.AnyFile)
    dialog.setNameFilters(kinds)
    dialog.setDefaultSuffix(_suffix_of(kinds[0]))
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_suffix_of(kind)))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: take(Path(chosen)))
    dialog.open()


def _suffix_of(kind: str) -> str:
    return kind.rpartition("*.")[2].rstrip(")")


def folder(parent: QWidget, take: Callable[[Path], object], title: str = "") -> None:
    """Let a folder be chosen and hand it to `take`."""
    dialog = _dialog(parent, title or translate("Choose a folder of scans to take in"))
    dialog.setFileMode(dialog.FileMode.Directory)
    dialog.setOption(dialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.open()


def _dialog(parent: QWidget, title: str) -> "QFileDialog":
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415  the window starts quicker

    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
