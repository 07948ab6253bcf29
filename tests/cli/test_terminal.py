import io
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from luutru.cli.bars import Bars
from luutru.cli.terminal import Terminal, one_line
from luutru.progress import SILENT


@dataclass(frozen=True, slots=True)
class Fact:
    path: Path
    at: datetime
    names: frozenset[str]
    pair: tuple[int, str]


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def test_a_document_is_json_whatever_it_is_made_of(capsys):
    fact = Fact(
        Path("/kho/\udcff.pdf"), datetime(2026, 1, 2, tzinfo=UTC), frozenset("ba"), (1, "ố")
    )
    Terminal().document({"fact": fact})
    assert json.loads(capsys.readouterr().out) == {
        "fact": {
            "path": "/kho/�.pdf",
            "at": "2026-01-02T00:00:00+00:00",
            "names": ["a", "b"],
            "pair": [1, "ố"],
        }
    }


def test_what_has_no_place_in_json_is_our_mistake():
    with pytest.raises(TypeError):
        Terminal().document(object())


def test_control_characters_do_not_break_a_line():
    assert one_line(Path("a\nb\t\x7f.pdf")) == "a\\x0ab\\x09\\x7f.pdf"


def test_a_table_in_a_pipe_has_no_blanks_at_the_end(capsys):
    Terminal().table(["Reference", "Title"], [("2026-0001", "Ấn phẩm"), ("2026-0002", "")])
    assert capsys.readouterr().out.splitlines() == [
        "Reference  Title",
        "2026-0001  Ấn phẩm",
        "2026-0002",
    ]


def test_a_person_gets_colours(monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm")
    Terminal().table(["Title"], [("x",)])
    assert "\x1b[" in screen.getvalue()


def test_remarks_are_kept_back_but_complaints_are_not(capsys):
    terminal = Terminal(quiet=True)
    terminal.remark("by the way")
    terminal.complain("the disk is full")
    assert capsys.readouterr().err == "the disk is full\n"


def test_no_bar_is_drawn_where_nobody_looks():
    with Terminal().progress() as progress:
        assert progress is SILENT


def test_a_stage_is_full_when_the_next_one_begins(monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with Bars() as bars:
        bars.report(0, 3, "Taking in")
        bars.report(2, 3, "Taking in")
        bars.report(1, 2, "Indexing")
    assert "3/3" in screen.getvalue()
    assert "2/2" in screen.getvalue()


def test_bars_do_not_lead_a_pipe_to_the_screen(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stderr", Screen())
    monkeypatch.setenv("TERM", "xterm")
    with Terminal().progress():
        Terminal().line("ACK")
    assert capsys.readouterr().out == "ACK\n"
