import io
import os
import re
import subprocess
import sys
from argparse import Namespace

import pytest

from luutru import __version__, log
from luutru.cli.command import Command
from luutru.cli.main import main
from luutru.errors import DiskFull, FixityLost
from luutru.progress import Cancelled


def command(run):
    return Command("work", "Works.", lambda _parser: None, run)


def failing(error):
    def run(_options, _terminal):
        raise error

    return command(run)


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (DiskFull("/kho", "a.pdf", 5), 4, "is full"),
        (FixityLost("2026-0001"), 5, "2026-0001 has changed"),
        (Cancelled(), 130, "Stopped"),
        (KeyboardInterrupt(), 130, "Stopped"),
        (ZeroDivisionError("Hợp đồng mật"), 70, "made a mistake"),
    ],
)
def test_whatever_goes_wrong_is_a_sentence_and_a_status(error, status, sentence, capsys):
    assert main(["work", "--lang", "en"], more=[failing(error)]) == status
    told = capsys.readouterr()
    assert sentence in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


def test_a_mistake_of_ours_is_logged_without_what_it_said(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("LUUTRU_LOG_DIR", str(tmp_path))
    main(["work"], more=[failing(ZeroDivisionError("Hợp đồng mật"))])
    assert str(tmp_path) in capsys.readouterr().err
    logged = log.path().read_text("utf-8")
    assert "ZeroDivisionError" in logged
    assert "test_main.py" in logged
    assert "mật" not in logged


def test_without_a_command_the_help_is_shown(capsys):
    assert main(["--lang", "en"]) == 0
    assert "intake" in capsys.readouterr().out


def test_without_a_command_the_window_opens_where_there_is_one():
    seen = []

    def window(options: Namespace) -> int:
        seen.append(options.archive)
        return 0

    assert main(["--archive", "kho"], without_command=window) == 0
    assert [str(folder) for folder in seen] == ["kho"]


@pytest.mark.parametrize("words", [["bogus"], ["list", "--bogus"], ["show"], ["--lang", "fr"]])
def test_wrong_usage_is_status_two(words, capsys):
    assert main(words) == 2
    assert "luutru" in capsys.readouterr().err


def test_the_version_may_be_asked_for(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"luutru {__version__}"


@pytest.mark.parametrize("words", [["--json", "work"], ["work", "--json"]])
def test_global_options_stand_before_or_after_the_command(words, capsys):
    seen = []

    def run(options, terminal):
        seen.append((options.json, terminal.wants_json))
        return 0

    assert main(words, more=[command(run)]) == 0
    assert seen == [(True, True)]


def test_help_is_in_vietnamese_unless_told_otherwise(luutru, monkeypatch):
    for variable in ("LUUTRU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    assert "Usage" in luutru("list", "--help").out
    told = luutru("list", "--help", language="vi").out
    assert "Cách dùng" in told
    assert not re.search(r"show this help|positional arguments|options:", told)


def test_a_reader_who_goes_away_is_no_crash(monkeypatch):
    def run(_options, terminal):
        terminal.line("x")
        return 0

    read_end, write_end = os.pipe()
    os.close(read_end)
    with io.TextIOWrapper(os.fdopen(write_end, "wb", 0), write_through=True) as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["work"], more=[command(run)]) == 141


def test_the_module_can_be_started():
    told = subprocess.run(
        [sys.executable, "-m", "luutru", "--version"], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == f"luutru {__version__}"
