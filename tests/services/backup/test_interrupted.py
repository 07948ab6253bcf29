"""Whatever interrupts a backup, the former snapshot stays whole and the next run goes on."""

import os
import subprocess
import sys

import pytest
from tests.encrypted_run import plain_only
from tests.services.backup.media import ROOT, objects_on, whole

from luutru import failpoints
from luutru.errors import (
    MediumLost,
    MediumUnreliable,
    Trouble,
)
from luutru.holdings import checked_copies
from luutru.progress import Cancelled
from luutru.services.backup import snapshots
from luutru.services.backup.backing_up import back_up
from luutru.services.backup.medium import medium_at

POINTS = ["named:2", "manifest", "finished"]


class Meddling:
    """Does something as soon as the work reports a label."""

    def __init__(self, label, act):
        self.label = label
        self.act = act

    def report(self, done, total, label):
        if label == self.label:
            self.act()


def stop():
    raise Cancelled


@pytest.mark.parametrize("label", [snapshots.WRITING, snapshots.COPYING])
def test_stopping_leaves_the_former_snapshot_and_nothing_unfinished(backed_up, keep, medium, label):
    keep("A fourth one")
    with pytest.raises(Cancelled):
        back_up(backed_up, medium, progress=Meddling(label, stop))
    assert len(whole(medium)) == 1
    assert len(list((medium / ROOT / "snapshots").iterdir())) == 1
    assert list((medium / ROOT / ".incoming").iterdir()) == []
    assert back_up(backed_up, medium).copied == 1
    assert len(whole(medium)) == 2


def test_a_medium_that_is_pulled_out_is_told_and_the_next_run_goes_on(backed_up, keep, medium):
    for title in ("A fourth one", "A fifth one"):
        keep(title)
    away = medium.with_name("pulled out")
    with pytest.raises(MediumLost):
        back_up(backed_up, medium, progress=Meddling(snapshots.COPYING, lambda: pull(medium, away)))
    medium.unlink()
    away.rename(medium)
    assert len(whole(medium)) == 1
    back_up(backed_up, medium)
    assert len(whole(medium)) == 2
    assert len(objects_on(medium)) == 5


def pull(medium, away):
    if not away.exists():
        medium.rename(away)
        medium.write_text("no folder any more")


def test_a_medium_that_gives_back_other_bytes_is_told(archive, medium, monkeypatch):
    monkeypatch.setattr(checked_copies, "hash_from_medium", lambda _file, _pulse=None: "0" * 64)
    with pytest.raises(MediumUnreliable):
        back_up(archive, medium)
    assert objects_on(medium) == []
    assert medium_at(medium).snapshots() == []


@pytest.mark.parametrize(
    ("point", "how"),
    [("snapshot", "full"), ("copied", "full"), ("named", "error"), ("manifest", "error")],
)
def test_a_disk_that_fails_at_any_step_leaves_the_former_snapshot(
    backed_up, keep, medium, monkeypatch, point, how
):
    keep("A fourth one")
    monkeypatch.setenv(failpoints.VARIABLE, f"backup.{point}={how}")
    with pytest.raises(Trouble, match=str(medium)):
        back_up(backed_up, medium)
    monkeypatch.delenv(failpoints.VARIABLE)
    assert len(whole(medium)) == 1
    back_up(backed_up, medium)
    assert len(whole(medium)) == 2


@plain_only
@pytest.mark.parametrize("point", POINTS)
def test_a_kill_at_any_step_leaves_the_former_snapshot(backed_up, keep, medium, point):
    keep("A fourth one")
    keep("A fifth one")
    killed = subprocess.run(
        [sys.executable, "-m", "luutru", "--archive", backed_up.folder, "backup", medium],
        env={**os.environ, failpoints.VARIABLE: f"backup.{point}"},
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -9
    done = whole(medium)
    assert len(done) == (2 if point == "finished" else 1)
    report = back_up(backed_up, medium)
    assert whole(medium)[0] == report.snapshot
    assert len(whole(medium)) == len(done) + 1
    assert list((medium / ROOT / ".incoming").iterdir()) == []


def test_a_snapshot_is_whole_while_others_write(backed_up, keep, medium):
    written: list[str] = []

    def write():
        if len(written) < 3:
            written.append(keep(f"Meanwhile {len(written)}"))

    back_up(backed_up, medium, progress=Meddling(snapshots.WRITING, write))
    assert len(written) == 3
    assert len(whole(medium)) == 2
