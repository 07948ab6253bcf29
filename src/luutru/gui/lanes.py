"""The lanes on which background work is done: one after the other on each, side by side on all."""

from enum import StrEnum
from typing import Final


class Lane(StrEnum):
    """Work of one lane is done one after the other; lanes run side by side."""

    WRITING = "writing"
    """Corrections: short, and never made to wait for recognition."""
    ACCESSION = "accession"
    """Taking files into custody: what is brought is safe before anything waits for recognition."""
    INTAKE = "intake"
    """Recognising and indexing: long, with progress, pause and stop."""
    SEARCHING = "searching"
    """Live search: what is typed never waits for anything but the search before."""
    COUNTING = "counting"
    """How a result divides; a new search does not wait for the counts of the one before."""
    COMPARING = "comparing"
    """Near duplicates: many texts are read for one answer that nobody waits for."""
    WATCHING = "watching"
    """Looking at the watched folder, which may lie on a slow share."""
    CHECKING = "checking"
    """Comparing every original with its checksum: long, and nobody waits for it."""
    SCANNING = "scanning"
    """A pile of paper on the scanner: somebody stands beside it."""
    READING = "reading"
    """Lists and cards."""
    ROWS = "rows"
    """Rows of a list as it is scrolled: no card and no search holds them up."""
    IMAGES = "images"
    """Pictures of pages."""
    EXPORTING = "exporting"
    """Lists written as files: long ones take their time, and corrections do not wait for them."""
    LOADING = "loading"
    """What the program will need soon; nobody waits for it."""
    PRINTING = "printing"
    """Pages on their way to a printer: many, drawn large."""
    BACKUP = "backup"
    """Copying the archive to a medium, and trying that out: as long as the medium is slow."""
    EXAMINING = "examining"
    """Looking at the computer itself, which starts a process of its own."""


AWAITED: Final = frozenset({Lane.SEARCHING, Lane.READING, Lane.ROWS})
"""The reader waits for it: begun once the window has painted what it is to show meanwhile."""
SPARE: Final = frozenset({Lane.COUNTING, Lane.COMPARING, Lane.LOADING, Lane.WATCHING})
"""Nobody waits for it: begun once nothing is awaited, or after a moment."""
