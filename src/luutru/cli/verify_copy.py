"""`luutru verify-copy`: whether a file is a certified copy as it was issued."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.opening import register_asked
from luutru.cli.terminal import Terminal
from luutru.cli.verdicts import STATUS, UNCHECKED, document_of, lines_of
from luutru.errors import LuutruError
from luutru.i18n import translate
from luutru.services.copies.copy_lists import judge_by_list
from luutru.services.copies.verifying import verify_copy


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help=translate("the copy"))
    for name, told in (
        ("--roots", translate("folder of the certificates that are trusted")),
        ("--crl", translate("folder of revocation lists")),
    ):
        parser.add_argument(name, type=Path, metavar="DIR", help=told)
    parser.add_argument(
        "--register", type=Path, metavar="DIR|FILE.json",
        help=translate("the archive whose register is asked, or its signed list"),
    )  # fmt: skip
    parser.add_argument(
        "--master", type=Path, metavar="FILE", help=translate("the original to compare with")
    )
    parser.add_argument(
        "--trial", action="store_true", help=translate("accept a trial copy of that archive")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell: 0 accepted, 1 rejected, 2 cannot be checked."""
    given = {
        "roots": options.roots,
        "crls": options.crl,
        "master": options.master,
        "may_be_trial": options.trial,
    }
    try:
        if options.register is not None and options.register.is_file():
            judged = judge_by_list(options.file, options.register, **given)
        else:
            with register_asked(options) as archive:
                judged = verify_copy(options.file, archive=archive, **given)
    except LuutruError as error:
        terminal.complain(str(error))
        return UNCHECKED
    if terminal.wants_json:
        terminal.document(document_of(judged))
    else:
        for line in lines_of(judged):
            terminal.line(line)
    return STATUS[judged.verdict.value]
