"""Signing in from a terminal: a name and a password, asked for where somebody sits before it."""

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path

from luutru.errors import DiskTrouble, SignInNeeded
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.people import signing_in


def sign_in(archive: Archive, options: Namespace) -> None:
    """Sign in where the archive asks for it, for as long as the command lasts.

    Raises:
        SignInNeeded: No account is named, or there is nobody to type a password.
        SignInDelayed, SignInRefused: As in `signing_in.sign_in`.
    """
    if not signing_in.asks(archive):
        return
    name = options.user or os.environ.get("LUUTRU_USER") or _typed_name()
    told = options.user_password_file or os.environ.get("LUUTRU_PASSWORD_FILE")
    password = (
        secret_in(Path(told)) if told else typed(translate("Password of {name}: ", name=name))
    )
    signing_in.sign_in(archive, name, password)


def secret_in(file: Path) -> str:
    """Return the first line of a file that keeps a password or a key.

    Raises:
        DiskTrouble: It cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise DiskTrouble(str(file.parent), file.name, reason) from error
    return lines[0] if lines else ""


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
