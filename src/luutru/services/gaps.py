"""Gaps: annexes that an agreement cites and that nobody has brought.

They are found as soon as a document has been read, and again whenever it is read anew: what a
person decided stays. A document that claims to be the annex fills the gap once a person says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from luutru.errors import NotInList
from luutru.extraction.cited_annexes import (
    CitedAnnex,
    label_key,
    may_be_same,
    missing_annexes,
)
from luutru.extraction.kind import Kind, read_kind
from luutru.extraction.script import Script
from luutru.records.agreement import Agreement
from luutru.records.document import Document, Part
from luutru.records.intake import Gap
from luutru.services import custody, lookup
from luutru.services.archive import Archive
from luutru.services.door import given
from luutru.services.page_words import page_words

_CITING = (Part.MAIN, Part.LANGUAGE, Part.EXCHANGE)
"""Parts of which the annexes are annexes of the agreement."""


@dataclass(frozen=True, slots=True)
class AnnexGap:
    """An annex that is cited and not there, or was not there until it was filled."""

    id: int
    agreement_reference: str
    title: str
    """Of the agreement."""
    label: str
    """As it is cited, such as `Phụ lục II`."""
    cited_in: str
    """Reference of the document that cites it."""
    document_id: int
    page: int
    filled_by: str
    """Reference of the document that fills it; empty while nobody brought it."""
    dismissed: str
    """Why nothing is missing, where a person says so."""

    @property
    def is_open(self) -> bool:
        """Tell whether the annex is still missing."""
        return not self.filled_by and not self.dismissed


def annex_gaps(
    archive: Archive, reference: str | None = None, *, all_of_them: bool = False
) -> tuple[AnnexGap, ...]:
    """Return the open gaps of one agreement or of the whole archive, or `all_of_them`.

    Raises:
        UnknownReference: Nothing is called so.
    """
    filler = aliased(Document)
    query = (
        select(Gap, Agreement, Document, filler.reference)
        .join(Agreement, Gap.agreement_id == Agreement.id)
        .join(Document, Gap.document_id == Document.id)
        .outerjoin(filler, Gap.filled_by_id == filler.id)
        .order_by(Agreement.reference, Gap.page_number, Gap.id)
    )
    with archive.catalogue.read() as session:
        if reference is not None:
            query = query.where(Gap.agreement_id == lookup.agreement(session, reference).id)
        found = [_told(*row) for row in session.execute(query)]
    return tuple(gap for gap in found if all_of_them or gap.is_open)


def dismiss_gap(archive: Archive, gap_id: int, reason: str) -> None:
    """Note that an annex that is cited is not missing, and why.

    Raises:
        NotInList: There is no such open gap.
        UnacceptableValue: The reason is missing.
    """
    with archive.catalogue.write() as session:
        gap = session.get(Gap, gap_id)
        if gap is None or not _is_undecided(gap):
            raise NotInList(str(gap_id), _open_ids(session))
        gap.dismissed = given(reason)
        agreement = session.get_one(Agreement, gap.agreement_id)
        custody.record(
            session,
            archive.person,
            "gap_dismissed",
            subject=agreement.uid,
            reference=agreement.reference,
            detail={"label": gap.label, "reason": gap.dismissed},
        )


def note_gaps_of(archive: Archive, documents: Iterable[int]) -> None:
    """Note the gaps of documents that have been read; nothing is written where none changed."""
    with archive.catalogue.read(cleared=True) as session:
        changed = [number for number in documents if _is_out_of_step(session, number)]
    for number in changed:
        with archive.catalogue.write(cleared=True) as session:
            document = session.get(Document, number)
            if document is not None:
                note_gaps(session, document)


def note_gaps(session: Session, document: Document) -> None:
    """Bring the gaps of one document in step with what it cites now; decisions stay."""
    too_many, missing = _steps(session, document)
    for gap in too_many:
        session.delete(gap)
    for annex in missing:
        session.add(
            Gap(
                agreement_id=document.agreement_id,
                document_id=document.id,
                label=annex.label,
                page_number=annex.places[0].page,
            )
        )
    session.flush()


def gap_claimed(session: Session, agreement_id: int, key: str) -> Gap | None:
    """Return the open gap of an agreement for the annex with the key of a label.

    An annex without a label claims the gap where there is only one, or one without a label.
    """
    still = [gap for gap in _of_agreement(session, agreement_id) if _is_undecided(gap)]
    matching = [gap for gap in still if label_key(gap.label) == key] or [
        gap for gap in still if may_be_same(label_key(gap.label), key)
    ]
    alone = still if not key and len(still) == 1 else []
    return next(iter(matching or alone), None)


def fill_gap(session: Session, person: str, gap: Gap, document: Document) -> None:
    """Note that a document is the annex that was missing."""
    gap.filled_by_id = document.id
    custody.record(
        session,
        person,
        "gap_filled",
        subject=document.uid,
        reference=document.reference,
        detail={"label": gap.label, "agreement": document.agreement.reference},
    )


def open_again(session: Session, document: Document) -> None:
    """Let gaps be open that a document filled which is now something else."""
    for gap in session.scalars(select(Gap).where(Gap.filled_by_id == document.id)):
        if gap.agreement_id != document.agreement_id or document.part != Part.ANNEX:
            gap.filled_by_id = None


def annex_key(session: Session, document_id: int) -> str | None:
    """Return the key of the label in the heading of an annex; None for what is no annex."""
    signs = read_kind(Script(page_words(session, document_id))).signs
    return next((label_key(sign.heading) for sign in signs if sign.kind is Kind.ANNEX), None)


def _is_out_of_step(session: Session, document_id: int) -> bool:
    document = session.get(Document, document_id)
    return document is not None and any(_steps(session, document))


def _steps(session: Session, document: Document) -> tuple[list[Gap], list[CitedAnnex]]:
    """Return the gaps that a document no longer tells of, and the annexes without a gap."""
    known = _of_agreement(session, document.agreement_id)
    own = [gap for gap in known if gap.document_id == document.id]
    told_by_others = {label_key(gap.label) for gap in known if gap not in own}
    cited = _cited(session, document)
    too_many = [
        gap
        for gap in own
        if _is_undecided(gap) and label_key(gap.label) not in cited.keys() - told_by_others
    ]
    new = cited.keys() - told_by_others - {label_key(gap.label) for gap in own}
    missing = new - _annexes(session, document.agreement) if new else new
    return too_many, [annex for key, annex in cited.items() if key in missing]


def _is_undecided(gap: Gap) -> bool:
    return gap.filled_by_id is None and not gap.dismissed


def _annexes(session: Session, agreement: Agreement) -> set[str]:
    """Return the keys of the annexes that the agreement has."""
    annexes = (kept.id for kept in agreement.documents if kept.part == Part.ANNEX)
    return {key for key in (annex_key(session, kept) for kept in annexes) if key is not None}


def _cited(session: Session, document: Document) -> dict[str, CitedAnnex]:
    if document.part not in _CITING:
        return {}
    script = Script(page_words(session, document.id))
    return {annex.key: annex for annex in missing_annexes(script)}


def _of_agreement(session: Session, agreement_id: int) -> list[Gap]:
    query = select(Gap).where(Gap.agreement_id == agreement_id).order_by(Gap.id)
    return list(session.scalars(query))


def _open_ids(session: Session) -> str:
    query = select(Gap.id).where(Gap.filled_by_id.is_(None), Gap.dismissed == "")
    return ", ".join(map(str, session.scalars(query.order_by(Gap.id))))


def _told(gap: Gap, agreement: Agreement, document: Document, filled_by: str | None) -> AnnexGap:
    return AnnexGap(
        gap.id,
        agreement.reference,
        agreement.title,
        gap.label,
        document.reference,
        document.id,
        gap.page_number,
        filled_by or "",
        gap.dismissed,
    )
