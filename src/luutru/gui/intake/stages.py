"""The stages of a file on its way in, and how each is shown."""

from enum import StrEnum
from typing import Final

from luutru.gui.widgets.pill import Look
from luutru.i18n import mark


class Stage(StrEnum):
    """Where a file stands."""

    WAITING = "waiting"
    RECEIVED = "received"
    READING = "reading"
    REVIEW = "review"
    DONE = "done"
    UNREAD = "unread"
    KNOWN = "known"
    REFUSED = "refused"
    STOPPED = "stopped"
    HELD = "held"


LABELS: Final = {
    Stage.WAITING: mark("Waiting"),
    Stage.RECEIVED: mark("Received"),
    Stage.READING: mark("Being read"),
    Stage.REVIEW: mark("Awaiting review"),
    Stage.DONE: mark("Reviewed"),
    Stage.UNREAD: mark("Not readable"),
    Stage.KNOWN: mark("Duplicate"),
    Stage.REFUSED: mark("Refused"),
    Stage.STOPPED: mark("Stopped"),
    Stage.HELD: mark("Held at the door"),
}

LOOKS: Final = {
    Stage.WAITING: Look("ended", "clock"),
    Stage.RECEIVED: Look("signed", "inbox"),
    Stage.READING: Look("progress", "scan-text"),
    Stage.REVIEW: Look("review", "file-search"),
    Stage.DONE: Look("active", "circle-check"),
    Stage.UNREAD: Look("overdue", "triangle-alert"),
    Stage.KNOWN: Look("expiring", "copy"),
    Stage.REFUSED: Look("overdue", "ban"),
    Stage.STOPPED: Look("ended", "circle-x"),
    Stage.HELD: Look("overdue", "lock"),
}

TROUBLED: Final = frozenset({Stage.HELD, Stage.UNREAD, Stage.KNOWN, Stage.REFUSED, Stage.STOPPED})
"""Stages in which somebody has to decide what happens next."""
AGAIN: Final = frozenset({Stage.UNREAD, Stage.REFUSED, Stage.STOPPED})
"""Stages out of which another try may lead."""
MOVING: Final = frozenset({Stage.WAITING, Stage.RECEIVED, Stage.READING})
"""Stages in which the program is still at it."""
