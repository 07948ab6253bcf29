"""The authorities of the archive with all their names, for the rules that recognise parties."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from luutru.extraction.proposal import KnownAuthority, KnownName
from luutru.records.party import Authority, AuthorityName


def known_authorities(session: Session) -> tuple[KnownAuthority, ...]:
    """Return every authority that was not merged into another one."""
    query = (
        select(Authority)
        .where(Authority.merged_into_id.is_(None))
        .options(selectinload(Authority.names))
        .order_by(Authority.id)
    )
    return tuple(
        KnownAuthority(
            authority.id, authority.country, tuple(_name(known) for known in authority.names)
        )
        for authority in session.scalars(query)
    )


def _name(known: AuthorityName) -> KnownName:
    return KnownName(
        known.name,
        known.abbreviation,
        known.valid_from.isoformat() if known.valid_from else "",
        known.valid_to.isoformat() if known.valid_to else "",
    )
