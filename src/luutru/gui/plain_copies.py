"""Warns before anything leaves an encrypted archive: outside, whoever has it can read it.

It is asked for each kind of thing until the reader says that they know; nothing is forbidden here,
and the log tells of what left as it does for a plain archive.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from luutru.gui import choosing
from luutru.gui.theme.icons import icon
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from luutru.gui.screen import Desk
    from luutru.services.archive import Archive

DOCUMENT: Final = "document"
COPY: Final = "copy"
LIST: Final = "list"
PRINT: Final = "print"

_WORDS: Final = {
    DOCUMENT: mark("The file that you take out can be read by whoever gets hold of it."),
    COPY: mark("The copy that is handed over can be read by whoever gets hold of it."),
    LIST: mark("The file shows what the archive says, to whoever gets hold of it."),
    PRINT: mark("What is printed can be read by whoever passes the printer, or finds the paper; a "
                "printer may keep it for a while."),
}  # fmt: skip
_MARGINS: Final = (24, 20, 24, 20)
_WIDTH: Final = 560


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is to be written outside: who asks, its title, its name and its kinds."""

    parent: QWidget
    title: str
    name: str
    kinds: str


_known: Final[WeakKeyDictionary["Archive", set[str]]] = WeakKeyDictionary()
"""The kinds of which somebody said, since the archive was opened, that they know."""


class PlainCopyDialog(QDialog):
    """Says what it means that something leaves the archive."""

    def __init__(self, parent: QWidget, kind: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("It leaves the encrypted archive"))
        self.no_more = QCheckBox(translate("Do not ask again until this archive is closed"))
        self.no_more.setChecked(True)
        self.go_on = push_button(translate("Take it out"), self.accept, kind="primary")
        self.stay = push_button(translate("Leave it in the archive"), self.reject)
        sign = label("")
        sign.setPixmap(icon("shield-alert").pixmap(28, 28))
        advice = translate(
            "Outside it is not encrypted. Keep it on a medium of the agency, and delete it when it "
            "has served."
        )
        self.setLayout(
            column(
                row(sign, label(self.windowTitle(), "h2"), STRETCH, spacing=12),
                label(translate(_WORDS[kind]), wrap=True),
                label(advice, wrap=True),
                self.no_more,
                row(STRETCH, self.stay, self.go_on, spacing=10),
                spacing=12,
                margins=_MARGINS,
            )
        )
        self.setFixedWidth(_WIDTH)
        self.stay.setFocus()


def before_leaving(
    desk: "Desk",
    parent: QWidget,
    kind: str,
    go_on: Callable[[], object],
    stay: Callable[[], object] | None = None,
    *,
    stays_known: bool = False,
) -> PlainCopyDialog | None:
    """Call `go_on` where nothing is to be said before, else once the reader wants it all the same.

    Else `stay` is called, if anything. What the reader can only do afterwards `stays_known`,
    whether they want to be asked again or not. Returns the dialog, where one was opened.
    """
    if knows(desk, kind):
        go_on()
        return None
    dialog = PlainCopyDialog(parent, kind)
    dialog.no_more.setVisible(not stays_known)

    def accepted() -> None:
        if stays_known or dialog.no_more.isChecked():
            _known.setdefault(desk.archive, set()).add(kind)
        go_on()

    dialog.accepted.connect(accepted)
    if stay is not None:
        dialog.rejected.connect(stay)
    dialog.open()
    return dialog


def knows(desk: "Desk", kind: str) -> bool:
    """Tell whether nothing is to be said before something of this kind leaves the archive."""
    archive = desk.archive
    return not archive.keyring.is_encrypted or kind in _known.get(archive, ())


def to_new_file(
    desk: "Desk", kind: str, file: NewFile, take: Callable[..., object]
) -> PlainCopyDialog | None:
    """Let a place for a new file be chosen, as `choosing.new_file` does, after the warning."""

    def choose() -> None:
        choosing.new_file(file.parent, take, file.title, file.name, file.kinds)

    return before_leaving(desk, file.parent, kind, choose)
