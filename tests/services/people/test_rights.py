"""Past the program nobody is shown more than in it: the server guards every row of every table."""

import json
from contextlib import closing

import psycopg
import pytest
from alembic import command
from tests.office_run import address_of, new_database
from tests.services.people.connected import address_by, new_role, own_desk, rows, tied
from tests.services.people.everywhere import MARKED, OF_NOBODY, WORD, fill_every_table
from tests.services.people.marked import MARKERS, filled

from luutru.errors import CannotTie, NotTied, OwnerNeeded
from luutru.holdings.catalogue import open_catalogue
from luutru.holdings.databases import rights
from luutru.holdings.databases.rows import SCHEMA_OF_SERVER
from luutru.holdings.seal_checks import differences
from luutru.records.schema import METADATA
from luutru.services import custody
from luutru.services.archive import create_archive, open_archive
from luutru.services.inspecting import verify
from luutru.services.migration.to_folder import migrate_to_folder
from luutru.services.migration.to_server import migrate_to_server
from luutru.services.people import accounts
from luutru.services.people.clearances import grant, withdraw
from luutru.services.people.ties import tie, untie

# ruff: noqa: S608  names of ours


@pytest.fixture(scope="module")
def archive(server, tmp_path_factory):
    """A shared archive with marked agreements that stand in every table, and who works in it."""
    folder = tmp_path_factory.mktemp("shared")
    with (
        own_desk(folder),
        closing(filled(folder, secrets=True, catalogue=address_of(new_database()))) as opened,
    ):
        accounts.add_account(opened, "duyet", "", ["approver"], "mat-khau-dai")
        staff = {"doc": "reader", "ro": "reader", "tra": "inspector", "hoa": "archivist"}
        for name, role in staff.items():
            accounts.add_account(opened, name, f"Người {name}", [role], "mat-khau-dai")
        accounts.add_account(opened, "quantri", "", ["administrator"], "mat-khau-dai")
        for reference in (MARKED, "2026-0004"):
            grant(opened, reference, "ro", "cần biết")
        fill_every_table(opened)
        yield opened


@pytest.fixture(scope="module")
def addresses(archive):
    return {name: tied(archive, name) for name in ("doc", "ro", "tra", "hoa", "duyet", "quantri")}


def shown(address, name):
    """Return all that a table tells to a direct connection, as one text."""
    columns = ", ".join(
        f'"{one.name}"' for one in METADATA.tables[name].columns if one.name != "password_hash"
    )
    return str(rows(address, f'SELECT {columns} FROM "{name}"'))


@pytest.mark.parametrize("name", sorted(METADATA.tables))
def test_no_table_tells_a_word_of_what_an_account_is_not_cleared_for(addresses, name):
    for account in ("doc", "tra", "hoa", "duyet", "quantri"):
        try:
            told = shown(addresses[account], name)
        except psycopg.errors.InsufficientPrivilege:
            assert name == "record_seal"
            continue
        assert [word for word in (*MARKERS, MARKED, "2026-0004") if word in told] == [], account


@pytest.mark.parametrize("name", sorted(set(METADATA.tables) - OF_NOBODY))
def test_whoever_is_cleared_is_shown_it(addresses, name):
    asked = f'SELECT count(*) FROM "{name}"'
    assert rows(addresses["ro"], asked) > rows(addresses["doc"], asked)


def test_whoever_is_cleared_reads_the_words(addresses):
    silent = {"authority", "batch", "document", "cooperation_field"}  # as `filled` has made them
    for name in sorted(set(METADATA.tables) - OF_NOBODY - silent):
        if any(one.type.python_type is str for one in METADATA.tables[name].columns):
            assert WORD in shown(addresses["ro"], name), name


def test_what_is_ordinary_is_shown_to_readers(addresses):
    for name in ("agreement", "document", "page", "party_role", "milestone", "authority_name"):
        assert rows(addresses["doc"], f'SELECT count(*) FROM "{name}"') > [(0,)], name
    assert rows(addresses["doc"], "SELECT reference FROM agreement ORDER BY 1") == [
        ("2026-0001",), ("2026-0002",),
    ]  # fmt: skip


def test_administrators_are_shown_no_agreement(addresses):
    for name in ("agreement", "document", "page", "authority_name"):
        assert rows(addresses["quantri"], f'SELECT count(*) FROM "{name}"') == [(0,)], name
    assert len(rows(addresses["quantri"], "SELECT name FROM user_account")) >= 6


