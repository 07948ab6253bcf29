"""Bring the text and the index up to date with what was taken in.

Work is found in the outbox, which is written in the same transaction as the change itself. Text is
committed page by page and the outbox row goes last, so a crash at any point is made good by the
next run: it goes on with the next page.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from luutru.errors import IndexBusy
from luutru.holdings.locks import only_one
from luutru.i18n import mark
from luutru.progress import SILENT, Progress
from luutru.reading.messages import PageReading, PageRequest, PageStatus, ReadingOptions
from luutru.records.files import FileObject, Page
from luutru.records.outbox import Outbox
from luutru.services import entries, readings, replica
from luutru.services.archive import Archive
from luutru.services.at_hand import drop_disposed
from luutru.services.gaps import note_gaps_of
from luutru.services.reading_queue import ReadingQueue
from luutru.services.wrapping import wrap_images

log = logging.getLogger(__name__)

OPENING: Final = mark("Counting pages")
READING: Final = mark("Reading pages")
INDEXING: Final = mark("Indexing")
_COMMIT_EVERY: Final = 2.0
"""Seconds after which finished documents become findable; a commit costs some 0.1 s."""
_TOGETHER: Final = 100
"""Documents of which the pages are asked for at once: a server answers each question on its way."""
_AT_ONCE: Final = ("describe", "withdraw")
"""Tasks of the outbox that need no pages."""
_WITHOUT_READING: Final = (*_AT_ONCE, "correct")
"""Tasks that need no page to be read."""


@dataclass(frozen=True, slots=True)
class IndexingReport:
    """What one run did."""

    documents: int
    pages: int
    failed_pages: int
    mean_confidence: float | None
    """Of the pages recognised in this run, 0 to 100."""
    seconds: float


def bring_up_to_date(
    archive: Archive, progress: Progress = SILENT, *, recognise: bool = True
) -> IndexingReport:
    """Read what was not read yet and tell the index what changed.

    Without `recognise` only text layers are read; pages that need recognition keep waiting.

    Raises:
        IndexBusy: Another process is at it; it will do our work too.
        Cancelled: The archivist asked to stop; every page read so far stays read.
    """
    started = time.monotonic()
    with only_one(archive.index_lock):
        _begin(archive, progress)
        _describe_all(archive)
        if archive.member is not None:  # pages are read where files are put into the archive
            return IndexingReport(0, 0, 0, None, time.monotonic() - started)
        run = _Run(archive, progress, recognise=recognise)
        run.count_pages()
        run.read_pages()
        _compare(archive, progress)
    return IndexingReport(
        documents=run.documents,
        pages=run.pages,
        failed_pages=run.failed,
        mean_confidence=sum(run.confidences) / len(run.confidences) if run.confidences else None,
        seconds=time.monotonic() - started,
    )


def follow_descriptions(archive: Archive) -> None:
    """Tell the index what was described or corrected since it was last told; reads no page.

    Where another process is at the index already, it is left to that one.
    """
    if archive.is_mirrored:
        _fill_where_reset(archive)
        return
    with archive.catalogue.read(cleared=True) as session:
        owed = select(Outbox.id).where(Outbox.task.in_(_WITHOUT_READING))
        pending = session.scalar(owed.limit(1))
        behind = archive.is_shared and replica.is_behind(archive, session)
    if pending is None and not archive.fulltext.was_reset and not behind:
        return
    with suppress(IndexBusy), only_one(archive.index_lock):
        _begin(archive, SILENT)
        _describe_all(archive)


def _fill_where_reset(archive: Archive) -> None:
    """Fill an index that is empty from the copy of this desk; else it knows what the copy says."""
    if archive.fulltext.was_reset:
        with suppress(IndexBusy), only_one(archive.index_lock):
            _fill(archive, SILENT)


def follow_pages(archive: Archive) -> None:
    """Tell the index of documents whose pages are other ones now, though nothing is to be read.

    Where another process is at the index already, it is left to that one; documents of which
    pages wait to be read are left to `bring_up_to_date`.
    """
    if archive.member is not None:
        follow_descriptions(archive)
        return
    with suppress(IndexBusy), only_one(archive.index_lock):
        _begin(archive, SILENT)
        _Run(archive, SILENT, recognise=False).put_those_read()


def rebuild(archive: Archive, progress: Progress = SILENT) -> IndexingReport:
    """Throw the index away and fill it again from the catalogue; nothing is read anew.

    Raises:
        IndexBusy: Another process is writing the index.
    """
    with only_one(archive.index_lock):
        _fill(archive, progress)
    return bring_up_to_date(archive, progress)


def _begin(archive: Archive, progress: Progress) -> None:
    """Let the index be what it was told here and on other desks, before it is told more."""
    if archive.fulltext.was_reset or (archive.is_shared and not replica.follow(archive)):
        _fill(archive, progress)
    drop_disposed(archive)


def _compare(archive: Archive, progress: Progress) -> None:
    """Once an opening, look whether the index holds what the catalogue says; refill if not."""
    if archive.index_compared:
        return
    with archive.catalogue.read(cleared=True) as session:
        expected = entries.expected_fingerprint(session)
    if archive.fulltext.fingerprint() != expected:
        log.warning("the index does not match the catalogue and is filled again")
        _fill(archive, progress)
    archive.index_compared = True


class _Run:
    """One pass over the outbox, and what it came to."""

    def __init__(self, archive: Archive, progress: Progress, *, recognise: bool) -> None:
        self._archive = archive
        self._progress = progress
        self._options = ReadingOptions(recognise=recognise)
        self._last_commit = time.monotonic()
        self._finished: list[int] = []
        self.documents = self.pages = self.failed = 0
        self.confidences: list[float] = []

    def count_pages(self) -> None:
        """Look into every file that nobody has looked into; images are wrapped first."""
        wrap_images(self._archive, self._progress)
        uncounted = readings.uncounted(self._archive)
        for done, (file_id, path) in enumerate(uncounted):
            self._progress.report(done, len(uncounted), OPENING)
            readings.store_inspection(self._archive, file_id, self._archive.reader.inspect(path))

    def read_pages(self) -> None:
        """Read every page that waits, and hand finished documents to the index."""
        waiting = ReadingQueue(self._archive, self.count_pages)
        self._finish(readings.documents_without_pages_left(self._archive))
        answers = self._archive.reader.read_pages(self._requests(waiting), self._options)
        try:
            for done, reading in enumerate(answers):
                self._progress.report(done, waiting.total, READING)
                if reading.status is PageStatus.WAITING:
                    continue
                self._keep(reading)
                finished = waiting.finish(reading.key)
                if finished is not None:
                    self._finish([finished])
        finally:
            answers.close()
            waiting.close()
            self._commit()
        self._progress.report(waiting.total, waiting.total, READING)

    def put_those_read(self) -> None:
        """Hand over the documents in the outbox that are counted and read."""
        self._finished += readings.documents_without_pages_left(self._archive, counted=True)
        self._commit()

    def _requests(self, waiting: Iterable[readings.WaitingPage]) -> Iterator[PageRequest]:
        for page in waiting:
            path = readings.place_to_read(self._archive, page.sha256, is_master=page.is_master)
            yield PageRequest(page.page_id, path, page.number)

    def _keep(self, reading: PageReading) -> None:
        readings.store_reading(self._archive, reading)
        if readings.anything_to_withdraw(self._archive):
            _describe_all(self._archive)
        self.pages += 1
        self.failed += reading.problem is not None
        if reading.confidence is not None:
            self.confidences.append(reading.confidence)

    def _finish(self, documents: list[int]) -> None:
        self._finished += documents
        if time.monotonic() - self._last_commit > _COMMIT_EVERY:
            self._commit()

    def _commit(self) -> None:
        """Make finished documents findable."""
        finished, self._finished = self._finished, []
        if finished:
            note_gaps_of(self._archive, finished)
            _put_pages(self._archive, finished)
        _describe_all(self._archive)  # what is corrected meanwhile is found meanwhile
        self.documents += len(finished)
        self._last_commit = time.monotonic()


def _put_pages(archive: Archive, documents: list[int]) -> None:
    """Tell the index the pages of documents, then let go of their outbox rows: never before."""
    rows = readings.pending(archive, documents)
    with archive.fulltext.write() as writing:
        for some in _in_parts(documents):
            with archive.catalogue.read(cleared=True) as session:
                pages = entries.pages_of(session, some)
            for document_id in some:
                writing.put_pages(document_id, pages[document_id])
    readings.let_go(archive, rows)


def _describe_all(archive: Archive) -> None:
    """Tell the index what was described or corrected, or went away, since it was last told."""
    corrected = readings.corrected_documents(archive)
    if corrected:
        _put_pages(archive, corrected)
    with archive.catalogue.read(cleared=True) as session:
        rows = session.execute(
            select(Outbox.id, Outbox.agreement_id, Outbox.document_id).where(
                Outbox.task.in_(_AT_ONCE)
            )
        ).all()
        concerned = {key for _, key, _ in rows if key is not None}
        withdrawn = {key for _, _, key in rows if key is not None}
        cards = list(entries.agreements(session, concerned))
    if not rows:
        return
    with archive.fulltext.write() as writing:
        for document_id in withdrawn:
            writing.remove_document(document_id)
        replica.put_cards(writing, concerned, cards)
    readings.let_go(archive, [number for number, *_ in rows])


def _in_parts(documents: Sequence[int]) -> Iterator[Sequence[int]]:
    return (documents[first : first + _TOGETHER] for first in range(0, len(documents), _TOGETHER))


def _fill(archive: Archive, progress: Progress) -> None:
    """Throw the index away and write it anew from what the catalogue holds."""
    if not archive.fulltext.was_reset:
        archive.fulltext.reset()
    with archive.catalogue.read(cleared=True) as session, archive.fulltext.write() as writing:
        seen, seen_as = replica.newest(session), replica.sight(archive, session)
        for card in entries.agreements(session, None):
            writing.put_agreement(card)
        documents = session.scalars(
            select(FileObject.document_id)
            .join(Page)
            .where(FileObject.carries_pages, Page.status != "waiting")
            .distinct()
        ).all()
        for done, some in enumerate(_in_parts(documents)):
            pages = entries.pages_of(session, some)
            for placed, document_id in enumerate(some):
                progress.report(done * _TOGETHER + placed, len(documents), INDEXING)
                writing.put_pages(document_id, pages[document_id])
    if archive.is_shared:
        replica.begin_following(archive, seen, seen_as)
