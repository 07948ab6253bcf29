"""The ways out of each stage: what can be done with a row, the usual thing first."""

from enum import StrEnum
from typing import Final

from luutru.gui.intake.rows import QueueRow
from luutru.gui.intake.stages import Stage
from luutru.i18n import mark


class Way(StrEnum):
    """Something that can be done with one row."""

    REVIEW = "review"
    OPEN = "open"
    RETRY = "retry"
    DISMISS = "dismiss"
    SOONER = "sooner"
    ARRANGE = "arrange"
    TWINS = "twins"
    BATCH = "batch"
    REMARKS = "remarks"
    ADMIT = "admit"
    CLEAR = "clear"
    KEEP_OUT = "keep_out"


LABELS: Final = {
    Way.REVIEW: mark("Check what was read"),
    Way.OPEN: mark("Open the agreement"),
    Way.RETRY: mark("Try again"),
    Way.DISMISS: mark("Take off the list"),
    Way.SOONER: mark("Read first"),
    Way.ARRANGE: mark("Arrange pages…"),
    Way.TWINS: mark("Compare with what is like it…"),
    Way.REMARKS: mark("Remarks on the scan…"),
    Way.BATCH: mark("Values in common for a batch…"),
    Way.ADMIT: mark("Let it into the archive…"),
    Way.CLEAR: mark("It is no secret…"),
    Way.KEEP_OUT: mark("Leave it at the door…"),
}
ICONS: Final = {
    Way.REVIEW: "file-search",
    Way.OPEN: "arrow-right",
    Way.RETRY: "rotate-cw",
    Way.DISMISS: "x",
    Way.SOONER: "arrow-up",
    Way.ARRANGE: "grid-2x2",
    Way.TWINS: "copy",
    Way.REMARKS: "scan-text",
    Way.BATCH: "layers",
    Way.ADMIT: "archive",
    Way.CLEAR: "shield-check",
    Way.KEEP_OUT: "lock",
}
ACTS: Final = {
    Way.RETRY: "taken_in",
    Way.SOONER: "taken_in",
    Way.ARRANGE: "arranged",
    Way.BATCH: "set_for_batch",
    Way.ADMIT: "admitted",
    Way.CLEAR: "admitted",
    Way.KEEP_OUT: "kept_out",
}
"""What the log calls the ways that change something: by that they are permitted or not."""
_USUAL: Final = {
    Stage.HELD: (Way.ADMIT, Way.CLEAR),
    Stage.KNOWN: (Way.OPEN, Way.DISMISS),
    Stage.UNREAD: (Way.RETRY, Way.OPEN),
    Stage.REVIEW: (Way.REVIEW, Way.OPEN),
}


def ways_of(row: QueueRow) -> tuple[Way, ...]:
    """Return what can be done with a row; these stand in it as buttons."""
    if row.stage in _USUAL:
        return _USUAL[row.stage]
    if row.stage in (Stage.REFUSED, Stage.STOPPED):
        return (Way.RETRY, Way.DISMISS) if row.path else (Way.DISMISS,)
    if is_to_be_read(row):
        return (Way.OPEN, Way.SOONER)
    return (Way.OPEN,) if row.agreement else ()


def more_ways_of(row: QueueRow) -> tuple[Way, ...]:
    """Return what else the menu of a row offers."""
    if row.stage is Stage.HELD:
        return (Way.KEEP_OUT,)
    if not row.reference:
        return ()
    of_pages = (Way.ARRANGE, Way.REMARKS, Way.TWINS) if row.pages else ()
    return (*of_pages, Way.BATCH) if row.batch is not None else of_pages


def is_to_be_read(row: QueueRow) -> bool:
    """Tell whether pages of a document wait to be read."""
    waits = row.stage in (Stage.RECEIVED, Stage.READING) and row.pages_read < row.pages
    return waits and bool(row.reference)
