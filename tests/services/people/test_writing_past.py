"""By the account of a person nothing is written that they may not, in the program or past it."""

from contextlib import closing

import psycopg
import pytest
from tests.services.people.conftest import PASSWORD
from tests.services.people.connected import (
    an_office,
    desk,
    differences_of,
    is_sound,
    own_desk,
    tied,
    told,
)

from luutru.errors import PartOfArchive
from luutru.holdings.catalogue import open_catalogue
from luutru.holdings.databases.membership import MEMBER
from luutru.holdings.log_book import Line, append
from luutru.holdings.secrecy import STANDING
from luutru.holdings.standing import ALONE
from luutru.services.accession import take_in
from luutru.services.describe import describe, new_agreement
from luutru.services.people import signing_in
from luutru.services.searchable import export_searchable

FIRST = "2026-0001"


@pytest.fixture(scope="module")
def shared(server, tmp_path_factory):
    """A shared archive with marked agreements, which nobody changes."""
    folder = tmp_path_factory.mktemp("shared")
    with own_desk(folder), an_office(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def addresses(shared):
    """By which address each of them connects."""
    return {name: tied(shared, name) for name in ("hoa", "can")}


WHOLE = {
    "intake": lambda archive, folder, scan: take_in(archive, scan),
    "a new agreement": lambda archive, folder, scan: new_agreement(archive, [("title_vi", "x")]),
    "a mark": lambda archive, folder, scan: describe(archive, FIRST, [("secrecy", "Mật")]),
    "a copy that is kept": lambda archive, folder, scan: export_searchable(
        archive, FIRST, folder / "s.pdf"
    ),
    "an own password": lambda archive, folder, scan: signing_in.change_password(
        archive, PASSWORD, "mat-khau-khac"
    ),
}


@pytest.mark.parametrize("what", WHOLE)
def test_what_takes_the_whole_archive_is_refused_and_changes_nothing(
    what, shared, addresses, tmp_path, a_scan, monkeypatch
):
    monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / "index"))
    before = [one.hash for one in told(shared)]
    with desk(shared, addresses["hoa"], tmp_path / "home") as archive:
        signing_in.sign_in(archive, "hoa", PASSWORD)
        files = sorted(str(one) for one in archive.strongroom)
        with pytest.raises(PartOfArchive):
            WHOLE[what](archive, tmp_path, a_scan("mới"))
        assert sorted(str(one) for one in archive.strongroom) == files
    assert [one.hash for one in told(shared)] == before
    assert is_sound(shared)


PAST_THE_PROGRAM = {
    "what is hidden": "UPDATE agreement SET title_vi = 'x' WHERE reference = '2026-0003'",
    "whatever is there": "UPDATE agreement SET title_vi = 'x'",
    "a partner of what is hidden": (
        "INSERT INTO party_role (agreement_id, authority_id, side, uid, name_as_signed, "
        "short_name, country, ordinal) SELECT 3, min(id), 'foreign', 'u', '', '', '', 1 "
        "FROM authority"
    ),
    "a milestone moved to it": "UPDATE milestone SET agreement_id = 3",
    "a mark": "UPDATE agreement SET secrecy = 'none'",
    "a mark of a scan": "UPDATE document SET secrecy = 'secret'",
    "which record it is": "UPDATE document SET uid = 'x'",
    "an original": "UPDATE file_object SET sha256 = 'x'",
    "a document that goes": "DELETE FROM document",
    "a clearance": "INSERT INTO clearance (user_id, agreement_id, secrecy, granted_by, uid, "
    "recorded_at) SELECT id, 3, 'top_secret', '', 'u', now() FROM user_account",
    "a role": "INSERT INTO user_role SELECT id, 'administrator' FROM user_account",
    "an account": "UPDATE user_account SET full_name = 'x'",
    "a setting": "INSERT INTO setting VALUES ('sign_in', 'off')",
    "a number of copies": "UPDATE register SET last_number = 9 WHERE book <> 'copy_request'",
    "an approval of a request": "INSERT INTO copy_request (agreement_id, year, number, "
    "requested_by, letter, purpose, quantity, approver, form, pages, state, decided_by, reason, "
    "uid, version, recorded_at) VALUES (1, 2026, 7, 'x', '', '', 1, '', '', '', 'approved', 'y', "
    "'', 'u', 1, now())",
    "a search of somebody else": "INSERT INTO saved_search (name, query, facets, owner, ordinal, "
    "uid, version, recorded_at) VALUES ('x', '', '', 'Người doc', 1, 'u', 1, now())",
    "the log": "UPDATE custody_entry SET person = 'x'",
    "an entry that goes": "DELETE FROM custody_entry",
    "seals": "UPDATE record_seal SET body = ''",
    "seals that go": "DELETE FROM record_seal",
    "seals of earlier entries": "INSERT INTO record_seal VALUES (1, '')",
}
"""What whoever has `psql` might try with the account of an archivist."""


@pytest.mark.parametrize("what", PAST_THE_PROGRAM)
def test_past_the_program_nothing_is_written_that_is_not_theirs(what, addresses):
    with psycopg.connect(addresses["hoa"]) as connection:
        try:
            count = connection.execute(PAST_THE_PROGRAM[what].encode()).rowcount
        except psycopg.errors.InsufficientPrivilege:
            count = 0
        connection.rollback()
    assert count == (2 if what == "whatever is there" else 0)  # there are four


LINES = {
    "in another name": ("hoa", Line("Người can", "described", {})),
    "in nobody's name": ("hoa", Line("", "described", {})),
    "beyond their roles": ("can", Line("Người can", "described", {})),
    "of an administrator": ("hoa", Line("Người hoa", "clearance_granted", {})),
}


@pytest.mark.parametrize("what", LINES)
def test_the_log_is_continued_in_ones_own_name_by_what_one_may(what, shared, addresses):
    name, line = LINES[what]
    with closing(open_catalogue(shared.folder, address=addresses[name])) as own:
        database = own.database
        with pytest.raises(PartOfArchive), database.explained(), own.writing.begin() as session:
            session.info |= {MEMBER: database.member, STANDING: ALONE}
            append(session, [line])
    assert is_sound(shared)


def test_no_entry_is_put_elsewhere_than_at_the_head(shared, addresses):
    entry = told(shared)[-1]
    for seq, previous in ((entry.seq + 5, entry.hash), (entry.seq + 1, "0" * 64)):
        told_there = (seq, previous, "h", "Người hoa", "described", "", "", "{}")
        with (
            psycopg.connect(addresses["hoa"]) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(
                "INSERT INTO custody_entry (seq, previous_hash, hash, person, act, subject, "
                "reference, detail, at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, now())",
                told_there,
            )


def test_what_was_written_past_the_program_is_found(shared, addresses):
    before = differences_of(shared)
    with psycopg.connect(addresses["hoa"]) as connection:
        connection.execute("UPDATE agreement SET note = 'x' WHERE id = 1")
    (found,) = [one for one in differences_of(shared) if one not in before]
    assert (found.table, found.key) == ("agreement", 1)
    with psycopg.connect(addresses["hoa"]) as connection:
        connection.execute("UPDATE agreement SET note = '' WHERE id = 1")
    assert differences_of(shared) == before == []
