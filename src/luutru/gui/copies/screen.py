"""The screen itself: the register on the left, one number on the right; or a copy being issued."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QStackedWidget, QTabBar, QWidget
from typing_extensions import override

from luutru import clock
from luutru.gui import formats
from luutru.gui.copies.copy_detail import CopyDetail
from luutru.gui.copies.entry_dialog import EntryDialog
from luutru.gui.copies.register_table import RegisterTable
from luutru.gui.copies.verify_dialog import VerifyDialog
from luutru.gui.jobs import Newest
from luutru.gui.printing import print_made
from luutru.gui.screen import Desk, Screen
from luutru.gui.widgets.buttons import action_button, push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import PAGE_MARGINS, STRETCH, box, column, label, line, row, widget
from luutru.gui.widgets.notice import Notice
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import mark, translate, translate_count
from luutru.records.code_lists import code_list

if TYPE_CHECKING:
    from luutru.gui.copies.issuing.page import IssuePage
    from luutru.services.archive import Archive
    from luutru.services.copies.lines import Book, CopyRow

_TABS: Final = (mark("All ({count})"), mark("Void ({count})"), mark("Revoked ({count})"))
_STATES: Final = (None, "void", "revoked")
_SERIES: Final = ("copy", "trial")


class CopiesScreen(Screen):
    """Shows the register of a year, and leads to a new copy."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._books = Newest(desk.jobs)
        self._book: Book | None = None
        self._issuing: IssuePage | None = None
        self.notice = Notice()
        self._caption = label("", "muted")
        self.series = Segmented(
            translate("Series"), (translate("Register"), ""), (translate("Trials"), "")
        )
        self.years, self.forms = QComboBox(), QComboBox()
        self.tabs, self.table, self.detail = QTabBar(), RegisterTable(), CopyDetail()
        self._fill_choices()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._register())
        self.setLayout(column(self._stack, spacing=0))
        self._connect()
        self.refresh()

    def _fill_choices(self) -> None:
        self.years.setAccessibleName(translate("Year of the register"))
        self.forms.setAccessibleName(translate("Form of the copies"))
        self.forms.addItem(translate("All forms"), "")
        for entry in code_list("copy_form").entries:
            self.forms.addItem(code_list("copy_form").label(entry.code), entry.code)
        self.years.addItem(str(clock.today().year), clock.today().year)
        self.tabs.setAccessibleName(translate("Part of the register"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for text in _TABS:
            self.tabs.addTab(translate(text, count=0))

    def _register(self) -> QWidget:
        check = push_button(translate("Check a copy…"), self.check_copy, icon_name="shield-check")
        self.print_button = push_button(
            translate("Print the register…"), self._print, icon_name="printer"
        )
        new = action_button(self.desk.actions["new_copy"], icon_name="plus", kind="primary")
        title = column(label(translate("Register of copies"), "h1"), self._caption, spacing=2)
        head = row((title, 1), self.series, self.years, self.forms, check, self.print_button, new)
        foot = label(
            translate("One series for SY, SL and TrS, from 01 on 1 January; void numbers stay."),
            "caption",
        )
        self._sides = QStackedWidget()
        self._sides.addWidget(self.table)
        self._sides.addWidget(self._nothing())
        book = box(
            "card",
            column(row(self.tabs, STRETCH, margins=(12, 4, 12, 0)), line(), (self._sides, 1),
                   line(), row(foot, STRETCH, margins=(16, 8, 16, 8)), spacing=0,
                   margins=(1, 1, 1, 1)),
        )  # fmt: skip
        sides = row((book, 1), self.detail, spacing=14)
        return widget(column(head, self.notice, (sides, 1), spacing=14, margins=PAGE_MARGINS))

    def _nothing(self) -> QWidget:
        return EmptyState(
            "stamp",
            translate("No copy was issued here yet"),
            translate("A copy takes its number when it is issued; the first one is 01."),
            action_button(self.desk.actions["new_copy"], icon_name="plus", kind="primary"),
        )

    def _connect(self) -> None:
        self.addAction(self.desk.actions.on("new_copy", self.issue))
        self.series.picked.connect(self._other_book)
        self.years.activated.connect(self._other_book)
        self.forms.activated.connect(self._other_book)
        self.tabs.currentChanged.connect(self._show_rows)
        self.table.chosen.connect(self.detail.show_copy)
        self.detail.agreement_wanted.connect(self.desk.agreement_wanted)
        self.detail.deliver_wanted.connect(self._deliver)
        self.detail.revoke_wanted.connect(self._revoke)
        self.detail.again_wanted.connect(self._once_more)

    # --- what the window asks --------------------------------------------------------------

    @override
    def refresh(self) -> None:
        archive, year, series = self.desk.archive, int(self.years.currentData()), self._series()
        form = str(self.forms.currentData())

        def work(_job: object) -> "Book":
            from luutru.services.copies.lines import copies_book  # noqa: PLC0415

            return copies_book(archive, year, form=form, series=series)

        self._books.ask(work, self._show)

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._stack.currentIndex() and self._issuing is not None:
            return self._issuing.panes()
        return (self.table, self.detail)

    def issue(self, reference: str = "") -> "IssuePage":
        """Go to the page on which a copy is issued, of an agreement if it is known."""
        page = self.issuing()
        self._stack.setCurrentWidget(page)
        page.begin(reference)
        return page

    def issuing(self) -> "IssuePage":
        """Return the page on which copies are issued, built for the first of them."""
        if self._issuing is None:
            from luutru.gui.copies.issuing.page import IssuePage  # noqa: PLC0415  first copy

            self._issuing = IssuePage(self.desk)
            self._issuing.left.connect(self._back)
            self._issuing.issued.connect(self._tell_issued)
            self._stack.addWidget(self._issuing)
        return self._issuing

    def show_trials(self) -> None:
        """Show the series of trial copies."""
        self.series.pick(1)
        self.refresh()

    def check_copy(self) -> VerifyDialog:
        """Ask for a file and check it."""
        dialog = VerifyDialog(self.desk, self)
        dialog.open()
        return dialog

    # --- what is shown ---------------------------------------------------------------------

    def _series(self) -> str:
        return _SERIES[self.series.current]

    def _other_book(self) -> None:
        self.refresh()

    def _show(self, book: "Book") -> None:
        self._book = book
        shown = self.years.currentData()
        self.years.clear()
        for year in sorted({*book.years, book.year, clock.today().year}, reverse=True):
            self.years.addItem(str(year), year)
        self.years.setCurrentIndex(max(0, self.years.findData(shown)))
        count = translate_count(
            "{count} number was given", "{count} numbers were given", book.next_number - 1
        )
        closed = ""
        if book.closed_at is not None:
            closed = translate("closed on {day}", day=formats.moment(book.closed_at))
        told = translate("Year {year}", year=book.year)
        self._caption.setText(" · ".join(filter(None, (told, count, closed))))
        for at, state in enumerate(_STATES):
            many = sum(state is None or one.state == state for one in book.rows)
            self.tabs.setTabText(at, translate(_TABS[at], count=many))
        self._show_rows()

    def _show_rows(self) -> None:
        book = self._book
        if book is None:
            return
        state = _STATES[max(0, self.tabs.currentIndex())]
        rows = tuple(one for one in book.rows if state is None or one.state == state)
        open_book = state is None and book.closed_at is None and not self.forms.currentData()
        self._sides.setCurrentIndex(0 if book.rows or book.next_number > 1 else 1)
        self.table.show_copies(rows, book.next_number if open_book else None)
        self.print_button.setEnabled(bool(book.rows))

    # --- what is done ----------------------------------------------------------------------

    def _deliver(self, copy: "CopyRow") -> None:
        words = (
            translate("{symbol} was handed over", symbol=copy.symbol),
            translate("To whom, and how"),
            translate("Enter the delivery"),
        )

        def do(archive: "Archive", reason: str) -> None:
            from luutru.services.copies.changing import deliver  # noqa: PLC0415

            deliver(archive, copy.year, copy.number, reason, self._series())

        self._enter(copy, words, do)

    def _revoke(self, copy: "CopyRow") -> None:
        words = (
            translate("Revoke {symbol}", symbol=copy.symbol),
            translate("Why it does not hold any more"),
            translate("Revoke the copy"),
        )

        def do(archive: "Archive", reason: str) -> None:
            from luutru.services.copies.changing import revoke  # noqa: PLC0415

            revoke(archive, copy.year, copy.number, reason, self._series())

        self._enter(copy, words, do)

    def _enter(self, copy: "CopyRow", words: tuple[str, str, str], do: object) -> None:
        dialog = EntryDialog(self.desk, self, copy, words, do)  # type: ignore[arg-type]
        dialog.told.connect(partial(self.notice.say, "good"))
        dialog.open()

    def _once_more(self, copy: "CopyRow") -> None:
        self.issue(copy.reference).repeat(copy)

    def _back(self) -> None:
        self._stack.setCurrentIndex(0)
        self.refresh()

    def _tell_issued(self, symbol: str, path: Path) -> None:
        self.series.pick(1 if self._issuing and self._issuing.is_trial else 0)
        self._back()
        self.notice.say(
            "good", translate("{symbol} was issued.", symbol=symbol),
            translate("The copy lies at {path}.", path=path),
        )  # fmt: skip

    def _print(self) -> None:
        book, series = self._book, self._series()
        if book is None:
            return
        name = self.desk.archive.settings.name

        def make(file: Path) -> None:
            from luutru.services.copies.printed import register_table  # noqa: PLC0415
            from luutru.services.tables.writing import write_table  # noqa: PLC0415

            write_table(register_table(book, name, series), file)

        print_made(self, self.desk, translate("Register of copies"), make)
