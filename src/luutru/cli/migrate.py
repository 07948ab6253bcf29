"""`luutru migrate`: brings the archive of one desk to a server, or a shared one into a folder."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli.command import DONE, WRONG_USAGE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.migration.comparing import MigrationReport
from luutru.services.migration.to_folder import migrate_to_folder
from luutru.services.migration.to_server import migrate_to_server

_SERVER = "postgresql://"


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--to",
        required=True,
        metavar="PLACE",
        help=translate(
            "postgresql://HOST/DATABASE, an empty database; or a new folder for what a server keeps"
        ),
    )
    parser.add_argument(
        "--store",
        default="",
        metavar="ADDRESS",
        help=translate(
            "with a server: an empty place for the files that every desk sees, such as "
            "/srv/archive; default: they stay in the folder"
        ),
    )
    parser.add_argument(
        "--leave",
        action="store_true",
        help=translate(
            "with a folder: close the shared archive for good; default: it goes on, and the folder "
            "is an archive of its own"
        ),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    to_server = options.to.startswith(_SERVER)
    if options.leave and to_server:
        terminal.complain(translate("--leave is for going into a folder."))
        return WRONG_USAGE
    if options.store and not to_server:
        terminal.complain(translate("--store is for going to a server."))
        return WRONG_USAGE
    if not to_server and "://" in options.to:
        terminal.complain(translate("Name postgresql://HOST/DATABASE, or a folder."))
        return WRONG_USAGE
    with opened(options) as archive, terminal.progress() as progress:
        if to_server:
            report = migrate_to_server(archive, options.to, progress, store=options.store)
        else:
            report = migrate_to_folder(archive, Path(options.to), progress, leave=options.leave)
    if terminal.wants_json:
        terminal.document(report)
        return DONE
    _tell(terminal, report)
    _remark(terminal, report, options)
    return DONE


def _tell(terminal: Terminal, report: MigrationReport) -> None:
    terminal.line(translate("The archive is kept in {place}.", place=report.place))
    terminal.line(
        translate_count(
            "{count} record in {tables} tables arrived as it was sent.",
            "{count} records in {tables} tables arrived as they were sent.",
            report.rows,
            tables=len(report.tables),
        )
    )
    if report.files:
        terminal.line(
            translate_count(
                "{count} file arrived as it was sent.",
                "{count} files arrived as they were sent.",
                report.files,
            )
        )
    if report.copied_anew:
        terminal.line(
            translate(
                "What the run before had left differed in {tables}, and was copied anew.",
                tables=", ".join(report.copied_anew),
            )
        )
    terminal.line(translate("Head of the log: {head}", head=report.head))


def _remark(terminal: Terminal, report: MigrationReport, options: Namespace) -> None:
    if options.to.startswith(_SERVER):
        if report.former is not None:
            terminal.remark(
                translate(
                    "The former catalogue stays as {file}, only to be read: remove it once a "
                    "backup of the new one is made and tried out.",
                    file=str(report.former),
                )
            )
        else:
            terminal.remark(
                translate(
                    "A window still has the former catalogue open: close it and type this command "
                    "again, so that it is set aside."
                )
            )
    elif options.leave:
        terminal.remark(translate("Where it was it opens for reading only; name the new folder."))
    else:
        terminal.remark(
            translate(
                "The shared archive goes on. What is in the folder is an archive of its own from "
                "now on: what is entered in one of them is missing in the other."
            )
        )
