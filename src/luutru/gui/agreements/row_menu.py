"""What can be done with a row of the result list: open one of its pages, find others like it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from luutru.gui.actions import Actions
from luutru.gui.agreements.page_chips import page_words
from luutru.gui.theme.icons import icon
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.search import Hit


class RowMenu(QMenu):
    """The menu of one row; gone when it is closed."""

    page_wanted = Signal(int)
    """The number of one of the best pages, counted from 0."""

    def __init__(self, parent: QWidget, actions: Actions, hit: "Hit | None") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setToolTipsVisible(True)
        pages = hit.pages if hit is not None else ()
        for number, page in enumerate(pages):
            words = translate("Open: {page}", page=page_words(page, pages))
            action = self.addAction(icon("file-search"), words)
            action.triggered.connect(lambda _checked, n=number: self.page_wanted.emit(n))
        if pages:
            self.addSeparator()
        for name in ("like", "edit", "correct_together", "approve"):
            self.addAction(actions[name])
