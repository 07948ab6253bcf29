"""The screen itself: the register on the left, one number on the right; or a copy being issued."""

from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget
from typing_extensions import override

from luutru import clock
from luutru.errors import CatalogueOutOfReach, LuutruError
from luutru.gui.copies.copy_detail import CopyDetail
from luutru.gui.copies.number_acts import NumberActs
from luutru.gui.copies.reading import Reading, read_register
from luutru.gui.copies.register_head import RegisterHead
from luutru.gui.copies.register_menu import RegisterMenu
from luutru.gui.copies.register_table import RegisterTable
from luutru.gui.copies.request_dialog import RequestDialog
from luutru.gui.copies.requests_bar import RequestsBar
from luutru.gui.copies.standing_notice import StandingNotice
from luutru.gui.copies.verify_dialog import VerifyDialog
from luutru.gui.jobs import Newest
from luutru.gui.printing import print_made
from luutru.gui.screen import Desk, Screen
from luutru.gui.widgets.buttons import action_button, push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import PAGE_MARGINS, STRETCH, box, column, label, line, row, widget
from luutru.gui.widgets.notice import Notice
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from luutru.gui.copies.issuing.page import IssuePage
    from luutru.gui.copies.issuing.several import IssueRun
    from luutru.services.copies.lines import CopyRow
    from luutru.services.copies.requests import RequestRow

_TABS: Final = (mark("All ({count})"), mark("Void ({count})"), mark("Revoked ({count})"),
                mark("Lost ({count})"))  # fmt: skip
_STATES: Final = (None, "void", "revoked", "lost")
_ROWS, _EMPTY, _AWAITED, _TROUBLE = range(4)


