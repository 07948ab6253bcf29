"""What each account of a server may see of a shared catalogue: row-level security.

The program keeps people apart by the sessions (`withholding`), from the same questions. Here the
server asks them itself, of whoever connects: nobody who does so past the program sees more than
the account of the archive that theirs is tied to (docs/adr/0050-rights-of-the-server.md). The
owner of the tables, and who is a member of the owner's role, sees everything.

Whoever changes what is made here adds a step to the schema: it is made anew with each step.
"""

from typing import Final

from sqlalchemy import Connection, Table, select, text

from luutru.holdings.databases import writing
from luutru.holdings.databases.membership import PREFIX
from luutru.holdings.databases.policies import POLICY, VERSIONS, functions, policies
from luutru.holdings.databases.rows import quoted
from luutru.i18n import translate
from luutru.records.base import table_of
from luutru.records.custody import RecordSeal
from luutru.records.people import User
from luutru.records.schema import METADATA

_UNSHOWN: Final = frozenset({table_of(RecordSeal)})
"""Tables of which no account but the owner is shown anything."""
_OWN_ALONE: Final = frozenset({table_of(User).c.password_hash})
"""Columns that are asked for by a function, which shows each account its own."""
_HERE: Final = "current_schema()::regnamespace"
_GUARDED: Final = (
    "SELECT relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND polname = :policy "  # noqa: S608  a constant
    f"WHERE relrowsecurity AND relnamespace = {_HERE}"
)
_MADE: Final = (
    "SELECT oid::regprocedure::text FROM pg_proc "  # noqa: S608  a constant
    f"WHERE starts_with(proname, :prefix) AND pronamespace = {_HERE} ORDER BY 1"
)
_KNOWN: Final = text("SELECT 1 FROM pg_roles WHERE rolname = :account")
_OWNER: Final = text(
    "SELECT rolname FROM pg_roles r JOIN pg_class c ON c.relowner = r.oid "  # noqa: S608  a constant
    f"WHERE relname = 'user_account' AND relnamespace = {_HERE}"
)
_OWNS_SCHEMA: Final = text(
    "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = current_schema()"
)
_MAKES: Final = text("SELECT has_schema_privilege(:account, current_schema(), 'CREATE')")
_OWNS_DATABASE: Final = text(
    "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
)
_OWNS: Final = text(
    "SELECT pg_has_role(rolname, relowner, 'USAGE') OR rolbypassrls FROM pg_roles, pg_class "  # noqa: S608  a constant
    f"WHERE rolname = :account AND relname = 'user_account' AND relnamespace = {_HERE}"
)


def make(connection: Connection) -> None:
    """Make the functions and policies anew, and let the accounts that are tied see by them."""
    connection.exec_driver_sql(";\n".join([*functions(_schema(connection)), *policies()]))
    if connection.scalar(
        _OWNS_SCHEMA
    ):  # what others make there, our functions might take for theirs
        _run(connection, f"REVOKE CREATE ON SCHEMA {_schema(connection)} FROM PUBLIC")
    owner = quoted(str(connection.scalar(_OWNER)))  # whoever opened it may be a member of that role
    _run(connection, *(f"ALTER FUNCTION {one} OWNER TO {owner}" for one in _made(connection)))
    for account in tied_accounts(connection):
        grant(connection, account)


def tied_accounts(connection: Connection) -> list[str]:
    """Return the accounts of the server that are tied, and that it knows."""
    account = table_of(User).c.server_account
    known = text("SELECT rolname::text FROM pg_roles")
    return [str(name) for name in connection.scalars(select(account).where(account.in_(known)))]


def grant(connection: Connection, account: str) -> None:
    """Let an account of the server see what the policies show it, and write what they allow."""
    who = quoted(account)
    shown = [_shown(table) for table in METADATA.sorted_tables if table not in _UNSHOWN]
    if connection.scalar(_OWNS_DATABASE):
        database = quoted(str(connection.scalar(text("SELECT current_database()"))))
        _run(connection, f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {who}")
    _run(
        connection,
        f"GRANT USAGE ON SCHEMA {_schema(connection)} TO {who}",
        *(f"GRANT SELECT{columns} ON {name} TO {who}" for name, columns in shown),
        f"GRANT SELECT ON {VERSIONS} TO {who}",
        *(f"GRANT {right} TO {who}" for right in writing.rights()),
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {_schema(connection)} TO {who}",
        *(f"GRANT EXECUTE ON FUNCTION {one} TO {who}" for one in _made(connection)),
    )


def unfit(connection: Connection, account: str) -> str:
    """Return why an account of the server cannot be tied, in words; empty where it can."""
    if connection.scalar(_KNOWN, {"account": account}) is None:
        return translate("the server does not know it")
    if connection.scalar(_OWNS, {"account": account}):
        return translate("it sees the whole archive, whatever it is tied to")
    if connection.scalar(_MAKES, {"account": account}):
        return translate("it may make functions of its own in the database")
    return ""


def revoke(connection: Connection, account: str) -> None:
    """Let an account of the server ask for nothing any more."""
    who, schema = quoted(account), _schema(connection)
    _run(
        connection,
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {who}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {who}",
        *(f"REVOKE ALL ON FUNCTION {one} FROM {who}" for one in _made(connection)),
        f"REVOKE ALL ON SCHEMA {schema} FROM {who}",
    )


def revoke_where_known(connection: Connection, account: str) -> None:
    """Do the same where the server has that account: it may have been removed there."""
    if connection.scalar(_KNOWN, {"account": account}) is not None:
        revoke(connection, account)


def remove(connection: Connection) -> None:
    """Remove our functions, once the tables that they guard are gone."""
    _run(connection, *(f"DROP FUNCTION {one}" for one in _made(connection)))


def lacking(connection: Connection) -> list[str]:
    """Return the tables that no policy guards; nobody has to be the owner to look."""
    guarded = set(connection.scalars(text(_GUARDED), {"policy": POLICY}))
    return [name for name in (*METADATA.tables, VERSIONS) if name not in guarded]


def _run(connection: Connection, *statements: str) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement.replace("%", "%%"))  # a name may have any character


def _made(connection: Connection) -> list[str]:
    return list(connection.scalars(text(_MADE), {"prefix": PREFIX}))


def _schema(connection: Connection) -> str:
    return quoted(str(connection.scalar(text("SELECT current_schema()"))))


def _shown(table: Table) -> tuple[str, str]:
    """Return the name of a table, and which of its columns are shown where not all of them are."""
    if not _OWN_ALONE & set(table.columns):
        return quoted(table.name), ""
    names = ", ".join(quoted(one.name) for one in table.columns if one not in _OWN_ALONE)
    return quoted(table.name), f" ({names})"
