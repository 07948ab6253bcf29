"""Types every command of the terminal with whatever it takes: new ones are walked as well."""

import argparse
import itertools
from collections.abc import Iterator
from pathlib import Path

from luutru.cli import parser
from luutru.cli.main import COMMANDS

PLAIN, HIDDEN = "2026-0001", "2026-0003"
SKIPPED = {
    "watch": "looks until it is stopped; taking in is walked by “intake”",
    "scan": "needs a scanner",
    "move": "takes the archive away",
    "migrate": "takes the archive away",
}
"""Commands that are not typed, and why."""
_EVERYWHERE = {
    "archive", "lang", "user", "user_password_file", "json", "quiet", "verbose", "version", "help",
}  # fmt: skip
_REFERENCES = (HIDDEN, PLAIN)
_QUERIES = ("do luong", "bimatxo", "partner:zorg", "tumatla")
_WORDS = {
    "query": _QUERIES, "references": _REFERENCES, "reference": _REFERENCES, "ref": (HIDDEN,),
    "name": ("zorgonia",), "about": ("zorgonia", "QA"), "changes": ("title_vi=x",),
    "agreement": (HIDDEN,), "to": (HIDDEN,), "subject": (HIDDEN,), "on": ("1/1/2026",),
    "as_of": ("1/1/2026",), "year": ("2026",), "word": ("tumatla",), "right": ("x",),
    "country": ("QA",), "partner": ("zorgonia",), "other": (HIDDEN,), "others": (HIDDEN,),
    "roles": ("reader",), "request": ("1/2026",), "owner": ("zorgonia",), "kind": ("amends",),
    "rule": ("T1",),
}  # fmt: skip
"""What is typed where a command asks for it by this name."""


def typings(files: Path, out: Path, *, fully: bool = False) -> Iterator[tuple[str, ...]]:
    """Yield what is typed, command by command; `files` may be read, into `out` may be written.

    Every command with the least that it takes, about what is hidden wherever it is about one
    agreement; `fully` also about others, and with one option more each.
    """
    for command in COMMANDS:
        if command.name in SKIPPED:
            continue
        whole = parser.build(COMMANDS, [command.name])
        for words in _typed(_entry(whole, command.name), files, out, fully=fully):
            yield command.name, *words


def _entry(whole: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    (commands,) = (a for a in whole._actions if isinstance(a, argparse._SubParsersAction))
    found: argparse.ArgumentParser = commands.choices[name]
    return found


def _typed(
    entry: argparse.ArgumentParser, files: Path, out: Path, *, fully: bool
) -> Iterator[tuple[str, ...]]:
    """Yield with which words an entry is typed: the least, and then with one option more each."""
    own = [one for one in entry._actions if one.dest not in _EVERYWHERE]
    below = [one for one in own if isinstance(one, argparse._SubParsersAction)]
    for name, inner in itertools.chain.from_iterable(one.choices.items() for one in below):
        for words in _typed(inner, files, out, fully=fully):
            yield name, *words
    if below:
        yield ()
        return
    places = [one for one in own if not one.option_strings]
    options = [one for one in own if one.option_strings]
    needed = [word for one in options if one.required for word in _option(one, files, out)]
    spread = [_spread(one, files, out, fully=fully) for one in places]
    for chosen in itertools.product(*spread):
        yield *chosen, *needed
    if fully:
        if any(one.nargs in ("?", "*") for one in places):
            yield tuple(needed)
        usual = [values[0] for values in spread]
        for one in itertools.filterfalse(_is_required, options):
            yield *usual, *needed, *_option(one, files, out)


def _is_required(one: argparse.Action) -> bool:
    return one.required


def _spread(one: argparse.Action, files: Path, out: Path, *, fully: bool) -> tuple[str, ...]:
    """Return what is typed in one place: only of questions in words more than one thing."""
    values = _values(one, files, out)
    return values if fully or values is _QUERIES else values[:1]


def _option(one: argparse.Action, files: Path, out: Path) -> tuple[str, ...]:
    if one.nargs == 0:
        return (one.option_strings[-1],)
    return (one.option_strings[-1], _values(one, files, out)[0])


def _values(one: argparse.Action, files: Path, out: Path) -> tuple[str, ...]:
    if one.choices is not None:
        return tuple(map(str, one.choices))
    if one.dest in _WORDS:
        return _WORDS[one.dest]
    if one.type is Path:
        return (str(_path(one, files, out)),)
    if one.type in (int, float):
        return ("1",)
    if "REF" in str(one.metavar):
        return _REFERENCES
    return ("2026-11-26",) if "DAY" in str(one.metavar) else ("x",)


def _path(one: argparse.Action, files: Path, out: Path) -> Path:
    if one.dest in ("out", "pdf", "dest", "folder", "recovery_key_file"):
        return out / ("made.pdf" if one.metavar == "FILE" else "made")
    return files / ("password" if "password" in one.dest or "pin" in one.dest else "scan.pdf")
