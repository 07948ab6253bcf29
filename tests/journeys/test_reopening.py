"""After a kill somebody just goes on: the next command, or the window, puts everything right."""

import os
import signal
import subprocess
import sys

import pytest
from sqlalchemy import select

from luutru.cli.command import DONE
from luutru.cli.main import main
from luutru.failpoints import VARIABLE
from luutru.records.outbox import Outbox
from luutru.services.archive import open_archive
from luutru.services.desk import LOCKS

pytestmark = pytest.mark.slow

INTAKE = ("intake", "--ocr", "never", "{scan}")
CERTIFY = (
    "certify",
    "{ref}",
    "--form",
    "trs",
    "--pages",
    "1",
    "--signer",
    "trial",
    "--out",
    "{out}",
)
DESCRIBE = ("describe", "{ref}", "title_vi=Mới")
KILLED = {
    "a part of a scan is left": (INTAKE, "disk.sync_file:1"),
    "a scan is left that nobody entered": (INTAKE, "settled.rename:1"),
    "the index was not told": (INTAKE, "settled.catalogue:1"),
    "the index is half written": (INTAKE, "index.seal:1"),
    "a description is not found yet": (DESCRIBE, "settled.catalogue:1"),
    "the pages of an extract are left": (CERTIFY, "copies.extracted"),
    "a number has no copy": (CERTIFY, "copies.reserved"),
    "a copy was not handed out": (CERTIFY, "copies.entered"),
}  # fmt: skip
"""What a command leaves, and the point at which it dies."""


@pytest.fixture(params=KILLED)
def left(request, archive, keep, a_scan, tmp_path):
    """The folder of an archive in which a command has just died, with what it left there."""
    facts = {"ref": keep("Bản ghi nhớ", copy_kind="original", medium="paper", secrecy="none"),
             "scan": a_scan("another"), "out": tmp_path / "out"}  # fmt: skip
    facts["out"].mkdir()
    archive.close()
    words, point = KILLED[request.param]
    done = subprocess.run(
        [sys.executable, "-m", "luutru", "--archive", archive.folder,
         *(word.format(**facts) for word in words)],
        env={**os.environ, VARIABLE: point}, check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done
    assert list((archive.folder / LOCKS).glob("work-*")), "a process died"
    return archive.folder


def make_sure_that_all_is_well(folder, *, but=""):
    """Only look: nothing is asked to be put right; tasks `but` may wait in the outbox."""
    assert not list((folder / LOCKS).glob("work-*"))
    assert not list(folder.rglob("*.part"))
    archive = open_archive(folder)
    with archive.catalogue.read(whole=True) as session:
        assert list(session.scalars(select(Outbox.task).where(Outbox.task != but))) == []
    assert archive.sit_down(), "the desk is free"
    archive.close()
    assert main(["--archive", str(folder), "verify", "--full"]) == DONE


def test_the_next_command_puts_it_right(left):
    assert main(["--archive", str(left), "list"]) == DONE
    make_sure_that_all_is_well(left, but="read")  # pages without a text wait for recognition


def test_the_window_puts_it_right(left, main_window, qtbot):
    main_window.work_in(open_archive(left))
    main_window.show()
    session = main_window.session
    qtbot.waitUntil(lambda: session.queue.overview is not None and session.jobs.idle)
    main_window.let_go()
    make_sure_that_all_is_well(left)