def test_nobody_is_shown_what_proves_who_somebody_is(archive, addresses):
    asked = "SELECT password_hash FROM user_account"
    for account in ("doc", "quantri"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows(addresses[account], asked)
    others = "SELECT luutru_password(id) FROM user_account WHERE name <> '{}'"
    assert {one for (one,) in rows(addresses["quantri"], others.format("quantri"))} == {"*"}
    every = "SELECT luutru_password(n) FROM generate_series(1, 9) AS n"
    told = [one for (one,) in rows(addresses["doc"], every) if one]
    assert len(told) == 1
    assert told[0].startswith("$argon2id$")
    hidden = "SELECT name FROM setting WHERE name = 'index_key'"
    assert rows(archive.settings.catalogue, hidden) == [("index_key",)]
    assert rows(addresses["doc"], hidden) == []


def test_the_log_tells_readers_nothing_of_what_others_do(addresses):
    private = "SELECT count(*) FROM custody_entry WHERE act IN ('user_added', 'clearance_granted')"
    assert rows(addresses["doc"], private) == [(0,)]
    assert rows(addresses["tra"], private) > [(0,)]


def test_of_a_copy_whose_source_is_hidden_only_the_number_is_told(archive, addresses):
    new = {"id": 78, "uid": "u78", "seq": 78, "number": 78, "hash": "h78", "symbol": "SAO"}
    other = f"'{json.dumps(new)}'"  # nothing in it is a word of the marked agreement
    with archive.catalogue.database.writing.begin() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO copy_event SELECT (jsonb_populate_record(c, {other})).* "
            "FROM copy_event AS c WHERE number = 77"
        )
    copies = "SELECT number FROM luutru_hidden_copies() ORDER BY number"
    assert rows(addresses["doc"], copies) == [(77,), (78,)]
    assert rows(addresses["ro"], copies) == []
    with archive.catalogue.write() as session:
        for year in (77, 78):
            detail = {"symbol": "SAO", "year": year, "reason": f"vì {year}"}
            custody.record(session, "Văn thư", "copy_revoked", detail=detail)
    asked = "SELECT detail FROM custody_entry WHERE act = 'copy_revoked'"
    assert rows(addresses["doc"], asked) == []
    (told,) = rows(addresses["tra"], asked)
    assert "vì 78" in told[0]


def test_nobody_writes_past_the_program_what_no_member_writes(addresses):
    for statement in (
        "UPDATE file_object SET sha256 = 'x'", "DELETE FROM document",
        "INSERT INTO setting VALUES ('a', 'b')", "CREATE TABLE public.x (a int)",
        "SET row_security = off; SELECT id FROM agreement",
    ):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows(addresses["hoa"], statement)


def test_an_account_that_is_tied_to_nobody_is_shown_nothing(archive):
    address = address_by(archive, new_role())
    for name in METADATA.tables:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows(address, f'SELECT * FROM "{name}"')


def test_what_is_granted_past_the_program_shows_nothing_either(archive):
    role = new_role()
    with archive.catalogue.database.writing.begin() as connection:
        rights.grant(connection, role)
    address = address_by(archive, role)
    for name in sorted(set(METADATA.tables) - {"record_seal", "user_account"}):
        assert rows(address, f'SELECT * FROM "{name}"') == [], name


def test_a_disabled_account_is_shown_nothing_any_more(archive):
    accounts.add_account(archive, "nghi", "", ["reader"], "mat-khau-dai")
    address = tied(archive, "nghi")
    assert len(rows(address, "SELECT id FROM agreement")) == 2
    accounts.set_disabled(archive, "nghi", disabled=True)
    assert rows(address, "SELECT id FROM agreement") == []
    assert rows(address, "SELECT name FROM setting") == []
    accounts.set_disabled(archive, "nghi", disabled=False)
    untie(archive, "nghi")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows(address, "SELECT id FROM agreement")


def test_a_clearance_counts_at_once_and_so_does_its_end(archive):
    accounts.add_account(archive, "moi", "", ["reader"], "mat-khau-dai")
    address = tied(archive, "moi")
    grant(archive, MARKED, "moi", "cần biết")
    assert len(rows(address, "SELECT id FROM agreement")) == 3
    withdraw(archive, MARKED, "moi", "hết việc")
    assert len(rows(address, "SELECT id FROM agreement")) == 2
    assert rows(address, "SELECT id FROM page WHERE text LIKE '%tumatla%'") == []


def test_what_waits_at_the_door_is_shown_to_nobody(archive, addresses):
    with archive.catalogue.database.writing.begin() as connection:
        connection.exec_driver_sql("UPDATE document SET held_for = 'M' WHERE agreement_id = 2")
    try:
        for account in ("ro", "hoa"):
            for name in ("document", "agreement", "page", "file_object", "custody_entry"):
                assert "Halal" not in shown(addresses[account], name), name
    finally:
        with archive.catalogue.database.writing.begin() as connection:
            connection.exec_driver_sql("UPDATE document SET held_for = '' WHERE agreement_id = 2")
    assert "Halal" in shown(addresses["doc"], "agreement")


