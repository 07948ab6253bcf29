"""Reports of an archive as files: of a verification, and of the custody log with its head."""

import dataclasses
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from luutru import __version__, clock
from luutru.errors import FormUnknown
from luutru.holdings.disk import put
from luutru.i18n import mark, translate, translate_count
from luutru.progress import SILENT, Progress
from luutru.records.code_lists import code_list
from luutru.services import custody
from luutru.services.administration.log_reading import (
    LogFilter,
    LogRow,
    log_numbers,
    log_rows,
)
from luutru.services.archive import Archive
from luutru.services.inspecting import Verdict
from luutru.services.inspection.look import Checked
from luutru.services.tables.table import Column, Table, Value
from luutru.services.tables.writing import FORMS, form_of, write_table

UNSEEN: Final = mark(
    "I8, I12 and I14 are promises of how the program works: its tests prove them, no look at an "
    "archive can."
)
GATHERING: Final = mark("Gathering the entries")
_AT_ONCE: Final = 1000
_JSON: Final = ".json"


def write_verdict(archive: Archive, verdict: Verdict, path: Path) -> None:
    """Write what a verification came to as a report for people, or as JSON for programs.

    Raises:
        FormUnknown: The name ends in none of the forms.
        DiskFull, DiskTrouble: It could not be written.
    """
    if path.suffix.lower() == _JSON:
        put(path, verdict_json(archive, verdict).encode())
    elif path.suffix.lower().removeprefix(".") in FORMS:
        write_table(verdict_table(archive, verdict), path)
    else:
        raise FormUnknown(path.name, ", ".join(f".{one}" for one in (*FORMS, "json")))


