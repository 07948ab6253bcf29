"""Accounts of a server, tied to accounts of an archive, and what each is shown past the program."""

import shutil
from contextlib import closing, contextmanager
from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import select
from tests.office_run import address_of, new_database
from tests.services.people.conftest import PASSWORD, staffed
from tests.services.people.marked import filled

from luutru import settings
from luutru.holdings.seal_checks import differences
from luutru.records.custody import CustodyEntry
from luutru.records.register import Register
from luutru.services.archive import open_archive
from luutru.services.copies import register
from luutru.services.people import signing_in
from luutru.services.people.ties import tie


def new_role():
    """Make an account of the server that owns nothing; return its name."""
    role = f"p{uuid4().hex[:12]}"
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        server.execute(f'CREATE ROLE "{role}" LOGIN'.encode())
    return role


def tied(archive, name):
    """Tie a new account of the server to an account; return the address it connects by."""
    role = new_role()
    tie(archive, name, role)
    return address_by(archive, role)


def address_by(archive, role):
    """Return the address of the catalogue for another account of the server."""
    return archive.settings.catalogue.replace("://luutru@", f"://{role}@")


def rows(address, statement):
    """Return what a direct connection is shown."""
    with psycopg.connect(address) as connection:
        return connection.execute(statement.encode()).fetchall()


@contextmanager
def desk(archive, address, folder):
    """Open an archive by another address, as a desk does that has a home of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("originals", "derivatives"):
        if (archive.folder / name).is_dir():
            shutil.copytree(archive.folder / name, folder / name, dirs_exist_ok=True)
    told = replace(archive.settings, catalogue=address)
    settings.write_settings(folder, told)
    opened = open_archive(folder)
    try:
        yield opened
    finally:
        opened.close()


def enter_copy(archive, number, document):
    """Enter a copy; the marked agreement is that of document 3."""
    told = {
        "year": 2026, "number": number, "state": "issued", "document_id": document,
        "symbol": f"{number}/SY", "recipients": "bimatxa" if document == 3 else "A",
    }  # fmt: skip
    with archive.catalogue.write() as session:
        register.enter(session, "Văn thư", told)
        book = session.get(Register, (register.SERIES, 2026))
        book = book or Register(book=register.SERIES, year=2026)
        book.last_number = number
        session.add(book)


def told(archive):
    """Return every entry of the log, oldest first, past what anybody is shown."""
    with archive.catalogue.gate() as session:
        return session.scalars(select(CustodyEntry).order_by(CustodyEntry.seq)).all()


def is_sound(archive):
    """Tell whether the chain is whole and every row is as it was sealed."""
    before = None
    for entry in told(archive):
        assert entry.computed_hash() == entry.hash
        assert before is None or (entry.seq, entry.previous_hash) == (before.seq + 1, before.hash)
        before = entry
    return differences_of(archive) == []


def differences_of(archive):
    """Return which rows are not as they were sealed."""
    with archive.catalogue.database.reading.connect() as connection:
        return list(differences(connection).all())


@contextmanager
def own_desk(folder):
    """Let a desk have an index of its own for as long as the tests of a module take."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("RESERVE_MB", "1"), ("BALLAST_MB", "0"), ("PERSON", "archivist")):
            patch.setenv(f"LUUTRU_{name}", value)
        patch.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        yield


@contextmanager
def an_office(folder):
    """Open a shared archive with marked agreements, in which people sign in, as its owner."""
    filled(folder, secrets=True, catalogue=address_of(new_database())).close()
    with closing(open_archive(folder / "archive")) as opened:
        staffed(opened, hoa="archivist", can="cooperation_officer", doc="reader")
    with closing(open_archive(folder / "archive")) as opened:
        signing_in.sign_in(opened, "quantri", PASSWORD)
        yield opened
