"""A walk through the documents that wait for a person, one after the other."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.intake.review.checks import Checks, checks_of
from luutru.gui.intake.review.deciding import Decided, record
from luutru.gui.intake.review.draft import Draft
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.meeting_dialog import meet
from luutru.gui.screen import Desk
from luutru.services.propose import (
    ReviewSheet,
    WaitingReview,
    review_sheet,
    waiting_for_review,
)

if TYPE_CHECKING:
    from luutru.services.meeting import Meeting


class ReviewRound(QObject):
    """Knows what waits, which document is open, and what was entered for each and not saved."""

    changed = Signal()
    """What waits, or which of it is open."""
    shown = Signal(object)
    """The `ReviewSheet` of the document that is open came."""
    checked = Signal(object)
    """What else is to be known of it (`Checks`) came."""
    accepted = Signal(object)
    """The review of a document (`WaitingReview`) is accepted."""
    failed = Signal(object)
    """What was asked of the archive did not succeed: an exception."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: tuple[WaitingReview, ...] = ()
        self._later: list[str] = []
        self._reference = ""
        self._sheet: ReviewSheet | None = None
        self._lists, self._sheets = Newest(desk.jobs), Newest(desk.jobs)
        self._told: Checks | None = None
        self._checks = Newest(desk.jobs, Lane.COMPARING)
        self.is_checked = False
        """Whether it is known what the document that is open may be."""
        self.is_known = False
        """Whether the archive was asked once what waits."""
        self.is_saving = False
        self._decided: Decided | None = None
        self.drafts = dict[str, Draft]()
        """What was entered and not recorded, by reference of the document."""

    # --- where we are ----------------------------------------------------------------------

    @property
    def waiting(self) -> Sequence[WaitingReview]:
        """What waits, in its order; what was put off stands at the end."""
        return self._waiting

    @property
    def current(self) -> WaitingReview | None:
        """The document that is open."""
        return next((one for one in self._waiting if one.reference == self._reference), None)

    @property
    def sheet(self) -> ReviewSheet | None:
        """The sheet of the document that is open, once it came."""
        same = self._sheet is not None and self._sheet.reference == self._reference
        return self._sheet if same else None

    @property
    def place(self) -> int:
        """The running number of the document that is open, from 1; 0 without one."""
        current = self.current
        return self._waiting.index(current) + 1 if current is not None else 0

    # --- moving ----------------------------------------------------------------------------

    def reload(self) -> None:
        """Ask anew what waits."""
        archive = self._desk.archive
        self._lists.ask(lambda _job: waiting_for_review(archive), self._take_list)

    def open(self, reference: str) -> None:
        """Open the document, or the first document of the agreement, that is called so."""
        wanted = {one.reference for one in self._waiting}
        if reference not in wanted:
            same = (o.reference for o in self._waiting if o.agreement_reference == reference)
            reference = next(same, reference)
        self._reference = reference
        self._ask_sheet()

    def step(self, by: int) -> None:
        """Open the document `by` places further, as long as there is one."""
        place = self.place - 1 + by
        if self._waiting and 0 <= place < len(self._waiting):
            self.open(self._waiting[place].reference)

    def put_off(self) -> None:
        """Move the document that is open to the end, and open the one that followed it."""
        current, place = self.current, self.place - 1
        if current is None or len(self._waiting) == 1:
            return
        if current.reference in self._later:
            self._later.remove(current.reference)
        self._later.append(current.reference)
        self._waiting = self._ordered(self._waiting)
        self.open(self._waiting[min(place, len(self._waiting) - 2)].reference)

    # --- accepting -------------------------------------------------------------------------

    def accept(self, decided: Decided) -> None:
        """Record what a person said, and go on with the next document."""
        sheet, current, archive = self.sheet, self.current, self._desk.archive
        if sheet is None or current is None or self.is_saving:
            return
        self.is_saving, self._decided = True, decided
        self._desk.jobs.start(
            lambda _job: record(archive, sheet, decided),
            lambda _none: self._over(current),
            lane=Lane.WRITING,
            failed=self._not_saved,
        )
        self.changed.emit()

    def meet(self, parent: QWidget) -> None:
        """Let it be chosen between what was said here and what somebody else recorded meanwhile."""
        sheet, decided, archive = self.sheet, self._decided, self._desk.archive
        if sheet is None or decided is None:
            return
        mine = decided.values()

        def look() -> "Meeting":
            from luutru.services.meeting import of_agreement  # noqa: PLC0415  seldom

            return of_agreement(archive, sheet.reference, dict.fromkeys(mine, ""), mine)

        def save(meeting: "Meeting", chosen: frozenset[str]) -> None:
            theirs = {met.field for met in meeting.met} - chosen
            self._sheet = replace(sheet, version=meeting.version)
            self.accept(decided.without(theirs))

        meet(self._desk, parent, look, save, lambda _none: self.reload())

    def _over(self, accepted: WaitingReview) -> None:
        self.is_saving = False
        self.drafts.pop(accepted.reference, None)
        place = self.place - 1
        self._waiting = tuple(one for one in self._waiting if one != accepted)
        self.accepted.emit(accepted)
        if self._reference == accepted.reference:
            self._open_at(place)
        self.changed.emit()

    def _not_saved(self, error: Exception) -> None:
        self.is_saving = False
        self.changed.emit()
        self.failed.emit(error)

    # --- inside ----------------------------------------------------------------------------

    def _take_list(self, told: list[WaitingReview]) -> None:
        self.is_known = True
        place = max(0, self.place - 1)
        self._waiting = self._ordered([one for one in told if one.read])
        if self.current is None:
            self._open_at(place)
        else:
            self._ask_sheet()
        self.changed.emit()

    def _open_at(self, place: int) -> None:
        """Open what stands at a place now (from 0), or the last; nothing where nothing waits."""
        if self._waiting:
            self.open(self._waiting[min(place, len(self._waiting) - 1)].reference)
        else:
            self._reference = ""
            self._sheets.forget()

    def _ordered(self, told: Sequence[WaitingReview]) -> tuple[WaitingReview, ...]:
        late = {reference: place for place, reference in enumerate(self._later)}
        return tuple(sorted(told, key=lambda one: late.get(one.reference, -1)))

    def _ask_sheet(self) -> None:
        archive, reference = self._desk.archive, self._reference
        if self.sheet is None:
            self.is_checked, self._told = False, None
        self._sheets.ask(
            lambda _job: review_sheet(archive, reference), self._take_sheet, self.failed.emit
        )
        self.changed.emit()

    def _take_sheet(self, sheet: ReviewSheet) -> None:
        if sheet != self._sheet:
            self._sheet = sheet
            self.shown.emit(sheet)
            self.changed.emit()
        archive = self._desk.archive
        self._checks.ask(
            lambda _job: checks_of(archive, sheet.reference),
            self._take_checks,
            self._not_checked,
        )

    def _take_checks(self, told: Checks) -> None:
        self.is_checked = True
        if told != self._told:
            self._told = told
            self.checked.emit(told)
        self.changed.emit()

    def _not_checked(self, error: Exception) -> None:
        """Go on without: a person can say what the file is all the same."""
        self._take_checks(Checks())
        self.failed.emit(error)
