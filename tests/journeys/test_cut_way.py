"""The way to the server of an office is cut in the middle of commands that write.

The campaign in `benchmarks/faults.py --cuts N` does so to every command of its story.
"""

import os
import random

import pytest

from faults_cuts import AWAY, LATE, MOMENT, STOPPED, opened_office, walk
from faults_story import STORY, lines

pytestmark = [pytest.mark.slow, pytest.mark.own_server]


@pytest.fixture(scope="module")
def office():
    with opened_office() as made:
        yield made


@pytest.fixture(autouse=True)
def _own(monkeypatch):
    """Let what a desk is told of its places be forgotten with the test."""
    for name in ("LUUTRU_INDEX_DIR", "LUUTRU_OFFICES_DIR", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    monkeypatch.setenv("LUUTRU_PERSON", "an")


@pytest.mark.parametrize(
    ("name", "how"),
    [("intake --no-wait", LATE), ("new title_vi=Thỏa thuận mới", MOMENT),
     ("describe 2026-0003", AWAY), ("intake --no-wait", STOPPED)],
)  # fmt: skip
def test_what_is_cut_off_is_told_cleanly_and_nothing_is_half_written(office, name, how):
    line = next(one for one in lines(STORY, office.room) if one.name == name)
    chance = random.Random(f"{name} {how}")  # noqa: S311  the same cut each time
    for cut, wrong in walk(office, line, 1, chance, [how]):
        assert wrong == [], cut
    office.put_back()
