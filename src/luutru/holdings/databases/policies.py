"""What a server is told about whose rows it may show to whom: functions, and policies of rows.

Both ask the questions of `belonging` and `secrecy`, as the sessions do. Policies are made of sets
of numbers that are hidden, which the server works out once for each statement: where nothing is
hidden, they are empty.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Select, Table, literal_column, select, union_all
from sqlalchemy.dialects import postgresql

from luutru.holdings.belonging import (
    AGREEMENTS,
    AUTHORITIES,
    DOCUMENTS,
    NAMES,
    known_from_withheld,
    owners,
    withheld_agreements,
    withheld_authorities,
    withheld_documents,
    withheld_rows,
)
from luutru.holdings.databases import writing
from luutru.holdings.databases.membership import PREFIX
from luutru.holdings.databases.rows import quoted
from luutru.holdings.secrecy import parts_without_clearance
from luutru.records.act import GuidedAct
from luutru.records.agency import SECRET_SETTINGS, Dossier, DossierDocument, Setting
from luutru.records.base import table_of
from luutru.records.custody import SEALING, CustodyEntry, RecordSeal
from luutru.records.finding import SavedSearch
from luutru.records.intake import Batch
from luutru.records.outbox import Outbox
from luutru.records.party import AuthorityRelation
from luutru.records.people import Clearance, User
from luutru.records.register import CopyEvent
from luutru.records.roles import Permission, roles_with
from luutru.records.schema import METADATA

# ruff: noqa: S608  all that is put into statements here are names and codes of ours

POLICY: Final = "luutru"
"""What the policy of each table is called."""
VERSIONS: Final = "alembic_version"
"""The table that tells which steps a schema has taken."""
_ACCOUNT: Final = f"(SELECT {PREFIX}account())"
_OF_A_COPY: Final = (
    "seq bigint, series text, year bigint, number bigint, symbol text, form text, state text, "
    "hash text"
)
"""What a line of the register tells of a copy whose source is hidden (ADR 35)."""
_OF_THE_ARCHIVE: Final = (
    "opened", "clock_back", "verified", "recovered", "backed_up", "drilled", "restored",
    "archive_named", "dates_followed", "milestones_reassigned",
)  # fmt: skip
"""Acts upon no record alone of which everybody reads; of others whoever may read the log."""
_UNTOLD: Final = "sha256(convert_to({}, 'UTF8'))"
"""How a public identifier is compared that nobody is told by the function that lists it."""
_PRIVATE_ACTS: Final = (
    "signed_in", "sign_in_refused", "password_changed", "password_reset", "account_recovered",
    "user_added", "user_roles_set", "user_disabled", "user_enabled", "user_tied", "user_untied",
    "clearance_granted", "clearance_withdrawn", "search_saved", "search_changed", "search_deleted",
    "list_exported",
)  # fmt: skip
"""Acts that are people's own: whoever may read the log alone is shown their entries."""


def functions(schema: str) -> Iterator[str]:
    """Yield what makes the functions, which see all that the owner sees, in `schema` alone."""
    for name, told, body in _bodies():
        yield (
            f"CREATE OR REPLACE FUNCTION {PREFIX}{name} RETURNS {told} LANGUAGE sql STABLE "
            f"PARALLEL SAFE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $${body}$$"
        )
        yield f"REVOKE ALL ON FUNCTION {PREFIX}{name} FROM PUBLIC"


def policies() -> Iterator[str]:
    """Yield what makes the policy of each table: no row is shown without it."""
    seen = _seen()
    for name in (*sorted(METADATA.tables), VERSIONS):
        table = quoted(name)
        shown = (f"{_ACCOUNT} IS NOT NULL", *seen.get(name, ()))
        told = " AND ".join(f"({one})" for one in shown)
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS {POLICY} ON {table}"
        yield f"CREATE POLICY {POLICY} ON {table} FOR SELECT USING ({told})"
        if name in METADATA.tables:
            yield from writing.policies(METADATA.tables[name], shown)


