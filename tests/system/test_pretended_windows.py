"""The program on a Python that lacks and refuses what one on Windows does (`pretended`).

It proves nothing of Windows itself, which nobody has tried; it keeps the program from needing what
is not there, and from replacing or removing files that Windows would not let go of.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PRETENDED = Path(__file__).parent / "pretended"
SOURCE = Path(__file__).parents[2] / "src" / "luutru"
IMPORTING = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
blocked = [name for name in ("fcntl", "resource", "pwd") if sys.modules.get(name, 0) is not None]
assert not blocked, blocked
"""
RUNNING = """
import json, sys
from luutru.cli.main import main
for words in json.loads(sys.argv[1]):
    print("$", *words, flush=True)
    status = main(words)
    print("=", status, flush=True)
"""


@pytest.fixture
def pretended(tmp_path):
    """Run Python code with arguments as if on Windows; return what it said and was refused."""
    record = tmp_path / "refused.txt"
    record.touch()

    def run(code, *arguments):
        given = {
            "PYTHONPATH": str(PRETENDED),
            "PRETENDED_RECORD": str(record),
            "LUUTRU_PERSON": "archivist",
            "LUUTRU_RESERVE_MB": "1",
            "LUUTRU_BALLAST_MB": "1",
            "XDG_DATA_HOME": str(tmp_path / "share"),
            "XDG_STATE_HOME": str(tmp_path / "share"),
            "XDG_RUNTIME_DIR": str(tmp_path / "share"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments],
            check=False, capture_output=True, text=True, cwd=tmp_path, env=os.environ | given,
        )  # fmt: skip
        return done, record.read_text("utf-8").splitlines()

    return run


def test_every_module_is_there_without_what_windows_lacks(pretended):
    modules = [
        ".".join(file.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
        for file in sorted(SOURCE.rglob("*.py"))
        if "versions" not in file.parts and file.name not in ("__main__.py", "env.py")
    ]
    done, _refused = pretended(IMPORTING, *modules)
    assert done.returncode == 0, done.stderr


def test_an_archive_lives_where_open_files_cannot_be_replaced(pretended, tmp_path, a_scan):
    scan = a_scan("aux")
    home, out = str(tmp_path / "archive"), str(tmp_path / "out")
    told = [
        ["init", home, "--name", "Hợp tác"],
        *(
            ["--archive", home, *words]
            for words in (
                ["intake", str(scan)],
                ["intake", str(scan)],
                ["describe", "2026-0001", "title_vi=Thỏa thuận", "copy_kind=original"],
                ["describe", "2026-0001", "medium=paper", "secrecy=none"],
                ["list"],
                ["search", "thoa thuan"],
                ["verify", "--full"],
                ["recover"],
                ["reindex"],
                ["backup", str(tmp_path / "medium")],
                ["backup", str(tmp_path / "medium")],
                ["export", "2026-0001", "--out", out],
                [
                    "certify",
                    "2026-0001",
                    "--form",
                    "sy",
                    "--signer",
                    "trial",
                    "--out",
                    str(tmp_path),
                ],
                ["move", str(tmp_path / "moved")],
            )
        ),
        ["restore", "--drill", str(tmp_path / "medium")],
        ["--archive", str(tmp_path / "moved"), "verify", "--full"],
    ]
    done, refused = pretended(RUNNING, json.dumps(told))
    assert done.returncode == 0, done.stdout + done.stderr
    ends = [line for line in done.stdout.splitlines() if line.startswith("= ")]
    assert ends == ["= 0"] * len(told), done.stdout + done.stderr
    assert not [line for line in refused if line.startswith("held ")], refused
