"""The lanes on which background work is done: one after the other on each, side by side on all."""

from enum import StrEnum


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
    IMAGES = "images"
    """Pictures of pages."""
    EXPORTING = "exporting"
    """Lists written as files: long ones take their time, and corrections do not wait for them."""
    PRINTING = "printing"
    """Pages on their way to a printer: many, drawn large."""
