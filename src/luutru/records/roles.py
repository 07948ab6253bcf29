"""What a role may do: one table of permissions, read from `resources/rules/roles.toml`."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from luutru import resources
from luutru.records.code_lists import code_list

_FILE: Final = "roles.toml"


class Permission(StrEnum):
    """One thing that somebody may do; the list `permission` says what it is called."""

    READ = "read"
    KEEP = "keep"
    PRINT = "print"
    EXPORT = "export"
    SEARCH = "search"
    TAKE_IN = "take_in"
    ADMIT = "admit"
    DESCRIBE = "describe"
    MILESTONES = "milestones"
    REQUEST = "request"
    ISSUE = "issue"
    REVOKE = "revoke"
    APPROVE = "approve"
    CLEAR = "clear"
    INSPECT = "inspect"
    VERIFY = "verify"
    BACKUP = "backup"
    RULES = "rules"
    ADMINISTER = "administer"
    DISPOSE = "dispose"


@dataclass(frozen=True, slots=True)
class Account:
    """Who has signed in."""

    id: int
    name: str
    full_name: str
    roles: tuple[str, ...]
    permissions: frozenset[Permission]

    @property
    def person(self) -> str:
        """How the log calls them."""
        return self.full_name or self.name


EVERYTHING: Final = frozenset(Permission)
"""What somebody may who works alone in an archive that asks for no sign-in."""
ADMINISTRATOR: Final = "administrator"
MEMBERS_WRITE: Final = (
    Permission.PRINT, Permission.EXPORT, Permission.SEARCH, Permission.DESCRIBE,
    Permission.MILESTONES, Permission.REQUEST,
)  # fmt: skip
"""What may be done, if one's roles allow it, where a server shows a desk a part of the archive."""
_KEEPING_FILES: Final = ("made_searchable",)
"""Acts that put a file into the archive, and so take more than a part of it."""
BROUGHT_ABOUT: Final = ("dates_followed",)
"""Acts that nobody does: something that was described brings them about."""


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Return what somebody with these roles may do; a role that is unknown adds nothing."""
    may = _told()["may"]
    return frozenset(Permission(code) for role in roles for code in may.get(role, ()))


def roles_with(permission: Permission) -> tuple[str, ...]:
    """Return the roles that include a permission, in the order of their list."""
    return tuple(role for role in code_list("role").codes if permission in permissions_of([role]))


def permission_for(act: str) -> Permission | None:
    """Return what it takes to do what the log calls `act`; None where nobody was given it."""
    return _by_act().get(act)


def acts_of(permissions: Iterable[Permission]) -> tuple[str, ...]:
    """Return what the log calls the acts that take one of these permissions, in order."""
    return tuple(act for one in permissions for act in _told()["acts"].get(one, ()))


@cache
def acts_of_members() -> frozenset[str]:
    """Return what the log may tell of a desk that its server shows a part of the archive."""
    return frozenset({*acts_of(MEMBERS_WRITE), *BROUGHT_ABOUT}) - {*_KEEPING_FILES}


@cache
def _by_act() -> dict[str, Permission]:
    acts = _told()["acts"]
    return {act: code for code in Permission for act in acts.get(code, ())}


@cache
def _told() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources.folder("rules") / _FILE).read_text(encoding="utf-8"))
