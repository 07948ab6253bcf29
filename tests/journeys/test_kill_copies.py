"""The power fails while copies are issued: every number has one outcome, every copy is whole."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import select
from tests.office_run import IS_WANTED

from luutru.failpoints import VARIABLE
from luutru.records.register import CopyEvent, Register
from luutru.services.archive import Archive
from luutru.services.copies.examining import examine
from luutru.services.copies.recovering import recover_copies
from luutru.services.copies.register import ISSUED, RESERVED, TRIAL_SERIES, VOID
from luutru.services.copies.verifying import verify_copy
from luutru.stamping.told import Verdict

pytestmark = pytest.mark.slow

LEFT = {
    "copies.reserved": VOID,
    "stamping.added": VOID,
    "stamping.signed": VOID,
    "copies.signed": VOID,
    "copies.checked": VOID,
    "copies.entered": ISSUED,
    "copies.kept": ISSUED,
}
"""What becomes of the number that was taken when the process dies at a point."""
RANDOM_KILLS = 3


@pytest.fixture
def reference(keep):
    return keep("Bản ghi nhớ", copy_kind="original", medium="paper", secrecy="none")


def issuing(archive: Archive, reference: str, fail_at: str = "") -> "subprocess.Popen[str]":
    """Start issuing an extract from a process of its own."""
    words = ["certify", reference, "--form", "trs", "--pages", "1", "--signer", "trial"]
    words += ["--out", str(archive.folder.parent / "out")]
    return subprocess.Popen(
        [sys.executable, "-m", "luutru", "--archive", str(archive.folder), *words],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, VARIABLE: fail_at}, start_new_session=True,
    )  # fmt: skip


def outcomes(archive: Archive) -> dict[int, list[str]]:
    """Return what was entered of each number."""
    told: dict[int, list[str]] = {}
    with archive.catalogue.read() as session:
        for line in session.scalars(select(CopyEvent).order_by(CopyEvent.seq)):
            told.setdefault(line.number, []).append(line.state)
    return told


def is_closed(states: list[str]) -> bool:
    """Tell whether a number that was taken has one outcome."""
    return len(states) == 2 and states[0] == RESERVED


def make_sure_that_all_is_well(archive: Archive) -> None:
    """Recover; then no number is missing, doubled or open, and every copy is what it says."""
    until = time.monotonic() + (30 if IS_WANTED else 0)
    recover_copies(archive)
    told = outcomes(archive)
    while not all(map(is_closed, told.values())) and time.monotonic() < until:
        recover_copies(archive)  # a server lets go of what a killed process had undertaken soon
        told = outcomes(archive)
    with archive.catalogue.read() as session:
        last = max(session.scalars(select(Register.last_number).filter_by(book=TRIAL_SERIES)))
    assert sorted(told) == list(range(1, last + 1))
    assert all(map(is_closed, told.values())), told
    assert examine(archive, series=TRIAL_SERIES) == []
    kept = sorted((archive.folder / "copies").rglob("*.*"))
    issued = [number for number, states in told.items() if states[1] == ISSUED]
    assert [int(file.name[:4]) for file in kept if file.suffix == ".pdf"] == issued
    assert [file for file in kept if file.suffix != ".pdf"] == []


def test_every_number_has_its_outcome_wherever_issuing_is_cut_off(archive, reference):
    for number, (point, outcome) in enumerate(LEFT.items(), start=1):
        process = issuing(archive, reference, point)
        said, _ = process.communicate()
        in_the_child = point.startswith("stamping.")
        assert process.returncode == (5 if in_the_child else -signal.SIGKILL), (point, said)
        make_sure_that_all_is_well(archive)
        assert outcomes(archive)[number][1] == outcome, point
    before = outcomes(archive)  # an extract passes its gate before it takes a number
    process = issuing(archive, reference, "copies.extracted")
    process.communicate()
    make_sure_that_all_is_well(archive)
    assert outcomes(archive) == before
    chance = random.Random(seed := time.time_ns() % 10_000)  # noqa: S311  chance, not secrecy
    for _ in range(RANDOM_KILLS):
        process = issuing(archive, reference)
        time.sleep(chance.random() * 4)
        process.kill()
        process.communicate()
        make_sure_that_all_is_well(archive)
    process = issuing(archive, reference)
    said, _ = process.communicate()
    assert process.returncode == 0, (seed, said)
    make_sure_that_all_is_well(archive)
    for copy in (archive.folder / "copies").rglob("*.pdf"):
        judged = verify_copy(copy, archive=archive, may_be_trial=True)
        assert judged.verdict is Verdict.ACCEPTED, (seed, copy, judged.words)
