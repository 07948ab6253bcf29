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


LABELS: Final = {
    Way.REVIEW: mark("Check what was read"),
    Way.OPEN: mark("Open the agreement"),
    Way.RETRY: mark("Try again"),
    Way.DISMISS: mark("Take off the list"),
}
ICONS: Final = {
    Way.REVIEW: "file-search",
    Way.OPEN: "arrow-right",
    Way.RETRY: "rotate-cw",
    Way.DISMISS: "x",
}


def ways_of(row: QueueRow) -> tuple[Way, ...]:
    """Return what can be done with a row."""
    if row.stage is Stage.KNOWN:
        return (Way.OPEN, Way.DISMISS)
    if row.stage is Stage.UNREAD:
        return (Way.RETRY, Way.OPEN)
    if row.stage is Stage.REVIEW:
        return (Way.REVIEW, Way.OPEN)
    if row.stage in (Stage.REFUSED, Stage.STOPPED):
        return (Way.RETRY, Way.DISMISS) if row.path else (Way.DISMISS,)
    return (Way.OPEN,) if row.agreement else ()
