"""Batches: what was brought together often has values in common, which are set once for all.

Only what nobody has reviewed is touched, and only fields that are still empty, unless a person
wants what stands there replaced. What will happen can be looked at before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from luutru.errors import NotInList
from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.records.intake import Batch
from luutru.records.roles import Permission
from luutru.services import custody, titles
from luutru.services.archive import Archive
from luutru.services.describe import describe_in
from luutru.services.description import BY_PERSON, Assignment, Change, current, set_field

_UNSAID: Final = frozenset({"", "none"})
"""What a field holds of which nobody said anything."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Files that were brought together."""

    id: int
    way: str
    """A `records.intake.Way`."""
    label: str
    person: str
    at: datetime
    documents: int
    waiting: int
    """Agreements among them that nobody has reviewed."""


@dataclass(frozen=True, slots=True)
class BatchChange:
    """One field of one agreement of a batch."""

    reference: str
    """Of the agreement."""
    field: str
    before: str
    after: str
    """What was asked for, as it would be typed."""
    differs: bool
    """Another value stood there: it is kept, unless it was to be replaced."""


def batches(archive: Archive) -> tuple[BatchRow, ...]:
    """Return the batches, the newest first."""
    query = (
        select(Batch, func.count(Document.id))
        .join(Document, Document.batch_id == Batch.id)
        .group_by(Batch.id)
        .order_by(Batch.id.desc())
    )
    with archive.catalogue.read() as session:
        return tuple(
            BatchRow(
                batch.id,
                batch.way,
                batch.label,
                batch.person,
                batch.recorded_at,
                documents,
                len(_waiting(session, batch.id)),
            )
            for batch, documents in session.execute(query)
        )


def preview_for_batch(
    archive: Archive, batch_id: int, changes: Sequence[tuple[str, str]], *, replace: bool = False
) -> tuple[BatchChange, ...]:
    """Return what `set_for_batch` would do; nothing is changed.

    Raises:
        NotInList: There is no such batch.
        NotPermitted: The roles of the account do not include it.
        UnknownField: There is no such field.
        UnacceptableValue: A value does not fit.
    """
    archive.require(Permission.DESCRIBE)
    with archive.catalogue.write() as session:
        trial = session.begin_nested()
        found = _set(session, archive.person, batch_id, changes, replace=replace)
        trial.rollback()
    return found


def set_for_batch(
    archive: Archive, batch_id: int, changes: Sequence[tuple[str, str]], *, replace: bool = False
) -> tuple[BatchChange, ...]:
    """Set fields of all agreements of a batch that nobody has reviewed, as one act.

    Where another value stands already it is kept and told as `differs`; with `replace` it is
    replaced. Names may end in `+` or `-` as with `describe`.

    Raises:
        NotInList: There is no such batch.
        NotPermitted: The roles of the account do not include it.
        UnknownField: There is no such field.
        UnacceptableValue: A value does not fit; nothing was changed.
    """
    archive.require(Permission.DESCRIBE)
    with archive.catalogue.write() as session:
        return _set(session, archive.person, batch_id, changes, replace=replace)


def _set(
    session: Session,
    person: str,
    batch_id: int,
    changes: Sequence[tuple[str, str]],
    *,
    replace: bool,
) -> tuple[BatchChange, ...]:
    seen = session.scalars(select(Document.batch_id).distinct().order_by(Document.batch_id))
    known = [number for number in seen if number is not None]
    if batch_id not in known:
        raise NotInList(str(batch_id), ", ".join(map(str, known)))
    batch = session.get_one(Batch, batch_id)
    told: list[BatchChange] = []
    references = []
    for agreement in _waiting(session, batch_id):
        kept = list(_kept(session, person, agreement, changes))
        skipped = set() if replace else {change.field for change in kept}
        wanted = [Assignment(*change) for change in changes if change[0] not in skipped]
        made = describe_in(session, person, agreement, wanted)
        told += [
            BatchChange(agreement.reference, one.field, one.before, one.after, differs=False)
            for one in made
            if one.field not in {change.field for change in kept}
        ]
        told += [
            BatchChange(agreement.reference, one.field, one.before, one.after, differs=True)
            for one in kept
        ]
        references += [agreement.reference] if made else []
    if references:
        custody.record(
            session,
            person,
            "set_for_batch",
            subject=batch.uid,
            detail={"batch": batch.id, "values": list(changes), "references": references},
        )
    return tuple(told)


def _kept(
    session: Session, person: str, agreement: Agreement, changes: Sequence[tuple[str, str]]
) -> Iterator[Change]:
    """Yield the fields in which another value stands already, with what was asked for."""
    for name, typed in changes:
        before = current(session, agreement, name.rstrip("+-"))
        if before in _UNSAID or name != name.rstrip("+-"):
            continue
        trial = session.begin_nested()
        set_field(session, agreement, name, typed, person, BY_PERSON)
        after = current(session, agreement, name)
        trial.rollback()
        session.expire(agreement)
        if after != before:
            yield Change(name, before, after)


def _waiting(session: Session, batch_id: int) -> list[Agreement]:
    """Return the agreements that a batch brought the main text of, and that wait for a review."""
    query = (
        select(Agreement)
        .join(Document, Document.agreement_id == Agreement.id)
        .where(Document.batch_id == batch_id, Agreement.review_state == "awaiting_review")
        .order_by(Agreement.reference)
        .distinct()
    )
    return [
        agreement
        for agreement in session.scalars(query)
        if (main := titles.main_document(agreement)) is not None and main.batch_id == batch_id
    ]
