"""Turns sign-in on and off, and lets a lost administrator in again with the recovery key.

Sign-in does not stop somebody who can read the files of the archive: whoever turns it on is told.
"""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import AdministratorNeeded, ArchiveReadOnly, RecoveryKeyWrong, SignInAlreadyOn
from luutru.holdings.encryption.stretching import as_read, new_recovery_key
from luutru.holdings.standing import ON, SIGN_IN
from luutru.i18n import mark
from luutru.records.agency import Setting
from luutru.records.people import UserRole
from luutru.records.roles import ADMINISTRATOR, Permission
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.members import refuse_members
from luutru.services.people import passwords
from luutru.services.people.accounts import found, give_password, has_administrator

_RECOVERY: Final = "recovery_key"
_OFF: Final = "off"
LIMITS: Final = mark(
    "Sign-in keeps people apart who work with this program. It does not stop somebody who can "
    "read the files of the archive: protect its folder, or its disk, as well."
)


def refuse_early(archive: Archive) -> None:
    """Make sure that sign-in can be turned on, before a recovery key is made and shown.

    Raises:
        AdministratorNeeded: Nobody could sign in as an administrator.
        NotPermitted: The account may not look after others.
        SignInAlreadyOn: Everybody is asked already.
    """
    archive.require(Permission.ADMINISTER)
    with archive.catalogue.read() as session:
        _refuse(session)


def turn_on(archive: Archive, recovery_key: str, confirmed: str) -> None:
    """Ask everybody for sign-in from now on; of the recovery key only a hash is kept.

    Args:
        archive: The archive.
        recovery_key: What `new_recovery_key` gave, and was shown.
        confirmed: The same, typed from the paper on which it was written.

    Raises:
        AdministratorNeeded: Nobody could sign in as an administrator.
        NotPermitted: The account may not look after others.
        RecoveryKeyWrong: What was typed is another key.
        SignInAlreadyOn: Everybody is asked already.
    """
    if as_read(recovery_key) != as_read(confirmed):
        raise RecoveryKeyWrong
    kept = passwords.hashed(as_read(recovery_key))
    with archive.catalogue.write() as session:
        _refuse(session)
        _set(session, SIGN_IN, ON)
        _set(session, _RECOVERY, kept)
        custody.record(session, archive.person, "sign_in_turned_on")


def turn_off(archive: Archive) -> None:
    """Ask nobody for sign-in any more; accounts and clearances stay as they are.

    Raises:
        NotPermitted: The account may not look after others.
    """
    with archive.catalogue.write() as session:
        _set(session, SIGN_IN, _OFF)
        custody.record(session, archive.person, "sign_in_turned_off")


def recover_account(archive: Archive, recovery_key: str, name: str, password: str) -> str:
    """Make an account an administrator with a new password, by the recovery key.

    The key has served: return another one, of which again only a hash is kept.

    Raises:
        ArchiveReadOnly: Nothing may be written into the archive.
        PartOfArchive: The server shows this desk a part of it.
        PasswordUnfit: The password is too short, too long, or the name.
        RecoveryKeyWrong: This is not the recovery key.
        UnknownAccount: None is called so.
    """
    if archive.read_only is not None:
        raise ArchiveReadOnly(archive.read_only_reason)
    refuse_members(archive)
    with archive.catalogue.gate() as session:
        known = session.scalar(select(Setting.value).where(Setting.name == _RECOVERY)) or ""
    if not passwords.is_right(known, as_read(recovery_key)):
        raise RecoveryKeyWrong
    another = new_recovery_key()
    kept = passwords.hashed(password)
    with archive.catalogue.gate(write=True) as session:
        user = found(session, name)
        passwords.fitting(password, user.name)
        give_password(user, kept)
        user.disabled_at = None
        if session.get(UserRole, (user.id, ADMINISTRATOR)) is None:
            session.add(UserRole(user_id=user.id, role=ADMINISTRATOR))
        _set(session, _RECOVERY, passwords.hashed(as_read(another)))
        detail = {"account": user.name}
        custody.record(
            session, archive.person, "account_recovered", subject=user.uid, detail=detail
        )
    return another


def _refuse(session: Session) -> None:
    if session.scalar(select(Setting.value).where(Setting.name == SIGN_IN)) == ON:
        raise SignInAlreadyOn
    if not has_administrator(session):
        raise AdministratorNeeded


def _set(session: Session, name: str, value: str) -> None:
    kept = session.get(Setting, name)
    if kept is None:
        session.add(Setting(name=name, value=value))
    else:
        kept.value = value
    session.flush()
