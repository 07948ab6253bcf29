"""The server of an office is far away: each message to it takes its time, and is cut off on it."""

import os
import random

import pytest

from faults_cuts import LATE, MOMENT, opened_office, walk
from faults_story import STORY, lines
from luutru.cli.command import DONE

pytestmark = [pytest.mark.slow, pytest.mark.own_server]

FAR_S = 0.005
"""Seconds; a command that writes sends a hundred messages, and one that checks several hundred."""
WRITING = (
    "intake --no-wait", "recover", "settings", "new", "describe 2026-0001", "batches 1",
    "relate", "act extend", "arrange", "split", "merge", "sort", "attach", "correct",
    "synonyms put", "searches save", "agency rename", "codes add", "milestones add", "certify",
    "copies request", "trust add", "freeze set", "backup", "users add",
)  # fmt: skip
"""Of each kind of command that writes the first one of the story."""


@pytest.fixture(scope="module")
def office():
    with opened_office() as made:
        yield made


@pytest.fixture(autouse=True)
def _far(office, monkeypatch):
    """Let messages take their time, and what a desk is told of its places be forgotten."""
    for name in ("LUUTRU_INDEX_DIR", "LUUTRU_OFFICES_DIR", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    monkeypatch.setenv("LUUTRU_PERSON", "an")
    monkeypatch.setattr(office.way, "delay_s", FAR_S)


def the_first(office, beginning):
    told = (one for one in lines(STORY, office.room) if "--dry-run" not in one.words)
    return next(one for one in told if " ".join(one.words).startswith(beginning))


@pytest.mark.parametrize(
    ("beginning", "how"),
    [("intake --no-wait", MOMENT), ("new", LATE)],
)
def test_what_is_cut_off_on_its_long_way_leaves_nothing_half(office, beginning, how):
    chance = random.Random(f"{beginning} {how}")  # noqa: S311  the same cut each time
    for cut, wrong in walk(office, the_first(office, beginning), 1, chance, [how]):
        assert wrong == [], cut
    office.put_back()


def test_every_kind_of_command_writes_and_the_archive_is_whole(office):
    for beginning in WRITING:
        line = the_first(office, beginning)
        ended = office.do(line)
        assert ended.status == line.status, (beginning, ended.complained)
        assert office.way.count, beginning
    checked = office.do(the_first(office, "verify --full"))
    assert checked.status == DONE, checked.told
