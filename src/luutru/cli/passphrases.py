"""Passphrases at a terminal: read from a file, or asked for where somebody sits before it."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luutru.cli.new_secrets import new_secrets
from luutru.cli.signing_in import secret_in, typed
from luutru.cli.terminal import Terminal
from luutru.errors import PassphraseNeeded
from luutru.i18n import translate
from luutru.services.archive import Archive, find_archive
from luutru.services.keyring import Secrets


def add_encrypting(parser: ArgumentParser, *, or_decrypting: bool = False) -> None:
    """Let a command be told that what it makes is to be encrypted, `or_decrypting` made plain."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--encrypt", action="store_true",
        help=translate(
            "encrypt it, with a new passphrase and an archive recovery key for the safe"
        ),
    )  # fmt: skip
    if or_decrypting:
        how.add_argument("--decrypt", action="store_true", help=translate("make it plain"))
    parser.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE",
        help=translate("the file with the new passphrase; else it is asked, twice"),
    )  # fmt: skip
    parser.add_argument(
        "--recovery-key-file", type=Path, metavar="FILE",
        help=translate(
            "writes the archive recovery key into this new file; else it is shown and typed"
        ),
    )  # fmt: skip


def passphrase_of(options: Namespace, place: Path) -> str:
    """Return the passphrase of what lies in `place`: from its file, else typed.

    Raises:
        FileUnreadable: The file cannot be read.
        PassphraseNeeded: There is nobody to type it.
    """
    told = options.passphrase_file or os.environ.get("LUUTRU_PASSPHRASE_FILE")
    if told:
        return secret_in(Path(told))
    if not sys.stdin.isatty():
        raise PassphraseNeeded(str(place))
    return typed(translate("Passphrase of {place}: ", place=str(place)))


def open_unlocked(folder: Path, options: Namespace) -> Archive:
    """Open an archive, and unlock it where it is encrypted.

    Raises:
        NoArchive, NewerArchive, PlaceRefused: As with `open_archive`.
        PassphraseNeeded, PassphraseWrong: It stays locked.
    """
    archive = find_archive(folder)
    try:
        if archive.keyring.is_locked:
            archive.keyring.unlock(passphrase_of(options, folder))
        _ = archive.catalogue
    except BaseException:
        archive.close()
        raise
    return archive


@contextmanager
def encrypting_asked(options: Namespace, terminal: Terminal) -> Iterator[Secrets | None]:
    """Lend what a new archive is encrypted with, if it is to be; raises as `new_secrets`."""
    if not options.encrypt:
        yield None
        return
    with new_secrets(options.new_passphrase_file, options.recovery_key_file, terminal) as secrets:
        yield secrets
