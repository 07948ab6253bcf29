"""Whether a desk is shown the whole catalogue by its server, or what one account may see.

A connection by the account of the server that owns the tables sees everything. Any other is that
of a *member*: of the account of the archive that it is tied to
(docs/adr/0050-rights-of-the-server.md).
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select, text

from luutru.errors import NotTied, OwnerNeeded
from luutru.records.base import table_of
from luutru.records.custody import CustodyEntry
from luutru.records.people import User

MEMBER: Final = "member"
"""In the `info` of a session: the member whose view of the catalogue it has, where it has one."""
PREFIX: Final = "luutru_"
"""How the names of the functions begin by which a server tells whose view it shows."""
_OWNS: Final = text(
    "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class "
    "WHERE relname = 'user_account' AND relnamespace = current_schema()::regnamespace"
)
_MAY_ASK: Final = text(
    f"SELECT has_function_privilege(to_regprocedure('{PREFIX}account()'), 'EXECUTE')"
)
_NOW: Final = text(f"SELECT session_user, {PREFIX}account()")


@dataclass(frozen=True, slots=True)
class Member:
    """The account of the archive to which the account of the server is tied."""

    server: str
    user_id: int
    name: str
    person: str
    """How the log calls them."""


def member_of(connection: Connection, server: str) -> Member | None:
    """Return whose view of the catalogue a connection has; None where it is the whole of it.

    Raises:
        NotTied: The account of the server is tied to none of the archive, or to a disabled one.
        OwnerNeeded: The catalogue is of a version that knows of no members.
    """
    account, schema = connection.execute(text("SELECT session_user, current_schema()")).one()
    if schema is None:  # it may not even look what there is
        raise NotTied(server, account)
    if connection.scalar(_OWNS) is not False:  # or there is nothing yet
        return None
    may_ask = connection.scalar(_MAY_ASK)
    if may_ask is None:
        raise OwnerNeeded(server)
    users = table_of(User)
    own = select(users.c.id, users.c.name, users.c.full_name).where(
        users.c.id == getattr(func, f"{PREFIX}account")()
    )
    found = connection.execute(own).first() if may_ask else None
    if found is None:
        raise NotTied(server, account)
    return Member(server, found.id, found.name, found.full_name or found.name)


def make_sure_of(connection: Connection, member: Member) -> None:
    """Make sure that the server still knows a member.

    Raises:
        NotTied: The account was disabled meanwhile, or is tied no longer.
    """
    account, now = connection.execute(_NOW).one()
    if now != member.user_id:
        raise NotTied(member.server, account)


def head_shown(connection: Connection) -> tuple[int, str, datetime] | None:
    """Return number, hash and moment of the last entry of the log, which is not shown itself."""
    asked = text(f"SELECT seq, hash, at FROM {PREFIX}head()")  # noqa: S608  a constant
    found = connection.execute(asked.columns(at=table_of(CustodyEntry).c.at.type)).first()
    return None if found is None else (found.seq, found.hash, found.at)


def uncleared_by_server(connection: Connection) -> frozenset[int]:
    """Return the numbers of the agreements that a member is not shown."""
    return frozenset(connection.scalars(text(f"SELECT {PREFIX}uncleared()")))


def sight_mark(connection: Connection, member: Member) -> str:
    """Return a mark that is another one as soon as a member is cleared for more, or for less."""
    hidden = sorted(uncleared_by_server(connection))
    return f"{member.user_id} {hashlib.sha256(repr(hidden).encode()).hexdigest()}"


class HiddenCopy(NamedTuple):
    """A line of the register of copies whose source a member is not shown: that it was given."""

    seq: int
    series: str
    year: int
    number: int
    symbol: str
    form: str
    state: str
    hash: str


def hidden_copies(connection: Connection) -> list[HiddenCopy]:
    """Return what is told of the lines of the register that a member is not shown."""
    asked = text(f"SELECT * FROM {PREFIX}hidden_copies() ORDER BY seq")  # noqa: S608  as above
    return [HiddenCopy(*line) for line in connection.execute(asked)]


def password_shown(connection: Connection, user_id: int) -> str:
    """Return what is kept of a member's own password; of others only whether they have one."""
    asked = text(f"SELECT {PREFIX}password(:whose)")
    return str(connection.scalar(asked, {"whose": user_id}) or "")


def index_key(connection: Connection) -> str:
    """Return the key of the index that a member's desk has, which fits no other one's."""
    return str(connection.scalar(text(f"SELECT {PREFIX}index_key()")) or "")
