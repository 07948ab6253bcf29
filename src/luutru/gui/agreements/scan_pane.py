"""The tab “Văn bản”: the scans of one agreement, or why one of them cannot be seen."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from luutru.gui.agreements.file_notices import FileNotices
from luutru.gui.agreements.results import SHORTEST
from luutru.gui.agreements.scan_acts import print_scan, save_copy
from luutru.gui.agreements.scan_bar import ScanBar
from luutru.gui.jobs import Newest
from luutru.gui.pages.correcting import let_correct
from luutru.gui.pages.hit_marks import Mark
from luutru.gui.pages.page_geometry import Sheet
from luutru.gui.pages.page_tools import steer
from luutru.gui.pages.page_view import PageView
from luutru.gui.pages.scan_source import images_of, marks_of, sheets_of, words_of
from luutru.gui.pages.thumbnail_strip import BYTES_KEPT, ThumbnailStrip
from luutru.gui.screen import Desk
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import box, column, label, row, widget
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.cards import DocumentCard

if TYPE_CHECKING:
    from luutru.gui.pages.page_images import ImageKey


class ScanPane(QWidget):
    """Shows one document of several, with the hits of the search marked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._documents: tuple[DocumentCard, ...] = ()
        self._shown: DocumentCard | None = None
        self._sheets: list[Sheet] = []
        self._best: tuple[int, int] | None = None
        self._shapes, self._finding = Newest(desk.jobs), Newest(desk.jobs)
        self._images = images_of(desk.archive, desk.jobs)
        self.view = PageView(self._images)
        self.strip = ThumbnailStrip(images_of(desk.archive, desk.jobs, kept=BYTES_KEPT))
        self.bar = ScanBar(desk)
        self.notice = Notice()
        self.notice.setProperty("spaced", "true")
        self.file = FileNotices(desk)
        self._empty = EmptyState("file-text", "", "")
        self._which = QComboBox()
        self._which.setAccessibleName(translate("Document of this agreement"))
        self._which_row = box(
            "panel", row(label(translate("Document"), "caption"), (self._which, 1),
                         margins=(18, 8, 14, 2)),
        )  # fmt: skip
        self._pages = QStackedWidget()
        self._pages.addWidget(widget(row(self.strip, (self.view, 1), spacing=0)))
        self._pages.addWidget(self._empty)
        self.setLayout(
            column(
                self._which_row,
                self.bar,
                self.file,
                self.notice,
                (self._pages, 1),
                spacing=0,
            )
        )
        self._connect()
        self._show_strip()

    def _connect(self) -> None:
        view, bar, on = self.view, self.bar, self._desk.actions.on
        bar.pages.follow(view)
        bar.field.searched.connect(lambda _text: self._find())
        bar.field.returnPressed.connect(lambda: self._step(1))
        self._which.activated.connect(lambda place: self._show(self._documents[place]))
        self._images.arrived.connect(self._look_for_damage)
        view.page_changed.connect(self.strip.show_page)
        self.strip.page_wanted.connect(view.go_to_page)
        self.addActions(steer(self._desk.actions, view))
        self.addAction(let_correct(self._desk, view, self._correctable))
        for name, by in (("next_hit", 1), ("previous_hit", -1)):
            self.addAction(on(name, partial(self._step, by)))
        self.addAction(on("thumbnails", self._show_strip))
        self.addAction(on("print", self._print))
        self.addAction(on("save_copy", self._save_copy))

    def _show_strip(self) -> None:
        self.strip.setVisible(self._desk.actions["thumbnails"].isChecked())

    def _print(self) -> None:
        if self.isVisible() and self._shown is not None and self._sheets:
            print_scan(self, self._desk, self.view, self._shown)

    def _save_copy(self) -> None:
        if self.isVisible() and self._shown is not None:
            save_copy(self, self._desk, self._shown)

    def _correctable(self) -> tuple[str, int]:
        shown = self._shown
        return (shown.reference, shown.id) if shown else ("", 0)

    # --- what is shown ---------------------------------------------------------------------

    def show_documents(
        self, documents: Sequence[DocumentCard], text: str, best: tuple[int, int] | None
    ) -> None:
        """Show the documents of an agreement with `text` marked.

        `best` names the document and the page number where the search found most; without it
        the first document is shown from its first page.
        """
        same = [one.id for one in documents] == [one.id for one in self._documents]
        self._documents, self._best = tuple(documents), best
        self.bar.show_text(text)
        self._fill_choice()
        wanted = best[0] if best else (self._shown.id if same and self._shown else None)
        chosen = next((one for one in documents if one.id == wanted), None)
        chosen = chosen or (documents[0] if documents else None)
        if chosen is None:
            self._shown, self._sheets = None, []
            self.file.clear()
            self.bar.handle.show_document("")
            self._say_empty(
                translate("No scan yet"),
                translate("This agreement was recorded without a scan."),
            )
        elif chosen == self._shown and not chosen.problem:
            self._look_again(chosen)
        else:
            self._show(chosen)

    def show_page(self, document: int, number: int) -> None:
        """Show a page of one of the documents, and what is marked on it."""
        self._best = (document, number)
        wanted = next((one for one in self._documents if one.id == document), None)
        if wanted is not None and wanted == self._shown:
            self._show_best()
        elif wanted is not None:
            self._show(wanted)

    def _fill_choice(self) -> None:
        self._which.clear()
        parts = code_list("part")
        for one in self._documents:
            pages = translate_count("{count} page", "{count} pages", one.pages or 0)
            self._which.addItem(f"{parts.label(one.part)} · {one.reference} · {pages}")
        self._which_row.setVisible(len(self._documents) > 1)

    def _show(self, document: DocumentCard) -> None:
        self._shown = document
        self._which.setCurrentIndex(self._documents.index(document))
        self.notice.clear()
        self.file.show_document(document)
        self.bar.handle.show_document(document.reference)
        if document.problem:
            self._sheets = []
            self._say_unread(document)
            return
        archive = self._desk.archive
        self._shapes.ask(
            lambda _job: sheets_of(archive, document.id),
            lambda sheets: self._show_sheets(document, sheets),
        )

    def _look_again(self, document: DocumentCard) -> None:
        """Show the same document anew if reading has found out more about its pages."""
        archive = self._desk.archive

        def compare(sheets: list[Sheet]) -> None:
            if sheets != self._sheets:
                self._show_sheets(document, sheets)
            else:
                self.view.forget_words()
                self._find()

        self._shapes.ask(lambda _job: sheets_of(archive, document.id), compare)

    def _show_sheets(self, document: DocumentCard, sheets: list[Sheet]) -> None:
        self._sheets = sheets
        if not sheets:
            self._say_empty(
                translate("Not read yet"),
                translate("The pages are shown as soon as they have been counted."),
            )
            return
        self._set_tools(on=True)
        self._pages.setCurrentIndex(0)
        self.strip.show_sheets(document.id, sheets)
        words = words_of(self._desk.archive, self._desk.jobs, document.id)
        self.view.show_document(document.id, sheets, words)
        if self._best and self._best[0] == document.id:
            self.view.go_to_page(self._best[1])
        self._find()

    def _say_unread(self, document: DocumentCard) -> None:
        reason = code_list("problem").label(document.problem)
        self._say_empty(translate("This file could not be read"), reason)
        self.notice.say(
            "bad",
            translate("{filename} is kept as it was brought.", filename=document.filename),
            translate("Checksum (SHA-256): {sha256}", sha256=document.sha256),
        )

    def _say_empty(self, title: str, text: str) -> None:
        self._empty.say(title, text)
        self._pages.setCurrentWidget(self._empty)
        self._set_tools(on=False)

    def _set_tools(self, *, on: bool) -> None:
        self.bar.setEnabled(on)
        if not on:
            self.bar.pages.show_page(0, 0)
            self.bar.show_hits(0, 0)

    def _look_for_damage(self, key: "ImageKey") -> None:
        trouble = self._images.trouble(key)
        if trouble is not None and self._shown and self._shown.id == key.document:
            self.file.look_again()

    # --- hits and pages --------------------------------------------------------------------

    def _find(self) -> None:
        text, document = self.bar.field.text().strip(), self._shown
        if document is None or document.problem:
            return
        if len(text) < SHORTEST:
            self._finding.forget()
            self._show_marks([])
            return
        archive = self._desk.archive
        self._finding.ask(
            lambda _job: marks_of(archive, document.id, text),
            lambda marks: self._take_marks(document, marks),
        )

    def _take_marks(self, document: DocumentCard, marks: list[Mark]) -> None:
        """Show the marks, unless another document was opened while they were looked for."""
        if self._shown is not None and self._shown.id == document.id:
            self._show_marks(marks)

    def _show_marks(self, marks: list[Mark]) -> None:
        self.view.set_marks(marks)
        self.strip.show_hits(self.view.marks)
        if not self._show_best():
            self.view.show_current_hit()
        self._tell_hits()

    def _show_best(self) -> bool:
        """Go to the page that was asked for, and there to what is marked; tell whether one was."""
        if self._best is None or self._shown is None or self._best[0] != self._shown.id:
            return False
        number, self._best = self._best[1], None
        self.view.go_to_page(number)
        mark = self.view.marks.start_on(number - 1)
        if mark is not None and mark.page == number - 1:
            self.view.show_current_hit()
        self.view.viewport().update()
        self._tell_hits()
        return True

    def _step(self, by: int) -> None:
        self.view.step_hit(by)
        self._tell_hits()

    def _tell_hits(self) -> None:
        marks = self.view.marks
        self.bar.show_hits(marks.place, len(marks))
