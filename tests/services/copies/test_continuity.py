"""No number is given twice, whatever happens to the folder of an archive or to its database."""

import shutil

import pytest
from tests.office_run import one_desk_only

from luutru.errors import (
    ArchiveReadOnly,
    ArchiveSealed,
    LastNumberWrong,
    NumberingBlocked,
    UnacceptableValue,
)
from luutru.services import custody
from luutru.services.archive import open_archive
from luutru.services.copies.continuity import (
    COPIED,
    MOVED,
    OLDER,
    STRANGE,
    block_until_confirmed,
    confirm_last_number,
    refuse_blocked,
    seal,
    standing,
)
from luutru.services.copies.examining import examine
from luutru.services.copies.issuing import issue
from luutru.services.copies.lines import copies_book
from luutru.services.copies.preparing import prepare
from luutru.services.copies.register import TRIAL_SERIES
from luutru.services.workstation import index_root

WHY = "tra sổ giấy ngày 26/11/2026"


@pytest.fixture
def opened():
    """Open other folders, and close them in the end."""
    held = []

    def open_in(folder):
        held.append(open_archive(folder))
        return held[-1]

    yield open_in
    for one in held:
        one.close()


def reason_in(archive):
    block = standing(archive).block
    return block.reason if block else ""


def test_an_archive_that_stays_where_it_is_gives_number_after_number(archive, issuing):
    assert reason_in(archive) == ""
    assert [issuing().number, issuing().number] == [1, 2]
    assert reason_in(archive) == ""


def test_after_a_restore_the_clerk_says_where_the_register_goes_on(archive, issuing):
    issuing()
    with archive.catalogue.write() as session:
        block_until_confirmed(session, "restored")
    with pytest.raises(NumberingBlocked):
        issuing()
    assert confirm_last_number(archive, 4, WHY) == (2, 3, 4)
    issued = issuing()
    assert issued.number == 5
    rows = {row.number: row for row in copies_book(archive, issued.year).rows}
    assert [rows[n].state for n in (1, 2, 3, 4, 5)] == ["issued", *["lost"] * 3, "issued"]
    assert rows[3].reason == WHY
    assert examine(archive) == []
    acts = [entry.act for entry in custody.entries(archive)]
    assert "copies_continued" in acts


@one_desk_only
def test_an_older_database_put_back_is_noticed(archive, issuing, opened):
    issuing()
    archive.close()
    kept = archive.folder / "catalogue.sqlite"
    older = kept.with_name("older")
    shutil.copyfile(kept, older)
    again = opened(archive.folder)
    issue(again, issuing.wanted(), issuing.out, issuing.stamper)
    again.close()
    shutil.copyfile(older, kept)
    put_back = opened(archive.folder)
    assert reason_in(put_back) == OLDER
    with pytest.raises(NumberingBlocked):
        issue(put_back, issuing.wanted(), issuing.out, issuing.stamper)
    put_back.close()
    later = opened(archive.folder)
    assert reason_in(later) == OLDER  # closing it did not make it forget
    assert confirm_last_number(later, 2, WHY) == (2,)
    assert issue(later, issuing.wanted(), issuing.out, issuing.stamper).number == 3


@one_desk_only
def test_a_copied_folder_numbers_nothing_while_the_first_one_stays(archive, issuing, opened):
    issuing()
    archive.close()
    other = archive.folder.with_name("other")
    shutil.copytree(archive.folder, other)
    copied = opened(other)
    assert reason_in(copied) == COPIED
    confirm_last_number(copied, 1, WHY)
    assert reason_in(copied) == ""
    copied.close()
    assert reason_in(opened(archive.folder)) != ""  # the two do not number side by side


@one_desk_only
def test_a_moved_folder_is_confirmed_once(archive, issuing, opened):
    issuing()
    archive.close()
    other = archive.folder.rename(archive.folder.with_name("other"))
    moved = opened(other)
    assert reason_in(moved) == MOVED
    assert confirm_last_number(moved, 1, WHY) == ()
    assert reason_in(moved) == ""


@one_desk_only
def test_another_workstation_asks_once(archive, issuing):
    issuing()
    shutil.rmtree(index_root())
    assert reason_in(archive) == STRANGE


def test_trial_copies_are_not_held_up_and_prove_nothing(archive, issuing):
    with archive.catalogue.write() as session:
        block_until_confirmed(session, "moved")
    assert issuing(key=None).number == 1
    assert reason_in(archive) == "moved"


def test_a_sealed_archive_never_numbers_again(archive, issuing):
    with archive.catalogue.write() as session:
        seal(session, "chuyển máy", "/mnt/new")
    for key in (issuing.key, None):
        with pytest.raises(ArchiveReadOnly, match="/mnt/new"):
            issuing(key=key)
    with pytest.raises(ArchiveReadOnly, match="/mnt/new"):
        confirm_last_number(archive, 5, WHY)
    with archive.catalogue.read() as session, pytest.raises(ArchiveSealed, match="/mnt/new"):
        refuse_blocked(session, archive, TRIAL_SERIES)
    assert standing(archive).sealed_for == "/mnt/new"


@pytest.mark.parametrize("last", [0, -3, 1200])
def test_a_last_number_that_cannot_be_changes_nothing(archive, issuing, last):
    issued = issuing()
    with archive.catalogue.write() as session:
        block_until_confirmed(session, "restored")
    with pytest.raises(LastNumberWrong):
        confirm_last_number(archive, last, WHY)
    with pytest.raises(UnacceptableValue):
        confirm_last_number(archive, 1, " ")
    assert copies_book(archive, issued.year).next_number == 2
    assert reason_in(archive) == "restored"


def test_an_earlier_year_is_confirmed_before_the_running_one(archive, issuing, on_the_day):
    on_the_day(2027, 1, 5)
    with archive.catalogue.write() as session:
        block_until_confirmed(session, "restored")
    assert confirm_last_number(archive, 2, WHY, 2026) == (1, 2)
    assert reason_in(archive) == "restored"
    assert confirm_last_number(archive, 0, WHY) == ()
    assert issuing().number == 1


def test_before_a_number_is_taken_the_checks_say_that_none_is_given(archive, issuing):
    assert prepare(archive, issuing.wanted(), issuing.stamper).blocking == ()
    with archive.catalogue.write() as session:
        block_until_confirmed(session, "restored")
    (blocking,) = prepare(archive, issuing.wanted(), issuing.stamper).blocking
    assert "restored" in blocking.what
