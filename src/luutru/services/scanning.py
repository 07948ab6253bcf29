"""Takes in a pile of paper from a scanner: its pages, bound into one PDF, are one document.

The scanner hands over pixels, and no file exists before we make one. The pages come as PNG, which
loses nothing, and the child process binds their streams, unchanged, into the PDF that is the
master: it is the first form that is kept, and a program that splits the pile at separator sheets
finds all of it there.
"""

from collections.abc import Generator
from typing import Final

from luutru import clock
from luutru.errors import NotBound
from luutru.holdings import scanner
from luutru.holdings.scanner import Device
from luutru.i18n import mark
from luutru.progress import SILENT, Progress
from luutru.records.code_lists import code_list
from luutru.records.intake import Way
from luutru.records.roles import Permission
from luutru.services.archive import Archive
from luutru.services.arrivals import Bringing, Receipt, Rejection
from luutru.services.entering import take_in_batch
from luutru.services.working_folders import working_folder

__all__ = ["Device", "devices", "is_possible", "take_in_pile"]

SOURCES: Final = ("adf", "flatbed")
SCANNING: Final = mark("Scanning")


def is_possible() -> bool:
    """Tell whether this computer can ask scanners at all."""
    return scanner.is_installed()


def devices() -> list[Device]:
    """Return the scanners of this computer.

    Raises:
        ScannerMissing: SANE is not installed.
        ScannerTrouble: It failed.
    """
    return scanner.devices()


def take_in_pile(
    archive: Archive, device: str, *, source: str = "adf", progress: Progress = SILENT
) -> Generator[Receipt | Rejection, None, None]:
    """Scan what lies in the feeder (`adf`) or on the glass (`flatbed`), and take it in.

    Raises:
        NotPermitted: The roles of the account do not include it.
        ScannerMissing: SANE is not installed.
        ScannerTrouble: The scanner failed; nothing was taken in, the paper has to be scanned again.
        NothingScanned: There was no paper.
        NotBound: The pages could not be bound; nothing was taken in.
        Cancelled: The archivist asked to stop; nothing was taken in.
        DiskFull, DiskTrouble: There is no room for the scan.
    """
    archive.require(Permission.TAKE_IN)
    with working_folder(archive, "scan") as folder:
        pages = scanner.scan(
            device, source, folder, lambda count: progress.report(count, count + 1, SCANNING)
        )
        bound = folder / f"{clock.now().astimezone():%Y-%m-%d %H.%M.%S}.pdf"
        told = archive.reader.wrap(pages, bound)
        if told.problem is not None:
            raise NotBound(code_list("problem").label(told.problem))
        yield from take_in_batch(archive, [bound], Bringing(Way.SCANNER, device), progress)
