"""Prepares a copy without taking a number: what stands in its way, and how it will look."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import CertificateAbsent, LuutruError, RegisterClosed, SourceLocked
from luutru.holdings.stamper import Stamper, StampingFailed
from luutru.i18n import mark, translate
from luutru.records.document import Document
from luutru.records.register import Register
from luutru.services.archive import Archive
from luutru.services.copies import continuity, forms
from luutru.services.copies.authority import Issuer, issuer_on
from luutru.services.copies.grounds import ground_of
from luutru.services.copies.keys import Opened, look_at_key
from luutru.services.copies.looking import Check, Weight, look_of
from luutru.services.copies.planning import Plan, settled, unfit
from luutru.services.copies.register import SERIES, TRIAL_SERIES, head, this_year
from luutru.services.copies.request import TokenKey, Wanted
from luutru.services.copies.source import NOTICES, Source, forbidding, looked_at, source_of
from luutru.services.copies.telling import refuse_letters
from luutru.services.propose import document_meant
from luutru.stamping.facts import EXTRACT, FULL, OF_COPY, VIETNAM, CopyFacts
from luutru.stamping.told import FORBIDS, Preflight
from luutru.vietnamese.dates import short

__all__ = ["Check", "Prepared", "Stamper", "Weight", "draw_preview", "prepare"]

_FIRST: Final = {FULL: "", OF_COPY: "", EXTRACT: "1"}
"""What is previewed of an extract as long as nobody said which pages it shows."""
_UNNAMED: Final = mark("The decree names no electronic copy of an electronic original")
_ASK: Final = mark(
    "The untouched file goes along, with its own signatures. Ask the legal officer whether such a "
    "copy counts (article 25)."
)
_HEAD_TAIL: Final = mark("The register goes on with number {number:02d}")


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
    can_be_rebuilt: bool = False
    """Nothing can be appended to the source, but its pages can be rebuilt around it."""
    is_locked: bool = False
    """The source opens with a password only; it may have been given."""

    @property
    def blocking(self) -> tuple[Check, ...]:
        """Return the checks that stand in the way."""
        return tuple(check for check in self.checks if check.weight is Weight.BLOCKS)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found of a source; without `seen` it could not be opened."""

    checks: list[Check]
    source: Source | None = None
    seen: Preflight | None = None
    is_locked: bool = False


def prepare(archive: Archive, wanted: Wanted, stamper: Stamper) -> Prepared:
    """Check everything that issuing would, and say what to do where something is wrong.

    Raises:
        UnknownReference, HeldAtDoor, PagesUnread: There is no such document.
    """
    with archive.catalogue.read() as session:
        document = document_meant(session, wanted.reference)
        issuer = issuer_on(session, clock.today())
        checks = list(_by_the_decree(document, wanted))
        looked = _of_the_source(archive, stamper, document, wanted)
        source, seen = looked.source, looked.seen
        checks += [*looked.checks, *_of_the_words(wanted, issuer, document)]
        checks += _of_the_register(session, archive, wanted, document)
        number = _next_number(session, wanted)
        plan = None
        if seen is not None and source is not None:
            try:
                plan = settled(session, wanted, document, (source, seen, issuer))
            except LuutruError as error:
                checks.append(_blocking(error))
        if plan is not None:
            checks += look_of(stamper, plan, _facts(session, plan))
        checks.append(Check(Weight.GOOD, translate(_HEAD_TAIL, number=number)))
        told = document.id, document.reference, document.subject or document.agreement.title
    checks += _of_the_key(archive, stamper, wanted)
    checks = list(dict.fromkeys(checks))
    return Prepared(
        tuple(checks), number, seen.pages if seen else 0, *told, _rebuilds(seen, wanted),
        looked.is_locked or bool(wanted.source_password),
    )  # fmt: skip


def _of_the_register(
    session: Session, archive: Archive, wanted: Wanted, document: Document
) -> Iterator[Check]:
    """Yield why no number would be given: nobody confirmed the last one, the request does not fit.

    A year that is closed gives none either.
    """
    series = TRIAL_SERIES if wanted.is_trial else SERIES
    yield from _refusals(lambda: continuity.refuse_blocked(session, archive, series))
    yield from _refusals(lambda: ground_of(session, wanted, document))
    book = session.get(Register, (series, this_year()))
    if book is not None and book.closed_at is not None:
        yield _blocking(RegisterClosed(book.year))


def _rebuilds(seen: Preflight | None, wanted: Wanted) -> bool:
    """Tell whether there is something to choose: pages that can be copied only when rebuilt."""
    return seen is not None and (wanted.rebuilds or bool(forbidding(seen, wanted)))


