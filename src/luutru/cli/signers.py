"""The key that signs, as it is named on a terminal, and the secret that opens it."""

import getpass
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from luutru.cli.signing_in import secret_in
from luutru.i18n import translate
from luutru.services.copies.request import LEVELS, Key, KeyFile, TokenKey

TRIAL: Final = "trial"
_FILE: Final = "p12:"
_TOKEN: Final = "pkcs11:"  # noqa: S105  how a token is named


def configure(parser: ArgumentParser) -> None:
    """Say which keys can be named, and at which level they sign."""
    parser.add_argument(
        "--signer", type=named,
        metavar="p12:FILE|pkcs11:MODULE?token=…&cert=…|trial",
        help=translate("the key that signs; trial makes a copy without any value"),
    )  # fmt: skip
    parser.add_argument(
        "--pin-file", "--password-file", dest="pin_file", type=Path, metavar="FILE",
        help=translate("what opens the key; without it a person is asked, once for all copies"),
    )  # fmt: skip
    parser.add_argument(
        "--level", choices=LEVELS, default=LEVELS[0],
        help=translate("b: the signature alone; b-lt: with what proves its certificate"),
    )  # fmt: skip
    parser.add_argument(
        "--crl",
        type=Path,
        metavar="DIR",
        help=translate("folder of revocation lists and certificates carried in, for b-lt"),
    )
    parser.add_argument(
        "--accept-b", action="store_true",
        help=translate("accept level b where b-lt cannot be reached; the register tells it"),
    )  # fmt: skip


def wrong_usage(options: Namespace) -> str:
    """Return what is wrong with what was asked for together; empty where nothing is."""
    if options.level != LEVELS[0] and options.crl is None:
        return translate("Level b-lt needs --crl.")
    is_key = options.signer not in (None, TRIAL)
    if is_key and not options.pin_file and not sys.stdin.isatty():
        return translate("A key needs --pin-file where nobody can be asked.")
    return ""


def opened_by(options: Namespace) -> Key | None:
    """Return the key with what opens it, asked for where no file tells it; None for the trial key.

    Raises:
        FileUnreadable: The file that tells it cannot be read.
    """
    key: Key | str | None = options.signer
    if key is None or isinstance(key, str):
        return None
    secret = secret_in(options.pin_file) if options.pin_file else _asked(key)
    if isinstance(key, KeyFile):
        return KeyFile(key.path, secret)
    return TokenKey(key.module, key.token, key.certificate, secret)


def named(text: str) -> Key | str:
    """Return the key that is named, still closed, or that it is the trial key."""
    if text == TRIAL:
        return TRIAL
    if text.startswith(_FILE) and Path(text[len(_FILE) :]).is_file():
        return KeyFile(Path(text[len(_FILE) :]), "")
    if text.startswith(_TOKEN):
        return _token(text)
    raise ArgumentTypeError(translate("“{text}” names no key", text=text))


def _token(text: str) -> TokenKey:
    """Read the name of a token: its parts are escaped as in a URI (RFC 7512)."""
    module, _, rest = text[len(_TOKEN) :].partition("?")
    parts = dict(part.partition("=")[::2] for part in rest.split("&") if part)
    if not module or set(parts) - {"token", "cert"}:
        raise ArgumentTypeError(translate("“{text}” names no key", text=text))
    return TokenKey(
        Path(unquote(module)), unquote(parts.get("token", "")), unquote(parts.get("cert", ""))
    )


def _asked(key: Key) -> str:
    if isinstance(key, KeyFile):
        return getpass.getpass(translate("Password of {name}: ", name=key.name))
    return getpass.getpass(translate("PIN of the token {name}: ", name=key.name))
