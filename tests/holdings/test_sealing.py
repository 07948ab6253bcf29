"""Every record is sealed when it is written, and what is written past the door is noticed."""

# ruff: noqa: S608  the names of our own tables

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, Date, Float, Integer, LargeBinary, delete, insert, update
from sqlalchemy.exc import IntegrityError, OperationalError

from luutru.holdings.catalogue import open_catalogue
from luutru.holdings.databases.rows import SCHEMA, quoted
from luutru.holdings.seal_checks import differences
from luutru.records.agency import Setting
from luutru.records.base import UtcDateTime
from luutru.records.finding import Synonym
from luutru.records.schema import METADATA

SEALED = [table for table in METADATA.sorted_tables if table.info.get("sealed", True)]
NAMES = [table.name for table in SEALED]
OURS = 1


A_VALUE = (
    (Boolean, True),
    (Integer, OURS),
    (Float, 0.5),
    (LargeBinary, b"words"),
    (Date, date(2026, 1, 2)),
    (UtcDateTime, datetime(2026, 1, 2, 3, 4, tzinfo=UTC)),
)


def a_value(column):
    """Return something for a column that is not the zero of its type."""
    if column.foreign_keys:
        owner = next(iter(column.foreign_keys)).column.table
        return None if column.nullable or owner is column.table else OURS
    told = (value for kind, value in A_VALUE if isinstance(column.type, kind))
    return next(told, column.name[:8])


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A catalogue with a row in every table, written through the door."""
    catalogue = open_catalogue(tmp_path_factory.mktemp("sealed"))
    with catalogue.write() as session:
        for table in SEALED:
            values = {column.name: a_value(column) for column in table.columns}
            session.execute(insert(table).values(**values))
    yield catalogue
    catalogue.close()


@pytest.fixture
def tampering(filled):
    """A connection on which everything that is written is undone in the end."""
    with filled.database.reading.connect() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        triggers = "SELECT name FROM main.sqlite_master WHERE type = 'trigger'"
        for name in connection.exec_driver_sql(triggers).scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER main.{name}")
        yield connection
        connection.rollback()


def found(connection, table):
    return {one.kind for one in differences(connection).by_table.get(table, ())}


def test_what_was_written_through_the_door_fits_to_its_seals(filled):
    with filled.database.reading.connect() as connection:
        told = differences(connection)
    assert told.by_table == {}
    assert told.rows >= len(SEALED)


def test_only_lists_of_work_are_left_unsealed():
    unsealed = {table.name for table in METADATA.sorted_tables} - set(NAMES)
    lists_of_work = {"index_change", "outbox", "retry", "saved_search"}
    assert unsealed <= {"custody_entry", "record_seal", *lists_of_work}


@pytest.mark.parametrize("table", SEALED, ids=NAMES)
def test_a_cell_that_is_changed_by_hand_is_found(tampering, table):
    for column in table.columns:
        if not column.info.get("sealed", True):
            continue
        tampering.exec_driver_sql("SAVEPOINT before")
        name = quoted(column.name)
        other = "5" if isinstance(column.type, Boolean | Integer | Float) else "'other'"
        tampering.exec_driver_sql(f"UPDATE {quoted(table.name)} SET {name} = {other}")
        assert found(tampering, table.name), column.name
        tampering.exec_driver_sql("ROLLBACK TO before")


@pytest.mark.parametrize("table", NAMES)
def test_a_row_that_is_removed_by_hand_is_found(tampering, table):
    tampering.exec_driver_sql(f"DELETE FROM {quoted(table)}")
    assert found(tampering, table) == {"removed"}


@pytest.mark.parametrize("table", SEALED, ids=NAMES)
def test_a_row_that_is_added_by_hand_is_found(tampering, table):
    tampering.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    columns = ", ".join(quoted(column.name) for column in table.columns)
    keys = set(table.primary_key.columns)
    unique = {column.name for column in table.columns if column.unique or column in keys}
    unique |= {
        column.name
        for one in (*table.constraints, *(index for index in table.indexes if index.unique))
        for column in getattr(one, "columns", ())
        if type(one).__name__ in ("UniqueConstraint", "Index")
    }
    values = ", ".join(
        f"{quoted(column.name)} || '9'" if column.name in unique else quoted(column.name)
        for column in table.columns
    )
    name = quoted(table.name)
    tampering.exec_driver_sql(f"INSERT INTO {name} ({columns}) SELECT {values} FROM {name}")
    assert found(tampering, table.name) == {"added"}


def test_a_text_that_is_none_any_more_is_found(tampering):
    tampering.exec_driver_sql("UPDATE synonym SET term = CAST(x'FFC0' AS TEXT)")
    assert found(tampering, "synonym") == {"changed"}


def test_a_trigger_that_is_dropped_by_hand_is_found(tampering):
    assert found(tampering, SCHEMA) == {"removed"}


@given(data=st.data())
def test_whatever_cell_is_set_to_whatever_else_is_found(filled, data):
    table = data.draw(st.sampled_from(SEALED))
    columns = [column for column in table.columns if column.info.get("sealed", True)]
    column = quoted(data.draw(st.sampled_from(columns)).name)
    value = data.draw(st.none() | st.integers(-9, 9) | st.text(max_size=4) | st.binary(max_size=4))
    with filled.database.reading.connect() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        query = f"SELECT {column}, typeof({column}) FROM {quoted(table.name)}"
        before = connection.exec_driver_sql(query).all()
        try:
            connection.exec_driver_sql(f"UPDATE {quoted(table.name)} SET {column} = ?", (value,))
        except (IntegrityError, OperationalError):
            before = connection.exec_driver_sql(query).all()
        after = connection.exec_driver_sql(query).all()
        assert bool(found(connection, table.name)) == (before != after)
        connection.rollback()


@pytest.fixture
def catalogue(tmp_path):
    opened = open_catalogue(tmp_path)
    yield opened
    opened.close()


def all_differences(catalogue):
    with catalogue.database.reading.connect() as connection:
        return list(differences(connection).all())


def test_many_rows_written_by_one_statement_are_sealed(catalogue):
    with catalogue.write() as session:
        session.add_all(Synonym(group=f"g{number}", term="a", term_fold="a") for number in range(9))
    with catalogue.write() as session:
        session.execute(update(Synonym).where(Synonym.id < 5).values(term="b"))
        session.execute(delete(Synonym).where(Synonym.id > 7))
    assert all_differences(catalogue) == []


def test_a_row_that_takes_the_key_of_another_is_sealed(catalogue):
    with catalogue.write() as session:
        session.add(Setting(name="a", value="1"))
    with catalogue.write() as session:
        session.execute(update(Setting).values(name="b"))
        session.add(Setting(name="a", value="2"))
    assert all_differences(catalogue) == []


def test_what_is_undone_is_not_sealed(catalogue):
    def fail():
        with catalogue.write() as session:
            session.add(Setting(name="a", value="1"))
            session.flush()
            message = "undone"
            raise ValueError(message)

    with pytest.raises(ValueError, match="undone"):
        fail()
    with catalogue.write() as session:
        session.add(Setting(name="b", value="1"))
    assert all_differences(catalogue) == []


OF_STEP_8 = (
    *(("disposal_case", one) for one in ("decision", "disposed_by", "removed", "decided_at")),
    ("disposal_case", "disposed_at"),
    *(("freeze", one) for one in ("lifted_by", "lift_reason")),
)


def test_an_upgrade_seals_what_it_makes_and_hides_nothing(catalogue, tmp_path):
    with catalogue.write() as session:
        session.add_all([Setting(name="a", value="1"), Setting(name="b", value="1")])
    with catalogue.database.reading.connect() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = '2' WHERE name = 'a'")
        for table, column in OF_STEP_8:
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.exec_driver_sql("DROP TABLE index_change")
        connection.exec_driver_sql("DROP INDEX ix_user_account_server_account")
        connection.exec_driver_sql("ALTER TABLE user_account DROP COLUMN server_account")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0007'")
        connection.commit()
    catalogue.close()
    again = open_catalogue(tmp_path)
    assert [one.table for one in all_differences(again)][-1] == "setting"
    again.close()
