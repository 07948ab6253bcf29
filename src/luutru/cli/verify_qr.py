"""`luutru verify-qr`: whether the code on a sheet is genuine, and what the register says of it."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from luutru.cli.opening import folder_meant
from luutru.cli.terminal import Terminal
from luutru.cli.verdicts import STATUS, UNCHECKED
from luutru.errors import LuutruError
from luutru.i18n import translate
from luutru.services.archive import Archive, open_archive
from luutru.services.copies.code_words import told_of
from luutru.services.copies.codes import JudgedCode, verify_code
from luutru.services.copies.pictured import code_in

if TYPE_CHECKING:
    from collections.abc import Iterator


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help=translate("what the code says"))
    parser.add_argument(
        "--image", type=Path, metavar="FILE", help=translate("a picture or scan of the sheet")
    )
    parser.add_argument(
        "--roots", type=Path, metavar="DIR",
        help=translate("folder of the certificates that are trusted"),
    )  # fmt: skip
    parser.add_argument(
        "--register",
        type=Path,
        metavar="DIR",
        help=translate("the archive whose register is asked"),
    )
    parser.add_argument(
        "--trial", action="store_true", help=translate("accept a trial copy of that archive")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell: 0 accepted, 1 rejected, 2 cannot be checked."""
    if bool(options.text) == bool(options.image):
        terminal.complain(translate("Give either what the code says, or --image."))
        return UNCHECKED
    archive: Archive | None = None
    try:
        text = options.text or code_in(options.image)
        if options.register or options.trial:
            archive = open_archive(options.register or folder_meant(options))
        judged = verify_code(text, archive=archive, roots=options.roots, may_be_trial=options.trial)
    except LuutruError as error:
        terminal.complain(str(error))
        return UNCHECKED
    finally:
        if archive is not None:
            archive.close()
    _tell(terminal, judged)
    return STATUS[judged.verdict.value]


def _tell(terminal: Terminal, judged: JudgedCode) -> None:
    if terminal.wants_json:
        terminal.document(
            {
                "verdict": judged.verdict.value,
                "words": judged.words,
                "trial": judged.is_trial,
                "entered": judged.is_entered,
                "signer": judged.signer,
                "code": dict(told_of(judged)),
            }
        )
        return
    for line in _lines(judged):
        terminal.line(line)


def _lines(judged: JudgedCode) -> "Iterator[str]":
    if judged.is_trial:
        yield translate("BẢN THỬ (trial copy) – without any value")
    words = {
        "accepted": translate("ACCEPTED: the code is genuine. Compare it with the sheet:"),
        "rejected": translate("REJECTED: {why}.", why=judged.words),
        "unchecked": translate("CANNOT BE CHECKED: {why}.", why=judged.words),
    }
    yield words[judged.verdict.value]
    for name, value in told_of(judged):
        yield f"  {name}: {value}"
