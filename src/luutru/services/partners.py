"""Authorities as the archive lists them: what they are called today, and what they signed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from luutru import clock, i18n
from luutru.errors import UnknownPartner
from luutru.records.agreement import Agreement
from luutru.records.party import Authority, PartyRole
from luutru.services.archive import Archive
from luutru.services.authorities.identity import one_with, root_of, roots
from luutru.services.authorities.naming import NameRow, called, names_by, short
from luutru.services.partner_names import likeliest_name
from luutru.vietnamese.collation import collation_key
from luutru.vietnamese.folding import fold

OURS = "VN"


@dataclass(frozen=True, slots=True)
class Partner:
    """One authority, with everything that was merged into it."""

    id: int
    country: str
    names: tuple[NameRow, ...]
    agreements: int
    in_force: int
    """How many of them are in force today."""
    is_ours: bool
    """Whether it stands on the Vietnamese side."""
    called: str
    """The name it bears today."""
    short: str
    """Its abbreviation of today, empty where it has none."""

    def answers_to(self, like: str) -> bool:
        """Tell whether one of its names has all words of `like`, or is so abbreviated."""
        wanted = fold(like)
        return not wanted or any(
            all(word in fold(name.name) for word in wanted.split())
            or wanted == fold(name.abbreviation)
            for name in self.names
        )


def partners(archive: Archive, like: str = "") -> list[Partner]:
    """Return the authorities of which one name has all of `like`, in Vietnamese order of names."""
    return [partner for partner in known_partners(archive) if partner.answers_to(like)]


def known_partners(archive: Archive) -> tuple[Partner, ...]:
    """Return all authorities in Vietnamese order of names, from memory if nothing has changed."""

    def read() -> tuple[Partner, ...]:
        with archive.catalogue.read() as session:
            return tuple(_read(archive, session))

    today = clock.today()
    return archive.catalogue.memory.remember(("partners", i18n.language(), today), read)


def partner_standing_for(archive: Archive, authority_id: int) -> Partner:
    """Return the partner of that number, or the one it was merged into.

    Raises:
        UnknownPartner: There is none that may be shown.
    """
    with archive.catalogue.read() as session:
        root = root_of(session, authority_id)
    for partner in known_partners(archive):
        if partner.id == root:
            return partner
    raise UnknownPartner(str(authority_id))


def _read(archive: Archive, session: Session) -> list[Partner]:
    # numpy costs a tenth of a second of the start of whoever only lists agreements
    from luutru.services.authorities.counting import counted  # noqa: PLC0415

    tops = roots(session)
    records: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, country in session.execute(select(Authority.id, Authority.country)):
        records[tops.get(number, number)].append((number, country))
    names = names_by(session, tops)
    counts, sides = counted(archive, session, tops), _sides(session, tops)
    found = []
    for root, members in records.items():
        members.sort(key=lambda member: (member[0] != root, member[0]))
        country = next((code for _, code in members if code), "")
        agreements, in_force = counts.get(root, (0, 0))
        theirs = tuple(names[root])
        found.append(
            Partner(
                id=root,
                country=country,
                names=theirs,
                agreements=agreements,
                in_force=in_force,
                is_ours=country == OURS or sides[root] == {"vietnamese"},
                called=called(theirs) or str(root),
                short=short(theirs),
            )
        )
    return sorted(found, key=lambda partner: collation_key(partner.short or partner.called))


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
        .where(Agreement.id.in_(taking_part([partner.id])))
        .order_by(Agreement.signed_first.is_(None), Agreement.signed_first.desc(), Agreement.id)
    )
    with archive.catalogue.read() as session:
        return list(session.scalars(query))


def taking_part(ids: Iterable[int]) -> Select[int]:
    """Return, for use in a query, the agreements to which any of `ids` is party."""
    return select(PartyRole.agreement_id).where(PartyRole.authority_id.in_(one_with(ids)))


def _sides(session: Session, tops: dict[int, int]) -> defaultdict[int, set[str]]:
    sides: defaultdict[int, set[str]] = defaultdict(set)
    for number, side in session.execute(select(PartyRole.authority_id, PartyRole.side).distinct()):
        sides[tops.get(number, number)].add(side)
    return sides
