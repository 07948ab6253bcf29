"""Prepares a copy without taking a number: what stands in its way, and how it will look."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import LuutruError, SourceUnfit
from luutru.holdings.stamper import Stamper, StampingFailed
from luutru.i18n import mark, translate
from luutru.records.document import Document
from luutru.records.register import Register
from luutru.services.archive import Archive
from luutru.services.copies import forms
from luutru.services.copies.authority import issuer_on
from luutru.services.copies.explaining import unusable
from luutru.services.copies.register import SERIES, TRIAL_SERIES, head
from luutru.services.copies.request import Wanted
from luutru.services.copies.source import NOTICES, looked_at, source_of
from luutru.services.copies.telling import facts_of, refuse_letters
from luutru.services.propose import document_meant
from luutru.stamping.facts import EXTRACT, VIETNAM
from luutru.stamping.told import FORBIDS, Preflight

__all__ = ["Check", "Prepared", "Stamper", "Weight", "draw_preview", "prepare"]

_HEAD_TAIL: Final = mark("The register goes on with number {number:02d}")


class Weight(StrEnum):
    """What a check means for the copy."""

    GOOD = "good"
    REMARK = "remark"
    """A person should look; the copy can be issued."""
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list of checks, in the reader's language."""

    weight: Weight
    what: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that is known before a number is taken."""

    checks: tuple[Check, ...]
    number: int
    """That the copy would get now."""
    pages: int
    document_id: int
    reference: str
    title: str

    @property
    def blocking(self) -> tuple[Check, ...]:
        """Return the checks that stand in the way."""
        return tuple(check for check in self.checks if check.weight is Weight.BLOCKS)


def prepare(archive: Archive, wanted: Wanted, stamper: Stamper) -> Prepared:
    """Check everything that issuing would, and say what to do where something is wrong.

    Raises:
        UnknownReference, HeldAtDoor, PagesUnread: There is no such document.
    """
    with archive.catalogue.read() as session:
        document = document_meant(session, wanted.reference)
        checks = list(_by_the_decree(document, wanted))
        found, seen = _of_the_source(archive, stamper, document)
        checks += [*found, *_of_the_words(session, wanted, document)]
        if seen is not None and wanted.form == EXTRACT and wanted.pages:
            count = seen.pages
            checks += _refusals(lambda: forms.extent(wanted, count))
        number = _next_number(session, wanted)
        checks.append(Check(Weight.GOOD, translate(_HEAD_TAIL, number=number)))
        told = document.id, document.reference, document.subject or document.agreement.title
    checks += _of_the_key(stamper, wanted)
    return Prepared(tuple(checks), number, seen.pages if seen else 0, *told)


def draw_preview(archive: Archive, wanted: Wanted, stamper: Stamper, target: Path) -> None:
    """Draw the first page and the sheet of the copy into the PDF `target`; no number is taken.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
        OriginalMissing, FixityLost, SourceUnfit, LettersMissing: It cannot be copied.
    """
    with archive.catalogue.read() as session:
        document = document_meant(session, wanted.reference)
        issuer = issuer_on(session, clock.today())
        source = source_of(archive, document)
        refuse_letters(wanted, issuer, document)
        seen = looked_at(stamper, source)
        moment = clock.now().astimezone(VIETNAM).replace(microsecond=0)
        series = TRIAL_SERIES if wanted.is_trial else SERIES
        given = _next_number(session, wanted), moment, head(session, series)
        facts = facts_of(wanted, issuer, document, seen, given)
    asks_pages = wanted.form == EXTRACT and wanted.pages
    first = forms.extent(wanted, seen.pages)[0] if asks_pages else 1
    try:
        stamper.preview(source.path, first, facts, target)
    except StampingFailed as error:
        raise SourceUnfit(source.reference, f"{error.fault} {error.detail}".strip()) from error


def _by_the_decree(document: Document, wanted: Wanted) -> Iterator[Check]:
    direction = wanted.direction or forms.usual_direction(document.medium)
    refused = list(
        _refusals(lambda: forms.refuse_forbidden(document, wanted.form, direction, wanted.pages))
    )
    allowed = translate("The decree allows this form and direction")
    good = Check(Weight.GOOD, allowed, translate("Decree 30/2020/NĐ-CP, article 25"))
    yield from refused or (good,)


def _of_the_source(
    archive: Archive, stamper: Stamper, document: Document
) -> tuple[list[Check], Preflight | None]:
    try:
        seen = looked_at(stamper, source_of(archive, document))
    except LuutruError as error:
        return [Check(Weight.BLOCKS, error.what_happened(), error.what_next())], None
    whole = translate("The original is what was taken in")
    found = [Check(Weight.GOOD, whole, translate("SHA-256, compared just now"))]
    look = translate("Look at the preview before you issue the copy.")
    remarks = dict.fromkeys(notice for notice, _ in seen.notices if notice not in FORBIDS)
    found += [
        Check(Weight.REMARK, translate("Of the file: {what}", what=translate(NOTICES[one])), look)
        for one in remarks
    ]
    return found, seen


def _of_the_words(session: Session, wanted: Wanted, document: Document) -> Iterator[Check]:
    issuer = issuer_on(session, clock.today())
    yield from _refusals(lambda: forms.refuse_incomplete(wanted))
    yield from _refusals(lambda: refuse_letters(wanted, issuer, document))


def _refusals(make_sure: Callable[[], object]) -> Iterator[Check]:
    """Yield what issuing would refuse, as the line that tells it."""
    try:
        make_sure()
    except LuutruError as error:
        yield Check(Weight.BLOCKS, error.what_happened(), error.what_next())


def _of_the_key(stamper: Stamper, wanted: Wanted) -> Iterator[Check]:
    if wanted.key is None:
        yield Check(
            Weight.REMARK,
            translate("It will be a trial copy"),
            translate("Every page says BẢN THỬ; it has no value and a number of its own series."),
        )
        return
    try:
        stamper.certificate(wanted.key)
    except StampingFailed as error:
        told = unusable(wanted.key.path, error)
        yield Check(Weight.BLOCKS, told.what_happened(), told.what_next())
    else:
        yield Check(Weight.GOOD, translate("The key can sign"))


def _next_number(session: Session, wanted: Wanted) -> int:
    series = TRIAL_SERIES if wanted.is_trial else SERIES
    book = session.get(Register, (series, clock.now().astimezone(VIETNAM).year))
    return (book.last_number if book else 0) + 1
