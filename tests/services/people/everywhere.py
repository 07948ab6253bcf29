"""A row about a marked agreement in every table, with a word of its own in each of its texts."""

from datetime import UTC, date, datetime

import sqlalchemy as sa

from luutru.records.schema import METADATA

MARKED = "2026-0003"
WORD = "bimatxa"
OF_NOBODY = {
    "calendar_day", "code_entry", "custody_entry", "fonds", "register", "retention_rule",
    "rule_edit", "saved_search", "setting", "signing_authority", "synonym", "transfer_bundle",
    "trusted_root", "user_account", "user_role", "record_seal", "index_change", "outbox",
    "clearance",
}  # fmt: skip
"""Tables whose rows are about no agreement, or tell nothing of it in words."""


def fill_every_table(archive):
    """Add a row about the marked agreement to every table, with the word in each of its texts."""
    with archive.catalogue.database.writing.begin() as connection:
        ids = _ids(connection)
        for table in METADATA.sorted_tables:
            if table.name in OF_NOBODY or table.name in ids:
                continue
            ids[table.name] = connection.execute(
                sa.insert(table).values(_row(table, ids)).returning(*table.primary_key)
            ).first()[0]


def _ids(connection):
    def number(question, *facts):
        return connection.execute(sa.text(question), *facts).scalar_one()

    agreement = number("SELECT id FROM agreement WHERE reference = :r", {"r": MARKED})
    one = {"a": agreement}
    return {
        "agreement": agreement,
        "document": number("SELECT id FROM document WHERE agreement_id = :a", one),
        "authority": number(
            "SELECT r.authority_id FROM party_role r JOIN authority a ON a.id = authority_id "
            "WHERE agreement_id = :a AND a.kind <> 'x' ORDER BY r.id DESC LIMIT 1", one),
        "batch": number("SELECT batch_id FROM document WHERE agreement_id = :a", one),
        "fonds": number("SELECT min(id) FROM fonds"),
        "user_account": number("SELECT min(id) FROM user_account"),
    }  # fmt: skip


def _row(table, ids):
    told = {}
    for column in table.columns:
        keys = list(column.foreign_keys)
        kind = column.type.python_type
        if keys:
            target = keys[0].column.table.name
            if target in ids:
                told[column.name] = ids[target]
        elif column.primary_key and kind is int and column.autoincrement:
            if len(table.primary_key) > 1:
                told[column.name] = 7
        elif kind is str:
            told[column.name] = _words(table, column)
        elif not column.nullable:
            told[column.name] = {
                int: 77, bool: False, float: 1.0, bytes: b"x", date: date(2026, 1, 1),
                object: datetime(2026, 1, 1, tzinfo=UTC),
            }[kind]  # fmt: skip
    return told


def _words(table, column):
    if column.name == "symbol":
        return "7/SY"  # which the register tells everybody (ADR 35)
    return f"{WORD} {table.name}.{column.name}"[: column.type.length]
