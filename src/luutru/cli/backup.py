"""`luutru backup`: copies the archive to a medium, and reads back what was written."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from luutru.cli.command import DAMAGED, DONE, WRONG_USAGE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import moment, size
from luutru.i18n import translate, translate_count
from luutru.services.backup.backing_up import BackupReport, back_up
from luutru.services.backup.manifests import DUMP, Manifest
from luutru.services.backup.medium import medium_at
from luutru.services.backup.objects import FOLDERS
from luutru.services.backup.told import DrillTold, Safekeeping, safekeeping


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "dest", nargs="?", type=Path, metavar="DEST",
        help=translate("the medium, or a folder on it; the backup lies in “luutru-backup” there"),
    )  # fmt: skip
    parser.add_argument(
        "--full",
        action="store_true",
        help=translate("read every file that the medium has already; default: trust its size"),
    )
    parser.add_argument(
        "--keep", type=_count_named, metavar="N",
        help=translate("remove all but the N newest snapshots; files stay"),
    )  # fmt: skip
    parser.add_argument(
        "--list",
        action="store_true",
        help=translate("list the snapshots on DEST; without it, the media that the log knows"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if options.list:
        return _list(options, terminal)
    if options.dest is None:
        terminal.complain(translate("Name the medium: luutru backup DEST"))
        return WRONG_USAGE
    with opened(options) as archive, terminal.progress() as progress:
        report = back_up(
            archive, options.dest, full=options.full, keep=options.keep, progress=progress
        )
        kept = safekeeping(archive)
    if terminal.wants_json:
        terminal.document(report)
    else:
        _tell(terminal, report)
    _remark(terminal, report, kept)
    return DAMAGED if report.absent else DONE


def _count_named(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(translate("a number of at least 1 is wanted"))
    return int(text)


def _tell(terminal: Terminal, report: BackupReport) -> None:
    terminal.line(
        translate_count(
            "{count} file was copied and read back ({size}); the snapshot names {all}.",
            "{count} files were copied and read back ({size}); the snapshot names {all}.",
            report.copied,
            size=size(report.copied_bytes),
            all=report.objects,
        )
    )
    if report.mended:
        terminal.line(
            translate_count(
                "{count} file was damaged on the medium, and was written again.",
                "{count} files were damaged on the medium, and were written again.",
                report.mended,
            )
        )
    if report.dump_bytes:
        terminal.line(
            translate(
                "The server's own dump lies beside the catalogue: {name} ({size}).",
                name=DUMP,
                size=size(report.dump_bytes),
            )
        )
    if report.pruned:
        terminal.line(
            translate_count(
                "{count} old snapshot was removed.",
                "{count} old snapshots were removed.",
                len(report.pruned),
            )
        )
    terminal.line(translate("Snapshot {name} on {place}", name=report.snapshot,
                            place=str(report.medium)))  # fmt: skip
    terminal.line(translate("SHA-256 of its manifest: {sha256}", sha256=report.manifest_sha256))


def _remark(terminal: Terminal, report: BackupReport, kept: Safekeeping) -> None:
    for path in report.absent:
        terminal.complain(
            translate("{name} is lost or changed in the archive, and not on the medium.", name=path)
        )
    if report.without_dump:
        terminal.complain(
            translate(
                "The server's own dump is missing: {reason}. All else is there.",
                reason=report.without_dump,
            )
        )
    if report.same_disk:
        terminal.remark(
            translate("The medium is the disk of the archive itself, and would be lost with it.")
        )
    if kept.sets_wanting:
        terminal.remark(
            translate("Keep a second medium, in another building: one alone is lost in one fire.")
        )


def _list(options: Namespace, terminal: Terminal) -> int:
    if options.dest is not None:
        _list_snapshots(options.dest, terminal)
        return DONE
    with opened(options) as archive:
        kept = safekeeping(archive)
    if terminal.wants_json:
        terminal.document({"sets": kept.sets, "is_late": kept.is_late})
        return DONE
    rows = [
        (
            moment(one.last.at),
            one.last.place,
            str(one.count),
            str(one.last.files),
            _drilled(one.drill) if one.drill else translate("never"),
        )
        for one in kept.sets
    ]
    titles = [
        translate("Last backup"), translate("Backup medium"), translate("Backups"),
        translate("Files"), translate("Last drill"),
    ]  # fmt: skip
    terminal.table(titles, rows)
    return DONE


def _drilled(drill: DrillTold) -> str:
    if not drill.findings:
        return translate("{when}, sound", when=moment(drill.at))
    return translate("{when}, findings: {count}", when=moment(drill.at), count=drill.findings)


def _list_snapshots(place: Path, terminal: Terminal) -> None:
    found = medium_at(place).snapshots()
    if terminal.wants_json:
        terminal.document({"snapshots": [_plain(one) for one in found]})
        return
    rows = [
        (
            one.name,
            moment(one.taken_at),
            str(one.counts.get("agreements", 0)),
            str(sum(one.counts.get(kind, 0) for kind in FOLDERS)),
            size(one.counts.get("bytes", 0)),
        )
        for one in found
    ]
    titles = [
        translate("Snapshot"), translate("Taken"), translate("Agreements"), translate("Files"),
        translate("Size"),
    ]  # fmt: skip
    terminal.table(titles, rows)


def _plain(one: Manifest) -> dict[str, object]:
    return {
        "name": one.name,
        "taken_at": one.taken_at,
        "archive_id": one.archive_id,
        "archive_name": one.archive_name,
        "counts": one.counts,
        "head": one.heads.custody.hash,
        "seq": one.seq,
        "dump": DUMP in one.files,
    }
