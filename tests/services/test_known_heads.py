"""Heads kept outside the archive show a cut end and an older database put back."""

import shutil

import pytest
import sqlcipher3.dbapi2
from tests.encrypted_run import plain_only
from tests.office_run import one_desk_only

from luutru.holdings.catalogue import FILE_NAME
from luutru.services import custody, known_heads
from luutru.services.archive import Archive, open_archive
from luutru.services.copies import register
from luutru.services.describe import describe

CUT = "DELETE FROM custody_entry WHERE seq = (SELECT max(seq) FROM custody_entry)"


def seen(archive: Archive) -> known_heads.Heads:
    known = known_heads.last_seen(archive)
    assert known is not None
    return known


def changed_by_hand(archive, *statements):
    connection = sqlcipher3.dbapi2.connect(str(archive.folder / FILE_NAME))
    for trigger in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
        connection.execute(f"DROP TRIGGER {trigger[0]}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def missing(archive):
    with archive.catalogue.read(whole=True) as session:
        return [one.chain for one in known_heads.lost(session, known_heads.last_seen(archive))]


def a_line(archive, number=1, series=register.SERIES):
    with archive.catalogue.write() as session:
        told = {"series": series, "year": 2026, "number": number, "state": register.RESERVED}
        register.enter(session, "archivist", told)


def test_nothing_is_known_of_an_archive_that_was_never_seen(archive):
    assert known_heads.last_seen(archive) is None
    assert missing(archive) == []


def test_closing_an_archive_keeps_its_heads(archive, keep):
    keep()
    a_line(archive)
    head = custody.head(archive)
    archive.close()
    assert seen(archive).custody == head
    assert list(seen(archive).registers) == [register.SERIES]


def test_work_that_goes_on_loses_no_head(archive, keep):
    reference = keep()
    assert known_heads.remember(archive) == []
    describe(archive, reference, [("title_vi", "Another title")])
    assert missing(archive) == []
    assert known_heads.remember(archive) == []
    assert seen(archive).custody.seq == custody.head(archive)[0]


@one_desk_only
@plain_only
def test_a_cut_end_of_the_log_is_noticed_and_stays_noticed(archive, keep):
    keep()
    known_heads.remember(archive)
    seq, _ = custody.head(archive)
    changed_by_hand(archive, CUT)
    assert missing(archive) == [known_heads.CUSTODY]
    assert [one.seen.seq for one in known_heads.remember(archive)] == [seq]
    assert missing(archive) == [known_heads.CUSTODY]


@one_desk_only
@plain_only
def test_lines_written_over_a_cut_end_are_noticed(archive, keep):
    reference = keep()
    known_heads.remember(archive)
    seq, _ = custody.head(archive)
    changed_by_hand(archive, CUT)
    describe(archive, reference, [("title_vi", "Something else")])
    assert custody.head(archive)[0] >= seq
    assert missing(archive) == [known_heads.CUSTODY]


@one_desk_only
@plain_only
@pytest.mark.parametrize("series", [register.SERIES, register.TRIAL_SERIES])
def test_a_lost_line_of_the_register_is_noticed(archive, series):
    a_line(archive, series=series)
    known_heads.remember(archive)
    changed_by_hand(archive, "DELETE FROM copy_event")
    assert missing(archive) == [series]


@one_desk_only
def test_a_database_of_last_week_put_back_is_noticed(archive, keep, tmp_path):
    reference = keep()
    archive.close()
    shutil.copy(archive.folder / FILE_NAME, tmp_path / "last week")
    again = open_archive(archive.folder)
    describe(again, reference, [("title_vi", "What was done this week")])
    again.close()
    for file in archive.folder.glob(f"{FILE_NAME}*"):
        file.unlink()
    shutil.copy(tmp_path / "last week", archive.folder / FILE_NAME)
    older = open_archive(archive.folder)
    assert missing(older) == [known_heads.CUSTODY]
    older.close()
    assert seen(older).custody.seq > 2


@one_desk_only
@plain_only
def test_an_accepted_state_is_what_is_known_from_then_on(archive, keep):
    keep()
    known_heads.remember(archive)
    seq, _ = custody.head(archive)
    changed_by_hand(archive, CUT)
    known_heads.accept(archive)
    assert missing(archive) == []
    assert seen(archive).custody.seq == seq - 1


@pytest.mark.parametrize("content", ["", "{", "[]", '{"custody": 3}', '{"custody": {"seq": "x"}}'])
def test_a_file_that_is_none_of_ours_is_as_good_as_none(archive, content):
    known_heads.remember(archive)
    place = archive.index_folder.with_suffix(".heads")
    assert place.is_file()
    place.write_text(content)
    assert known_heads.last_seen(archive) is None
    assert known_heads.remember(archive) == []
    assert known_heads.last_seen(archive) is not None


def test_heads_told_to_a_file_are_read_as_they_were(archive):
    a_line(archive)
    with archive.catalogue.read() as session:
        heads = known_heads.heads_in(session)
    assert known_heads.heads_told(known_heads.as_told(heads)) == heads
