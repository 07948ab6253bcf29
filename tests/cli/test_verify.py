"""What an inspector is told: what was checked, what failed, and what to do."""

import shutil

import pytest
import sqlcipher3.dbapi2

from luutru.holdings.catalogue import FILE_NAME
from luutru.progress import Cancelled
from luutru.services import custody
from luutru.services.archive import open_archive
from luutru.services.inspecting import verify


@pytest.fixture(autouse=True)
def _meant(archive, monkeypatch):
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(archive.folder))


@pytest.fixture
def by_hand(archive):
    """Change the catalogue past the program."""

    def change(*statements):
        connection = sqlcipher3.dbapi2.connect(str(archive.folder / FILE_NAME))
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return change


def test_a_record_changed_by_hand_is_named_with_its_document(luutru, by_hand, keep):
    reference = keep("Hợp tác về đo lường")
    by_hand("UPDATE agreement SET signing_level = 'ministry'")
    told = luutru("verify")
    assert told.status == 5
    assert "A record was changed past the program: descriptions of agreements, no. 1" in told.out
    found = luutru("verify", "--json").json["verdict"]["findings"]
    assert [(one["rule"], one["reference"]) for one in found] == [("I4", reference)]


def test_a_record_removed_by_hand_is_named_with_its_document(luutru, by_hand, keep):
    reference = keep("Hợp tác về đo lường", signed_on="7/12/2023")
    by_hand("DELETE FROM statement")
    found = luutru("verify", "--json").json["verdict"]["findings"]
    assert {(one["kind"], one["reference"]) for one in found} == {("row_removed", reference)}


@pytest.mark.parametrize("body", ["x'00'", "'text'", "zeroblob(length(body))"])
def test_seals_that_are_rewritten_with_the_record_are_found(luutru, by_hand, keep, body):
    keep()
    by_hand(f"UPDATE record_seal SET body = {body}")  # noqa: S608  our own words
    found = luutru("verify", "--json").json["verdict"]["findings"]
    assert "seals_changed" in {one["kind"] for one in found}


def test_each_check_is_told_with_its_invariant(luutru, keep):
    keep()
    told = luutru("verify", "--full", "--json").json["verdict"]["checks"]
    rules = {rule for one in told for rule in one["rules"].split(", ")}
    assert rules == {f"I{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13)}
    assert all(one["findings"] == 0 for one in told)
    assert "Each record is as it was sealed" in luutru("verify").out


def test_an_older_database_put_back_is_found_by_the_head_kept_outside(luutru, archive, keep):
    keep("a")
    archive.catalogue.close()
    kept = archive.folder.parent / "kept.sqlite"
    shutil.copy(archive.folder / FILE_NAME, kept)
    keep("b")
    archive.close()
    for leftover in archive.folder.glob(f"{FILE_NAME}*"):
        leftover.unlink()
    shutil.copy(kept, archive.folder / FILE_NAME)
    found = luutru("verify", "--json").json["verdict"]["findings"]
    assert "head_lost" in {one["kind"] for one in found}


def test_a_head_that_was_printed_is_looked_for(luutru, archive, keep):
    keep()
    _, head = custody.head(archive)
    assert luutru("verify", "--anchor", head.upper()).status == 0
    assert luutru("verify", "--anchor", head[:16]).status == 0
    told = luutru("verify", "--anchor", "0123456789abcdef")
    assert told.status == 5
    assert "No chain has the head 0123456789abcdef." in told.out


def test_the_report_is_written_as_pdf(luutru, keep, tmp_path):
    keep()
    assert luutru("verify", "--pdf", tmp_path / "report.pdf").status == 0
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert luutru("verify", "--pdf", tmp_path / "report.txt").status == 3


class StopAfter:
    """Stops the comparison of checksums before one of its files."""

    def __init__(self, files):
        self._files = files

    def report(self, done, total, label):
        if label == "Comparing checksums" and done == self._files:
            raise Cancelled


def test_a_comparison_that_was_stopped_goes_on_where_it_was(luutru, archive, keep):
    for name in "abc":
        keep(name)
    with pytest.raises(Cancelled):
        verify(archive, full=True, progress=StopAfter(2))
    assert verify(archive, full=True).went_on == 2
    assert verify(archive, full=True).went_on == 0
    with pytest.raises(Cancelled):
        verify(archive, full=True, progress=StopAfter(2))
    assert "goes on" in luutru("verify", "--full").err
    with pytest.raises(Cancelled):
        verify(archive, full=True, progress=StopAfter(2))
    assert verify(archive, full=True, anew=True).went_on == 0


def test_an_archive_that_is_only_read_is_verified_and_left_alone(archive, keep):
    keep()
    archive.sit_down()
    second = open_archive(archive.folder)
    second.sit_down()
    before = custody.head(archive)
    assert verify(second, full=True).is_sound
    assert custody.head(archive) == before
    second.close()


def test_the_index_is_not_built_anew_under_a_window_that_works(luutru, archive, keep):
    keep()
    second = open_archive(archive.folder, person="Minh")
    second.sit_down()
    told = luutru("reindex")
    assert told.status == 4
    assert "Minh" in told.err
    second.close()
    assert luutru("reindex").status == 0
