"""`luutru custody`: who did what, and when."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from luutru.cli import leaving
from luutru.cli.command import DAMAGED, DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal, one_line
from luutru.cli.wording import day_named, label, moment
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services import custody
from luutru.services.administration.log_reading import LogFilter, log_numbers, log_rows
from luutru.services.administration.reports import write_log
from luutru.services.archive import Archive
from luutru.services.chain import ChainVerdict, check_chain
from luutru.services.histories import history
from luutru.services.tables.writing import form_of

_HASH_SHOWN = 12


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add = parser.add_argument
    add("reference", nargs="?", metavar="REF", default="", help=translate("such as 2026-0001"))
    add("--limit", type=int, default=1000, metavar="N", help=translate("the newest N entries"))
    add("--person", default="", metavar="NAME", help=translate("only what this person did"))
    add("--act", default="", choices=code_list("act").codes, metavar="CODE",
        help=translate("only one act, such as corrected"))  # fmt: skip
    add("--from", dest="first", type=day_named, metavar="DAY", help=translate("from this day on"))
    add("--until", dest="last", type=day_named, metavar="DAY", help=translate("until this day"))
    add("--text", default="", metavar="WORDS", help=translate("only entries with these words"))
    add("--out", type=Path, metavar="FILE",
        help=translate("write them all to a file: .xlsx, .csv, .docx or .pdf"))  # fmt: skip
    add("--check", action="store_true",
        help=translate("instead: walk along the chain and look for changes"))  # fmt: skip
    add("--anchor", default="", metavar="HASH",
        help=translate("with --check: a head of the log that was kept elsewhere"))  # fmt: skip


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if options.out is not None:
        form_of(options.out)
    with opened(options) as archive:
        if options.check:
            return _check(archive, options.anchor, terminal)
        if options.reference:
            history(archive, options.reference)  # refuses what is not there
        wanted = LogFilter(
            person=options.person,
            act=options.act,
            reference=options.reference,
            first=options.first,
            last=options.last,
            text=options.text,
        )
        if options.out is not None:
            leaving.warn(archive, terminal)
            return _write(archive, wanted, options.out, terminal)
        return _list(archive, wanted, options.limit, terminal)


def _list(archive: Archive, wanted: LogFilter, limit: int, terminal: Terminal) -> int:
    rows = log_rows(archive, log_numbers(archive, wanted)[:limit])
    seq, head = custody.head(archive)
    if terminal.wants_json:
        terminal.document({"head": {"seq": seq, "hash": head}, "entries": rows})
        return DONE
    terminal.table(
        [
            translate("No."),
            translate("When"),
            translate("Person"),
            translate("Act"),
            translate("Reference"),
            translate("What changed"),
            translate("Code"),
        ],
        [
            (
                str(row.seq),
                moment(row.at),
                one_line(row.person),
                label("act", row.act),
                row.reference,
                one_line(row.told),
                row.hash[:_HASH_SHOWN],
            )
            for row in rows
        ],
    )
    terminal.remark(translate("Head of the log: {seq} {hash}", seq=seq, hash=head))
    return DONE


def _write(archive: Archive, wanted: LogFilter, path: Path, terminal: Terminal) -> int:
    with terminal.progress() as progress:
        count = write_log(archive, wanted, path, progress)
    if terminal.wants_json:
        terminal.document({"file": path, "entries": count})
    else:
        words = translate_count(
            "{count} entry written to {file}.",
            "{count} entries written to {file}.",
            count,
            file=str(path),
        )
        terminal.remark(words)
    return DONE


def _check(archive: Archive, anchor: str, terminal: Terminal) -> int:
    with terminal.progress() as progress:
        verdict = check_chain(archive, anchor, progress)
    if terminal.wants_json:
        terminal.document({"sound": verdict.is_sound, "verdict": verdict})
    else:
        _tell(verdict, terminal)
    return DONE if verdict.is_sound else DAMAGED


def _tell(verdict: ChainVerdict, terminal: Terminal) -> None:
    for seq in verdict.broken:
        terminal.line(translate("The custody log has been changed at entry {seq}.", seq=seq))
    if verdict.anchor and verdict.anchor_at is None:
        terminal.line(translate("No entry has the head {hash}: the end was cut off, or it is of "
                                "another archive.", hash=verdict.anchor))  # fmt: skip
    if verdict.is_sound:
        terminal.line(
            translate_count(
                "{count} entry; the log has not been changed.",
                "{count} entries; the log has not been changed.",
                verdict.entries,
            )
        )
    if verdict.anchor_at is not None:
        terminal.line(translate("The head that you kept is entry {seq}.", seq=verdict.anchor_at))
    terminal.remark(translate("Head of the log: {seq} {hash}", seq=verdict.seq, hash=verdict.head))
