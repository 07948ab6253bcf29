"""In whose name a catalogue is asked, and what that account may see and do.

Looked up at the beginning of each transaction, so that a role that was taken away, or an account
that was disabled elsewhere, counts at once (docs/adr/0035-roles-at-the-log.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from luutru.errors import SignInNeeded
from luutru.records.agency import Setting
from luutru.records.base import table_of
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
    is_member: bool = False
    """Whether a server has looked who asks, so that roles count even where nobody signs in."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What whoever asks may see and do, as of one transaction."""

    user_id: int | None = None
    """None where the archive asks for no sign-in: one person works alone in it."""
    permissions: frozenset[Permission] = EVERYTHING


ALONE: Final = Standing()


@dataclass(frozen=True, slots=True)
class First:
    """What a transaction asked first, see `first_question`."""

    settings: Mapping[str, str | None]
    waits: bool
    """Whether any document waits at the door."""
    user_id: int | None = None
    """The account in whose name it was asked; the rest is told of it."""
    is_active: bool = False
    roles: frozenset[str] = frozenset()
    hides: bool = False
    """Whether there is anything that it is not cleared for."""


def standing_of(first: First, viewer: Viewer) -> Standing:
    """Return what the viewer may see and do.

    Raises:
        SignInNeeded: The archive asks for sign-in, and nobody has, or the account was disabled.
    """
    if viewer.is_keeper or not (viewer.is_member or first.settings[SIGN_IN] == ON):
        return ALONE
    if not first.is_active:
        raise SignInNeeded
    return Standing(first.user_id, permissions_of(first.roles))


def asks_for_sign_in(connection: Connection) -> bool:
    """Tell whether the archive asks who somebody is."""
    settings = table_of(Setting)
    query = select(settings.c.value).where(settings.c.name == SIGN_IN)
    return connection.scalar(query) == ON
