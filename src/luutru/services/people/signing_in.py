"""Signing in, and one's own password: looked at ever more slowly the more often it was wrong."""

from datetime import datetime, timedelta
from math import ceil
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import (
    ArchiveReadOnly,
    FormerPasswordWrong,
    SignInDelayed,
    SignInRefused,
    TiedToAnother,
)
from luutru.holdings.standing import asks_for_sign_in
from luutru.records.people import User
from luutru.records.roles import Account, permissions_of
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.members import refuse_members
from luutru.services.people import passwords
from luutru.services.people.accounts import (
    as_kept,
    found,
    give_password,
    in_order,
    password_kept,
    roles_by_user,
)
from luutru.services.read_only import AT_DESK

_FREE: Final = 2
"""Wrong passwords in a row for which nobody waits: a slip of the fingers."""
_LONGEST_WAIT: Final = 900
"""Seconds; the wait doubles with each wrong password until then."""


def asks(archive: Archive) -> bool:
    """Tell whether an archive asks who somebody is."""
    with archive.catalogue.gate() as session:
        return asks_for_sign_in(session.connection())


def sign_in(archive: Archive, name: str, password: str) -> Account:
    """Let `archive` be asked in the name of an account from now on.

    A try is counted before the password is looked at, so that many at once gain nothing, and is
    kept in the catalogue, so that starting the program anew gains nothing either. Only an archive
    that cannot be written to counts and logs nothing: whoever has it may copy it.

    Where the server shows what one account may see, that account alone signs in; nothing is
    counted there, as the server has asked who connects.

    Raises:
        SignInDelayed: There were too many wrong passwords just now.
        SignInRefused: Name and password do not belong together, or the account is disabled.
        TiedToAnother: The desk is connected to the server as another account.
    """
    member = archive.member
    if member is not None and as_kept(name) != member.name:
        raise TiedToAnother(member.name)
    writes = member is None and (archive.read_only is None or archive.read_only.kind == AT_DESK)
    kept = _tried(archive, as_kept(name), password, writes=writes)
    if not kept:
        raise SignInRefused
    account = _let_in(archive, as_kept(name), kept, writes=writes)
    archive.account, archive.person = account, account.person
    archive.catalogue.viewer.user_id = account.id
    return account


def change_password(archive: Archive, former: str, password: str) -> None:
    """Change the password of whoever has signed in, who types the former one again.

    A wrong one is counted, delayed and logged as in `sign_in`: a window that was left open gives
    nobody more tries.

    Raises:
        ArchiveReadOnly: Nothing may be written into the archive.
        FormerPasswordWrong: `former` is not the password, or nobody has signed in.
        PartOfArchive: The server shows this desk a part of the archive, and keeps the password.
        PasswordUnfit: The new password is too short, too long, or the name.
        SignInDelayed: There were too many wrong passwords just now.
    """
    if archive.read_only is not None:
        raise ArchiveReadOnly(archive.read_only_reason)
    refuse_members(archive)
    if archive.account is None:
        raise FormerPasswordWrong
    name = archive.account.name
    new = passwords.hashed(passwords.fitting(password, name))
    kept = _tried(archive, name, former, writes=True)
    with archive.catalogue.write() as session:
        user = found(session, name)
        if not kept or user.password_hash != kept:
            raise FormerPasswordWrong
        give_password(user, new)
        detail = {"account": user.name}
        custody.record(session, archive.person, "password_changed", subject=user.uid, detail=detail)


def _tried(archive: Archive, name: str, password: str, *, writes: bool) -> str:
    """Return what is kept of a password that is right; nothing of a wrong one, which is logged."""
    kept = _begin(archive, name, writes=writes)
    if passwords.is_right(kept, password):
        return kept
    if writes:
        _refuse(archive, name)
    return ""


def _begin(archive: Archive, name: str, *, writes: bool) -> str:
    """Count a try; return what is kept of the password, nothing where nobody can sign in so."""
    with archive.catalogue.gate(write=writes) as session:
        user = session.scalar(select(User).where(User.name == name))
        if user is None or user.disabled_at is not None:
            return ""
        now = clock.now()
        if user.waits_until is not None and user.waits_until > now:
            raise SignInDelayed(min(_LONGEST_WAIT, ceil((user.waits_until - now).total_seconds())))
        if writes:
            user.wrong_passwords += 1
            user.waits_until = _wait(now, user.wrong_passwords)
        return password_kept(archive, session, user)


def _wait(now: datetime, wrong: int) -> datetime | None:
    if wrong <= _FREE:
        return None
    return now + timedelta(seconds=min(_LONGEST_WAIT, 2 ** min(wrong - _FREE, 20)))


def _refuse(archive: Archive, name: str) -> None:
    """Enter a try that failed; a name that nobody has may be a password, and is not told."""
    with archive.catalogue.gate(write=True) as session:
        user = session.scalar(select(User).where(User.name == name))
        subject, detail = (user.uid, {"account": user.name}) if user else ("", {})
        custody.record(session, archive.person, "sign_in_refused", subject=subject, detail=detail)


def _let_in(archive: Archive, name: str, kept: str, *, writes: bool) -> Account:
    with archive.catalogue.gate(write=writes) as session:
        user = found(session, name)
        if user.disabled_at is not None or password_kept(archive, session, user) != kept:
            raise SignInRefused
        account = _account(session, user)
        if writes:
            give_password(user, kept)
            detail = {"account": user.name}
            custody.record(session, account.person, "signed_in", subject=user.uid, detail=detail)
        return account


def account_called(session: Session, name: str) -> Account:
    """Return whoever is called so, with what they may do; nobody looks at a password.

    Raises:
        UnknownAccount: None is.
    """
    return _account(session, found(session, name))


def _account(session: Session, user: User) -> Account:
    roles = in_order(roles_by_user(session).get(user.id, ()))
    return Account(user.id, user.name, user.full_name, roles, permissions_of(roles))
