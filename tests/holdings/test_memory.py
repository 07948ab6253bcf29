"""What is remembered of a catalogue is forgotten as soon as anybody commits a change."""

import subprocess
import sys

import pytest
from sqlalchemy import text
from tests.office_run import Server

from luutru.errors import CatalogueOutOfReach
from luutru.holdings.catalogue import FILE_NAME, open_catalogue
from luutru.holdings.databases.postgresql import PostgresqlDatabase


@pytest.fixture
def catalogue(tmp_path):
    opened = open_catalogue(tmp_path)
    yield opened
    opened.close()


def enter(catalogue):
    with catalogue.write() as session:
        session.execute(text("INSERT INTO setting (name, value) VALUES (random(), 'x')"))


def test_it_is_made_once(catalogue):
    made = [catalogue.memory.remember("name", object) for _ in range(3)]
    assert len(set(map(id, made))) == 1
    assert catalogue.memory.recall("name") is made[0]


def test_reading_changes_nothing(catalogue):
    known = catalogue.memory.remember("name", object)
    with catalogue.read() as session:
        session.execute(text("SELECT * FROM setting")).all()
    assert catalogue.memory.recall("name") is known


def test_our_own_commit_is_noticed(catalogue):
    catalogue.memory.remember("name", object)
    enter(catalogue)
    assert catalogue.memory.recall("name") is None


def test_the_commit_of_another_process_is_noticed(catalogue, tmp_path):
    catalogue.memory.remember("name", object)
    code = (
        "import sys, sqlcipher3.dbapi2 as s; c = s.connect(sys.argv[1]);"
        "c.execute(\"INSERT INTO setting (name, value) VALUES ('a', 'b')\"); c.commit()"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / FILE_NAME)], check=True)
    assert catalogue.memory.recall("name") is None


def test_what_changed_while_it_was_made_is_not_kept(catalogue):
    catalogue.memory.remember("name", lambda: enter(catalogue) or object())
    assert catalogue.memory.recall("name") is None


def test_the_oldest_goes_first(catalogue):
    for number in range(17):
        catalogue.memory.remember(number, object)
    assert catalogue.memory.recall(0) is None
    assert catalogue.memory.recall(1) is not None


def test_a_server_that_goes_away_is_told_in_our_words():
    server = Server()
    address = f"postgresql://luutru@/postgres?host={server.folder}"
    watch = PostgresqlDatabase(address).commits()
    try:
        watch.count()
        server.stop()
        with pytest.raises(CatalogueOutOfReach):
            watch.count()
    finally:
        server.start()
        server.remove()
