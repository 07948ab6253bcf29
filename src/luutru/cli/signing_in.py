"""Signing in from a terminal: a name and a password, asked for where somebody sits before it."""

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from luutru.errors import DiskTrouble, FileUnreadable, SignInNeeded
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.people import signing_in

_OWN_ONLY: Final = 0o600
_LONGEST: Final = 1024
"""Characters of a line that keeps a secret."""


def sign_in(archive: Archive, options: Namespace) -> None:
    """Sign in where the archive asks for it, for as long as the command lasts.

    Raises:
        SignInNeeded: No account is named, or there is nobody to type a password.
        SignInDelayed, SignInRefused: As in `signing_in.sign_in`.
    """
    if not signing_in.asks(archive):
        return
    tied = archive.member.name if archive.member is not None else ""
    name = options.user or os.environ.get("LUUTRU_USER") or tied or _typed_name()
    signing_in.sign_in(archive, name, password_of(name, options))


def password_of(name: str, options: Namespace) -> str:
    """Return the password of the account that signs in: from its file, else typed.

    Raises:
        FileUnreadable: The file cannot be read.
        SignInNeeded: There is nobody to type it.
    """
    told = options.user_password_file or os.environ.get("LUUTRU_PASSWORD_FILE")
    return secret_in(Path(told)) if told else typed(translate("Password of {name}: ", name=name))


def secret_in(file: Path) -> str:
    """Return the first line of a file that keeps a password, a PIN or a key.

    Raises:
        FileUnreadable: It cannot be read.
    """
    try:
        with file.open(encoding="utf-8") as stream:
            return stream.readline(_LONGEST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(file.name, type(error).__name__) from error


def keep_secret(file: Path, secret: str) -> None:
    """Write a secret into a new file that nobody else can read.

    Raises:
        DiskTrouble: It cannot be written, or is there.
    """
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWN_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8") as kept:
            kept.write(f"{secret}\n")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DiskTrouble(str(file.parent), file.name, reason) from error


def typed(asked: str) -> str:
    """Ask for something that is not shown while it is typed.

    Raises:
        SignInNeeded: Nobody sits there to type it.
    """
    if not sys.stdin.isatty():
        raise SignInNeeded
    return getpass.getpass(asked)


def _typed_name() -> str:
    if not sys.stdin.isatty():
        raise SignInNeeded
    return input(translate("Account: "))
