"""`luutru-verify`: checks copies where there is no archive, with no network and no installation.

It loads neither window nor catalogue; what is trusted lies in folders that somebody brings.
"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from luutru import __version__, i18n
from luutru.cli import parser
from luutru.cli.code_verdicts import configure, document_of_code, lines_of_code
from luutru.cli.verdicts import STATUS, UNCHECKED, document_of, lines_of
from luutru.errors import LuutruError
from luutru.i18n import translate
from luutru.services.copies.code_judging import judge_code
from luutru.services.copies.copy_lists import judge_by_list
from luutru.services.copies.judging import SECONDS, judge

if TYPE_CHECKING:
    from luutru.services.copies.judging import Judged

NAME: Final = "luutru-verify"
_BESIDE: Final = {"roots": "roots", "crl": "crl"}
"""Folders beside the packaged program that are taken where none is named."""


def main(words: Sequence[str] | None = None) -> int:
    """Check what was named; return the status: 0 accepted, 1 rejected, 2 cannot be checked."""
    words = sys.argv[1:] if words is None else words
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    i18n.use_language(parser.language_asked_for(words))
    is_code = words[:1] == ["qr"]
    try:
        options = _code_parser().parse_args(words[1:]) if is_code else _parser().parse_args(words)
    except SystemExit as told:
        return told.code if isinstance(told.code, int) else UNCHECKED
    try:
        if is_code:
            return _code_checked(options)
        judged = _judged(options)
    except LuutruError as error:
        print(error, file=sys.stderr)
        return UNCHECKED
    except ImportError:
        print(
            translate("Pictures and registers are read where the whole program is installed."),
            file=sys.stderr,
        )
        return UNCHECKED
    except Exception as error:  # noqa: BLE001  whatever goes wrong here, it is no acceptance
        why = translate("It cannot be checked here ({reason}).", reason=type(error).__name__)
        print(why, file=sys.stderr)
        return UNCHECKED
    if options.json:
        print(json.dumps(document_of(judged), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines_of(judged)))
    return STATUS[judged.verdict.value]


def _parser() -> ArgumentParser:
    made = parser.Parser(
        prog=NAME,
        allow_abbrev=False,
        description=translate("Tells whether a file is a certified copy as it was issued."),
    )
    made.add_argument("file", type=Path, metavar="FILE", help=translate("the copy"))
    for name, told in (
        ("--roots", translate("folder of the certificates that are trusted")),
        ("--crl", translate("folder of revocation lists")),
        ("--register", translate("the archive whose register is asked, or its signed list")),
    ):
        made.add_argument(name, type=Path, metavar="DIR", default=_beside(name), help=told)
    made.add_argument(
        "--master", type=Path, metavar="FILE", help=translate("the original to compare with")
    )
    made.add_argument(
        "--trial", action="store_true", help=translate("accept a trial copy by a trusted key")
    )
    made.add_argument(
        "--seconds", type=_seconds, default=SECONDS, metavar="N",
        help=translate("how long one file may take"),
    )  # fmt: skip
    _add_common(made)
    made.add_argument(
        "--version", action="version", version=f"{NAME} {__version__}",
        help=translate("show the version"),
    )  # fmt: skip
    return made


def _code_parser() -> ArgumentParser:
    """Return what `luutru-verify qr` takes: what `luutru verify-qr` does."""
    made = parser.Parser(prog=f"{NAME} qr", allow_abbrev=False)
    configure(made)
    _add_common(made)
    made.set_defaults(roots=_beside("roots"))
    return made


def _add_common(made: ArgumentParser) -> None:
    """Let a parser be told what opens a register, and how to answer."""
    made.add_argument(
        "--passphrase-file", type=Path, metavar="FILE",
        help=translate("the file with the passphrase of an encrypted register; else it is asked"),
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help=translate("print one JSON document"))
    made.add_argument("--lang", choices=i18n.LANGUAGES, help=translate("language"))
    made.set_defaults(archive=None, user=None, user_password_file=None)


def _code_checked(options: Namespace) -> int:
    if options.register is not None:
        # The register lies in a catalogue: only where the whole program is installed.
        from luutru.cli import verify_qr  # noqa: PLC0415
        from luutru.cli.terminal import Terminal  # noqa: PLC0415

        return verify_qr.run(options, Terminal(wants_json=options.json))
    if bool(options.text) == bool(options.image):
        print(translate("Give either what the code says, or --image."), file=sys.stderr)
        return UNCHECKED
    text = options.text or _pictured(options.image)
    judged = judge_code(text, roots=options.roots, may_be_trial=options.trial)
    if options.json:
        print(json.dumps(document_of_code(judged), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines_of_code(judged)))
    return STATUS[judged.verdict.value]


def _pictured(file: Path) -> str:
    from luutru.services.copies.pictured import code_in  # noqa: PLC0415  what reads pictures

    return code_in(file)


def _seconds(text: str) -> float:
    try:
        told = float(text)
    except ValueError:
        told = 0
    if not 0 < told <= 24 * 60 * 60:
        raise ArgumentTypeError(translate("“{text}” is no number of seconds", text=text))
    return told


def _beside(option: str) -> Path | None:
    """Return the folder that lies beside the packaged program for an option."""
    name = _BESIDE.get(option.removeprefix("--"))
    if name is None or not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).parent / name
    return folder if folder.is_dir() else None


def _judged(options: Namespace) -> "Judged":
    given = {
        "roots": options.roots,
        "crls": options.crl,
        "master": options.master,
        "may_be_trial": options.trial,
        "seconds": options.seconds,
    }
    if options.register is None:
        return judge(options.file, **given)
    if options.register.is_file():
        return judge_by_list(options.file, options.register, **given)
    # The register lies in a catalogue: only where the whole program is installed.
    from luutru.cli.opening import register_asked  # noqa: PLC0415
    from luutru.services.copies.verifying import verify_copy  # noqa: PLC0415

    with register_asked(options) as archive:
        return verify_copy(options.file, archive=archive, **given)
