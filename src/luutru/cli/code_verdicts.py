"""How a code is asked about, and how the verdict upon it is told; needs no archive."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from luutru.i18n import translate
from luutru.services.copies.code_judging import JudgedCode
from luutru.services.copies.code_words import told_of


def configure(parser: ArgumentParser) -> None:
    """Say what a command about a code takes."""
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


def document_of_code(judged: JudgedCode) -> dict[str, Any]:
    """Return everything that is known of a code."""
    return {
        "verdict": judged.verdict.value,
        "words": judged.words,
        "trial": judged.is_trial,
        "entered": judged.is_entered,
        "signer": judged.signer,
        "code": dict(told_of(judged)),
    }


def lines_of_code(judged: JudgedCode) -> Iterator[str]:
    """Yield what a person is told, the verdict first; of a trial that comes before it."""
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
