"""In whose name a catalogue is asked, and what that account may see and do.

Looked up at the beginning of each transaction, so that a role that was taken away, or an account
that was disabled elsewhere, counts at once (docs/adr/0035-roles-at-the-log.md).
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from luutru.errors import SignInNeeded
from luutru.records.agency import Setting
from luutru.records.base import table_of
from luutru.records.people import User, UserRole
from luutru.records.roles import EVERYTHING, Permission, permissions_of

SIGN_IN: Final = "sign_in"
"""The setting that says whether the archive asks for sign-in."""
ON: Final = "on"


@dataclass
class Viewer:
    """The account in whose name one opened catalogue is asked; none until somebody signed in."""

    user_id: int | None = None
    is_keeper: bool = False
    """Whether the program itself asks, of files that somebody has brought and could read anyway:
    a backup that is restored, or tried out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What whoever asks may see and do, as of one transaction."""

    user_id: int | None = None
    """None where the archive asks for no sign-in: one person works alone in it."""
    permissions: frozenset[Permission] = EVERYTHING


ALONE: Final = Standing()


def standing_of(connection: Connection, viewer: Viewer) -> Standing:
    """Return what the viewer may see and do.

    Raises:
        SignInNeeded: The archive asks for sign-in, and nobody has, or the account was disabled.
    """
    if viewer.is_keeper or not asks_for_sign_in(connection):
        return ALONE
    accounts, roles = table_of(User), table_of(UserRole)
    active = select(accounts.c.id).where(
        accounts.c.id == viewer.user_id, accounts.c.disabled_at.is_(None)
    )
    if viewer.user_id is None or connection.scalar(active) is None:
        raise SignInNeeded
    held = connection.scalars(select(roles.c.role).where(roles.c.user_id == viewer.user_id))
    return Standing(viewer.user_id, permissions_of(held))


def asks_for_sign_in(connection: Connection) -> bool:
    """Tell whether the archive asks who somebody is."""
    settings = table_of(Setting)
    query = select(settings.c.value).where(settings.c.name == SIGN_IN)
    return connection.scalar(query) == ON
