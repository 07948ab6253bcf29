"""Correct a word that the machine misread; its own reading stays beside it."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import NoSuchPage, NotInList, WordNotThere, WordStandsOften
from luutru.records.document import Document
from luutru.records.files import FileObject, Page, WordCorrection
from luutru.records.outbox import Outbox
from luutru.records.words import PlacedWord
from luutru.services import custody, lookup
from luutru.services.archive import Archive
from luutru.services.corrected import corrected_words, corrections_of

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in ten-thousandths of the displayed page."""
_LONGEST: Final = 200
_BESIDE_WORDS: Final = ".,;:!?()[]{}\"'“”‘’«»-–—/"


class _ReadPage(NamedTuple):
    """A page that may be corrected."""

    document: Document
    id: int
    number: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One word that a person read better than the machine."""

    id: int
    page: int
    box: Box
    machine_text: str
    text: str
    """Empty where there is no word at all."""
    person: str
    at: datetime


def correct_word(
    archive: Archive, reference: str, page: int, word: str, right: str, *, at: int | None = None
) -> Correction | None:
    """Correct `word` on a page; `at` tells which one, from 1, where it stands several times.

    Without marks beside it a word is found with them too, and they stay. An empty `right` says
    that there is no word. None is returned where the word stands again as the machine read it.

    Raises:
        UnknownReference: No document is called so.
        NoSuchPage: The document has no such page, or it has not been read.
        WordNotThere: The page does not have the word, or not so often.
        WordStandsOften: It has it several times, and `at` does not say which.
    """
    with archive.catalogue.write() as session:
        there = _page_of(session, reference, page)
        found = list(_found(corrected_words(session, there.id), word))
        if not found or (at is not None and not 1 <= at <= len(found)):
            raise WordNotThere(word, page)
        if at is None and len(found) > 1:
            raise WordStandsOften(word, page, len(found))
        placed = found[(at or 1) - 1]
        text = right if placed.text == word or not right else placed.text.replace(word, right, 1)
        box = (placed.left, placed.top, placed.right, placed.bottom)
        return _correct(archive, session, there, box, placed.text, text)


def correct_at(
    archive: Archive, reference: str, page: int, box: Box, right: str
) -> Correction | None:
    """Say what stands within `box` on a page, whatever the machine made of it.

    Raises:
        UnknownReference: No document is called so.
        NoSuchPage: The document has no such page, or it has not been read.
    """
    left, top, far, bottom = box
    with archive.catalogue.write() as session:
        there = _page_of(session, reference, page)
        said = [
            word.text
            for word in corrected_words(session, there.id)
            if left <= (word.left + word.right) / 2 <= far
            and top <= (word.top + word.bottom) / 2 <= bottom
        ]
        return _correct(archive, session, there, box, " ".join(said), right)


def corrections(archive: Archive, reference: str) -> tuple[Correction, ...]:
    """Return the corrected words of a document, page by page.

    Raises:
        UnknownReference: No document is called so.
    """
    with archive.catalogue.read() as session:
        document = lookup.document(session, reference)
        return tuple(_told(row, number) for row, number in _rows(session, document.id))


def take_back(archive: Archive, reference: str, correction_id: int) -> None:
    """Let the machine's word stand again.

    Raises:
        UnknownReference: No document is called so.
        NotInList: It has no such correction.
    """
    with archive.catalogue.write() as session:
        document = lookup.document(session, reference)
        rows = {row.id: (row, number) for row, number in _rows(session, document.id)}
        if correction_id not in rows:
            raise NotInList(str(correction_id), ", ".join(map(str, rows)) or "–")
        row, number = rows[correction_id]
        page = _ReadPage(document, row.page_id, number)
        _enter(archive, session, page, (row.text, row.machine_text))
        session.delete(row)


def _correct(
    archive: Archive,
    session: Session,
    page: _ReadPage,
    box: Box,
    before: str,
    right: str,
) -> Correction | None:
    text = unicodedata.normalize("NFC", " ".join(right.split()))[:_LONGEST]
    row = _at_place(corrections_of(session, [page.id]).get(page.id, []), box)
    if row is not None and before != row.text:  # one of several words of an earlier correction
        before, text = row.text, row.text.replace(before, text, 1).strip()
    if text == before:
        return _told(row, page.number) if row else None
    _enter(archive, session, page, (before, text))
    if row is not None and text == row.machine_text:
        session.delete(row)
        return None
    if row is None:
        left, top, right_side, bottom = box
        row = WordCorrection(
            page_id=page.id,
            left=left,
            top=top,
            right=right_side,
            bottom=bottom,
            machine_text=before[:_LONGEST],
            text=text,
        )
        session.add(row)
    row.text, row.person = text, archive.person
    session.flush()
    return _told(row, page.number)


def _enter(archive: Archive, session: Session, page: _ReadPage, change: tuple[str, str]) -> None:
    """Enter a correction in the custody log, and have the index told."""
    custody.record(
        session,
        archive.person,
        "word_corrected",
        subject=page.document.uid,
        reference=page.document.reference,
        detail={"page": page.number, "from": change[0], "to": change[1]},
    )
    session.add(Outbox(task="correct", document_id=page.document.id))


def _page_of(session: Session, reference: str, number: int) -> _ReadPage:
    document = lookup.document(session, reference)
    page_id = session.scalar(
        select(Page.id)
        .join(FileObject)
        .where(FileObject.document_id == document.id, FileObject.carries_pages)
        .where(Page.number == number, Page.status != "waiting")
    )
    if page_id is None:
        raise NoSuchPage(reference, number)
    return _ReadPage(document, page_id, number)


def _rows(session: Session, document_id: int) -> list[tuple[WordCorrection, int]]:
    query = (
        select(WordCorrection, Page.number)
        .join(Page, WordCorrection.page_id == Page.id)
        .join(FileObject, Page.file_id == FileObject.id)
        .where(FileObject.document_id == document_id, FileObject.carries_pages)
        .order_by(Page.number, WordCorrection.top, WordCorrection.left)
    )
    return [(row, number) for row, number in session.execute(query)]


def _found(words: Sequence[PlacedWord], sought: str) -> Iterator[PlacedWord]:
    """Yield the words that are `sought`; with marks beside them only where none is without."""
    sought = unicodedata.normalize("NFC", sought.strip())
    exactly = [word for word in words if word.text == sought]
    yield from exactly or [w for w in words if w.text.strip(_BESIDE_WORDS) == sought]


def _at_place(rows: Sequence[WordCorrection], box: Box) -> WordCorrection | None:
    """Return the correction at this place; a second one of the same word replaces it."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return next(
        (row for row in rows if row.left <= x <= row.right and row.top <= y <= row.bottom), None
    )


def _told(row: WordCorrection, number: int) -> Correction:
    box = (row.left, row.top, row.right, row.bottom)
    return Correction(row.id, number, box, row.machine_text, row.text, row.person, row.recorded_at)
