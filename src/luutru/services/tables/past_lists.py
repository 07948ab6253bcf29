"""A list of agreements as the archive had recorded them by a past day, as a file."""

from pathlib import Path

from luutru.i18n import translate_count
from luutru.progress import SILENT, Progress
from luutru.services.archive import Archive
from luutru.services.life.past import PastList
from luutru.services.tables.agreement_columns import USUAL, chosen_columns
from luutru.services.tables.agreements import ROW_VALUES, Asked, enter_in_log, heading
from luutru.services.tables.table import Table
from luutru.services.tables.writing import form_of, write_table


def past_table(archive: Archive, found: PastList) -> Table:
    """Return the list of a day as a table; its title says of which."""
    title, known = heading(found.day, recorded=found.recorded)
    count = translate_count("{count} agreement", "{count} agreements", len(found.rows))
    columns = chosen_columns(USUAL)
    return Table(
        title,
        tuple(filter(None, (archive.settings.name, known, count))),
        tuple(column.column() for column in columns),
        [tuple(ROW_VALUES[column.name](row) for column in columns) for row in found.rows],
    )


def export_past(archive: Archive, path: Path, found: PastList, progress: Progress = SILENT) -> int:
    """Write the list of a day to `path` and enter that in the custody log; return how many.

    Raises:
        FormUnknown: The name of the file ends in no form we write.
        DiskFull, DiskTrouble: The file could not be written.
        Cancelled: The archivist asked to stop; nothing was written.
    """
    form = form_of(path)
    table = past_table(archive, found)
    facts = {"form": form, **Asked(day=found.day).facts()}
    write_table(table, path, progress, lambda: enter_in_log(archive, table, USUAL, facts))
    return len(found.rows)
