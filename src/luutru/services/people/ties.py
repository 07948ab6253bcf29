"""Ties accounts of the server to accounts of a shared archive: it shows each what that may see.

The server keeps people apart by the same rules as the program, of whoever connects to it past the
program as well (docs/adr/0050-rights-of-the-server.md).
"""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import CannotTie
from luutru.i18n import mark, translate
from luutru.records.people import User
from luutru.records.roles import Permission
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.people.accounts import found

LIMITS: Final = mark(
    "The server shows this account what the person may see in the catalogue, and lets it change of "
    "that what their roles allow. Whoever can read the share of the archive can read every file in "
    "it: give no access to the share to whoever may not see everything."
)


def tie(archive: Archive, name: str, server_account: str) -> None:
    """Tie an account of the server to an account of the archive, in place of a former one.

    The server has to know it. Asked again for the same, it is let see once more: a server that
    was put back by its own means may have forgotten.

    Raises:
        CannotTie: The account of the server is unknown, sees everything, or is somebody else's.
        NotPermitted: The account may not look after others.
        UnknownAccount: None is called so.
    """
    archive.require(Permission.ADMINISTER)
    wanted = server_account.strip()
    if not archive.is_shared:
        raise CannotTie(wanted, translate("this archive is kept by no server"))
    from luutru.holdings.databases import rights  # noqa: PLC0415  only where there is one

    with archive.catalogue.write() as session:
        user, connection = found(session, name), session.connection()
        reason = rights.unfit(connection, wanted) or _taken(session, user, wanted)
        if reason:
            raise CannotTie(wanted, reason)
        before = user.server_account or ""
        if before and before != wanted:
            rights.revoke_where_known(connection, before)
        user.server_account = wanted
        session.flush()
        rights.grant(connection, wanted)
        _enter(session, archive.person, "user_tied", user, [before, wanted])


def untie(archive: Archive, name: str) -> None:
    """Let the server show nothing any more to what is tied to an account.

    Raises:
        NotPermitted: The account may not look after others.
        UnknownAccount: None is called so.
    """
    archive.require(Permission.ADMINISTER)
    with archive.catalogue.write() as session:
        user = found(session, name)
        before = user.server_account
        if before is None:
            return
        user.server_account = None
        session.flush()
        if archive.is_shared:
            from luutru.holdings.databases import rights  # noqa: PLC0415  as above

            rights.revoke_where_known(session.connection(), before)
        _enter(session, archive.person, "user_untied", user, [before, ""])


def _taken(session: Session, user: User, wanted: str) -> str:
    other = session.scalar(select(User.name).where(User.server_account == wanted))
    if other is None or other == user.name:
        return ""
    return translate("it is tied to {name}", name=other)


def _enter(session: Session, person: str, act: str, user: User, change: list[str]) -> None:
    detail = {"account": user.name, "changes": [["server_account", *change]]}
    custody.record(session, person, act, subject=user.uid, detail=detail)
