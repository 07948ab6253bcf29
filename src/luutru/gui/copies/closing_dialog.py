"""Closes the register of a year: says what that means, closes it, and offers the statement."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from luutru.gui.copies.statement_files import write_to
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.lanes import Lane
from luutru.gui.plain_copies import LIST, NewFile, to_new_file
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label
from luutru.i18n import translate, translate_count

if TYPE_CHECKING:
    from luutru.services.copies.closing import Statement
    from luutru.services.copies.lines import Book


class ClosingDialog(DeskDialog):
    """One button, as it is for good."""

    def __init__(self, desk: Desk, parent: QWidget, book: "Book", series: str) -> None:
        year = book.year
        super().__init__(
            desk,
            parent,
            translate("Close the register of {year}", year=year),
            translate(
                "A closed register is never opened again. Copies of it can still be handed over "
                "and revoked; the register of {next} begins with 01.",
                next=year + 1,
            ),
        )
        self._year, self._series = year, series
        self._statement: Statement | None = None
        self.close_it = push_button(
            translate("Close the register"), self._close, kind="primary", icon_name="lock"
        )
        self.save = push_button(
            translate("Save the statement…"), self._save, kind="primary", icon_name="printer"
        )
        self.save.hide()
        self.lay_out(
            _told(book),
            label(
                translate(
                    "The statement is printed, signed and kept with the bound register, "
                    "outside the archive: its head proves that nothing is missing."
                ),
                wrap=True,
            ),
            STRETCH,
            foot=(STRETCH, self.close_it, self.save),
            size=(580, 340),
        )

    def follow(self) -> None:
        """Let the button be on again after something failed."""
        self.close_it.setEnabled(self._statement is None)

    def _close(self) -> None:
        archive, year, series = self.desk.archive, self._year, self._series
        self.close_it.setEnabled(False)

        def work(_job: object) -> "Statement":
            from luutru.services.copies.closing import close_year  # noqa: PLC0415

            return close_year(archive, year, series)

        self.run(work, self._closed, Lane.WRITING)

    def _closed(self, statement: "Statement") -> None:
        self._statement = statement
        self.close_it.hide()
        self.save.show()
        self.save.setFocus()
        self.notice.say(
            "good", translate("The register of {year} is closed.", year=self._year),
            translate("Head: {head}", head=statement.head),
        )  # fmt: skip
        self.told.emit(translate("The register of {year} is closed.", year=self._year), "")

    def _save(self) -> None:
        name = translate("closing statement {year}", year=self._year)
        title, kinds = translate("Save the statement"), translate("PDF files (*.pdf)")
        to_new_file(self.desk, LIST, NewFile(self, title, f"{name}.pdf", kinds), self.save_as)

    def save_as(self, path: Path) -> None:
        """Write the statement to `path`."""
        statement = self._statement
        if statement is None:
            return

        def done(_none: object) -> None:
            self.notice.say("good", translate("Written to {path}.", path=str(path)))

        self.run(lambda _job: write_to(statement, path), done)


def _told(book: "Book") -> QVBoxLayout:
    """Return how many numbers were given, and whether each has its outcome."""
    last = book.next_number - 1
    unsettled = sum(one.state == "reserved" for one in book.rows)
    waits = translate_count(
        "{count} number has no outcome yet", "{count} numbers have no outcome yet", unsettled
    )
    return column(
        label(
            translate_count("{count} number was given", "{count} numbers were given", last),
            "strong",
        ),
        label(waits if unsettled else translate("Every number has its outcome."), "muted"),
        spacing=2,
    )
