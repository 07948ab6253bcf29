"""`luutru trust`: the roots of authorities that the archive trusts; lists, adds, takes away."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.copies.trusted import distrust_root, roots_told, trust_root
from luutru.vietnamese.dates import short


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("list", help=translate("the roots that are trusted, with their SHA-256"))
    add = acts.add_parser("add", help=translate("trust an authority from now on"))
    add.add_argument("file", type=Path, metavar="FILE", help=translate("its root certificate"))
    remove = acts.add_parser("remove", help=translate("trust an authority no longer"))
    remove.add_argument("sha256", metavar="SHA256", help=translate("how its SHA-256 begins"))
    remove.add_argument("--reason", default="", metavar="TEXT", help=translate("why, for the log"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.act == "add":
            trust_root(archive, options.file)
        elif options.act == "remove":
            distrust_root(archive, options.sha256, options.reason)
        roots = roots_told(archive)
    if terminal.wants_json:
        terminal.document(roots)
    elif roots:
        titles = [translate("Certification authority"), translate("Valid until"), "SHA-256"]
        terminal.table(titles, [(one.subject, short(one.ends), one.sha256) for one in roots])
    else:
        terminal.remark(translate("No authority is trusted; only trial copies can be checked."))
    return DONE
