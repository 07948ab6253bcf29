"""The `luutru` command: finds the word, does it, and tells the shell how it went."""

import errno
import logging
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final, TextIO

from luutru import i18n, log
from luutru.cli import parser
from luutru.cli.command import DONE, OUR_MISTAKE, STOPPED, Command
from luutru.cli.terminal import Terminal
from luutru.errors import LuutruError
from luutru.i18n import mark, translate
from luutru.progress import Cancelled
from luutru.system.kind import is_windows

logger = logging.getLogger(__name__)


def _command(name: str, summary: str) -> Command:
    """Return a command whose module is loaded when somebody types its name."""
    module = f"luutru.cli.{name.replace('-', '_')}"

    def configure(parser: ArgumentParser) -> None:
        import_module(module).configure(parser)

    def run(options: Namespace, terminal: Terminal) -> int:
        return int(import_module(module).run(options, terminal))

    return Command(name, summary, configure, run)


COMMANDS: Final = (
    _command("init", mark("Makes a new archive.")),
    _command("join", mark("Lets this desk work in the archive that an office shares.")),
    _command("intake", mark("Takes scans into custody, then reads and indexes them.")),
    _command("scan", mark("Scans a pile of paper and takes it in (Linux, with SANE).")),
    _command("watch", mark("Takes in what a scanner leaves in a folder, once it is complete.")),
    _command("new", mark("Records an agreement without a scan.")),
    _command("list", mark("Lists agreements.")),
    _command("export-list", mark("Writes a list of agreements as XLSX, CSV, DOCX or PDF.")),
    _command("show", mark("Tells everything known of one agreement.")),
    _command("describe", mark("Describes an agreement or corrects it; both stay.")),
    _command("review", mark("Says that a description was checked; approves it, or not any more.")),
    _command("act", mark("Carries out an act such as an extension, a termination or a renaming.")),
    _command("propose", mark("Tells what the rules read out of a scan; saves nothing.")),
    _command("attach", mark("Makes a document a part of another agreement.")),
    _command("relate", mark("Says what an agreement is to another, or takes that back.")),
    _command("arrange", mark("Turns, reorders or leaves out pages; the original stays.")),
    _command("split", mark("Makes several documents of one scan; the original stays.")),
    _command("separators", mark("Writes sheets to lay between documents on the scanner.")),
    _command("merge", mark("Shows the pages of several documents in one of them.")),
    _command("sort", mark("Tells what a document is, as proposed, or records what it is.")),
    _command("gaps", mark("Lists annexes that are cited and absent.")),
    _command("compare", mark("Compares a scan with an agreement recorded earlier without one.")),
    _command("batches", mark("Lists what was brought together, and describes it as one.")),
    _command("searchable", mark("Writes a copy in which any reader finds the words.")),
    _command("search", mark("Finds pages by words, partner, country, year or number.")),
    _command("searches", mark("Keeps searches under a name, and runs them again.")),
    _command("synonyms", mark("Lists and edits the words that are searched as one.")),
    _command("duplicates", mark("Lists documents that seem to be the same paper scanned twice.")),
    _command("held", mark("Lists what is held for its mark of secrecy, and lets it in.")),
    _command("quality", mark("Tells what is wanting in a scan, and what to do about it.")),
    _command("correct", mark("Corrects a word that the machine misread.")),
    _command("partners", mark("Lists partners, their names in time and their agreements.")),
    _command("agency", mark("Tells the names of the agency in time, and its fonds.")),
    _command("codes", mark("Lists the codes with their source, and adds to some lists.")),
    _command("settings", mark("Tells what the archive sets for itself, and sets it.")),
    _command("brief", mark("Tells a country or a partner on one page, to print as well.")),
    _command("certify", mark("Issues a certified copy under the next number of the register.")),
    _command(
        "copies",
        mark("The register of certified copies: requests, deliveries, revocations, closing."),
    ),
    _command("trust", mark("Lists the authorities whose keys are trusted, and changes that.")),
    _command("verify-copy", mark("Tells whether a file is a certified copy as it was issued.")),
    _command("verify-qr", mark("Tells whether the code on the sheet of a copy is genuine.")),
    _command("users", mark("Accounts, roles, sign-in, and who may see marked agreements.")),
    _command("passphrase", mark("Renews what unlocks an encrypted archive.")),
    _command("milestones", mark("Plans, proves, lists and exports what follows agreements.")),
    _command("custody", mark("Tells who did what, and when.")),
    _command("verify", mark("Checks that all is as it was taken in.")),
    _command("recover", mark("Puts right what a crash left.")),
    _command("mend", mark("Puts back from a medium what is lost or changed in the archive.")),
    _command("backup", mark("Copies the archive to a medium, and reads back what was written.")),
    _command("restore", mark("Makes an archive of a backup again, or tries whether it would.")),
    _command("move", mark("Moves the archive to another folder, and seals it where it was.")),
    _command("migrate", mark("Brings the archive to a server, or back into a folder.")),
    _command("freeze", mark("Freezes agreements, so that nobody may edit or remove them.")),
    _command("dispose", mark("Reviews what could go; proposes, decides and removes it.")),
    _command("export", mark("Writes originals with all that is recorded of them, as a package.")),
    _command("rebuild", mark("Makes a new archive of exported packages, without a database.")),
    _command("reindex", mark("Builds the index anew.")),
    _command("queue", mark("Lists what waits to be read, and puts a document first or last.")),
    _command("retry", mark("Lists what could not be read, or tries again.")),
    _command("doctor", mark("Tells whether this computer has what the program needs.")),
    _command("licences", mark("Tells under which licences the program and its parts are.")),
)

