"""Issues the same once more, under a new number, and shows what changed since the first time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import CopyNotIssued, LuutruError, UnknownCopy
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.register import CopyEvent
from luutru.services.archive import Archive
from luutru.services.copies.authority import issuer_on
from luutru.services.copies.lines import CopyRow, copy_numbered
from luutru.services.copies.parts import read_part
from luutru.services.copies.register import ISSUED, REVOKED, SERIES, this_year
from luutru.services.copies.request import Wanted
from luutru.services.copies.source import source_of
from luutru.services.propose import document_meant

_NAMED: Final = re.compile(r"0*([1-9]\d{0,8})(?:/(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that will stand on the new copy and did not stand on the earlier one."""

    what: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Again:
    """An earlier copy, what is asked for to repeat it, and what has changed since."""

    copy: CopyRow
    wanted: Wanted
    differences: tuple[Difference, ...]


def read_number(text: str) -> tuple[int, int]:
    """Return the year and the number that `14` or `14/2026` names.

    Raises:
        UnknownCopy: It names none.
    """
    told = _NAMED.fullmatch(text.strip())
    if told is None:
        raise UnknownCopy(0, this_year())
    return int(told[2] or this_year()), int(told[1])


def issue_again(archive: Archive, year: int, number: int, series: str = SERIES) -> Again:
    """Return what repeats an earlier copy: all that it said, and what has changed since.

    Raises:
        UnknownCopy: The number was never given.
        CopyNotIssued: Nothing was issued under it.
        UnknownReference, HeldAtDoor: Its source may not be seen any more.
    """
    copy = copy_numbered(archive, year, number, series)
    if not copy.has_copy:
        raise CopyNotIssued(copy.symbol, code_list("copy_state").label(copy.state))
    wanted = Wanted(
        reference=copy.reference,
        form=copy.form,
        direction=copy.direction,
        pages=copy.pages,
        parts=tuple(map(read_part, copy.told.get("parts", "").split())),
        rebuilds=bool(copy.told.get("rebuilt")),
        prefix=copy.told.get("prefix", ""),
        signer_title=copy.signer_title,
        signer_name=copy.signer_name,
        recipients=copy.recipients,
        quantity=copy.quantity,
        repeats=f"{copy.symbol} ({copy.year})",
    )
    return Again(copy, wanted, changed_since(archive, copy, wanted))


def changed_since(archive: Archive, copy: CopyRow, wanted: Wanted) -> tuple[Difference, ...]:
    """Return what is different from `copy` in what is asked for and in the archive today."""
    with archive.catalogue.read() as session:
        found = [
            *_of_the_copy(copy),
            *_of_the_archive(session, archive, copy),
            *_of_the_signer(session, copy, wanted),
        ]
    found += [
        Difference(translate(what), before, now)
        for what, before, now in (
            (_RECIPIENTS, "; ".join(copy.recipients), "; ".join(wanted.recipients)),
            (_PAGES, copy.pages, wanted.pages),
        )
        if before != now
    ]
    return tuple(found)


_RECIPIENTS: Final = mark("Recipients")
_PAGES: Final = mark("Pages")
_TOLD: Final = {
    "agency": mark("Name of the agency"),
    "parent": mark("Superior agency"),
    "place": mark("Place"),
    "head_title": mark("Title of the head"),
    "document": mark("Number of the source"),
    "document_date": mark("Day of the source"),
    "subject": mark("Subject of the source"),
}


def _of_the_copy(copy: CopyRow) -> Iterator[Difference]:
    if copy.state == REVOKED:
        state = code_list("copy_state")
        yield Difference(
            translate("State of {symbol}", symbol=copy.symbol),
            state.label(ISSUED),
            f"{state.label(REVOKED)}: {copy.reason}",
        )


def _of_the_archive(session: Session, archive: Archive, copy: CopyRow) -> Iterator[Difference]:
    issuer = issuer_on(session, clock.today())
    document = document_meant(session, copy.reference)
    now = {
        "agency": issuer.name,
        "parent": issuer.parent,
        "place": issuer.place.title() if issuer.place.isupper() else issuer.place,
        "head_title": issuer.head_title,
        "document": "/".join(filter(None, (document.code_number, document.code_notation))),
        "document_date": document.issued_on or document.agreement.signed_on,
        "subject": document.subject or document.agreement.title,
    }
    for name, label in _TOLD.items():
        before = copy.told.get(name, "")
        if before != now[name]:
            yield Difference(translate(label), before, now[name])
    try:
        sha256 = source_of(archive, document).sha256
    except LuutruError:
        sha256 = ""
    if sha256 != copy.source_sha256:
        yield Difference(translate("File of the source"), copy.source_sha256[:16], sha256[:16])


def _of_the_signer(session: Session, copy: CopyRow, wanted: Wanted) -> Iterator[Difference]:
    """Yield another signer than before; else who signed the last copy, where that was another."""
    before = _signer(copy.signer_title, copy.signer_name)
    now = _signer(wanted.signer_title, wanted.signer_name)
    if before != now:
        yield Difference(translate("Signer"), before, now)
        return
    query = select(CopyEvent).where(CopyEvent.series == copy.series, CopyEvent.state == ISSUED)
    last = session.scalar(query.order_by(CopyEvent.seq.desc()).limit(1))
    if last is not None and _signer(last.signer_title, last.signer_name) != before:
        told = _signer(last.signer_title, last.signer_name)
        yield Difference(
            translate("Signer of the last copy, {symbol}", symbol=last.symbol), before, told
        )


def _signer(title: str, name: str) -> str:
    return ", ".join(filter(None, (name, title)))