def _bodies() -> Iterator[tuple[str, str, str]]:
    """Yield declaration, result and body of each function; none asks for one that comes later."""
    yield from _about_the_account()
    yield from writing.functions()
    yield "uncleared()", "SETOF bigint", _sql(union_all(*_uncleared()))
    for table, asked in _hidden().items():
        yield f"hidden_{table.name}()", "SETOF bigint", _sql(asked)
    references = " UNION ALL ".join(
        f"SELECT reference FROM {table.name} WHERE id IN ({_ids(table)})"
        for table in (AGREEMENTS, DOCUMENTS)
    )
    listed = f"SELECT coalesce(array_agg(reference::text), '{{}}') FROM ({references}) AS hidden"
    yield "hidden_references()", "text[]", listed
    uids = (
        f"SELECT {_UNTOLD.format('uid')} FROM {table.name} WHERE id IN ({_ids(table)})"
        for table in (AGREEMENTS, DOCUMENTS, AUTHORITIES)
    )
    yield (
        "hidden_copies()",
        f"TABLE ({_OF_A_COPY})",
        (
            "SELECT seq, series, year, number, symbol, form, state, hash FROM copy_event "
            f"WHERE document_id IN ({_ids(DOCUMENTS)})"
        ),
    )
    yield "hidden_uids()", "SETOF bytea", " UNION ALL ".join(uids)


def _about_the_account() -> Iterator[tuple[str, str, str]]:
    tied = "server_account = session_user::text AND disabled_at IS NULL"
    yield "account()", "bigint", f"SELECT id FROM user_account WHERE {tied}"
    yield "reads()", "boolean", _may(Permission.READ)
    yield "inspects()", "boolean", _may(Permission.INSPECT)
    yield "looks_after()", "boolean", _may(Permission.ADMINISTER, Permission.CLEAR)
    password = (
        f"SELECT CASE WHEN id = {_ACCOUNT} THEN password_hash "
        "WHEN password_hash > '' THEN '*' ELSE '' END FROM user_account "
        f"WHERE id = whose AND (id = {_ACCOUNT} OR {PREFIX}looks_after())"
    )
    yield "password(whose bigint)", "text", password
    key = (
        "SELECT encode(sha256(convert_to(value || uid, 'UTF8')), 'hex') FROM setting, user_account "
        f"WHERE setting.name = 'index_key' AND id = {_ACCOUNT}"
    )
    yield "index_key()", "text", key


def _may(*permissions: Permission) -> str:
    roles = sorted({role for one in permissions for role in roles_with(one)})
    told = ", ".join(f"'{role}'" for role in roles)
    held = f"SELECT 1 FROM user_role WHERE user_id = {_ACCOUNT} AND role IN ({told})"
    return f"SELECT EXISTS ({held})"


def _uncleared() -> list[Select[Any]]:
    """Return the agreements that an account may not see: all of them where it may see none."""
    reads: ColumnElement[bool] = literal_column(f"(SELECT {PREFIX}reads())")
    every: Select[Any] = select(AGREEMENTS.alias().c.id).where(~reads).correlate(None)
    return [every, *parts_without_clearance(literal_column(_ACCOUNT))]


def _hidden() -> dict[Table, Any]:
    """Return by table the question for its rows that are hidden, where others ask for it."""
    uncleared: Select[Any] = select(literal_column(f"{PREFIX}uncleared()"))
    documents, links = _listed(DOCUMENTS), table_of(DossierDocument)
    hidden: dict[Table, Any] = {
        AGREEMENTS: withheld_agreements([uncleared]),
        DOCUMENTS: withheld_documents([uncleared]),
        AUTHORITIES: withheld_authorities(_listed(AGREEMENTS)),
        table_of(Batch): known_from_withheld(DOCUMENTS.c.batch_id, DOCUMENTS.c.id, documents),
        table_of(Dossier): known_from_withheld(links.c.dossier_id, links.c.document_id, documents),
    }
    listed = {one.table: _listed(one.table) for belongs in owners().values() for one in belongs}
    for table in METADATA.sorted_tables:
        if table in listed and table not in hidden:
            hidden[table] = withheld_rows(table, listed)
    return hidden


def _listed(table: Table) -> Select[Any]:
    return select(literal_column(f"{PREFIX}hidden_{table.name}()"))


