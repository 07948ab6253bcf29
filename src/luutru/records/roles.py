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


@cache
def _by_act() -> dict[str, Permission]:
    acts = _told()["acts"]
    return {act: code for code in Permission for act in acts.get(code, ())}


@cache
def _told() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources.folder("rules") / _FILE).read_text(encoding="utf-8"))
