"""Tells whether the clock of this desk goes otherwise than that of the server."""

from datetime import timedelta
from typing import Final

from luutru.i18n import translate
from luutru.services.archive import Archive

MOST: Final = timedelta(minutes=5)
"""Clocks that nobody sets go apart by seconds a day; from here on one of them is wrong."""


def difference(archive: Archive) -> tuple[str, str]:
    """Return in words how far the clocks are apart, and what to do; empty where they agree.

    The log and the numbers of an office go by the clock of the server in any case.
    """
    ahead = archive.catalogue.database.clock_ahead
    if abs(ahead) < MOST:
        return "", ""
    minutes = round(abs(ahead).total_seconds() / 60)
    if ahead > timedelta(0):
        told = translate(
            "The clock of this computer is {minutes} minutes behind that of the server.",
            minutes=minutes,
        )
    else:
        told = translate(
            "The clock of this computer is {minutes} minutes ahead of that of the server.",
            minutes=minutes,
        )
    return told, translate(
        "What you enter bears the hour of the server. Ask whoever looks after it which is right."
    )
