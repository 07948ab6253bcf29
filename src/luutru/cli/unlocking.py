"""Asks for what is to unlock an encrypted archive from now on."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luutru.cli.signing_in import keep_secret, secret_in, typed
from luutru.cli.terminal import Terminal
from luutru.errors import PassphraseNeeded, PassphraseWrong
from luutru.i18n import translate
from luutru.services.passphrases import make_sure_of_key, new_recovery_key


def new_passphrase(folder: Path, file: Path | None) -> str:
    """Return a new passphrase: from a file, else typed twice.

    Raises:
        FileUnreadable: The file cannot be read.
        PassphraseNeeded: Nobody sits there to type it.
        PassphraseWrong: It was typed in two ways.
    """
    if file is not None:
        return secret_in(file)
    once = _asked(folder, translate("New passphrase: "))
    if _asked(folder, translate("The same again: ")) != once:
        raise PassphraseWrong
    return once


def recovery_key_given(folder: Path, file: Path | None) -> str:
    """Return the recovery key as it stands on paper: from a file, else typed. Raises as above."""
    if file is not None:
        return secret_in(file)
    return _asked(folder, translate("Archive recovery key: "))


@contextmanager
def another_key(folder: Path, file: Path | None, terminal: Terminal) -> Iterator[str]:
    """Make a new recovery key, see that it was written down, and lend it.

    It is written into a new `file`, or shown once and typed back. Where what is done with it
    fails, the file goes again.

    Raises:
        ArchiveRecoveryKeyWrong: What was typed back is another one.
        DiskTrouble: The file cannot be made.
        PassphraseNeeded: Nobody sits there to type it.
    """
    key = new_recovery_key()
    if file is None:
        terminal.line(translate("Archive recovery key, shown once: {key}", key=key))
        make_sure_of_key(
            key, _asked(folder, translate("Type it from the paper on which you wrote it: "))
        )
        yield key
        return
    keep_secret(file, key)
    try:
        yield key
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def add_new_secrets(parser: ArgumentParser) -> None:
    """Let a command be told a new passphrase and where a new recovery key goes."""
    for name, told in (
        ("--new-passphrase-file", translate("the file with the new passphrase; else it is asked")),
        ("--new-key-file", translate("write the new recovery key into this new file")),
    ):
        parser.add_argument(name, type=Path, metavar="FILE", help=told)


def _asked(folder: Path, question: str) -> str:
    if not sys.stdin.isatty():
        raise PassphraseNeeded(str(folder))
    return typed(question)
