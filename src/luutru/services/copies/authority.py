"""In whose name a copy is certified: the agency as it is called that day, and its trial twin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from secrets import token_urlsafe
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from luutru.holdings.stamper import KeyFile, Stamper
from luutru.records.agency import Setting, SigningAuthority
from luutru.records.roles import Permission
from luutru.services.archive import Archive
from luutru.services.beside import beside, put_beside

TRIAL_FILE: Final = "trial.p12"
_KEPT: Final = "trial_key_password"


@dataclass(frozen=True)
class Issuer:
    """The agency as a copy names it."""

    name: str
    abbreviation: str
    parent: str
    place: str
    head_title: str


def issuer_on(session: Session, day: date) -> Issuer:
    """Return the agency under the name it bears on `day`."""
    holds = (
        or_(SigningAuthority.valid_from.is_(None), SigningAuthority.valid_from <= day),
        or_(SigningAuthority.valid_to.is_(None), SigningAuthority.valid_to >= day),
    )
    newest = (SigningAuthority.is_trial, SigningAuthority.valid_from.desc(), SigningAuthority.id)
    query = select(SigningAuthority).where(*holds).order_by(*newest).limit(1)
    found = session.scalars(query).one()
    return Issuer(found.name, found.abbreviation, found.parent_name, found.place, found.head_title)


def trial_key(archive: Archive, stamper: Stamper) -> KeyFile:
    """Return the trial key of this archive, made when it is first asked for.

    It certifies nothing: every copy that it signs says BẢN THỬ, and its certificate does too.

    Raises:
        NotPermitted: The roles of the account do not include it.
    """
    archive.require(Permission.ISSUE)
    with archive.catalogue.write() as session:
        password = session.get(Setting, _KEPT)
        if password is None:
            password = Setting(name=_KEPT, value=token_urlsafe(18))
            session.add(password)
        agency = session.scalars(select(SigningAuthority).limit(1)).one().name
    path = beside(archive, TRIAL_FILE)
    if path is None:
        path = archive.folder / TRIAL_FILE
        stamper.make_trial_key(KeyFile(path, password.value), agency)
        path = put_beside(archive, path)
    return KeyFile(path, password.value)


def trial_certificate(archive: Archive, stamper: Stamper) -> Iterator[bytes]:
    """Yield the certificate of the trial key, where one was ever made."""
    with archive.catalogue.read() as session:
        password = session.get(Setting, _KEPT)
    path = beside(archive, TRIAL_FILE)
    if password is not None and path is not None:
        yield stamper.see_key(KeyFile(path, password.value)).der
