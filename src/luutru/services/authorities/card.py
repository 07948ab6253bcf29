"""Everything known of one authority, with all that was merged into it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.custody import CustodyEntry
from luutru.records.days import UNKNOWN, Span, span_of
from luutru.records.party import Authority, AuthorityRelation, PartyRole
from luutru.services.archive import Archive
from luutru.services.authorities.identity import family, roots
from luutru.services.authorities.naming import NameRow, called, name_on, names_by
from luutru.services.custody import Entry, told
from luutru.services.milestones.rows import MilestoneRow, Wanted, rows_in
from luutru.services.partners import Partner, partner_standing_for, taking_part
from luutru.services.rows import AgreementRow, rows_of

MOST: Final = 500
"""Agreements that are told one by one: an agency is party to nearly all that it keeps."""


@dataclass(frozen=True, slots=True)
class Signed:
    """An agreement, under the name that the authority had in it."""

    row: AgreementRow
    side: str
    """A code of the list `side`."""
    name_as_signed: str
    short_name: str
    """Its abbreviation in that agreement, empty where it gives none."""
    begins: date | None
    """First day of its bar: of effect, else of signature."""
    ends: date | None
    """Last day: it expired, was ended or was replaced; None while none is known."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """How it hangs together with another authority, told from its own side."""

    kind: str
    """A code of the list `authority_relation`."""
    outgoing: bool
    """Whether it went over into the other one, or stands below it."""
    other_id: int
    other: str
    effective_on: date | None
    legal_act: str


@dataclass(frozen=True, slots=True)
class Merged:
    """An authority that was merged into this one."""

    id: int
    called: str
    into: str
    reason: str


@dataclass(frozen=True)
class AuthorityCard:
    """One authority, whole."""

    partner: Partner
    version: int
    kind: str
    note: str
    names: tuple[NameRow, ...]
    """The newest first."""
    relations: tuple[Kinship, ...]
    signed: tuple[Signed, ...]
    """The newest first, those without a day last; of very many only the newest `MOST`."""
    statuses: Mapping[str, int]
    """How many of all agreements have which status."""
    milestones: tuple[MilestoneRow, ...]
    """Of all agreements, or of those in `signed` where there are more."""
    merged: tuple[Merged, ...]
    history: tuple[Entry, ...]
    """Custody entries, the newest first."""

    def name_on(self, day: date) -> NameRow | None:
        """Return the name it bore on a day."""
        return name_on(self.names, day)


def authority(archive: Archive, authority_id: int) -> AuthorityCard:
    """Return the card of the authority, or of the one it was merged into.

    Raises:
        UnknownPartner: There is none of that number that may be shown.
    """
    # numpy costs a tenth of a second of the start of whoever shows one agreement
    from luutru.services.authorities.counting import by_status  # noqa: PLC0415

    today = clock.today()
    partner = partner_standing_for(archive, authority_id)
    with archive.catalogue.read() as session:
        members = family(session, partner.id)
        signed = _signed(session, members, today)
        query = select(Authority).where(Authority.id.in_(members))
        records = sorted(session.scalars(query), key=lambda one: members.index(one.id))
        return AuthorityCard(
            partner=partner,
            version=records[0].version,
            kind=records[0].kind,
            note=next((one.note for one in records if one.note), ""),
            names=tuple(sorted(partner.names, key=_newest_first)),
            relations=_relations(session, members),
            signed=signed,
            statuses=by_status(archive, session, partner.id),
            milestones=_milestones(session, partner, signed, today),
            merged=_merged(session, records[1:] if records[0].id == members[0] else records),
            history=_history(session, [one.uid for one in records]),
        )


def _newest_first(name: NameRow) -> tuple[int, int, int]:
    return (
        -(name.valid_to or date.max).toordinal(),
        -(name.valid_from or date.min).toordinal(),
        name.id,
    )


def _relations(session: Session, members: Sequence[int]) -> tuple[Kinship, ...]:
    query = (
        select(AuthorityRelation)
        .where(or_(AuthorityRelation.from_id.in_(members), AuthorityRelation.to_id.in_(members)))
        .order_by(AuthorityRelation.effective_on.is_(None), AuthorityRelation.effective_on)
    )
    tops = roots(session)
    found = []
    kept = list(session.scalars(query))
    names = names_by(session, tops, [n for one in kept for n in (one.from_id, one.to_id)])
    for one in kept:
        outgoing = one.from_id in members
        number = one.to_id if outgoing else one.from_id
        other = tops.get(number, number)
        name = called(names[other])
        if other != members[0] and name:
            found.append(Kinship(one.kind, outgoing, other, name, one.effective_on, one.legal_act))
    return tuple(found)


def _signed(session: Session, members: Sequence[int], today: date) -> tuple[Signed, ...]:
    query = (
        select(
            PartyRole.agreement_id,
            PartyRole.side,
            PartyRole.name_as_signed,
            PartyRole.short_name,
        )
        .where(PartyRole.authority_id.in_(members))
        .order_by(PartyRole.ordinal.desc())
    )
    newest = (
        select(Agreement.id)
        .where(Agreement.id.in_(taking_part([members[0]])))
        .order_by(Agreement.signed_first.is_(None), Agreement.signed_first.desc(), Agreement.id)
        .limit(MOST)
    )
    ids = list(session.scalars(newest))
    query = query.where(PartyRole.agreement_id.in_(ids))
    roles = {row.agreement_id: row for row in session.execute(query)}
    rows, ended = rows_of(session, ids, today), _ended(session, ids)
    found = [_one(row, *roles[number][1:], ended.get(number)) for number, row in rows.items()]
    return tuple(sorted(found, key=lambda one: (one.begins or date.min, one.row.id), reverse=True))


def _milestones(
    session: Session, partner: Partner, signed: Sequence[Signed], today: date
) -> tuple[MilestoneRow, ...]:
    wanted = Wanted(partner_ids=frozenset({partner.id}))
    if partner.agreements > len(signed):
        wanted = Wanted(agreement_ids=frozenset(one.row.id for one in signed))
    return tuple(rows_in(session, wanted, today))


def _one(row: AgreementRow, side: str, name: str, short_name: str, ended: date | None) -> Signed:
    effect, signed, expiry = (span_or_unknown(day) for day in (
        row.effective_on, row.signed_on, row.expires_on))  # fmt: skip
    ends = min((day for day in (ended, expiry.last) if day), default=None)
    return Signed(row, side, name, short_name, effect.first or signed.first, ends)


def span_or_unknown(edtf: str) -> Span:
    """Return the days a value covers, unknown where it cannot be read."""
    try:
        return span_of(edtf)
    except ValueError:
        return UNKNOWN


def _ended(session: Session, ids: Sequence[int]) -> dict[int, date]:
    """Return when agreements were ended or replaced."""
    ended = (
        select(AgreementEvent.agreement_id, AgreementEvent.effective_from)
        .where(AgreementEvent.agreement_id.in_(ids))
        .where(AgreementEvent.kind.in_(("termination", "withdrawal")))
    )
    replaced = select(Relation.to_id, Relation.effective_on).where(
        Relation.to_id.in_(ids), Relation.kind == "replaces", Relation.effective_on.is_not(None)
    )
    days: defaultdict[int, list[date]] = defaultdict(list)
    for query in (ended, replaced):
        for number, day in session.execute(query):
            if day is not None:
                days[number].append(day)
    return {number: min(some) for number, some in days.items()}


def _merged(session: Session, records: Sequence[Authority]) -> tuple[Merged, ...]:
    own = {one.id: [one] for one in records}
    names = names_by(session, {}, among=list(own)) if own else {}
    return tuple(
        Merged(
            id=one.id,
            called=called(names.get(one.id, ())),
            into=called(names.get(one.merged_into_id or 0, ())),
            reason=one.merge_reason,
        )
        for one in records
        if one.merged_into_id is not None
    )


def _history(session: Session, uids: Sequence[str]) -> tuple[Entry, ...]:
    query = (
        select(CustodyEntry)
        .where(CustodyEntry.subject.in_(uids))
        .order_by(CustodyEntry.seq.desc())
        .limit(200)
    )
    return tuple(told(entry) for entry in session.scalars(query))
