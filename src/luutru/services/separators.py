"""Separator sheets: printed by us, laid between documents on the scanner, found again by us."""

import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import UnacceptableValue, UnknownField
from luutru.holdings.disk import put
from luutru.i18n import translate
from luutru.reading.measures import from_text
from luutru.records.document import Document, Part
from luutru.records.fields import BY_NAME, LIST_FIELDS
from luutru.records.files import FileObject, Page
from luutru.records.separator_code import LONGEST, PREFIX, SeparatorCode, read_code
from luutru.services import lookup, values
from luutru.services.archive import Archive

MOST: Final = 500
"""Sheets printed at a time."""
_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""None that looks like another."""


@dataclass(frozen=True, slots=True)
class Separator:
    """A separator sheet among the pages of a document."""

    page: int
    """As shown now, counted from 1."""
    code: SeparatorCode


def print_separators(
    archive: Archive,
    target: Path,
    count: int,
    *,
    part: Part = Part.MAIN,
    to: str = "",
    described: Sequence[tuple[str, str]] = (),
) -> tuple[str, ...]:
    """Write `count` separator sheets into the PDF `target`; return their serial numbers.

    `part` and `to` say what follows each of them; `described` are fields and values that the
    agreements opened by them are described with once a split is confirmed.

    Raises:
        UnknownReference: `to` names nothing.
        UnknownField, UnacceptableValue: A value does not fit, or all of it is too much for a code.
        DiskFull, DiskTrouble: The file could not be written.
    """
    if not 0 < count <= MOST:
        expected = translate("a number from 1 to {most}", most=MOST)
        raise UnacceptableValue(translate("count"), str(count), expected)
    if to:
        with archive.catalogue.read() as session:
            lookup.agreement(session, to)
    typed = tuple(_checked(name, value) for name, value in described)
    series = "".join(secrets.choice(_LETTERS) for _ in range(4))
    codes = [
        SeparatorCode(f"{series}-{number:03d}", part, to, typed) for number in range(1, count + 1)
    ]
    if len(codes[-1].written()) > LONGEST:
        expected = translate("fewer or shorter values")
        raise UnacceptableValue(translate("values"), f"{typed[-1][0]}={typed[-1][1]}", expected)
    put(target, _drawn(codes, archive.settings.name))
    return tuple(code.serial for code in codes)


def separators_in(session: Session, document_id: int) -> tuple[Separator, ...]:
    """Return the separator sheets among the pages of a document that have been read."""
    query = (
        select(Page.number, Page.measures)
        .join(FileObject)
        .where(FileObject.document_id == document_id, FileObject.carries_pages)
        .where(Page.measures.contains(PREFIX))
        .order_by(Page.number)
    )
    found = []
    for number, kept in session.execute(query):
        measures = from_text(kept)
        code = read_code(measures.separator) if measures else None
        if code is not None:
            found.append(Separator(number, code))
    return tuple(found)


def documents_with_separators(archive: Archive) -> tuple[str, ...]:
    """Return the references of the documents among whose pages separator sheets lie."""
    query = (
        select(Document.reference)
        .join(FileObject, FileObject.document_id == Document.id)
        .join(Page, Page.file_id == FileObject.id)
        .where(FileObject.carries_pages, Page.measures.contains(PREFIX))
        .distinct()
        .order_by(Document.reference)
    )
    with archive.catalogue.read() as session:
        return tuple(session.scalars(query))


def _checked(name: str, typed: str) -> tuple[str, str]:
    """Return a field and its value once it is certain that a description would take it."""
    plain = name.rstrip("+")
    if plain not in LIST_FIELDS:
        if plain not in BY_NAME:
            raise UnknownField(name, ", ".join([*BY_NAME, *LIST_FIELDS]))
        if values.silence(typed) is None:
            values.read(BY_NAME[plain], typed)
    return name, typed


def _drawn(codes: Sequence[SeparatorCode], archive_name: str) -> bytes:
    # reportlab and segno cost a third of a second, which only who prints sheets should wait
    from luutru.services.separator_sheets import draw_sheets  # noqa: PLC0415

    buffer = io.BytesIO()
    draw_sheets(buffer, codes, archive_name)
    return buffer.getvalue()
