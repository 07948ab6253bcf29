"""Reads the words after `luutru`; its headings and complaints are in the reader's language."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn

from typing_extensions import override

from luutru import __version__, i18n
from luutru.cli.command import WRONG_USAGE, Command
from luutru.i18n import mark, translate
from luutru.services.workstation import named_archive

_HEADINGS: Final = {
    "usage: ": mark("Usage: "),
    "positional arguments:": mark("What it takes:"),
    "options:": mark("Options:"),
    "show this help message and exit": mark("show this help"),
}
"""What `argparse` prints by itself, and what we say instead."""


class Parser(argparse.ArgumentParser):
    """An `ArgumentParser` that speaks the language of the reader."""

    @override
    def format_help(self) -> str:
        return _in_our_words(super().format_help())

    @override
    def format_usage(self) -> str:
        return _in_our_words(super().format_usage())

    @override
    def error(self, message: str) -> NoReturn:
        advice = translate("Type “{command} --help” to see how it is used.", command=self.prog)
        self.exit(WRONG_USAGE, f"{self.format_usage()}{self.prog}: {message}\n{advice}\n")


def _in_our_words(text: str) -> str:
    for theirs, ours in _HEADINGS.items():
        text = text.replace(theirs, translate(ours))
    return text


def language_asked_for(words: Sequence[str]) -> str | None:
    """Return the value of `--lang`, which decides in which language the rest is explained."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang", choices=i18n.LANGUAGES)
    try:
        found, _others = early.parse_known_args(words)
    except argparse.ArgumentError:
        return None
    return str(found.lang) if found.lang else None


def build(commands: Sequence[Command], words: Sequence[str]) -> argparse.ArgumentParser:
    """Return a parser for the global options, before or after one of `commands`.

    Only the commands among `words` are asked what they take: the others need not be loaded.
    """
    parser = Parser(prog="luutru", allow_abbrev=False)
    _add_global_options(parser)
    parser.set_defaults(
        archive=None,
        user=None,
        user_password_file=None,
        passphrase_file=None,
        lang=None,
        json=False,
        quiet=False,
        verbose=False,
        command=None,
    )
    entries = parser.add_subparsers(
        title=translate("Commands"),
        metavar=translate("COMMAND"),
        prog="luutru",
        parser_class=_entries_of(words),
    )
    for command in commands:
        summary = translate(command.summary)
        entry = entries.add_parser(
            command.name, help=summary, description=summary, allow_abbrev=False
        )
        if command.name in words:
            _add_global_options(entry)
            command.configure(entry)
            entry.set_defaults(command=command)
    return parser


def _entries_of(words: Sequence[str]) -> type[Parser]:
    class Entry(Parser):
        """The parser of a command; of one that nobody typed, only what stands in the list."""

        def __init__(self, **facts: Any) -> None:  # noqa: ANN401  as argparse asks for it
            _, command, *_ = facts["prog"].split()
            if command in words:
                super().__init__(**facts)

    return Entry


def add_actions(parser: argparse.ArgumentParser) -> Callable[[str, str], argparse.ArgumentParser]:
    """Let a command have actions of its own; return what adds one, by name and summary.

    Global options may stand behind the name of an action too.
    """
    entries = parser.add_subparsers(
        title=translate("Actions"), metavar=translate("ACTION"), dest="action"
    )

    def add(name: str, summary: str) -> argparse.ArgumentParser:
        entry = entries.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        _add_global_options(entry)
        return entry

    return add


def place_named(options: argparse.Namespace) -> str | None:
    """Return what `--archive` or `LUUTRU_ARCHIVE` names: a folder, or the address of a server."""
    place: str | None = options.archive or named_archive()
    return place


def _add_global_options(parser: argparse.ArgumentParser) -> None:
    everywhere = parser.add_argument_group(translate("Everywhere"))
    unless_given = argparse.SUPPRESS  # the same option may stand before the command
    everywhere.add_argument(
        "--archive",
        metavar="DIR",
        default=unless_given,
        help=translate(
            "the archive: its folder, or the address postgresql://… of that of an office; "
            "else LUUTRU_ARCHIVE, else your own"
        ),
    )
    everywhere.add_argument(
        "--lang", choices=i18n.LANGUAGES, default=unless_given, help=translate("language")
    )
    everywhere.add_argument(
        "--user", metavar="NAME", default=unless_given,
        help=translate("the account to sign in with; else LUUTRU_USER"),
    )  # fmt: skip
    for name, asked in (
        ("--user-password-file",
         translate("the file with its password; else LUUTRU_PASSWORD_FILE, else it is asked")),
        ("--passphrase-file",
         translate("the file with the passphrase of what is encrypted; else "
                   "LUUTRU_PASSPHRASE_FILE, else it is asked")),
    ):  # fmt: skip
        everywhere.add_argument(name, metavar="FILE", default=unless_given, help=asked)
    for names, told in (
        (("--json",), translate("print one JSON document")),
        (("-q", "--quiet"), translate("no remarks, no progress")),
        (("-v", "--verbose"), translate("show the diagnostic log as well")),
    ):
        everywhere.add_argument(*names, action="store_true", default=unless_given, help=told)
    everywhere.add_argument(
        "--version",
        action="version",
        version=f"luutru {__version__}",
        help=translate("show the version"),
    )