def draw_preview(archive: Archive, wanted: Wanted, stamper: Stamper, target: Path) -> None:
    """Draw how the copy begins and ends into the PDF `target`; no number is taken.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
        OriginalMissing, FixityLost, SourceUnfit, LettersMissing: It cannot be copied.
    """
    with archive.catalogue.read() as session:
        document = document_meant(session, wanted.reference)
        issuer = issuer_on(session, clock.today())
        source = source_of(archive, document)
        refuse_letters(wanted, issuer, document)
        seen = looked_at(stamper, source, wanted.source_password)
        chosen = replace(wanted, rebuilds=True, pages=wanted.pages or _FIRST[wanted.form])
        plan = settled(session, chosen, document, (source, seen, issuer))
        facts = _facts(session, plan)
    try:
        stamper.preview(source.path, facts, target, plan.extract, wanted.source_password)
    except StampingFailed as error:
        raise unfit(source, error) from error


def _facts(session: Session, plan: Plan) -> CopyFacts:
    """Return what the copy would say if it were issued now."""
    moment = clock.now().astimezone(VIETNAM).replace(microsecond=0)
    series = TRIAL_SERIES if plan.wanted.is_trial else SERIES
    return plan.facts(_next_number(session, plan.wanted), moment, head(session, series))


def _by_the_decree(document: Document, wanted: Wanted) -> Iterator[Check]:
    refused = list(_refusals(lambda: forms.refuse_forbidden(document, wanted)))
    allowed = translate("The decree allows this form and direction")
    good = Check(Weight.GOOD, allowed, translate("Decree 30/2020/NĐ-CP, article 25"))
    if not refused and forms.may_be_rebuilt_only(
        wanted.form, forms.direction_of(wanted, document.medium)
    ):
        good = Check(Weight.REMARK, translate(_UNNAMED), translate(_ASK))
    yield from refused or (good,)


def _of_the_source(
    archive: Archive, stamper: Stamper, document: Document, wanted: Wanted
) -> _Looked:
    try:
        source = source_of(archive, document)
        seen = looked_at(stamper, source, wanted.source_password)
    except LuutruError as error:
        return _Looked([_blocking(error)], is_locked=isinstance(error, SourceLocked))
    whole = translate("The original is what was taken in")
    found = [Check(Weight.GOOD, whole, translate("SHA-256, compared just now"))]
    look = translate("Look at the preview before you issue the copy.")
    remarks = dict.fromkeys(notice for notice, _ in seen.notices if notice not in FORBIDS)
    found += [
        Check(Weight.REMARK, translate("Of the file: {what}", what=translate(NOTICES[one])), look)
        for one in remarks
    ]
    return _Looked(found, source, seen)


def _of_the_words(wanted: Wanted, issuer: Issuer, document: Document) -> Iterator[Check]:
    yield from _refusals(lambda: forms.refuse_incomplete(wanted))
    yield from _refusals(lambda: refuse_letters(wanted, issuer, document))


def _blocking(error: LuutruError) -> Check:
    return Check(Weight.BLOCKS, error.what_happened(), error.what_next())


def _refusals(make_sure: Callable[[], object]) -> Iterator[Check]:
    """Yield what issuing would refuse, as the line that tells it."""
    try:
        make_sure()
    except LuutruError as error:
        yield _blocking(error)


def _of_the_key(archive: Archive, stamper: Stamper, wanted: Wanted) -> Iterator[Check]:
    if wanted.is_trial:
        yield Check(
            Weight.REMARK,
            translate("It will be a trial copy"),
            translate("Every page says BẢN THỬ; it has no value and a number of its own series."),
        )
    if wanted.key is None or wanted.is_on_paper:
        return
    try:
        opened = look_at_key(archive, stamper, wanted)
    except CertificateAbsent as error:
        weight = Weight.REMARK if isinstance(wanted.key, TokenKey) else Weight.BLOCKS
        yield Check(weight, error.what_happened(), error.what_next())
    except LuutruError as error:
        yield Check(Weight.BLOCKS, error.what_happened(), error.what_next())
    else:
        yield from _of_the_certificate(opened)


def _of_the_certificate(opened: Opened) -> Iterator[Check]:
    """Yield who signs, and how what is signed can be proven later."""
    told = opened.seen.certificate
    who = translate("The key can sign: {subject}", subject=told.subject)
    yield Check(Weight.GOOD, who, translate("Valid until {day}", day=short(told.ends)))
    if opened.accepted:
        accepted = translate("Level B was accepted; the register will tell it")
        yield Check(Weight.REMARK, accepted, opened.accepted)
    elif opened.proof is not None:
        day = short(opened.seen.listed_on[:10])
        proven = translate("The copy will carry its proof along (level B-LT)")
        yield Check(Weight.GOOD, proven, translate("Revocation list of {day}", day=day))


def _next_number(session: Session, wanted: Wanted) -> int:
    series = TRIAL_SERIES if wanted.is_trial else SERIES
    book = session.get(Register, (series, clock.now().astimezone(VIETNAM).year))
    return (book.last_number if book else 0) + 1