class CopiesScreen(Screen):
    """Shows the register of a year with the requests above it, and leads to a new copy."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._books = Newest(desk.jobs)
        self._read: Reading | None = None
        self._wanted: CopyRow | None = None
        self._issuing: IssuePage | None = None
        self._is_back = False
        """Whether the page was left, and the keyboard goes on in the register once it is read."""
        self.notice, self.block = Notice(), StandingNotice(desk.permits)
        self.menu = RegisterMenu(desk, self)
        self.head = RegisterHead(desk, self.menu)
        self.series, self.years, self.forms = self.head.series, self.head.years, self.head.forms
        self.requests, self.acts = RequestsBar(desk), NumberActs(desk, self)
        self.tabs, self.table, self.detail = QTabBar(), RegisterTable(), CopyDetail(desk.permits)
        self._sides = QStackedWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._register())
        self.setLayout(column(self._stack, spacing=0))
        self._connect()
        self.refresh()

    def _register(self) -> QWidget:
        self.tabs.setAccessibleName(translate("Part of the register"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for text in _TABS:
            self.tabs.addTab(translate(text, count=0))
        foot = label(
            translate("One series for SY, SL and TrS, from 01 on 1 January; void numbers stay."),
            "caption",
        )
        self._fill_sides()
        book = box(
            "card",
            column(row(self.tabs, STRETCH, margins=(12, 4, 12, 0)), line(), (self._sides, 1),
                   line(), row(foot, STRETCH, margins=(16, 8, 16, 8)), spacing=0,
                   margins=(1, 1, 1, 1)),
        )  # fmt: skip
        left = column(self.requests, (book, 1), spacing=12)
        sides = row((left, 1), self.detail, spacing=14)
        return widget(
            column(self.head, self.block, self.notice, (sides, 1), spacing=12, margins=PAGE_MARGINS)
        )

    def _fill_sides(self) -> None:
        self._trouble = EmptyState(
            "triangle-alert", translate("The register could not be read"), "",
            push_button(translate("Try again"), self.refresh, icon_name="refresh-cw"),
        )  # fmt: skip
        for part in (
            self.table,
            EmptyState(
                "stamp",
                translate("No copy was issued here yet"),
                translate("A copy takes its number when it is issued; the first one is 01."),
                action_button(self.desk.actions["new_copy"], icon_name="plus", kind="primary"),
            ),
            EmptyState("hourglass", translate("The register is being read"), ""),
            self._trouble,
        ):
            self._sides.addWidget(part)
        self._sides.setCurrentIndex(_AWAITED)

    def _connect(self) -> None:
        self.addAction(self.desk.actions.on("new_copy", self.issue))
        self.addAction(self.desk.actions.on("new_request", self.request))
        self.head.other_wanted.connect(self.refresh)
        self.block.confirm_wanted.connect(self._confirm)
        self.head.check_wanted.connect(self.check_copy)
        self.tabs.currentChanged.connect(self._show_rows)
        self.table.chosen.connect(self.detail.show_copy)
        self.detail.agreement_wanted.connect(self.desk.agreement_wanted)
        self.detail.deliver_wanted.connect(self.acts.deliver)
        self.detail.revoke_wanted.connect(self.acts.revoke)
        self.detail.again_wanted.connect(self._once_more)
        self.requests.issue_wanted.connect(self.issue_upon)
        for source in (self.acts, self.menu, self.requests):
            source.told.connect(self._tell)

    # --- what the window asks --------------------------------------------------------------

    @override
    def refresh(self) -> None:
        archive, book = self.desk.archive, self.head.book
        self._books.ask(lambda _job: read_register(archive, *book), self._show, self._fail)

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if (page := self._page) is not None:
            return page.panes()
        asked = (self.requests,) if self.requests.isVisible() else ()
        return (*asked, self.table, self.detail)

    @override
    def go_back(self) -> bool:
        page = self._page
        if page is not None:
            page.leave()
        return page is not None

    @override
    def may_close(self) -> bool:
        return self._issuing is None or self._issuing.may_close()

    @property
    def _page(self) -> "IssuePage | None":
        """The page on which a copy is issued, while it is shown."""
        return self._issuing if self._stack.currentIndex() else None

    @override
    def show_copy(self, copy: "CopyRow") -> None:
        self._stack.setCurrentIndex(0)
        self._wanted = copy
        self.tabs.setCurrentIndex(0)
        self.head.pick(copy.year, trial=copy.series == "trial")
        self.refresh()

    @override
    def issue_copy(self, reference: str) -> None:
        self.issue(reference)

    @override
    def issue_copies(self, references: list[str]) -> None:
        page = self.issue()
        page.form.put_several(references)

    @override
    def request_copy(self, reference: str, title: str) -> None:
        self.request(reference, title)

    def issue(self, reference: str = "") -> "IssuePage":
        """Go to the page on which a copy is issued, of an agreement if it is known."""
        page = self.issuing()
        self._stack.setCurrentWidget(page)
        page.begin(reference)
        return page

    def issue_upon(self, request: "RequestRow") -> "IssuePage":
        """Go to the page on which a copy is issued, with what a request asks for."""
        page = self.issue(request.reference)
        page.grant(request)
        return page

    def issuing(self) -> "IssuePage":
        """Return the page on which copies are issued, built for the first of them."""
        if self._issuing is None:
            from luutru.gui.copies.issuing.page import IssuePage  # noqa: PLC0415  first copy

            self._issuing = IssuePage(self.desk)
            self._issuing.left.connect(self._back)
            self._issuing.issued.connect(self._tell_issued)
            self._issuing.several_issued.connect(self._tell_several)
            self._stack.addWidget(self._issuing)
        return self._issuing

    def request(self, reference: str = "", title: str = "") -> RequestDialog:
        """Ask what is to be copied, and for whom."""
        dialog = RequestDialog(self.desk, self, reference, title)
        dialog.told.connect(self._tell)
        dialog.open()
        return dialog

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

    def _show(self, read: Reading) -> None:
        self._read = read
        self.head.show_book(read.book)
        self.menu.follow(read.book, read.series)
        self.requests.show_requests(read.requests)
        self.block.show_standing(read.standing, in_register=self.head.book[2] == "copy")
        for at, state in enumerate(_STATES):
            many = sum(state is None or one.state == state for one in read.book.rows)
            self.tabs.setTabText(at, translate(_TABS[at], count=many))
        self._show_rows()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CatalogueOutOfReach):
            return  # what is shown stays; the window tells of the outage
        known = isinstance(error, LuutruError)
        self._trouble.say(translate("The register could not be read"), str(error) if known else "")
        self._sides.setCurrentIndex(_TROUBLE)
        if not known:
            self.desk.jobs.tell(error)

    def _confirm(self) -> None:
        """Confirm the running year; the book of another one is left for it first."""
        if self.head.book[0] == clock.today().year:
            self.menu.confirm_last_number()
        else:
            self.head.pick(clock.today().year, trial=False)
            self.refresh()

    def _show_rows(self) -> None:
        if self._read is None:
            return
        book, state = self._read.book, _STATES[max(0, self.tabs.currentIndex())]
        rows = tuple(one for one in book.rows if state is None or one.state == state)
        goes_on = state is None and book.closed_at is None and not self.forms.currentData()
        self._sides.setCurrentIndex(_ROWS if book.rows or book.next_number > 1 else _EMPTY)
        self.table.show_copies(rows, book.next_number if goes_on else None)
        if self._wanted is not None:
            self.table.choose(self._wanted)
            self._wanted = None
        if self._is_back:
            self._is_back = False
            goal = self.table if self.table.isVisible() else self.begins_at() or self
            goal.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what was done ---------------------------------------------------------------------

    def _tell(self, title: str, text: str) -> None:
        self.notice.say("good", title, text)

    def _once_more(self, copy: "CopyRow") -> None:
        self.issue(copy.reference).repeat(copy)

    def _back(self) -> None:
        self._stack.setCurrentIndex(0)
        self._is_back = True
        self.refresh()

    def _tell_issued(self, symbol: str, path: Path) -> None:
        self.series.pick(1 if self._issuing and self._issuing.is_trial else 0)
        self._back()
        told = translate("{symbol} was issued.", symbol=symbol)
        self._tell(told, translate("The copy lies at {path}.", path=path))
        if self._issuing is not None and self._issuing.form.is_on_paper:
            self._print_copy(symbol, path)

    def _print_copy(self, symbol: str, path: Path) -> None:
        """Ask how a copy on paper is printed; it was entered when it was issued."""
        made = self._issuing.made if self._issuing is not None else None
        if made is not None and made.has_own_sheet:
            told = translate("{symbol} was issued.", symbol=symbol)
            own = translate("The last page has no room: the block has its own sheet.")
            self.notice.say("warn", told, own)
        print_made(self, self.desk, symbol, lambda file: copyfile(path, file))

    def _tell_several(self, run: "IssueRun") -> None:
        self.series.pick(1 if self._issuing and self._issuing.is_trial else 0)
        self._back()
        self.notice.say("warn" if run.is_short else "good", run.title(), run.text())
