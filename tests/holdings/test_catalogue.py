from threading import Thread

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from luutru.errors import NewerArchive
from luutru.holdings import upgrading
from luutru.holdings.catalogue import FILE_NAME, open_catalogue
from luutru.records.agency import Fonds, Setting
from luutru.records.files import FileObject, Page
from luutru.records.register import Register
from luutru.records.schema import METADATA


@pytest.fixture
def catalogue(tmp_path):
    opened = open_catalogue(tmp_path)
    yield opened
    opened.close()


def test_the_steps_make_exactly_the_schema_of_the_records(catalogue):
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415  heavy, needed here alone
    from alembic.migration import MigrationContext  # noqa: PLC0415

    with catalogue.database.reading.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


@pytest.fixture
def former(tmp_path):
    """Make a catalogue as an earlier version left it, and run statements on it."""

    def make(revision, statements):
        from alembic import command  # noqa: PLC0415  heavy, needed here alone
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(upgrading._STEPS))
        engine = create_engine(f"sqlite:///{tmp_path / FILE_NAME}", module=sqlcipher3.dbapi2)
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    return make


def test_a_page_read_before_pages_had_hashes_has_none(tmp_path, former):
    former(
        "0001",
        [
            """
        INSERT INTO page VALUES
            (1, 9, 1, 595, 842, 'read', 'a', '', '', '', '', 0, '', 0, 1, 0, '', '', NULL)
    """
        ],
    )
    again = open_catalogue(tmp_path)
    with again.read() as session:
        page = session.get_one(Page, 1)
        assert (page.status, page.image_hash, page.text_hash) == ("read", None, "")
        assert page.measures == ""
    again.close()


def test_a_file_kept_before_there_were_derivatives_carries_its_pages(tmp_path, former):
    former(
        "0002",
        [
            """
        INSERT INTO file_object (id, document_id, sha256, size, media_type, is_master, made_by,
                source_path, page_count, problem, pdf_version, pdfa_part, is_signed,
                active_content, uid, recorded_at)
            VALUES (1, 9, 'ab', 3, 'application/pdf', 1, '', '', 2, '', '1.7', '', 0, '', 'a-uid',
                '2026-11-20 08:00:00')
    """
        ],
    )
    again = open_catalogue(tmp_path)
    with again.read() as session:
        assert session.get_one(FileObject, 1).carries_pages
    again.close()


def test_opening_again_keeps_what_is_there(tmp_path):
    first = open_catalogue(tmp_path)
    with first.write() as session:
        session.add(Setting(name="a", value="b"))
    first.close()
    again = open_catalogue(tmp_path)
    with again.read() as session:
        assert session.get_one(Setting, "a").value == "b"
    again.close()


def test_a_catalogue_of_a_newer_version_is_refused_untouched(tmp_path):
    open_catalogue(tmp_path).close()
    connection = sqlcipher3.dbapi2.connect(str(tmp_path / FILE_NAME))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(NewerArchive):
        open_catalogue(tmp_path)


def test_a_failed_change_is_wholly_undone(catalogue):
    with pytest.raises(IntegrityError), catalogue.write() as session:
        session.add_all([Setting(name="half", value="done"), Fonds(fonds_code="a", name="b")])
        session.execute(text("INSERT INTO dossier_document VALUES (77, 88, 1)"))
    with catalogue.read() as session:
        assert session.get(Setting, "half") is None


def test_four_writers_share_one_counter_without_a_gap(catalogue):
    given: list[int] = []

    def draw() -> None:
        for _ in range(10):
            with catalogue.write() as session:
                book = session.get(Register, ("reference", 2026)) or Register(
                    book="reference", year=2026
                )
                session.add(book)
                given.append(book.next_number())

    threads = [Thread(target=draw) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 41))


@pytest.mark.parametrize(
    "statement", ["UPDATE custody_entry SET person = 'x'", "DELETE FROM custody_entry"]
)
def test_the_custody_log_refuses_to_be_rewritten(catalogue, statement):
    values = "(91, 'a', 'b', '2026-01-01 00:00:00', 'p', 'x', '', '', '{}')"
    insert = f"INSERT INTO custody_entry VALUES {values}"  # noqa: S608  our own words
    with catalogue.write() as session:
        session.execute(text(insert))
    with pytest.raises(IntegrityError, match="written once"), catalogue.write() as session:
        session.execute(text(statement))


def test_foreign_keys_are_held(catalogue):
    orphan = text("INSERT INTO dossier_document VALUES (77, 88, 1)")
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), catalogue.write() as session:
        session.execute(orphan)


def test_sqlite_is_newer_than_the_mended_write_ahead_log(catalogue):
    with catalogue.database.reading.connect() as connection:
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_a_sound_catalogue_has_no_problems(catalogue):
    assert catalogue.integrity_problems() == []
