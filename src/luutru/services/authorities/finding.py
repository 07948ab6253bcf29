"""Finds the one partner that somebody means by a name."""

from luutru.errors import SeveralPartners, UnknownPartner
from luutru.services.archive import Archive
from luutru.services.partners import Partner, partners
from luutru.vietnamese.folding import fold

_NAMED = 6
"""Partners that are named where a name may mean several."""


def the_partner(archive: Archive, name: str) -> Partner:
    """Return the partner called `name`; the whole name or abbreviation goes before a part of it.

    Raises:
        UnknownPartner: Nobody is called so.
        SeveralPartners: More than one is.
    """
    found = partners(archive, name)
    wanted = fold(name.strip())
    whole = [one for one in found if _is_called(one, wanted)]
    meant = whole or found
    if not meant:
        raise UnknownPartner(name)
    if len(meant) > 1:
        names = ", ".join(one.short or one.called for one in meant[:_NAMED])
        raise SeveralPartners(name, names)
    return meant[0]


def _is_called(partner: Partner, wanted: str) -> bool:
    return any(wanted in (fold(name.name), fold(name.abbreviation)) for name in partner.names)
