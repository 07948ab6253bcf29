"""The manual beside the work: chapters on the left, the open one on the right."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from luutru import i18n
from luutru.gui.manual.page import ManualPage
from luutru.gui.widgets.layouts import column, label, row, widget
from luutru.i18n import translate
from luutru.services.manual.contents import chapters_with, parts

_CHAPTER: Final = Qt.ItemDataRole.UserRole
"""The identifier of the chapter of a line; the names of the parts have none."""


class ManualWindow(QDialog):
    """Opens at the chapter of the screen that is shown; Esc closes it."""

    def __init__(self, chapter: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Manual"))
        every = [chapter for part in parts(i18n.language()) for chapter in part.chapters]
        self._chapters = {chapter.id: chapter for chapter in every}
        self.words = QLineEdit()
        self.words.setPlaceholderText(translate("Find in the manual…"))
        self.words.setAccessibleName(translate("Find in the manual"))
        self.words.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setProperty("kind", "names")
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setAccessibleName(translate("Chapters"))
        self.page = ManualPage()
        self.words.textChanged.connect(self._narrow)
        self.contents.currentItemChanged.connect(self._show)
        self.page.chapter_wanted.connect(self.open_chapter)
        side = widget(column(label(translate("Manual"), "h1"), self.words, self.contents))
        side.setFixedWidth(300)
        self.setLayout(row(side, (self.page, 1), spacing=16, margins=(18, 16, 18, 16)))
        self.resize(1080, 700)
        self._narrow("")
        self.open_chapter(chapter)

    def open_chapter(self, chapter: str) -> None:
        """Show a chapter; all of them are listed again where a search left it out."""
        if self._item_of(chapter) is None:
            self.words.clear()
        item = self._item_of(chapter)
        if item is not None:
            self.contents.setCurrentItem(item)

    def _item_of(self, chapter: str) -> QListWidgetItem | None:
        items = (self.contents.item(place) for place in range(self.contents.count()))
        return next((one for one in items if one.data(_CHAPTER) == chapter), None)

    def _narrow(self, words: str) -> None:
        """List the chapters that hold `words`, under the name of their part."""
        found = {one.id for one in chapters_with(words, i18n.language())}
        self.contents.clear()
        for part in parts(i18n.language()):
            chapters = [one for one in part.chapters if one.id in found]
            if chapters:
                head = QListWidgetItem(part.title, self.contents)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            for one in chapters:
                QListWidgetItem(one.title, self.contents).setData(_CHAPTER, one.id)
        if self.contents.count():
            self.contents.setCurrentRow(1)  # the first is the name of a part

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_CHAPTER):
            self.page.show_chapter(self._chapters[item.data(_CHAPTER)], self.words.text().strip())
