"""What gets in the way between the paper and the archive."""

from luutru.errors.kinds import Refusal, Trouble
from luutru.i18n import mark


class ScannerMissing(Trouble):
    """SANE's `scanimage` is not installed."""

    title = mark("This computer cannot ask scanners: the program scanimage is missing.")
    advice = mark("Install the package sane-utils, or let the scanner write into a watched folder.")


class NoScanner(Trouble):
    """SANE finds no scanner."""

    title = mark("No scanner was found.")
    advice = mark("Switch it on and plug it in, or name it with --device.")


class ScannerTrouble(Trouble):
    """The scanner, or the program that asks it, failed."""

    title = mark("The scanner failed ({reason}).")
    advice = mark("Look after the scanner and scan the whole pile again; nothing was taken in.")

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class NotBound(Trouble):
    """The pages that were scanned could not be bound into one file."""

    title = mark("The scanned pages could not be bound ({reason}).")
    advice = mark("Scan a smaller pile; nothing was taken in.")

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class NothingScanned(Refusal):
    """There was no paper."""

    title = mark("There was nothing to scan.")
    advice = mark("Put the paper into the feeder or onto the glass, then scan again.")
