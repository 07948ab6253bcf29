"""Who verifies is told of damage to what they may not see, and not what it is called."""

import sqlite3
from contextlib import closing

import pytest
from tests.office_run import one_desk_only
from tests.services.people.conftest import PASSWORD, staffed
from tests.services.people.marked import MARKERS, filled

from luutru import i18n
from luutru.holdings.catalogue import FILE_NAME
from luutru.services import custody
from luutru.services.administration.log_reading import LogFilter, log_numbers
from luutru.services.administration.reports import write_verdict
from luutru.services.archive import open_archive
from luutru.services.cards import card
from luutru.services.findings import finding, unnamed
from luutru.services.inspecting import last_verdict, verify
from luutru.services.originals import originals
from luutru.services.people import clearances
from luutru.services.people.signing_in import sign_in

SEEN, HIDDEN = "2026-0001", "2026-0003"


@pytest.fixture
def damaged(tmp_path, signed_in):
    """An archive of which the original of an ordinary and of a marked agreement is gone."""
    archive = filled(tmp_path, secrets=True)
    gone = {ref: card(archive, ref).documents[0].sha256 for ref in (SEEN, HIDDEN)}
    assert len(list(originals(archive))) == 4
    for sha256 in gone.values():
        archive.strongroom.path_of(sha256).unlink()
    staffed(archive, thanhtra="inspector", ky="approver archivist")
    yield archive, gone
    archive.close()


def written(archive, verdict, folder):
    """All that the verdict says, on the screen, as JSON and as the table of a report."""
    write_verdict(archive, verdict, folder / "report.json")
    write_verdict(archive, verdict, folder / "report.csv")
    files = [(folder / name).read_text("utf-8") for name in ("report.json", "report.csv")]
    return "\n".join([*(found.what for found in verdict.findings), *files])


@pytest.mark.parametrize("name", ["thanhtra", "quantri"])
def test_damage_to_a_hidden_agreement_is_told_by_its_checksum_alone(
    damaged, signed_in, tmp_path, name
):
    archive, gone = damaged
    reader = signed_in(archive, name)
    for verdict in (verify(reader, full=True), last_verdict(reader)):
        assert verdict is not None
        told = written(reader, verdict, tmp_path)
        assert verdict.count == 2
        assert HIDDEN not in told
        assert "a document that you may not see" in told
        assert gone[HIDDEN][:12] in told
        assert (SEEN in told) == (name == "thanhtra")
        assert {found.file for found in verdict.findings} == {f"{one}.pdf" for one in gone.values()}


def test_whoever_is_cleared_later_is_told_from_the_log_what_it_was(damaged, signed_in):
    archive, _gone = damaged
    reader = signed_in(archive, "thanhtra")
    verify(reader, full=True)
    clearances.grant(signed_in(archive, "quantri"), HIDDEN, "thanhtra", "thanh tra")
    verdict = last_verdict(reader)
    assert verdict is not None
    assert {found.reference for found in verdict.findings} == {SEEN, HIDDEN}


@pytest.fixture
def removed(tmp_path, signed_in):
    """An archive from which a marked agreement was removed past the program, log and all."""
    archive = filled(tmp_path, secrets=True)
    sha256 = card(archive, HIDDEN).documents[0].sha256
    staffed(archive, thanhtra="inspector", ky="approver archivist inspector")
    archive.close()
    folder = tmp_path / "archive"
    with closing(sqlite3.connect(folder / FILE_NAME)) as database, database:
        for table in ("agreement", "document"):
            database.execute(f"DELETE FROM {table} WHERE reference = ?", [HIDDEN])  # noqa: S608
    return folder, sha256


@one_desk_only
@pytest.mark.parametrize("name", ["thanhtra", "ky", "quantri"])
def test_what_was_removed_past_the_program_is_told_by_its_checksum_alone(removed, tmp_path, name):
    folder, sha256 = removed
    with closing(open_archive(folder)) as reader:
        sign_in(reader, name, PASSWORD)
        for verdict in (verify(reader, full=True), last_verdict(reader)):
            assert verdict is not None
            assert {"record_gone", "number_unused"} <= {one.kind for one in verdict.findings}
            told = written(reader, verdict, tmp_path)
            assert HIDDEN not in told
            assert sha256[:12] in told
        log = str(custody.entries(reader))
        assert [one for one in (HIDDEN, *MARKERS) if one in log] == []
        assert not log_numbers(reader, LogFilter(reference=HIDDEN))


def test_without_sign_in_everything_is_named(tmp_path):
    archive = filled(tmp_path, secrets=True)
    archive.strongroom.path_of(card(archive, HIDDEN).documents[0].sha256).unlink()
    assert [found.reference for found in verify(archive).findings] == [HIDDEN]
    archive.close()


def test_what_the_log_tells_twice_and_what_was_never_given_have_no_reference():
    i18n.use_language("vi")
    twice = unnamed(finding("taken_in_count", HIDDEN, count="2", sha256="ab12"))
    beyond = unnamed(finding("number_beyond", HIDDEN, number=HIDDEN))
    assert "ab12" in twice.what
    assert HIDDEN not in " ".join([twice.what, beyond.what, *beyond.facts.values()])
    assert "không thuộc quyền xem của bạn" in twice.what
    assert "không thuộc quyền xem của bạn" in beyond.what
