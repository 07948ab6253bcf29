"""The power fails, again and again, while scans are taken in: nothing acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from PIL import Image
from pypdf import PdfWriter

from luutru.cli.main import main

pytestmark = pytest.mark.slow

KILLS = 10
"""Each takes a second and a half; `benchmarks/faults.py --kills` kills every command hundreds of
times."""
FILES = 6


def draw(folder, mark):
    """Write small PDFs, and an image that is to be wrapped, which differ from all others."""
    folder.mkdir()
    for number in range(FILES):
        writer = PdfWriter()
        for _ in range(3):
            writer.add_blank_page(width=595, height=842)
        writer.add_metadata({"/Subject": f"{mark}-{number}"})
        writer.write(folder / f"{number}.pdf")
    Image.new("L", (60, 80), mark).save(folder / "image.png")
    return folder


def intake_until_killed(folder, chance):
    """Take `folder` in, kill everything at a random moment, return what was acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-m", "luutru", "intake", "--ocr", "never", folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    heard = [process.stdout.readline() for _ in range(chance.randint(0, FILES))]
    time.sleep(chance.random() * (0.3 if heard else 1.0))
    os.killpg(process.pid, signal.SIGKILL)
    rest, _ = process.communicate()
    lines = [*heard, *rest.splitlines(keepends=True)]
    return [tuple(line.split()[1:3]) for line in lines if line.endswith("\n")]


def test_what_was_acknowledged_survives_every_kill(tmp_path, monkeypatch, capsys):
    seed = time.time_ns() % 10_000
    chance = random.Random(seed)  # noqa: S311  chance, not secrecy
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(tmp_path / "kho"))
    assert main(["init", str(tmp_path / "kho")]) == 0
    acknowledged = set()
    for kill in range(KILLS):
        folder = draw(tmp_path / f"scans-{kill}", kill)
        acknowledged.update(intake_until_killed(folder, chance))
        told = f"seed {seed}, kill {kill}"
        if kill % 5 == 4:  # in between, the next intake meets what the last one left
            assert main(["recover", "--ocr", "never"]) == 0, told
            assert main(["verify", "--full"]) == 0, (told, capsys.readouterr().out)
        capsys.readouterr()
        main(["list", "--porcelain"])
        listed = {tuple(line.split()) for line in capsys.readouterr().out.splitlines()}
        assert acknowledged <= listed, told
    with capsys.disabled():
        sys.stdout.write(f"{KILLS} kills: {len(acknowledged)} kept, 0 lost (seed {seed})\n")
