"""What waits for somebody today, and what comes next, in one reading of the catalogue."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.records.agreement import Agreement
from luutru.records.custody import CustodyEntry
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.intake import Gap
from luutru.records.outbox import Retry
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.backup.told import Safekeeping, safekeeping_in
from luutru.services.home.figures import Figures, figures
from luutru.services.milestones.rows import MilestoneRow, Wanted, counts_in, rows_in
from luutru.services.milestones.standing import Standing

LINES: Final = 20
"""Lines of one kind that are told; the rest is counted."""
COMING: Final = 5
LATE: Final = Wanted(standings=frozenset({Standing.OVERDUE}))
THIS_WEEK: Final = Wanted(standings=frozenset({Standing.THIS_WEEK}))
WEEK: Final = Wanted(standings=LATE.standings | THIS_WEEK.standings)
SUGGESTED: Final = Wanted(standings=frozenset({Standing.SUGGESTED}))
AHEAD: Final = Wanted(
    standings=frozenset({Standing.THIS_WEEK, Standing.THIS_MONTH, Standing.PLANNED})
)


@dataclass(frozen=True, slots=True)
class MissingAnnex:
    """An annex that is cited and that nobody has brought."""

    reference: str
    """Of the agreement."""
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class Safety:
    """When every original was last compared with its checksum, and what came of it."""

    originals: int
    """Kept now."""
    verified_at: datetime | None
    compared: int
    findings: int
    backup: Safekeeping
    """What the log tells of backups and drills."""
    disk_free: int
    """Bytes on the disk that holds the archive."""
    disk_size: int

    @property
    def since(self) -> int:
        """How many originals came in since."""
        return max(0, self.originals - self.compared)


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the first screen tells."""

    figures: Figures
    milestones: Mapping[Standing, int]
    late: tuple[MilestoneRow, ...]
    this_week: tuple[MilestoneRow, ...]
    coming: tuple[MilestoneRow, ...]
    missing_annexes: int
    annexes: tuple[MissingAnnex, ...]
    documents_to_review: int
    pages_waiting: int
    files_waiting: int
    failures: int
    safety: Safety
    today: date


def home(archive: Archive) -> Home:
    """Read what the first screen tells."""
    today = clock.today()
    counted = figures(archive, today)
    with archive.catalogue.read() as session:
        return Home(
            figures=counted,
            milestones=counts_in(session, Wanted(), today),
            late=tuple(rows_in(session, LATE, today, limit=LINES)),
            this_week=tuple(rows_in(session, THIS_WEEK, today, limit=LINES)),
            coming=tuple(rows_in(session, AHEAD, today, limit=COMING)),
            missing_annexes=_count_of_gaps(session),
            annexes=_annexes(session),
            documents_to_review=_documents_to_review(session),
            pages_waiting=_pages_waiting(session),
            files_waiting=_files_waiting(session),
            failures=session.scalar(select(func.count()).select_from(Retry)) or 0,
            safety=_safety(session, archive),
            today=today,
        )


def _count_of_gaps(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Gap).where(*_OPEN_GAP)) or 0


def _annexes(session: Session) -> tuple[MissingAnnex, ...]:
    query = (
        select(Agreement.reference, Agreement.title, Gap.label)
        .join(Agreement, Gap.agreement_id == Agreement.id)
        .where(*_OPEN_GAP)
        .order_by(Gap.id.desc())
        .limit(LINES)
    )
    return tuple(MissingAnnex(*row) for row in session.execute(query))


def _documents_to_review(session: Session) -> int:
    query = (
        select(func.count(Document.id))
        .join(Agreement, Document.agreement_id == Agreement.id)
        .where(Agreement.review_state == "awaiting_review")
    )
    return session.scalar(query) or 0


def _pages_waiting(session: Session) -> int:
    query = select(func.count()).select_from(Page).where(Page.status == "waiting")
    return session.scalar(query) or 0


def _files_waiting(session: Session) -> int:
    query = (
        select(func.count())
        .select_from(FileObject)
        .where(FileObject.page_count.is_(None), FileObject.problem == "")
    )
    return session.scalar(query) or 0


def _safety(session: Session, archive: Archive) -> Safety:
    disk = shutil.disk_usage(archive.folder)
    masters = select(func.count()).select_from(FileObject).where(FileObject.is_master)
    last = session.scalar(
        select(CustodyEntry)
        .where(CustodyEntry.act == "verified")
        .order_by(CustodyEntry.seq.desc())
        .limit(1)
    )
    told = custody.told(last) if last is not None else None
    return Safety(
        originals=session.scalar(masters) or 0,
        verified_at=told.at if told else None,
        compared=int(told.detail.get("originals", 0)) if told else 0,
        findings=int(told.detail.get("findings", 0)) if told else 0,
        backup=safekeeping_in(session),
        disk_free=disk.free,
        disk_size=disk.total,
    )


_OPEN_GAP: Final = (Gap.filled_by_id.is_(None), Gap.dismissed == "")
