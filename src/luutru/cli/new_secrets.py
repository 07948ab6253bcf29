"""Asks for what is to unlock an encrypted archive from now on."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luutru.cli.signing_in import keep_secret, secret_in, typed
from luutru.cli.terminal import Terminal
from luutru.errors import NobodyToType
from luutru.i18n import translate
from luutru.services.keyring import Secrets
from luutru.services.passphrases import (
    LOST,
    make_sure_it_fits,
    make_sure_of_key,
    new_recovery_key,
)
from luutru.system import filing


def new_passphrase(file: Path | None) -> str:
    """Return a new passphrase: from a file, else typed twice.

    Raises:
        FileUnreadable: The file cannot be read.
        NobodyToType: Nobody sits there to type it.
        PassphraseUnfit: It is too short or too long, or was typed in two ways.
    """
    if file is not None:
        passphrase = again = secret_in(file)
    else:
        passphrase = _asked(translate("New passphrase, best several words: "))
        again = _asked(translate("The same again: "))
    make_sure_it_fits(passphrase, again)
    return passphrase


def recovery_key_given(file: Path | None) -> str:
    """Return the recovery key as it stands on paper: from a file, else typed. Raises as above."""
    if file is not None:
        return secret_in(file)
    return _asked(translate("Archive recovery key: "))


@contextmanager
def another_key(file: Path | None, terminal: Terminal) -> Iterator[str]:
    """Make a new recovery key, see that it was written down, and lend it.

    It is written into a new `file`, or shown once and typed back. Where what is done with it
    fails, the file goes again.

    Raises:
        ArchiveRecoveryKeyWrong: What was typed back is another one.
        DiskTrouble: The file cannot be made.
        NobodyToType: Nobody sits there to type it.
    """
    key = new_recovery_key()
    if file is None:
        _make_sure_of_typist()
        terminal.line(translate("Archive recovery key, shown once: {key}", key=key))
        read = _asked(translate("Type it from the paper on which you wrote it: "))
        make_sure_of_key(key, read)
        yield key
        return
    keep_secret(file, key)
    try:
        yield key
    except BaseException:
        filing.remove(file, missing_ok=True)
        raise


@contextmanager
def new_secrets(
    passphrase_file: Path | None, key_file: Path | None, terminal: Terminal
) -> Iterator[Secrets]:
    """Ask for what is to unlock a new archive, and lend it; raises as the two above."""
    passphrase = new_passphrase(passphrase_file)
    terminal.remark(translate(LOST))
    with another_key(key_file, terminal) as key:
        yield Secrets(passphrase, key)


def add_new_secrets(parser: ArgumentParser) -> None:
    """Let a command be told a new passphrase and where a new recovery key goes."""
    for name, told in (
        ("--new-passphrase-file", translate("the file with the new passphrase; else it is asked")),
        ("--new-key-file", translate("write the new recovery key into this new file")),
    ):
        parser.add_argument(name, type=Path, metavar="FILE", help=told)


def _make_sure_of_typist() -> None:
    if not sys.stdin.isatty():
        raise NobodyToType


def _asked(question: str) -> str:
    _make_sure_of_typist()
    return typed(question)
