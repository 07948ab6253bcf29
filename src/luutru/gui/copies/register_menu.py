"""What can be done with the register of a year as a whole: print, state, close, list, go on."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from luutru.gui.copies.closing_dialog import ClosingDialog
from luutru.gui.copies.continue_dialog import ContinueDialog
from luutru.gui.copies.list_dialog import ListDialog
from luutru.gui.copies.statement_files import write_to
from luutru.gui.lanes import Lane
from luutru.gui.plain_copies import LIST, NewFile, to_new_file
from luutru.gui.printing import print_made
from luutru.gui.screen import Desk
from luutru.gui.theme.icons import icon
from luutru.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from luutru.services.copies.closing import Statement
    from luutru.services.copies.lines import Book

_KINDS: Final = ("xlsx", "csv", "docx", "pdf")


class RegisterMenu(QMenu):
    """Follows the book that is shown; tells what was done."""

    told = Signal(str, str)
    """A title and a text for the notice of the screen."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent
        self._book: Book | None = None
        self._series = ""
        self.setAccessibleName(translate("More on the register"))
        self.print_it = self._add("printer", translate("Print the register…"), self._print)
        self.write = self._add("download", translate("Write the register to a file…"), self._write)
        self.addSeparator()
        self.state = self._add(
            "fingerprint", translate("State the head, for this month…"), self._state
        )
        self.close_it = self._add("lock", translate("Close the year…"), self.close_year)
        self.statement = self._add(
            "file-text", translate("Closing statement…"), self._closing_statement
        )
        self.list_it = self._add(
            "list-checks", translate("List of revocations…"), self.list_revocations
        )
        self.addSeparator()
        self.go_on = self._add(
            "history", translate("Confirm the last number…"), self.confirm_last_number
        )
        self.setToolTipsVisible(True)
        desk.permits.guard_each(
            (self.print_it, "printed"), (self.write, "list_exported"),
            (self.state, "copies_anchored"), (self.close_it, "copies_closed"),
            (self.list_it, "copies_listed"), (self.go_on, "copies_continued"),
        )  # fmt: skip

    def _add(self, icon_name: str, text: str, do: "Callable[[], object]") -> QAction:
        action = self.addAction(icon(icon_name), text)
        action.triggered.connect(lambda _checked: do())
        return action

    def follow(self, book: "Book", series: str) -> None:
        """Offer what can be done with another book."""
        self._book, self._series = book, series
        is_open = book.closed_at is None
        self.print_it.setEnabled(bool(book.rows))
        self.write.setEnabled(bool(book.rows))
        self.state.setEnabled(is_open)
        self.close_it.setEnabled(is_open)
        self.statement.setEnabled(not is_open)
        self.go_on.setEnabled(is_open and series == "copy")

    def close_year(self) -> ClosingDialog | None:
        """Ask whether the year is to be closed."""
        if self._book is None:
            return None
        dialog = ClosingDialog(self._desk, self._parent, self._book, self._series)
        dialog.told.connect(self.told)
        dialog.open()
        return dialog

    def confirm_last_number(self) -> ContinueDialog | None:
        """Ask with which number the register goes on."""
        if self._book is None:
            return None
        last = self._book.next_number - 1
        dialog = ContinueDialog(self._desk, self._parent, self._book.year, last)
        dialog.told.connect(self.told)
        dialog.open()
        return dialog

    def list_revocations(self) -> ListDialog:
        """Ask with which key the list of revocations is signed, and where it goes."""
        dialog = ListDialog(self._desk, self._parent)
        dialog.told.connect(self.told)
        dialog.open()
        return dialog

    def write_to(self, path: Path) -> None:
        """Write the register to a file, with every column."""
        archive, book, series = self._desk.archive, self._book, self._series
        if book is None:
            return

        def work(_job: object) -> None:
            from luutru.services.copies.printed import write_register  # noqa: PLC0415

            write_register(archive, book.year, path, series=series)

        self._desk.jobs.start(work, partial(self._written, path), lane=Lane.READING)

    def state_to(self, path: Path) -> None:
        """Write the head of the register to a statement that is signed."""
        from luutru.services.copies.closing import state_head  # noqa: PLC0415

        self._make(state_head, path)

    def _print(self) -> None:
        book, series = self._book, self._series
        if book is None:
            return
        name = self._desk.archive.settings.name

        def make(file: Path) -> None:
            from luutru.services.copies.printed import register_table  # noqa: PLC0415
            from luutru.services.tables.writing import write_table  # noqa: PLC0415

            write_table(register_table(book, name, series), file)

        print_made(self._parent, self._desk, translate("Register of copies"), make)

    def _write(self) -> None:
        names = {
            "xlsx": translate("Excel workbook (*.xlsx)"),
            "csv": translate("Table as text (*.csv)"),
            "docx": translate("Word document (*.docx)"),
            "pdf": translate("PDF files (*.pdf)"),
        }
        year = self._book.year if self._book else ""
        name = translate("register of copies {year}", year=year)
        kinds = ";;".join(names[kind] for kind in _KINDS)
        wanted = NewFile(self._parent, translate("Write the register"), f"{name}.xlsx", kinds)
        to_new_file(self._desk, LIST, wanted, self.write_to)

    def _state(self) -> None:
        self._ask_for_statement(translate("head of the register {year}", year=self._year),
                                self.state_to)  # fmt: skip

    def _closing_statement(self) -> None:
        from luutru.services.copies.closing import closing_statement  # noqa: PLC0415

        self._ask_for_statement(
            translate("closing statement {year}", year=self._year),
            lambda path: self._make(closing_statement, path),
        )

    @property
    def _year(self) -> int | str:
        return self._book.year if self._book else ""

    def _ask_for_statement(self, name: str, take: "Callable[[Path], object]") -> None:
        title, kinds = translate("Save the statement"), translate("PDF files (*.pdf)")
        to_new_file(self._desk, LIST, NewFile(self._parent, title, f"{name}.pdf", kinds), take)

    def _make(self, make: "Callable[..., Statement]", path: Path) -> None:
        archive, book, series = self._desk.archive, self._book, self._series
        if book is None:
            return

        def work(_job: object) -> None:
            write_to(make(archive, book.year, series), path)

        self._desk.jobs.start(work, partial(self._written, path), lane=Lane.WRITING)

    def _written(self, path: Path, _none: object) -> None:
        self.told.emit(translate("Written to {path}.", path=str(path)), "")
