"""`luutru certify`: issues a certified copy under the next number of the register."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from pathlib import Path

from luutru.cli.command import DONE, WRONG_USAGE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.errors import DiskTrouble, FileUnreadable
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.copies.again import changed_since, issue_again, read_number
from luutru.services.copies.forms import DIRECTIONS, FORMS
from luutru.services.copies.issuing import issue
from luutru.services.copies.register import SERIES, TRIAL_SERIES
from luutru.services.copies.request import KeyFile, Wanted

_FORMS = {form.lower(): form for form in FORMS}
_TRIAL_RECIPIENT = "Lưu: VT."
_FILE = "p12:"


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", nargs="?", metavar="REF", help=translate("what is copied"))
    parser.add_argument(
        "--form", choices=sorted(_FORMS),
        help=translate("sy: full copy, sl: copy of a copy, trs: extract"),
    )  # fmt: skip
    parser.add_argument(
        "--request", default="", metavar="3/2026", help=translate("number of the request")
    )
    parser.add_argument(
        "--again", metavar="NUMBER",
        help=translate("the same as an earlier copy, such as 14 or 14/2026"),
    )  # fmt: skip
    parser.add_argument(
        "--pages", default="", metavar="3-5", help=translate("pages that an extract shows")
    )
    parser.add_argument(
        "--direction", choices=DIRECTIONS, default="",
        help=translate("gd: paper to electronic, dd: electronic to electronic"),
    )  # fmt: skip
    parser.add_argument("--signer-name", default="", metavar="N", help=translate("who signs"))
    parser.add_argument("--signer-title", default="", metavar="T", help=translate("in which post"))
    parser.add_argument("--prefix", default="", metavar="TL", help=translate("TM, Q, KT, TL, TUQ"))
    parser.add_argument(
        "--to", nargs="+", default=[], metavar="TEXT", help=translate("recipients, one each")
    )
    parser.add_argument(
        "--signer", type=_signer, required=True, metavar="p12:FILE|trial",
        help=translate("the key that signs; trial makes a copy without any value"),
    )  # fmt: skip
    parser.add_argument(
        "--password-file", type=Path, metavar="FILE", help=translate("the password of the key")
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=translate("where the copy goes")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if options.signer and not options.password_file:
        terminal.complain(translate("A key file needs --password-file."))
        return WRONG_USAGE
    if not (options.again or (options.reference and options.form)):
        terminal.complain(translate("Say what is copied, with REF and --form or with --again."))
        return WRONG_USAGE
    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskTrouble(str(options.out.parent), options.out.name, str(error.strerror)) from error
    with opened(options) as archive:
        wanted = _repeating(options, archive, terminal) if options.again else _wanted(options)
        issued = issue(archive, wanted, options.out)
    if terminal.wants_json:
        terminal.document(
            {
                "number": issued.number,
                "symbol": issued.symbol,
                "year": issued.year,
                "file": str(issued.path),
                "sha256": issued.sha256,
            }
        )
    else:
        terminal.line(f"{issued.symbol}  {issued.path}  {issued.sha256}")
    return DONE


def _wanted(options: Namespace) -> Wanted:
    prefix = options.prefix.strip().rstrip(".")
    return Wanted(
        reference=options.reference,
        form=_FORMS[options.form],
        direction=options.direction,
        pages=options.pages,
        prefix=f"{prefix}." if prefix else "",
        signer_title=options.signer_title,
        signer_name=options.signer_name,
        recipients=tuple(options.to) or (() if options.signer else (_TRIAL_RECIPIENT,)),
        key=_key(options),
        request=options.request,
    )


def _repeating(options: Namespace, archive: Archive, terminal: Terminal) -> Wanted:
    """Return what repeats an earlier copy, and tell what will be different from it."""
    series = SERIES if options.signer else TRIAL_SERIES
    again = issue_again(archive, *read_number(options.again), series)
    wanted = replace(
        again.wanted,
        recipients=tuple(options.to) or again.wanted.recipients,
        signer_name=options.signer_name or again.wanted.signer_name,
        signer_title=options.signer_title or again.wanted.signer_title,
        key=_key(options),
        request=options.request,
    )
    for one in changed_since(archive, again.copy, wanted):
        terminal.remark(f"{one.what}: {one.before or '–'} → {one.now or '–'}")
    return wanted


def _key(options: Namespace) -> KeyFile | None:
    if options.signer is None:
        return None
    file = options.password_file
    try:
        password = file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(file.name, type(error).__name__) from error
    return KeyFile(options.signer, password)


def _signer(text: str) -> Path | None:
    """Return the key file that is named; None for the trial key."""
    if text == "trial":
        return None
    if not text.startswith(_FILE) or not Path(text[len(_FILE) :]).is_file():
        raise ArgumentTypeError(translate("“{text}” names no key", text=text))
    return Path(text[len(_FILE) :])
