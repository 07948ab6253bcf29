"""The authorities of the archive with all their names, for the rules that recognise parties."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.extraction.proposal import KnownAuthority, KnownName
from luutru.records.party import Authority
from luutru.services.authorities.identity import roots
from luutru.services.authorities.naming import NameRow, names_by


def known_authorities(session: Session) -> tuple[KnownAuthority, ...]:
    """Return every authority that was not merged, with the names of those merged into it."""
    names = names_by(session, roots(session))
    query = (
        select(Authority.id, Authority.country)
        .where(Authority.merged_into_id.is_(None))
        .order_by(Authority.id)
    )
    return tuple(
        KnownAuthority(number, country, tuple(map(_name, names[number])))
        for number, country in session.execute(query)
    )


def _name(known: NameRow) -> KnownName:
    return KnownName(
        known.name,
        known.abbreviation,
        known.valid_from.isoformat() if known.valid_from else "",
        known.valid_to.isoformat() if known.valid_to else "",
    )