def test_the_owner_or_an_account_of_somebody_else_cannot_be_tied(archive, addresses):
    role = addresses["doc"].partition("://")[2].partition("@")[0]
    for unfit in ("luutru", "khong-co", role):
        with pytest.raises(CannotTie):
            tie(archive, "hoa", unfit)
    assert rows(addresses["hoa"], "SELECT count(*) FROM agreement") == [(2,)]


def test_who_may_make_functions_that_ours_might_call_cannot_be_tied(archive):
    role = new_role()
    with psycopg.connect(archive.settings.catalogue, autocommit=True) as server:
        server.execute(f'GRANT CREATE ON SCHEMA public TO "{role}"'.encode())
    with pytest.raises(CannotTie):
        tie(archive, "hoa", role)


def test_a_schema_that_was_open_to_all_is_closed(archive):
    role = new_role()
    open_to_all = "SELECT has_schema_privilege('{}', 'public', 'CREATE')"
    with psycopg.connect(archive.settings.catalogue, autocommit=True) as server:
        server.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")  # as before PostgreSQL 15
    assert rows(archive.settings.catalogue, open_to_all.format(role)) == [(True,)]
    with archive.catalogue.database.writing.begin() as connection:
        rights.make(connection)
    assert rows(archive.settings.catalogue, open_to_all.format(role)) == [(False,)]


def test_every_table_is_guarded_and_the_guards_are_sealed(archive):
    assert differences_of_schema(archive) == []
    writing = archive.catalogue.database.writing
    with writing.begin() as connection:
        assert rights.lacking(connection) == []
        connection.exec_driver_sql("ALTER TABLE page DISABLE ROW LEVEL SECURITY")
        assert rights.lacking(connection) == ["page"]
    assert len(differences_of_schema(archive)) == 1
    with writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE page ENABLE ROW LEVEL SECURITY")
        connection.exec_driver_sql("ALTER POLICY luutru ON page USING (true)")
    assert len(differences_of_schema(archive)) == 1
    with writing.begin() as connection:
        rights.make(connection)  # made anew it is as it was
    assert differences_of_schema(archive) == []


def differences_of_schema(archive):
    with archive.catalogue.database.reading.connect() as connection:
        return [one for one in differences(connection).all() if one.table == SCHEMA_OF_SERVER]


def test_an_older_catalogue_is_given_its_guards_by_its_owner(server, tmp_path, monkeypatch):
    address, upgrade = address_of(new_database()), command.upgrade
    role = new_role()
    with monkeypatch.context() as former:  # the program as it was before step 10
        former.setattr(command, "upgrade", lambda config, _head: upgrade(config, "0009"))
        former.setattr(rights, "make", lambda _connection: None)
        open_catalogue(tmp_path, address=address).close()
    by_role = address.replace("://luutru@", f"://{role}@")
    with pytest.raises(OwnerNeeded):
        open_catalogue(tmp_path, address=by_role)
    with (
        closing(open_catalogue(tmp_path, address=address)) as catalogue,
        catalogue.database.reading.connect() as connection,
    ):
        assert rights.lacking(connection) == []
        assert list(differences(connection).all()) == []
    with pytest.raises(NotTied):
        open_catalogue(tmp_path, address=by_role)


def test_ties_and_guards_go_along_from_one_engine_to_the_other(archive, server, tmp_path):
    accounts.add_account(archive, "di", "", ["reader"], "mat-khau-dai")
    address = tied(archive, "di")
    role = address.partition("://")[2].partition("@")[0]
    folder, back = tmp_path / "folder", address_of(new_database())
    catalogue = address_of(new_database())
    with closing(create_archive(tmp_path / "one", name="B", catalogue=catalogue)) as one:
        accounts.add_account(one, "di", "", ["reader"], "mat-khau-dai")
        tie(one, "di", role)
        migrate_to_folder(one, folder)
    with closing(open_archive(folder)) as taken:
        assert verify(taken).is_sound
        assert [one.server_account for one in accounts.accounts(taken)] == [role]
        migrate_to_server(taken, back)
    with closing(open_archive(folder)) as shared:
        assert shared.is_shared
        assert verify(shared).is_sound
        assert rows(address_by(shared, role), "SELECT name FROM user_account") == [("di",)]
        untie(shared, "di")
    untie(archive, "di")
