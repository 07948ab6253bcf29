"""`luutru restore`: makes an archive of a backup again, or only tries whether that would work."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from luutru.cli.command import DAMAGED, DONE, WRONG_USAGE
from luutru.cli.opening import folder_meant
from luutru.cli.passphrases import (
    add_encrypting,
    encrypting_asked,
    open_unlocked,
    passphrase_of,
)
from luutru.cli.terminal import Terminal
from luutru.cli.wording import moment, size
from luutru.errors import BackupDamaged, NoArchive
from luutru.i18n import translate, translate_count
from luutru.progress import Progress
from luutru.services.archive import Archive, find_archive
from luutru.services.backup.drilling import DrillReport, drill
from luutru.services.backup.dumps import DumpFate
from luutru.services.backup.encryption import AS_IT_IS, Encrypting, is_encrypted, key_of
from luutru.services.backup.restoring import RestoreReport, Wish, restore

if TYPE_CHECKING:
    from luutru.services.migration.from_backup import OfficeReport


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "source", type=Path, metavar="SRC", help=translate("the folder that was given to “backup”")
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR",
        help=translate(
            "a new or empty folder for the archive; with --to, a folder with room for all files on "
            "their way"
        ),
    )  # fmt: skip
    parser.add_argument(
        "--drill",
        action="store_true",
        help=translate("only try it out, in a temporary folder, and record what came of it"),
    )
    parser.add_argument(
        "--snapshot", default="", metavar="NAME",
        help=translate("a snapshot of “luutru backup --list SRC”; default: the newest"),
    )  # fmt: skip
    parser.add_argument(
        "--also", nargs="+", type=Path, default=[], metavar="SRC",
        help=translate("other media, for files that are damaged on the first"),
    )  # fmt: skip
    add_encrypting(parser, or_decrypting=True)
    _add_office(parser)
    parser.add_argument(
        "--bytes",
        action="store_true",
        help=translate("with --drill: compare only the bytes of an encrypted backup, unopened"),
    )
    parser.add_argument(
        "--despite-damage",
        action="store_true",
        help=translate("restore what is whole, and record what is lost"),
    )


def _add_office(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to", default="", metavar="ADDRESS",
        help=translate("for an office: postgresql://OWNER@SERVER/DATABASE, an empty database"),
    )  # fmt: skip
    parser.add_argument(
        "--store", default="", metavar="PLACE",
        help=translate("with --to: an empty place for the files that every desk sees"),
    )  # fmt: skip


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if options.drill:
        return _drill(options, terminal)
    if bool(options.to) != bool(options.store):
        terminal.complain(
            translate("For an office name both: luutru restore SRC --to ADDRESS --store PLACE")
        )
        return WRONG_USAGE
    if options.folder is None and not options.to:
        terminal.complain(translate("Name a new folder: luutru restore SRC DIR"))
        return WRONG_USAGE
    known = replace(_known(options), decrypt=options.decrypt)
    try:
        with encrypting_asked(options, terminal) as secrets, terminal.progress() as progress:
            wish = Wish(options.snapshot, options.despite_damage, replace(known, secrets=secrets))
            report = _restored(options, wish, progress)
    except BackupDamaged as error:
        for finding in error.findings:
            terminal.remark(finding)
        raise
    if terminal.wants_json:
        terminal.document(report)
    else:
        _tell(terminal, report)
        if options.to:
            terminal.remark(
                translate("Any desk opens it by “luutru --archive {place}”.", place=report.place)
            )
    return DAMAGED if report.lost else DONE


def _restored(options: Namespace, wish: Wish, progress: Progress) -> "RestoreReport | OfficeReport":
    places = [options.source, *options.also]
    if not options.to:
        return restore(places, options.folder, wish, progress)
    from luutru.services.migration.from_backup import (  # noqa: PLC0415  seldom
        Target,
        restore_to_office,
    )

    target = Target(options.to, options.store, options.folder)
    return restore_to_office(places, target, wish, progress)


def _tell(terminal: Terminal, report: "RestoreReport | OfficeReport") -> None:
    terminal.line(
        translate_count(
            "“{name}” as of {when} is restored in {folder}: {count} file.",
            "“{name}” as of {when} is restored in {folder}: {count} files.",
            report.files,
            name=report.archive_name,
            when=moment(report.taken_at),
            folder=report.place,
        )
    )
    for one in report.lost:
        terminal.complain(one)
    terminal.remark(
        translate(
            "Certified copies are numbered again once their last number is confirmed; the index "
            "is built when the archive is opened."
        )
    )


def _known(options: Namespace) -> Encrypting:
    """Return what is known of the encryption of the backup: its key, where it has one."""
    if not is_encrypted(options.source):
        return AS_IT_IS
    passphrase = passphrase_of(options, options.source)
    return Encrypting(key_of(options.source, passphrase, options.snapshot))


def _drill(options: Namespace, terminal: Terminal) -> int:
    with _living(options) as archive:
        is_at_hand = archive is not None and archive.keyring.is_encrypted
        known = AS_IT_IS if options.bytes or is_at_hand else _known(options)
        with terminal.progress() as progress:
            report = drill(
                options.source,
                snapshot=options.snapshot,
                archive=archive,
                key=known.key,
                progress=progress,
            )
    if terminal.wants_json:
        terminal.document({"sound": report.is_sound, "drill": report})
    else:
        _tell_drill(terminal, report)
    return DONE if report.is_sound else DAMAGED


@contextmanager
def _living(options: Namespace) -> Iterator[Archive | None]:
    """Open the archive that was backed up, where it is at hand and not to be left locked."""
    try:
        if options.bytes and find_archive(folder_meant(options)).keyring.is_encrypted:
            yield None
            return
        archive = open_unlocked(folder_meant(options), options)
    except NoArchive:
        yield None
        return
    try:
        yield archive
    finally:
        archive.close()


def _tell_dump(terminal: Terminal, fate: DumpFate) -> None:
    if fate is DumpFate.READ:
        terminal.line(translate("The server's own dump was read by pg_restore."))
    elif fate is DumpFate.COMPARED:
        terminal.remark(
            translate(
                "Of the server's own dump only the bytes were compared: pg_restore is not "
                "installed here, or older."
            )
        )


def _tell_drill(terminal: Terminal, report: DrillReport) -> None:
    for finding in report.findings:
        terminal.line(finding)
    terminal.line(
        translate_count(
            "{count} file read ({size}), {entries} entries of the log, {opened} documents opened, "
            "{copies} copies checked.",
            "{count} files read ({size}), {entries} entries of the log, {opened} documents opened, "
            "{copies} copies checked.",
            report.files,
            size=size(report.bytes),
            entries=report.entries,
            opened=report.opened,
            copies=report.copies,
        )
    )
    _tell_dump(terminal, report.dump)
    if report.is_sound and not report.is_full:
        terminal.line(
            translate("Every byte is as it was written; what is in it was not looked at.")
        )
    elif report.is_sound:
        terminal.line(translate("The archive can be restored from it, whole."))
    else:
        terminal.complain(
            translate("This backup is not whole: make another, and keep this one as it is.")
        )
    if not report.recorded:
        terminal.remark(
            translate("It was not recorded: the archive itself was not at hand (--archive).")
        )
