"""Checks the records: the database as the engine sees it, and each row against its seal (I4)."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, cast, select
from sqlalchemy.orm import Session

from luutru.holdings import seal_checks
from luutru.holdings.databases.rows import SCHEMAS, UnreadableTable
from luutru.holdings.seal_checks import Difference
from luutru.holdings.sealing import shapes
from luutru.records.custody import SEALING, CustodyEntry, RecordSeal
from luutru.records.schema import METADATA
from luutru.services.findings import Finding, finding
from luutru.services.inspection.look import Look
from luutru.services.inspection.table_words import table_words

_TOLD: Final = 20
"""Rows of a table that are told one by one; of more only how many they are."""
_OWNERS: Final = (
    "document_id", "agreement_id", "file_id", "page_id", "milestone_id", "from_id", "first_id",
    "party_role_id", "authority_id",
)  # fmt: skip
"""The columns by which a record says what it belongs to, the nearest first."""


def check_engine(look: Look) -> Iterator[Finding]:
    """I4: what the engine itself finds wrong."""
    look.count = 1
    if look.archive.catalogue.database.is_other():
        yield finding("pages_changed")
    for told in look.archive.catalogue.integrity_problems():
        yield finding("engine", told=told)


def check_records(look: Look) -> Iterator[Finding]:
    """I4: each row is as it was sealed, and each seal as the log says."""
    catalogue = look.archive.catalogue
    database = catalogue.database
    with catalogue.read(whole=True) as session:
        yield from _seals(session)

    def told(table: str, done: int) -> None:
        look.progress.report(done, 0, table_words(table))

    try:
        with database.explained(), database.reading.connect() as connection:
            compared = seal_checks.differences(connection, told)
            look.count = compared.rows
            for table, found in compared.by_table.items():
                yield from _differing(connection, table, found)
    except ValueError:
        return  # the seals themselves were told to be broken
    except UnreadableTable as error:
        yield finding("engine", told=str(error))


def _seals(session: Session) -> Iterator[Finding]:
    """Each body of seals has the checksum that its entry of the log tells, and each entry one."""
    entries = select(CustodyEntry.seq, CustodyEntry.detail).where(CustodyEntry.act == SEALING)
    told = {seq: _digest_in(detail) for seq, detail in session.execute(entries)}
    body_told = cast(RecordSeal.body, LargeBinary)  # whatever somebody wrote there
    bodies = select(RecordSeal.seq, body_told).execution_options(yield_per=200)
    for seq, body in session.execute(bodies):
        if hashlib.sha256(body).hexdigest() != told.pop(seq, ""):
            yield finding("seals_changed", seq=str(seq))
    for seq in sorted(told):
        yield finding("seals_missing", seq=str(seq))


def _digest_in(detail: str) -> str:
    try:
        return str(json.loads(detail)["sha256"])
    except (ValueError, LookupError, TypeError):
        return ""


def _differing(connection: Connection, table: str, found: list[Difference]) -> Iterator[Finding]:
    shape = shapes(connection).get(table)
    known = [one.key for one in found[:_TOLD] if one.kind != seal_checks.REMOVED]
    keys = seal_checks.keys_of(connection, shape, known) if shape and known else {}
    for one in found[:_TOLD]:
        key = keys.get(one.key, [])
        reference = _reference_of(connection, table, key) if key else ""
        if not reference and one.seq:
            reference = _told_of(connection, one.seq)
        named = ", ".join(str(part) for part in key) if key else str(one.key)
        kind = "table_changed" if table in SCHEMAS else f"row_{one.kind}"
        facts = {"what": table_words(table), "table": table, "key": named, "seq": str(one.seq)}
        yield finding(kind, reference, **facts)
    if len(found) > _TOLD:
        more = str(len(found) - _TOLD)
        yield finding("rows_more", what=table_words(table), table=table, count=more)


def _reference_of(connection: Connection, table: str, key: list[Any], depth: int = 0) -> str:
    """Return the reference of the document or agreement to which a row belongs; empty if none."""
    records = METADATA.tables.get(table)
    if records is None:
        return ""
    same = [column == value for column, value in zip(records.primary_key, key, strict=False)]
    try:
        row = connection.execute(select(records).where(*same)).mappings().first()
    except ValueError:  # a value that is none of its kind, which is why we are here
        return ""
    if row is None or depth > len(_OWNERS):
        return ""
    return (
        str(row["reference"])
        if "reference" in row
        else _of_owner(connection, table, dict(row), depth)
    )


def _of_owner(connection: Connection, table: str, row: Mapping[str, Any], depth: int) -> str:
    for name in _OWNERS:
        if row.get(name) is None or name not in METADATA.tables[table].c:
            continue
        for foreign in METADATA.tables[table].c[name].foreign_keys:
            owner = foreign.column.table.name
            if found := _reference_of(connection, owner, [row[name]], depth + 1):
                return found
    return ""


def _told_of(connection: Connection, seq: int) -> str:
    """Return what the transaction was about that sealed a row last; empty where it is not told."""
    entries = METADATA.tables["custody_entry"]
    query = select(entries.c.act, entries.c.reference).where(entries.c.seq < seq)
    for act, reference in connection.execute(query.order_by(entries.c.seq.desc()).limit(50)):
        if act == SEALING:
            return ""
        if reference:
            return str(reference)
    return ""
