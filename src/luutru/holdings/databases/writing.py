"""What a server lets members of a shared archive write: policies, and rights to columns.

A member changes what they are shown, in tables that belong to what their roles allow; whatever
takes a look at the whole archive, such as intake, giving numbers of copies, accounts and disposal,
is done at a desk of the owner. The log is only continued: at its head, in one's own name, by acts
that one's roles allow. Once made, an entry and the seals that it binds are there for good
(docs/adr/0054-members-that-write.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Table

from luutru.holdings.databases.membership import PREFIX
from luutru.holdings.databases.rows import quoted
from luutru.records.act import GuidedAct
from luutru.records.agreement import (
    Agreement,
    AgreementEvent,
    AgreementLapse,
    CooperationField,
    Relation,
)
from luutru.records.base import table_of
from luutru.records.custody import CLOCK_BACK, SEALING, CustodyEntry, RecordSeal
from luutru.records.document import Document
from luutru.records.files import WordCorrection
from luutru.records.finding import SavedSearch
from luutru.records.intake import ProposalOutcome
from luutru.records.milestone import Milestone, MilestoneStep
from luutru.records.outbox import IndexChange, Outbox
from luutru.records.party import (
    Authority,
    AuthorityName,
    AuthorityRelation,
    PartyRole,
    Signatory,
    Witness,
)
from luutru.records.register import CopyRequest, Register
from luutru.records.roles import (
    BROUGHT_ABOUT,
    MEMBERS_WRITE,
    Permission,
    acts_of,
    roles_with,
)
from luutru.records.statement import Statement

# ruff: noqa: S608  all that is put into statements here are names and codes of ours

FIXED: Final = frozenset({
    "id", "uid", "reference", "recorded_at", "secrecy", "held_for", "let_in_with", "fonds_id",
})  # fmt: skip
"""Columns that no member changes in any table: which record it is, and who may see it."""
_ADD, _CHANGE, _REMOVE = "INSERT", "UPDATE", "DELETE"
_LEFT_OUT: Final = {_ADD: frozenset({"id"}), _CHANGE: FIXED, _REMOVE: frozenset[str]()}
"""Columns that are not named by whoever writes so; a row is numbered by the server."""


@dataclass(frozen=True, slots=True)
class _Written:
    """Who may write a table, and how."""

    permissions: tuple[Permission, ...]
    ways: tuple[str, ...] = (_ADD, _CHANGE, _REMOVE)
    where: tuple[str, ...] = ()
    """What has to hold of a row besides being shown."""
    becomes: tuple[str, ...] = ()
    """What has to hold of it besides once it is written."""


_DESCRIBES: Final = (Permission.DESCRIBE,)
_PLANS: Final = (Permission.MILESTONES, Permission.DESCRIBE)  # dates that are described move them
_ASKS: Final = (Permission.REQUEST,)
_KEPT: Final = (_ADD, _CHANGE)
_AT_THE_HEAD: Final = (
    f"(seq - 1, previous_hash::text) IN (SELECT seq, hash FROM {PREFIX}head())",
    (
        f"(person::text = '' AND act::text IN ('{SEALING}', '{CLOCK_BACK}')) "
        f"OR (person::text = (SELECT {PREFIX}called()) AND {PREFIX}enters(act::text))"
    ),
)
_UNDECIDED: Final = "state::text IN ('waiting', 'withdrawn')"
"""Whoever asks for a copy does not decide upon it."""
_WRITTEN: Final[Mapping[Table, _Written]] = {
    **{
        table_of(one): _Written(_DESCRIBES)
        for one in (
            AgreementEvent, AgreementLapse, AuthorityName, AuthorityRelation, CooperationField,
            GuidedAct, PartyRole, Relation, Signatory, Statement, Witness, WordCorrection,
        )
    },
    table_of(Agreement): _Written(_DESCRIBES, (_CHANGE,)),
    table_of(Document): _Written(_DESCRIBES, (_CHANGE,)),
    table_of(Authority): _Written(_DESCRIBES, _KEPT),
    table_of(ProposalOutcome): _Written(_DESCRIBES, _KEPT),
    table_of(Milestone): _Written(_PLANS),
    table_of(MilestoneStep): _Written(_PLANS),
    table_of(CopyRequest): _Written(_ASKS, _KEPT, becomes=(_UNDECIDED,)),
    table_of(Register): _Written(_ASKS, _KEPT, ("book::text = 'copy_request'",)),
    table_of(SavedSearch): _Written((Permission.SEARCH,)),
    table_of(Outbox): _Written(MEMBERS_WRITE, (_ADD, _REMOVE)),
    table_of(IndexChange): _Written(MEMBERS_WRITE, (_ADD,)),
    table_of(CustodyEntry): _Written(MEMBERS_WRITE, (_ADD,), _AT_THE_HEAD),
    table_of(RecordSeal): _Written(
        MEMBERS_WRITE, (_ADD,), (f"seq IN (SELECT seq FROM {PREFIX}head())",)
    ),
}  # fmt: skip
"""The tables that members write; every other one is written by its owner alone."""


def permissions_for(table: Table) -> tuple[Permission, ...]:
    """Return which permissions let a member write a table; any of them does, none if none does."""
    written = _WRITTEN.get(table)
    return written.permissions if written is not None else ()


def functions() -> Iterator[tuple[str, str, str]]:
    """Yield declaration, result and body of the functions that these policies ask."""
    called = (
        "SELECT CASE WHEN full_name > '' THEN full_name ELSE name END FROM user_account "
        f"WHERE id = (SELECT {PREFIX}account())"
    )
    yield "called()", "text", called
    last = "SELECT seq, hash::text, at FROM custody_entry ORDER BY seq DESC LIMIT 1"
    yield "head()", "TABLE (seq bigint, hash text, at timestamp)", last
    for name, permissions in _asked().items():
        yield f"{name}()", "boolean", f"SELECT EXISTS ({_held(permissions)})"
    acts = " OR ".join(
        f"(act IN ({_listed(acts_of([one]))}) AND (SELECT {PREFIX}{_name((one,))}()))"
        for one in MEMBERS_WRITE
    )
    brought = f"(act IN ({_listed(BROUGHT_ABOUT)}) AND (SELECT {PREFIX}{_name(_DESCRIBES)}()))"
    yield "enters(act text)", "boolean", f"SELECT {acts} OR {brought}"


def policies(table: Table, shown: Sequence[str]) -> Iterator[str]:
    """Yield what lets members write rows of a table; `shown` has to hold of those they see."""
    written = _WRITTEN.get(table)
    if written is None:
        return
    unsealed = [] if table is table_of(RecordSeal) or table is table_of(CustodyEntry) else shown
    may = f"(SELECT {PREFIX}{_name(written.permissions)}())"
    before = _all_of(may, *unsealed, *written.where)
    after = _all_of(before, *written.becomes)
    for way in (_ADD, _CHANGE, _REMOVE):
        name = f"luutru_{way.lower()}"
        yield f"DROP POLICY IF EXISTS {name} ON {quoted(table.name)}"
        if way in written.ways:
            using = "" if way == _ADD else f" USING ({before})"
            check = "" if way == _REMOVE else f" WITH CHECK ({after})"
            yield f"CREATE POLICY {name} ON {quoted(table.name)} FOR {way}{using}{check}"


def rights() -> Iterator[str]:
    """Yield the rights to tables that members have, as `GRANT` names them."""
    for table, written in _WRITTEN.items():
        for way in written.ways:
            names = [one.name for one in table.columns if one.name not in _LEFT_OUT[way]]
            columns = "" if way == _REMOVE else f" ({', '.join(map(quoted, names))})"
            yield f"{way}{columns} ON {quoted(table.name)}"


def _asked() -> Mapping[str, tuple[Permission, ...]]:
    """Return by name of a function which permissions it asks for."""
    singly = [(one,) for one in MEMBERS_WRITE]
    return {_name(one): one for one in [*singly, *(each.permissions for each in _WRITTEN.values())]}


def _name(permissions: Sequence[Permission]) -> str:
    anybody = tuple(permissions) == tuple(MEMBERS_WRITE)
    return "writes" if anybody else f"may_{'_or_'.join(permissions)}"


def _held(permissions: Sequence[Permission]) -> str:
    roles = sorted({role for one in permissions for role in roles_with(one)})
    return (
        f"SELECT 1 FROM user_role WHERE user_id = (SELECT {PREFIX}account()) "
        f"AND role IN ({_listed(roles)})"
    )


def _all_of(*conditions: str) -> str:
    return " AND ".join(f"({one})" for one in conditions)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
