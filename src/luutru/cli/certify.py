"""`luutru certify`: issues a certified copy under the next number of the register."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from pathlib import Path

from luutru.cli.command import DONE, WRONG_USAGE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.errors import CopyIncomplete, DiskTrouble, FileUnreadable, UnacceptableValue
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.copies.again import changed_since, issue_again, read_number
from luutru.services.copies.forms import DIRECTIONS, FORMS
from luutru.services.copies.issuing import issue
from luutru.services.copies.parts import read_part
from luutru.services.copies.register import SERIES, TRIAL_SERIES
from luutru.services.copies.request import ON_PAPER, KeyFile, Part, Wanted

_FORMS = {form.lower(): form for form in FORMS}
_TRIAL_RECIPIENT = "Lưu: VT."
_TRIAL = "trial"
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
        "--keep", nargs="+", type=_part, default=[], metavar="PAGE:X0,Y0,X1,Y1",
        help=translate("parts of pages that an extract keeps, in per cent from the top left"),
    )  # fmt: skip
    parser.add_argument(
        "--direction", choices=DIRECTIONS, default="",
        help=translate("gd, dd: electronic copy; gg, dg: a copy on paper, printed and sealed"),
    )  # fmt: skip
    parser.add_argument(
        "--wrap", action="store_true",
        help=translate("rebuild the pages of a source to which nothing can be appended"),
    )  # fmt: skip
    parser.add_argument(
        "--source-password-file", type=Path, metavar="FILE",
        help=translate("the password of an encrypted source"),
    )  # fmt: skip
    parser.add_argument("--signer-name", default="", metavar="N", help=translate("who signs"))
    parser.add_argument("--signer-title", default="", metavar="T", help=translate("in which post"))
    parser.add_argument("--prefix", default="", metavar="TL", help=translate("TM, Q, KT, TL, TUQ"))
    parser.add_argument(
        "--to", nargs="+", default=[], metavar="TEXT", help=translate("recipients, one each")
    )
    parser.add_argument(
        "--signer", type=_signer, metavar="p12:FILE|trial",
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
    if wrong := _wrong(options):
        terminal.complain(wrong)
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
                "block_on_own_sheet": issued.has_own_sheet,
            }
        )
    else:
        if issued.has_own_sheet:
            terminal.remark(translate("The last page has no room: the block has its own sheet."))
        terminal.line(f"{issued.symbol}  {issued.path}  {issued.sha256}")
    return DONE


def _wanted(options: Namespace) -> Wanted:
    prefix, is_trial = options.prefix.strip().rstrip("."), options.signer == _TRIAL
    return Wanted(
        reference=options.reference,
        form=_FORMS[options.form],
        direction=options.direction,
        pages=options.pages,
        parts=tuple(options.keep),
        rebuilds=options.wrap,
        source_password=_password(options.source_password_file),
        prefix=f"{prefix}." if prefix else "",
        signer_title=options.signer_title,
        signer_name=options.signer_name,
        recipients=tuple(options.to) or ((_TRIAL_RECIPIENT,) if is_trial else ()),
        as_trial=is_trial,
        key=_key(options),
        request=options.request,
    )


def _repeating(options: Namespace, archive: Archive, terminal: Terminal) -> Wanted:
    """Return what repeats an earlier copy, and tell what will be different from it."""
    is_trial = options.signer == _TRIAL
    series = TRIAL_SERIES if is_trial else SERIES
    again = issue_again(archive, *read_number(options.again), series)
    wanted = replace(
        again.wanted,
        recipients=tuple(options.to) or again.wanted.recipients,
        signer_name=options.signer_name or again.wanted.signer_name,
        signer_title=options.signer_title or again.wanted.signer_title,
        key=_key(options),
        as_trial=is_trial,
        request=options.request,
    )
    if wanted.is_trial and not is_trial:
        raise CopyIncomplete(translate("an electronic copy needs --signer"))
    for one in changed_since(archive, again.copy, wanted):
        terminal.remark(f"{one.what}: {one.before or '–'} → {one.now or '–'}")
    return wanted


def _wrong(options: Namespace) -> str:
    """Return what is wrong with the options together; empty where nothing is."""
    is_file, on_paper = isinstance(options.signer, Path), options.direction.endswith(ON_PAPER)
    if options.signer is None and not on_paper and not options.again:
        return translate("An electronic copy needs --signer.")
    if is_file and on_paper:
        return translate("A copy on paper is signed by hand: leave --signer out.")
    if is_file and not options.password_file:
        return translate("A key file needs --password-file.")
    return ""


def _key(options: Namespace) -> KeyFile | None:
    if not isinstance(options.signer, Path):
        return None
    return KeyFile(options.signer, _password(options.password_file))


def _password(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(file.name, type(error).__name__) from error


def _signer(text: str) -> Path | str:
    """Return the key file that is named, or that it is the trial key."""
    if text == _TRIAL:
        return _TRIAL
    if not text.startswith(_FILE) or not Path(text[len(_FILE) :]).is_file():
        raise ArgumentTypeError(translate("“{text}” names no key", text=text))
    return Path(text[len(_FILE) :])


def _part(text: str) -> tuple[int, Part]:
    try:
        return read_part(text)
    except UnacceptableValue as error:
        raise ArgumentTypeError(str(error)) from error
