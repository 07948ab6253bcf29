"""Authorities as the archive knows them: their names in time and their agreements."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select

from luutru.records.agreement import Agreement
from luutru.records.party import Authority, AuthorityName, PartyRole
from luutru.services.archive import Archive
from luutru.services.partner_names import likeliest_name
from luutru.vietnamese.collation import collation_key
from luutru.vietnamese.folding import fold


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an authority, with its span of time."""

    name: str
    abbreviation: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Partner:
    """One authority."""

    id: int
    country: str
    names: tuple[Name, ...]
    agreements: int

    @property
    def called(self) -> str:
        """The name it is listed under."""
        return self.names[0].name if self.names else str(self.id)


def partners(archive: Archive, like: str = "") -> list[Partner]:
    """Return the authorities of which one name has all of `like`, in Vietnamese order of names."""
    with archive.catalogue.read() as session:
        names: defaultdict[int, list[AuthorityName]] = defaultdict(list)
        for name in session.scalars(select(AuthorityName).order_by(AuthorityName.id)):
            names[name.authority_id].append(name)
        agreements = func.count(PartyRole.agreement_id.distinct())
        query = (
            select(Authority.id, Authority.country, agreements)
            .outerjoin(PartyRole, PartyRole.authority_id == Authority.id)
            .where(Authority.merged_into_id.is_(None))
            .group_by(Authority.id, Authority.country)
        )
        found = [
            Partner(number, country, tuple(map(_name, names[number])), count)
            for number, country, count in session.execute(query)
            if _matches(names[number], fold(like))
        ]
    return sorted(found, key=lambda partner: collation_key(partner.called))


def partners_called(archive: Archive, name: str) -> tuple[list[Partner], str | None]:
    """Return the authorities called `name`; where there are none, what it is taken for."""
    found = partners(archive, name)
    meant = None if found else likeliest_name(archive, name)
    alike = partners(archive, meant) if meant else []
    return (alike, meant) if alike else (found, None)


def agreements_of(archive: Archive, partner: Partner) -> list[int]:
    """Return the identifiers of the agreements it is party to, on whichever side, newest first."""
    query = (
        select(Agreement.id)
        .where(Agreement.id.in_(_taking_part(partner.id)))
        .order_by(Agreement.signed_first.is_(None), Agreement.signed_first.desc(), Agreement.id)
    )
    with archive.catalogue.read() as session:
        return list(session.scalars(query))


def _taking_part(authority_id: int) -> Select[int]:
    return select(PartyRole.agreement_id).where(PartyRole.authority_id == authority_id)


def _matches(names: list[AuthorityName], wanted: str) -> bool:
    return not wanted or any(
        all(word in name.name_fold for word in wanted.split()) or wanted == fold(name.abbreviation)
        for name in names
    )


def _name(name: AuthorityName) -> Name:
    return Name(name.name, name.abbreviation, name.valid_from, name.valid_to)