def verdict_json(archive: Archive, verdict: Verdict) -> str:
    """Return a verdict as JSON, with the archive that it tells of."""
    told = {
        "archive": {"id": archive.id, "name": archive.settings.name},
        "program": __version__,
        "sound": verdict.is_sound,
        "verdict": {
            **dataclasses.asdict(verdict),
            "at": verdict.at.isoformat(),
            "checks": [{**dataclasses.asdict(one), "what": one.what} for one in verdict.checks],
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def verdict_table(archive: Archive, verdict: Verdict) -> Table:
    """Return a verdict as the table of a report: what was checked above, the findings below."""
    rows = tuple(
        (number, found.what, found.reference, found.advice, found.rule)
        for number, found in enumerate(verdict.findings, start=1)
    )
    return Table(
        title=translate("Report of a verification"),
        about=tuple(_about(archive, verdict)),
        columns=(
            Column(translate("No."), 5, "number"),
            Column(translate("Finding"), 44),
            Column(translate("Reference"), 13),
            Column(translate("What to do"), 44),
            Column(translate("Rule"), 6),
        ),
        rows=rows,
    )


def log_table(
    archive: Archive, wanted: LogFilter | None = None, progress: Progress = SILENT
) -> Table:
    """Return the entries that fit, the oldest first as a book is read, with the head of the log.

    The whole log has those as well that seal records: its numbers are without a gap.

    Raises:
        Cancelled: The archivist asked to stop.
    """
    wanted = wanted or LogFilter()
    if wanted == LogFilter():
        wanted = LogFilter(with_seals=True)
    numbers = log_numbers(archive, wanted, progress)
    numbers.reverse()
    seq, head = custody.head(archive)
    rows = tuple(_log_rows(archive, numbers, progress))
    return Table(
        title=translate("Custody log"),
        about=(
            _archive_line(archive),
            *_asked_for(wanted),
            translate_count("{count} entry", "{count} entries", len(rows)),
            translate("Head of the log: entry {seq}, {hash}", seq=seq, hash=head),
        ),
        columns=(
            Column(translate("No."), 7, "number"),
            Column(translate("When"), 0, "moment"),
            Column(translate("Person"), 18),
            Column(translate("Act"), 20),
            Column(translate("Reference"), 12),
            Column(translate("What changed"), 50),
            Column(translate("Code"), 18),
        ),
        rows=rows,
    )


def write_log(archive: Archive, wanted: LogFilter, path: Path, progress: Progress = SILENT) -> int:
    """Write the entries that fit with the head of the log; return how many they are.

    Raises:
        FormUnknown: The name ends in none of the forms.
        DiskFull, DiskTrouble: It could not be written.
        Cancelled: The archivist asked to stop; nothing was written.
    """
    form = form_of(path)
    table = log_table(archive, wanted, progress)
    count = len(table.rows)
    if form == "csv":  # has no place for what is said above a table
        seq, head = custody.head(archive)
        closing = (seq, None, "", translate("Head of the log"), "", "", head)
        table = dataclasses.replace(table, rows=(*table.rows, closing))
    write_table(table, path, progress)
    return count


def _log_rows(
    archive: Archive, numbers: Sequence[int], progress: Progress
) -> Iterator[tuple[Value, ...]]:
    labels = code_list("act")
    for start in range(0, len(numbers), _AT_ONCE):
        progress.report(start, len(numbers), GATHERING)
        for row in log_rows(archive, numbers[start : start + _AT_ONCE]):
            yield (
                row.seq,
                row.at,
                row.person,
                labels.label(row.act),
                row.reference,
                _told(row),
                (row.hash),
            )


def _told(row: LogRow) -> str:
    return "\n".join(one.in_words for one in row.changes)


def _about(archive: Archive, verdict: Verdict) -> Iterator[str]:
    yield _archive_line(archive)
    yield translate(
        "{moment}, by {person}; took {seconds} seconds",
        moment=verdict.at.astimezone().strftime("%d/%m/%Y %H:%M"),
        person=verdict.person,
        seconds=f"{verdict.seconds:.1f}",
    )
    yield translate(
        "{matching} of {originals} originals match; {missing} files missing, {changed} changed, "
        "{foreign} without a record",
        matching=verdict.matching,
        originals=verdict.originals,
        missing=verdict.missing,
        changed=verdict.changed,
        foreign=verdict.foreign,
    )
    yield translate(
        "{hashed} files compared by SHA-256, {derivatives} of them derivatives; {entries} entries "
        "of the log checked",
        hashed=verdict.hashed,
        derivatives=verdict.derivatives,
        entries=verdict.custody_entries,
    )
    if verdict.head:
        yield translate(
            "Head of the log: entry {seq}, {hash}", seq=verdict.custody_entries, hash=verdict.head
        )
    for checked in verdict.checks:
        yield f"{checked.rules} · {checked.what}: {checked_words(checked)}"
    if verdict.checks:
        yield translate(UNSEEN)
    yield (
        translate("Result: all is as it was taken in.")
        if verdict.is_sound
        else translate_count("Result: {count} finding", "Result: {count} findings", verdict.count)
    )


def checked_words(checked: Checked) -> str:
    """Return what came of one check: how many things, how long it took, and whether all is well."""
    told = translate_count("{count} checked", "{count} checked", checked.count)
    outcome = (
        translate_count("{count} finding", "{count} findings", checked.findings)
        if checked.findings
        else translate("in order")
    )
    return translate(
        "{told} in {seconds} s, {outcome}",
        told=told,
        seconds=f"{checked.seconds:.1f}",
        outcome=outcome,
    )


def _archive_line(archive: Archive) -> str:
    today = clock.today().strftime("%d/%m/%Y")
    return translate("Archive {name}, as of {day}", name=archive.settings.name, day=today)


def _asked_for(wanted: LogFilter) -> Iterator[str]:
    """Say what the list was narrowed to."""
    if wanted.person:
        yield translate("Person: {person}", person=wanted.person)
    if wanted.act:
        yield translate("Act: {act}", act=code_list("act").label(wanted.act))
    if wanted.reference:
        yield translate("Reference: {reference}", reference=wanted.reference)
    if wanted.first is not None:
        yield translate("From {day} on", day=wanted.first.strftime("%d/%m/%Y"))
    if wanted.last is not None:
        yield translate("Until {day}", day=wanted.last.strftime("%d/%m/%Y"))
    if wanted.text:
        yield translate("Words: {words}", words=wanted.text)
