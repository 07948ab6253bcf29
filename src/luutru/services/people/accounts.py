"""Accounts: who may work in the archive, with which roles; each change stands in the log."""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import (
    AccountTaken,
    AdministratorNeeded,
    UnacceptableValue,
    UnknownAccount,
)
from luutru.holdings.databases.membership import password_shown
from luutru.holdings.standing import asks_for_sign_in
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.custody import CustodyEntry
from luutru.records.people import User, UserRole
from luutru.records.roles import ADMINISTRATOR, Permission
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.people import passwords

_NAME: Final = mark("Account")
_ROLE: Final = mark("Role")
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as it is listed."""

    name: str
    full_name: str
    roles: tuple[str, ...]
    """Codes of the list `role`, in its order."""
    has_password: bool
    disabled_at: datetime | None
    signed_in_at: datetime | None
    """The last time, as far as the log knows."""
    server_account: str = ""
    """The account of the server that is tied to it; empty where there is none."""


def accounts(archive: Archive) -> tuple[AccountRow, ...]:
    """Return all accounts in order of names, to whoever looks after them or clears them.

    Raises:
        NotPermitted: The account may do neither.
    """
    if not archive.may(Permission.CLEAR):
        archive.require(Permission.ADMINISTER)
    with archive.catalogue.read() as session:
        held, seen = roles_by_user(session), _last_signed_in(session)
        users = session.scalars(select(User).order_by(User.name)).all()
        return tuple(
            AccountRow(
                user.name,
                user.full_name,
                in_order(held.get(user.id, ())),
                bool(password_kept(archive, session, user)),
                user.disabled_at,
                seen.get(user.uid),
                user.server_account or "",
            )
            for user in users
        )


def add_account(
    archive: Archive, name: str, full_name: str, roles: Iterable[str], password: str
) -> None:
    """Add an account.

    Raises:
        AccountTaken: One is called so already.
        NotPermitted: The account may not look after others.
        PasswordUnfit: The password is too short, too long, or the name.
        UnacceptableValue: The name is empty, or a role is unknown.
    """
    archive.require(Permission.ADMINISTER)
    plain, codes = _fitting_name(name), _codes(roles)
    kept = passwords.hashed(passwords.fitting(password, plain))
    with archive.catalogue.write() as session:
        if session.scalar(select(User.id).where(User.name == plain)) is not None:
            raise AccountTaken(plain)
        user = User(name=plain, full_name=full_name.strip()[:_LONGEST], password_hash=kept)
        session.add(user)
        session.flush()
        _give(session, user, codes)
        changes = [["roles", "", " ".join(codes)]]
        detail = {"account": plain, "full_name": user.full_name, "changes": changes}
        custody.record(session, archive.person, "user_added", subject=user.uid, detail=detail)


def set_roles(archive: Archive, name: str, roles: Iterable[str]) -> None:
    """Give an account these roles, and take away all others.

    Raises:
        AdministratorNeeded: Sign-in is on, and no administrator would be left.
        NotPermitted: The account may not look after others.
        UnacceptableValue: A role is unknown.
        UnknownAccount: None is called so.
    """
    archive.require(Permission.ADMINISTER)
    codes = _codes(roles)
    with archive.catalogue.write() as session:
        user = found(session, name)
        before = in_order(roles_by_user(session).get(user.id, ()))
        session.execute(delete(UserRole).where(UserRole.user_id == user.id))
        _give(session, user, codes)
        _keep_an_administrator(session)
        detail = {"account": user.name, "changes": [["roles", *map(" ".join, (before, codes))]]}
        custody.record(session, archive.person, "user_roles_set", subject=user.uid, detail=detail)


def set_disabled(archive: Archive, name: str, *, disabled: bool) -> None:
    """Let nobody sign in with an account any more, or let them again; it is never removed.

    Raises:
        AdministratorNeeded: Sign-in is on, and no administrator would be left.
        NotPermitted: The account may not look after others.
        UnknownAccount: None is called so.
    """
    archive.require(Permission.ADMINISTER)
    with archive.catalogue.write() as session:
        user = found(session, name)
        if (user.disabled_at is not None) == disabled:
            return
        user.disabled_at = clock.now() if disabled else None
        session.flush()
        _keep_an_administrator(session)
        act = "user_disabled" if disabled else "user_enabled"
        detail = {"account": user.name}
        custody.record(session, archive.person, act, subject=user.uid, detail=detail)


def reset_password(archive: Archive, name: str, password: str) -> None:
    """Give an account a new password, as an administrator.

    Raises:
        NotPermitted: The account may not look after others.
        PasswordUnfit: The password is too short, too long, or the name.
        UnknownAccount: None is called so.
    """
    archive.require(Permission.ADMINISTER)
    with archive.catalogue.read() as session:
        plain = found(session, name).name
    kept = passwords.hashed(passwords.fitting(password, plain))
    with archive.catalogue.write() as session:
        user = found(session, name)
        give_password(user, kept)
        detail = {"account": user.name}
        custody.record(session, archive.person, "password_reset", subject=user.uid, detail=detail)


def has_administrator(session: Session) -> bool:
    """Tell whether somebody could sign in as an administrator."""
    role = exists().where(UserRole.user_id == User.id, UserRole.role == ADMINISTRATOR)
    able = User.disabled_at.is_(None) & (User.password_hash > "")
    return session.scalar(select(User.id).where(able, role).limit(1)) is not None


def found(session: Session, name: str) -> User:
    """Return the account called so.

    Raises:
        UnknownAccount: None is.
    """
    user = session.scalar(select(User).where(User.name == as_kept(name)))
    if user is None:
        raise UnknownAccount(name)
    return user


def password_kept(archive: Archive, session: Session, user: User) -> str:
    """Return what is kept of a password; to a member of others only whether there is one."""
    if archive.member is None:
        return user.password_hash
    return password_shown(session.connection(), user.id)


def as_kept(name: str) -> str:
    """Return the name of an account as it is kept, however it was typed."""
    return unicodedata.normalize("NFC", name.strip()).casefold()


def roles_by_user(session: Session) -> dict[int, list[str]]:
    """Return the roles of all accounts."""
    told: dict[int, list[str]] = {}
    for role in session.scalars(select(UserRole)):
        told.setdefault(role.user_id, []).append(role.role)
    return told


def _last_signed_in(session: Session) -> dict[str, datetime]:
    """Return when each account was last signed in with, by its public identifier."""
    entry = CustodyEntry
    query = select(entry.subject, func.max(entry.at)).where(entry.act == "signed_in")
    return dict(session.execute(query.group_by(entry.subject)).all())


def in_order(roles: Collection[str]) -> tuple[str, ...]:
    """Return roles in the order of their list."""
    return tuple(code for code in code_list("role").codes if code in roles)


def give_password(user: User, kept: str) -> None:
    """Give an account the password of which `kept` is the hash, and forget wrong ones."""
    user.password_hash, user.wrong_passwords, user.waits_until = kept, 0, None


def _give(session: Session, user: User, codes: Iterable[str]) -> None:
    session.add_all(UserRole(user_id=user.id, role=code) for code in codes)
    session.flush()


def _keep_an_administrator(session: Session) -> None:
    if asks_for_sign_in(session.connection()) and not has_administrator(session):
        raise AdministratorNeeded


def _fitting_name(name: str) -> str:
    plain = as_kept(name)
    if not plain or len(plain) > _LONGEST or not plain.isprintable():
        raise UnacceptableValue(translate(_NAME), name, translate("a name to sign in with"))
    return plain


def _codes(roles: Iterable[str]) -> tuple[str, ...]:
    known = code_list("role")
    codes = set()
    for role in roles:
        code = known.find(role)
        if code is None:
            labels = ", ".join(known.label(code) for code in known.codes)
            raise UnacceptableValue(translate(_ROLE), role, labels)
        codes.add(code)
    return in_order(codes)