_NOBODY_READS: Final = 128 + 13
"""What a shell reports of a program whose reader has gone (SIGPIPE)."""


def main(
    words: Sequence[str] | None = None,
    *,
    more: Sequence[Command] = (),
    without_command: Callable[[Namespace], int] | None = None,
) -> int:
    """Run one command and return the status for the shell.

    Args:
        words: What was typed after `luutru`; default: the arguments of the process.
        more: Commands that know more than a terminal does.
        without_command: What is done when no command was named; default: show the help.
    """
    words = sys.argv[1:] if words is None else words
    for stream in (sys.stdout, sys.stderr):
        _accept_any_name(stream)
    i18n.use_language(parser.language_asked_for(words))
    reading = parser.build([*COMMANDS, *more], words)
    try:
        options = reading.parse_args(words)
    except SystemExit as told:
        return told.code if isinstance(told.code, int) else DONE
    if options.command is None:
        if without_command is not None:
            return without_command(options)
        print(reading.format_help())
        return DONE
    return _watched(options)


def _watched(options: Namespace) -> int:
    """Do what was asked for; whatever goes wrong becomes a sentence and a status."""
    terminal = Terminal(wants_json=options.json, quiet=options.quiet)
    log.start(on_screen=options.verbose)
    try:
        return int(options.command.run(options, terminal))
    except LuutruError as error:
        terminal.complain(str(error))
        return error.exit_status
    except (Cancelled, KeyboardInterrupt):
        terminal.complain(translate("Stopped; what was acknowledged is kept."))
        return STOPPED
    except BrokenPipeError:
        _let_go_of_output()
        return _NOBODY_READS
    except Exception:
        logger.exception("the command %s crashed", options.command.name)
        terminal.complain(
            translate(
                "The program made a mistake and stopped; nothing acknowledged was lost. "
                "Please send {path} to its makers.",
                path=log.path(),
            )
        )
        return OUR_MISTAKE
    finally:
        log.stop()


def _accept_any_name(stream: TextIO) -> None:
    """Let names of files that are no text pass through as the bytes they are.

    Windows would write into files and pipes by a code page, which lacks most Vietnamese letters.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="surrogateescape", **{"encoding": "utf-8"} if is_windows() else {})


def _let_go_of_output() -> None:
    """Keep Python from complaining about the closed pipe once more when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        if error.errno != errno.EBADF:
            raise
