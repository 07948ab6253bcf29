"""What the catalogue of a shared archive tells desks that have no folder of it yet."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from luutru.errors import OtherOffice
from luutru.holdings.catalogue import Catalogue
from luutru.records.agency import Setting

_ID: Final = "office_id"
_NAME: Final = "office_name"
_STORE: Final = "office_store"
NAMES: Final = (_ID, _NAME, _STORE)
"""The settings that tell it."""


class Office(NamedTuple):
    """A shared archive, as a desk learns of it before it has joined."""

    id: str
    """The identifier of the archive."""
    name: str
    store: str
    """The address of its store, without a secret."""


def enter_office(session: Session, office: Office) -> None:
    """Have the catalogue tell new desks which archive it is, and where its files are."""
    for name, value in zip(NAMES, office, strict=True):
        session.merge(Setting(name=name, value=value))


def refuse_other(catalogue: Catalogue, archive_id: str) -> None:
    """Make sure that a server keeps the catalogue that the home of a desk belongs to.

    Raises:
        OtherOffice: It keeps that of another archive, and was closed.
    """
    with catalogue.gate() as session:
        told = session.get(Setting, _ID)
        found = told.value if told is not None else archive_id
    if found != archive_id:
        catalogue.close()
        raise OtherOffice


def rename_office(session: Session, name: str) -> None:
    """Have new desks told another name."""
    if session.get(Setting, _ID) is not None:
        session.merge(Setting(name=_NAME, value=name))


def forget_office(session: Session) -> None:
    """Have the catalogue tell of no office: it is kept at one desk from now on."""
    for name in NAMES:
        kept = session.get(Setting, name)
        if kept is not None:
            session.delete(kept)


def office_in(told: Mapping[str, str]) -> Office | None:
    """Return what settings tell; None where they are not those of an archive with a store."""
    office = Office(*(told.get(name, "") for name in NAMES))
    return office if office.id and office.store else None
