"""Walks through every command and every action of the terminal, as the parser tells them.

    python walked.py FOLDER

Commands that make or take something are given real words; each other one, and so each that is new,
gets words made up from what its parser asks for. What comes of it does not matter, as long as the
program made no mistake: `test_sockets.py` listens to what it opens meanwhile.
"""

import argparse
import contextlib
import io
import itertools
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from luutru.cli.command import OUR_MISTAKE
from luutru.cli.main import COMMANDS, main
from luutru.cli.parser import Parser
from luutru.demo.command import DEMO

FIRST = (
    ["init", "{archive}", "--agency", "Cơ quan Mẫu", "--abbrev", "CQM", "--fonds", "CQM"],
    ["intake", "{scan}"],
    ["new", "title_vi=Thỏa thuận"],
    [
        "describe",
        "2026-0001",
        "title_vi=Bản ghi nhớ",
        "copy_kind=original",
        "medium=paper",
        "secrecy=none",
    ],
    ["review", "2026-0001"],
    ["certify", "2026-0001", "--form", "sy", "--signer", "trial", "--out", "{out}"],
    ["verify-copy", "{copy}", "--trial"],
    ["verify", "--full"],
    ["doctor"],
    ["backup", "{medium}"],
    ["restore", "{medium}", "{restored}"],
    ["watch", "{watched}", "--once", "--delay", "0"],
    ["scan", "--help"],
)
"""Real words, in this order."""
LAST = ("move", "users", "dispose", "demo")
"""What leaves the archive in another state than it was; walked at the end."""
WAITING = ("watch", "scan")
"""They wait for somebody where nobody stops them."""
GUESSES = ("2026-0001", "1", "1,1", "7/12/2023", "title_vi=A", "2026", "1-1")


def walk(folder: Path) -> dict[str, int]:
    """Walk through everything; return the status of each by its words."""
    places = {name: folder / name for name in ("archive", "out", "medium", "restored", "watched")}
    for name in ("out", "medium", "watched"):
        places[name].mkdir()
    os.environ["LUUTRU_ARCHIVE"] = str(places["archive"])
    told = {}
    for words in FIRST:
        places["copy"] = next(places["out"].glob("*.pdf"), places["out"])
        filled = [word.format(scan=folder / "scan.pdf", **places) for word in words]
        told[" ".join(words)] = said(filled)
    commands = {command.name: command for command in (*COMMANDS, DEMO)}
    for name in sorted(commands, key=lambda name: (name in LAST, name)):
        parser = Parser(prog=name)
        commands[name].configure(parser)
        for words in made_up(parser, folder):
            told[" ".join([name, *words])] = said([name, *words])
    return told


def said(words: list[str]) -> int:
    """Run a command to its end, in silence; return its status."""
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()) as err,
    ):
        status = main(["--lang", "en", *words], more=(DEMO,))
    if status == OUR_MISTAKE:
        sys.stderr.write(f"{words}\n{err.getvalue()}\n")
    return status


def made_up(parser: argparse.ArgumentParser, folder: Path) -> Iterator[list[str]]:
    """Return words for a command: each of its actions, with what the action asks for."""
    if parser.prog in WAITING:
        return
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    asked = [values_of(one, folder) for one in parser._actions if one not in inner]
    for own in itertools.product(*(one for one in asked if one)):
        words = [word for part in own for word in part]
        if not inner:
            yield words
        for one in inner:
            for name, action in one.choices.items():
                yield from ([*words, name, *more] for more in made_up(action, folder))


def values_of(action: argparse.Action, folder: Path) -> list[list[str]]:
    """Return what may be written for one argument; nothing for what may be left out."""
    if action.option_strings and not action.required:
        return []
    choices = action.choices if not action.option_strings else list(action.choices or ())[:1]
    times = action.nargs if isinstance(action.nargs, int) else 1
    values = [str(one) for one in choices or ()] or [guessed(action, folder)]
    return [[*action.option_strings[:1], *[value] * times] for value in values]


def guessed(action: argparse.Action, folder: Path) -> str:
    """Return a word that the type of an argument takes."""
    if action.type is Path:
        return str(folder / "nowhere" / "file.pdf")
    take = action.type if callable(action.type) else str
    for guess in GUESSES:
        with contextlib.suppress(ValueError, TypeError, argparse.ArgumentTypeError):
            take(guess)
            return guess
    return GUESSES[0]


if __name__ == "__main__":
    sys.stdin = io.StringIO()
    sys.stdout.write(json.dumps(walk(Path(sys.argv[1]))))
