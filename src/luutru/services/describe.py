"""Describe an agreement, and correct its description; never silently.

An archive corrects, it does not un-happen: each change is recorded with what stood before, and
undoing is a correction back. Every value names its source.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from luutru import clock
from luutru.errors import EditedMeanwhile
from luutru.records.agency import Fonds
from luutru.records.agreement import Agreement
from luutru.records.outbox import Outbox
from luutru.services import custody, lookup, numbering, terms, titles, versions
from luutru.services.archive import Archive
from luutru.services.description import (
    BY_PERSON,
    Assignment,
    Change,
    Source,
    current,
    log_changes,
    set_field,
)
from luutru.services.life import derived
from luutru.services.rules import duties


def describe(
    archive: Archive,
    reference: str,
    changes: Sequence[tuple[str, str]],
    *,
    source: Source = BY_PERSON,
    version: int | None = None,
) -> list[Change]:
    """Set fields of the agreement `reference`; return what really changed.

    A name may end in `+` or `-` to add to, or take from, a field of several entries. "không nêu"
    records that the document is silent. With `version` (as it was read) a change that somebody
    else made since is not overwritten.

    Raises:
        UnknownReference: Nothing is called so.
        UnknownField: There is no such field.
        UnacceptableValue: A value does not fit; nothing was changed.
        EditedMeanwhile: Somebody else corrected the agreement since `version`.
    """
    try:
        with archive.catalogue.write() as session:
            agreement = lookup.agreement(session, reference)
            versions.make_sure(session, agreement.version, version, reference, agreement.uid)
            assignments = [Assignment(name, typed, source) for name, typed in changes]
            return describe_in(session, archive.person, agreement, assignments)
    except StaleDataError as error:
        raise EditedMeanwhile(reference) from error


def new_agreement(archive: Archive, changes: Sequence[tuple[str, str]]) -> str:
    """Record an agreement without a scan; return its reference.

    Raises:
        UnknownField: There is no such field.
        UnacceptableValue: A value does not fit; nothing was recorded.
    """
    with archive.catalogue.write() as session:
        fonds_id = session.scalars(select(Fonds.id).where(Fonds.is_open).order_by(Fonds.id)).first()
        assert fonds_id is not None  # noqa: S101  an archive keeps one open fonds
        reference = numbering.next_reference(session, clock.today().year)
        agreement = Agreement(reference=reference, fonds_id=fonds_id)
        session.add(agreement)
        session.flush()
        custody.record(
            session, archive.person, "recorded", subject=agreement.uid, reference=reference
        )
        assignments = [Assignment(name, typed) for name, typed in changes]
        describe_in(session, archive.person, agreement, assignments)
        titles.refresh(agreement)
        session.add(Outbox(task="describe", agreement_id=agreement.id))
        return reference


def describe_in(
    session: Session, person: str, agreement: Agreement, assignments: Sequence[Assignment]
) -> list[Change]:
    """Set fields within the caller's transaction, each from its own source; return what changed.

    Raises:
        UnknownField: There is no such field.
        UnacceptableValue: A value does not fit; the caller's transaction has to be given up.
    """
    before: dict[str, str] = {}
    for wanted in assignments:
        plain = wanted.field.rstrip("+-")
        before.setdefault(plain, current(session, agreement, plain))
        set_field(session, agreement, wanted.field, wanted.typed, person, wanted.source)
    now = {name: current(session, agreement, name) for name in before}
    made = [Change(name, was, now[name]) for name, was in before.items() if was != now[name]]
    if made:
        moved = terms.derive_in(session, agreement)
        titles.refresh(agreement)
        flag_modified(agreement, "note")  # a change of its parties is a change of the agreement
        act = "corrected" if any(change.before for change in made) else "described"
        log_changes(session, person, act, agreement, made)
        session.add(Outbox(task="describe", agreement_id=agreement.id))
        for one in moved:
            derived.follow_in(session, person, one)
            duties.plan_in(session, person, one)
    return made
