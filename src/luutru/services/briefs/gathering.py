"""Gathers the brief of a country or a partner as plain data."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import UnacceptableValue
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.party import Authority, PartyRole
from luutru.services.archive import Archive
from luutru.services.milestones.rows import MilestoneRow, Wanted, rows_in
from luutru.services.milestones.standing import Standing
from luutru.services.partners import Partner, known_partners, partner_standing_for, taking_part
from luutru.services.rows import AgreementRow, rows_of

HOLDING: Final = ("in_force", "signed", "suspended")
"""Statuses of what holds, is about to hold, or rests."""
UNCLEAR: Final = ("undetermined", "draft")
OPEN: Final = (Standing.OVERDUE, Standing.THIS_WEEK, Standing.THIS_MONTH, Standing.PLANNED,
               Standing.UNDATED)  # fmt: skip
_COUNTRY: Final = mark("Country")
_AT_ONCE: Final = 500


@dataclass(frozen=True)
class Brief:
    """What is known of the cooperation with a country or a partner on one day."""

    subject: str
    """Its name in the reader's language."""
    country: str
    """Code of the country, of the partner's where it is about a partner."""
    partner: Partner | None
    """The partner it is about, None where it is about a country."""
    today: date
    partners: tuple[Partner, ...]
    """Who was party to it, under the names of today; those with most agreements first."""
    holding: tuple[AgreementRow, ...]
    unclear: tuple[AgreementRow, ...]
    over: tuple[AgreementRow, ...]
    duties: tuple[MilestoneRow, ...]
    """Open milestones, the first due first."""
    contacts: tuple[str, ...]
    """Who is said to be the contact, in agreements that hold and in notes on the partners."""

    @property
    def agreements(self) -> int:
        """How many agreements there are."""
        return len(self.holding) + len(self.unclear) + len(self.over)

    def count(self, *statuses: str) -> int:
        """Return how many agreements have one of the statuses."""
        every = (*self.holding, *self.unclear, *self.over)
        return sum(row.status in statuses for row in every)

    @property
    def overdue(self) -> int:
        """How many milestones are late."""
        return sum(one.standing is Standing.OVERDUE for one in self.duties)


def brief(archive: Archive, *, country: str = "", authority_id: int | None = None) -> Brief:
    """Return the brief of a country, or of an authority, as of today.

    Raises:
        UnknownPartner: There is no authority of that number that may be shown.
        UnacceptableValue: There is no country of that code.
    """
    if authority_id is None:
        known = known_partners(archive)
        with archive.catalogue.read() as session:
            return _of_country(session, known, country)
    partner = partner_standing_for(archive, authority_id)
    with archive.catalogue.read() as session:
        ids = set(session.scalars(taking_part([partner.id])))
        return _gathered(session, ids, [partner], partner.country, partner)


def _of_country(session: Session, known: Sequence[Partner], country: str) -> Brief:
    if country not in code_list("country").codes:
        expected = translate("a country such as Belarus or BY")
        raise UnacceptableValue(translate(_COUNTRY), country, expected)
    abroad = PartyRole.side != "vietnamese"
    theirs = select(Authority.id).where(Authority.country == country)
    query = select(PartyRole.agreement_id).where(
        abroad, or_(PartyRole.country == country, PartyRole.authority_id.in_(theirs))
    )
    ids = set(session.scalars(query))
    return _gathered(session, ids, [one for one in known if one.country == country], country, None)


def _gathered(
    session: Session,
    ids: Collection[int],
    partners: Sequence[Partner],
    country: str,
    partner: Partner | None,
) -> Brief:
    today = clock.today()
    rows = _rows(session, sorted(ids), today)
    duties = rows_in(session, Wanted(agreement_ids=frozenset(ids)), today)
    subject = (partner.short or partner.called) if partner else code_list("country").label(country)
    holding = tuple(row for row in rows if row.status in HOLDING)
    return Brief(
        subject=subject,
        country=country,
        partner=partner,
        today=today,
        partners=tuple(sorted(partners, key=lambda one: -one.agreements)),
        holding=holding,
        unclear=tuple(row for row in rows if row.status in UNCLEAR),
        over=tuple(row for row in rows if row.status not in (*HOLDING, *UNCLEAR)),
        duties=tuple(one for one in duties if one.standing in OPEN),
        contacts=_contacts(session, [row.id for row in holding], [one.id for one in partners]),
    )


def _rows(session: Session, ids: Sequence[int], today: date) -> list[AgreementRow]:
    """Return agreements, the newest first, those without a day last."""
    rows: dict[int, AgreementRow] = {}
    for start in range(0, len(ids), _AT_ONCE):
        rows |= rows_of(session, ids[start : start + _AT_ONCE], today)
    return sorted(rows.values(), key=lambda row: (row.signed_on, row.id), reverse=True)


def _contacts(
    session: Session, agreements: Sequence[int], partners: Sequence[int]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    queries: list[Select[str]] = []
    for start in range(0, len(agreements), _AT_ONCE):
        some = agreements[start : start + _AT_ONCE]
        queries.append(select(Agreement.focal_partner).where(Agreement.id.in_(some)))
    queries.append(select(Authority.note).where(Authority.id.in_(partners)))
    for query in queries:
        found |= dict.fromkeys(text.strip() for text in session.scalars(query) if text.strip())
    return tuple(found)
