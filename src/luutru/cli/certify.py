"""`luutru certify`: issues certified copies, each under the next number of the register."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from luutru.cli import leaving, signers
from luutru.cli.command import DONE, WRONG_USAGE
from luutru.cli.opening import opened
from luutru.cli.signing_in import secret_in
from luutru.cli.terminal import Terminal
from luutru.errors import CopyIncomplete, DiskTrouble, UnacceptableValue
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.copies.again import changed_since, issue_again, read_number
from luutru.services.copies.batch import Outcome, issue_each
from luutru.services.copies.forms import DIRECTIONS, FORMS
from luutru.services.copies.parts import read_part
from luutru.services.copies.register import SERIES, TRIAL_SERIES
from luutru.services.copies.request import ON_PAPER, Issued, Key, Part, Wanted

_FORMS = {form.lower(): form for form in FORMS}
_TRIAL_RECIPIENT = "Lưu: VT."


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    _what(parser)
    _how_made(parser)
    parser.add_argument("--signer-name", default="", metavar="N", help=translate("who signs"))
    parser.add_argument("--signer-title", default="", metavar="T", help=translate("in which post"))
    parser.add_argument("--prefix", default="", metavar="TL", help=translate("TM, Q, KT, TL, TUQ"))
    parser.add_argument(
        "--to", nargs="+", default=[], metavar="TEXT", help=translate("recipients, one each")
    )
    signers.configure(parser)
    parser.add_argument(
        "--stop", action="store_true",
        help=translate("of several, stop at the first that cannot be issued"),
    )  # fmt: skip
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR",
        help=translate("where the copies go"),
    )  # fmt: skip


def _what(parser: ArgumentParser) -> None:
    parser.add_argument(
        "references", nargs="*", metavar="REF",
        help=translate("what is copied; of several each gets a number of its own"),
    )  # fmt: skip
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


def _how_made(parser: ArgumentParser) -> None:
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


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell: that of the first copy that was not issued."""
    if wrong := _wrong(options):
        terminal.complain(wrong)
        return WRONG_USAGE
    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskTrouble(str(options.out.parent), options.out.name, str(error.strerror)) from error
    told: list[Outcome] = []
    with opened(options) as archive, terminal.progress() as progress:
        leaving.warn(archive, terminal)
        wanted = _all_wanted(options, archive, terminal)
        for outcome in issue_each(
            archive, wanted, options.out, goes_on=not options.stop, progress=progress
        ):
            told.append(outcome)
            if outcome.issued is not None and not terminal.wants_json:
                _tell(terminal, outcome.issued)
    failed = [outcome.error for outcome in told if outcome.error is not None]
    if len(wanted) == 1 and failed:
        raise failed[0]
    if terminal.wants_json:
        terminal.document(_document(wanted, told))
    _complain(terminal, wanted, told)
    return failed[0].exit_status if failed else DONE


def _tell(terminal: Terminal, issued: Issued) -> None:
    if issued.has_own_sheet:
        terminal.remark(translate("The last page has no room: the block has its own sheet."))
    terminal.line(f"{issued.symbol}  {issued.path}  {issued.sha256}")


def _complain(terminal: Terminal, wanted: Sequence[Wanted], told: Sequence[Outcome]) -> None:
    """Tell what was not issued, and what was not even begun."""
    for outcome in told:
        if outcome.error is not None:
            terminal.complain(f"{outcome.reference}: {outcome.error}")
    left = [one.reference for one in wanted[len(told) :]]
    if left:
        terminal.complain(
            translate("Not begun, no number was taken: {references}", references=" ".join(left))
        )


def _document(wanted: Sequence[Wanted], told: Sequence[Outcome]) -> dict[str, object]:
    issued = [_plain(outcome.issued) for outcome in told if outcome.issued is not None]
    if len(wanted) == 1:
        return issued[0]
    failed = [
        {"reference": outcome.reference, "why": str(outcome.error)}
        for outcome in told
        if outcome.error is not None
    ]
    left = [one.reference for one in wanted[len(told) :]]
    return {"issued": issued, "failed": failed, "not_begun": left}


def _plain(issued: Issued) -> dict[str, object]:
    return {
        "number": issued.number,
        "symbol": issued.symbol,
        "year": issued.year,
        "file": str(issued.path),
        "sha256": issued.sha256,
        "block_on_own_sheet": issued.has_own_sheet,
    }


def _all_wanted(options: Namespace, archive: Archive, terminal: Terminal) -> list[Wanted]:
    key = signers.opened_by(options)
    if options.again:
        return [_repeating(options, archive, terminal, key)]
    return [_wanted(options, one, key) for one in dict.fromkeys(options.references)]


def _wanted(options: Namespace, reference: str, key: Key | None) -> Wanted:
    prefix, is_trial = options.prefix.strip().rstrip("."), options.signer == signers.TRIAL
    return Wanted(
        reference=reference,
        form=_FORMS[options.form],
        direction=options.direction,
        pages=options.pages,
        parts=tuple(options.keep),
        rebuilds=options.wrap,
        source_password=secret_in(opens) if (opens := options.source_password_file) else "",
        prefix=f"{prefix}." if prefix else "",
        signer_title=options.signer_title,
        signer_name=options.signer_name,
        recipients=tuple(options.to) or ((_TRIAL_RECIPIENT,) if is_trial else ()),
        as_trial=is_trial,
        key=key,
        request=options.request,
        level=options.level,
        crls=options.crl,
        accepts_b=options.accept_b,
    )


def _repeating(options: Namespace, archive: Archive, terminal: Terminal, key: Key | None) -> Wanted:
    """Return what repeats an earlier copy, and tell what will be different from it."""
    is_trial = options.signer == signers.TRIAL
    series = TRIAL_SERIES if is_trial else SERIES
    again = issue_again(archive, *read_number(options.again), series)
    wanted = replace(
        again.wanted,
        recipients=tuple(options.to) or again.wanted.recipients,
        signer_name=options.signer_name or again.wanted.signer_name,
        signer_title=options.signer_title or again.wanted.signer_title,
        key=key,
        as_trial=is_trial,
        request=options.request,
        level=options.level,
        crls=options.crl,
        accepts_b=options.accept_b,
    )
    if wanted.is_trial and not is_trial:
        raise CopyIncomplete(translate("an electronic copy needs --signer"))
    for one in changed_since(archive, again.copy, wanted):
        terminal.remark(f"{one.what}: {one.before or '–'} → {one.now or '–'}")
    return wanted


def _wrong(options: Namespace) -> str:
    """Return what is wrong with the options together; empty where nothing is."""
    if not (options.again or (options.references and options.form)):
        return translate("Say what is copied, with REF and --form or with --again.")
    on_paper = options.direction.endswith(ON_PAPER)
    if options.signer is None and not on_paper and not options.again:
        return translate("An electronic copy needs --signer.")
    if on_paper and options.signer not in (None, signers.TRIAL):
        return translate("A copy on paper is signed by hand: leave --signer out.")
    return signers.wrong_usage(options)


def _part(text: str) -> tuple[int, Part]:
    try:
        return read_part(text)
    except UnacceptableValue as error:
        raise ArgumentTypeError(str(error)) from error