def _ids(table: Table) -> str:
    return f"SELECT {PREFIX}hidden_{table.name}()"


def _sql(question: Any) -> str:  # noqa: ANN401  any question
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own
    return str(question.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _seen() -> Mapping[str, list[str]]:
    """Return by table what has to hold of a row for an account to see it."""
    found = {one.name: [_not_hidden(one.c.id, one)] for one in _hidden() if one not in owners()}
    for table, belongs in owners().items():
        found[table.name] = [_not_hidden(one.column, one.table) for one in belongs]
    for table in METADATA.sorted_tables:
        if "detail" in table.columns:
            found.setdefault(table.name, []).append(_names_nothing_hidden("detail"))
    for table, more in _more().items():
        found.setdefault(table.name, []).extend(more)
    return found


def _not_hidden(column: Column[Any], table: Table) -> str:
    shown = f"{column.name} NOT IN ({_ids(table)})"
    return f"{column.name} IS NULL OR {shown}" if column.nullable else shown


def _names_nothing_hidden(column: str) -> str:
    """Return that a text, which tells what else a row speaks of, has no hidden reference."""
    hidden = f"(SELECT {PREFIX}hidden_references())"
    named = rf"SELECT m[1] FROM regexp_matches({column}, '\m\d{{4}}-\d{{4,}}\M', 'g') AS m"
    return f"{hidden} = '{{}}' OR NOT {hidden} && ARRAY({named})"


def _more() -> Mapping[Table, list[str]]:
    """Return what no reference between tables tells."""
    cares = f"(SELECT {PREFIX}looks_after())"
    secrets = ", ".join(f"'{name}'" for name in sorted(SECRET_SETTINGS))
    relations, acts = table_of(AuthorityRelation), table_of(GuidedAct)
    copies, owed = table_of(CopyEvent), table_of(Outbox)
    return {  # lists of texts, compared as text, are told the same once a dump was brought back
        table_of(RecordSeal): ["false"],
        table_of(Setting): [f"name::text NOT IN ({secrets})"],
        table_of(User): [f"id = {_ACCOUNT} OR {cares}"],
        table_of(Clearance): [f"user_id = {_ACCOUNT} OR {cares}"],
        table_of(SavedSearch): [f"owner::text = (SELECT {PREFIX}called())"],
        NAMES: [_not_hidden(NAMES.c.authority_id, AUTHORITIES)],
        relations: [
            _not_hidden(one, AUTHORITIES) for one in (relations.c.from_id, relations.c.to_id)
        ],
        acts: [_not_hidden(acts.c.authority_id, AUTHORITIES)],
        copies: [_not_hidden(copies.c.document_id, DOCUMENTS)],
        owed: [
            _not_hidden(owed.c.document_id, DOCUMENTS),
            _not_hidden(owed.c.agreement_id, AGREEMENTS),
        ],
        table_of(CustodyEntry): [_of_the_log()],
    }


def _of_the_log() -> str:
    """Return which entries are shown: what they are about is seen, or they only seal."""
    private = ", ".join(f"'{act}'" for act in _PRIVATE_ACTS)
    told = ", ".join(f"'{act}'" for act in _OF_THE_ARCHIVE)
    copy = (
        """substring(detail from '"symbol":"([^"]*)"') || substring(detail from '"year":(\\d+)')"""
    )
    copies = f"SELECT symbol || year FROM {PREFIX}hidden_copies()"
    known = "SELECT reference FROM agreement UNION ALL SELECT reference FROM document"
    return (
        rf"act = '{SEALING}' OR ((reference !~ '^\d{{4}}-\d{{4}}' OR reference IN ({known})) "
        f"AND {_UNTOLD.format('subject')} NOT IN (SELECT {PREFIX}hidden_uids()) "
        f"AND (NOT starts_with(act, 'copy_') OR coalesce({copy}, '') NOT IN ({copies})) "
        f"AND ((act::text NOT IN ({private}) "
        f"AND (reference > '' OR subject > '' OR act::text IN ({told}))) "
        f"OR (SELECT {PREFIX}inspects())))"
    )
