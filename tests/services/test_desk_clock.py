"""Desks whose clocks go wrong: what they enter bears the hour of the server, in its order."""

from datetime import timedelta

import pytest
from tests.office_run import one_desk_only

from luutru import clock
from luutru.records.custody import CLOCK_BACK
from luutru.services import custody
from luutru.services.archive import open_archive
from luutru.services.describe import describe, new_agreement
from luutru.services.desk_clock import difference
from luutru.services.inspecting import verify


@pytest.fixture
def wrong_by(monkeypatch):
    """Let the clock of this computer go wrong."""
    right = clock.own
    monkeypatch.setattr(clock, "_ahead", [timedelta(0)])

    def set_clock(minutes):
        monkeypatch.setattr(clock, "own", lambda: right() + timedelta(minutes=minutes))

    return set_clock


def test_a_desk_that_is_behind_enters_the_hour_of_the_server(at_desk, wrong_by):
    with at_desk("An") as archive:
        reference = new_agreement(archive, [])
        wrong_by(-10)
        describe(archive, reference, [("note", "x")])
        wrong_by(0)
        describe(archive, reference, [("note", "y")])
        wrong_by(-10)
        entries = custody.entries(archive)
        assert CLOCK_BACK not in {entry.act for entry in entries}
        moments = [entry.at for entry in reversed(entries)]
        assert moments == sorted(moments)
        assert verify(archive).findings == ()


@pytest.mark.parametrize(("minutes", "word"), [(-10, "10 minutes behind"), (7, "7 minutes ahead")])
def test_whoever_opens_at_a_desk_whose_clock_is_wrong_is_told(at_desk, wrong_by, minutes, word):
    with at_desk("An") as archive:
        assert difference(archive) == ("", "")
        wrong_by(minutes)
        other = open_archive(archive.folder)
        title, advice = difference(other)
        assert word in title
        assert "hour of the server" in advice
        other.close()


@one_desk_only
def test_an_archive_of_one_desk_goes_by_its_own_clock_whatever_was_open_before(archive):
    archive.close()
    clock.follow(clock.own() + timedelta(minutes=10))
    opened = open_archive(archive.folder)
    _ = opened.catalogue
    opened.close()
    assert clock.now() - clock.own() < timedelta(seconds=1)
