import pytest

from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.inspecting import verify
from luutru.services.recovery import recover


@pytest.fixture
def stranger(archive, a_scan):
    """Leave a kept file without a record, as a crash right after its copying does."""
    return archive.strongroom.take_in(a_scan("stranger")).sha256


def test_a_file_that_was_never_entered_goes_to_quarantine(archive, stranger):
    assert [found.rule for found in verify(archive).findings] == ["I1"]
    assert recover(archive, recognise=False).set_aside == 1
    verdict = verify(archive, full=True)
    assert verdict.is_sound
    assert verdict.in_quarantine == 1


def test_the_log_tells_which_file_was_set_aside(archive, stranger):
    recover(archive, recognise=False)
    entry = custody.entries(archive, limit=1)[0]
    assert (entry.act, entry.detail["set_aside"]) == ("recovered", [stranger])


def test_a_file_that_was_set_aside_can_be_taken_in_again(archive, stranger, a_scan):
    recover(archive, recognise=False)
    assert not take_in(archive, a_scan("stranger")).known
    assert verify(archive, full=True).is_sound


def test_a_recovery_in_the_middle_of_an_accession_costs_nothing(archive, a_scan, monkeypatch):
    put_in_place = archive.strongroom.put_in_place
    disturbed: list[int] = []

    def put_in_place_disturbed(copies):
        put_in_place(copies)
        if not disturbed:
            disturbed.append(recover(archive, recognise=False).set_aside)

    monkeypatch.setattr(archive.strongroom, "put_in_place", put_in_place_disturbed)
    take_in(archive, a_scan())
    assert disturbed == [1]
    assert verify(archive, full=True).is_sound


def test_an_archive_that_nothing_happened_to_is_left_alone(archive, a_scan):
    take_in(archive, a_scan())
    recover(archive, recognise=False)
    before = custody.head(archive)
    told = recover(archive, recognise=False)
    assert (told.unfinished_copies, told.set_aside, told.requeued_documents) == (0, 0, 0)
    assert custody.head(archive) == before
