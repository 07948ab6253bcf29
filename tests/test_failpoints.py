"""A point fails where a test asks for it, and nowhere else."""

import errno
import os
import subprocess
import sys

import pytest

from luutru import failpoints


@pytest.mark.parametrize(("how", "code"), [("full", errno.ENOSPC), ("error", errno.EIO)])
def test_the_disk_fails_from_the_time_on_that_was_asked_for(monkeypatch, how, code):
    monkeypatch.setenv(failpoints.VARIABLE, f"room.{how}:3={how}")
    failpoints.reach(f"room.{how}")
    failpoints.reach("room.other")
    failpoints.reach(f"room.{how}")
    for _ in range(2):
        with pytest.raises(OSError, match=os.strerror(code)) as failed:
            failpoints.reach(f"room.{how}")
        assert failed.value.errno == code


def test_nothing_fails_unasked(monkeypatch):
    monkeypatch.delenv(failpoints.VARIABLE, raising=False)
    failpoints.reach("room.step")


def test_a_process_that_is_killed_cleans_nothing_up(monkeypatch):
    monkeypatch.setenv(failpoints.VARIABLE, "room.step:2")
    code = (
        "from luutru.failpoints import reach\n"
        "try:\n"
        "    reach('room.step'); print('once', flush=True); reach('room.step')\n"
        "finally:\n"
        "    print('cleaned up')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True
    )
    assert (ended.stdout, ended.returncode != 0) == ("once\n", True)
