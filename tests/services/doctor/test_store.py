"""What is told of the store of a shared archive."""

from luutru.services.doctor.checks import State
from luutru.services.doctor.store import store as look


def test_a_store_that_can_be_used_is_told_with_its_place(office, share):
    with office("first") as here:
        (told,) = look(here.folder)
    assert (told.state, told.found) == (State.GOOD, str(share))


def test_a_store_that_is_away_is_an_error_with_what_to_do(office, share, tmp_path):
    with office("first") as here:
        share.rename(tmp_path / "gone")
        (told,) = look(here.folder)
    assert told.state is State.ERROR
    assert "share" in told.advice


def test_an_archive_that_keeps_its_files_itself_has_no_store(archive):
    assert list(look(archive.folder)) == []
