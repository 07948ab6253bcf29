"""What is wrong with an archive, and what gets in the way of working with it."""

from luutru.errors.kinds import Damage, Refusal, Trouble
from luutru.i18n import mark


class NoArchive(Refusal):
    """The folder holds no archive."""

    title = mark("There is no archive in {folder}.")
    advice = mark("Name another folder, or make an archive there with “luutru init”.")

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)


class FolderTaken(Refusal):
    """A new archive was asked for where something already lies."""

    title = mark("{folder} is not empty.")
    advice = mark("Choose a new or an empty folder for the archive.")

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)


class NewerArchive(Refusal):
    """The archive was written by a newer version of the program."""

    title = mark("The archive in {folder} was written by a newer version of Lưu Trữ.")
    advice = mark("Install that version or a later one; nothing was changed.")

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)


class ArchiveReadOnly(Refusal):
    """Something was to be written into an archive that is only read here."""

    title = mark("The archive is only read here: {reason}.")
    advice = mark("Nothing was changed; do it where the archive is written to.")

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class MediumUnfit(Trouble):
    """An archive on a medium that is only read has changes that were not finished."""

    title = mark("The archive in {folder} has changes to finish, and nothing can be written there.")
    advice = mark("Copy its folder to a disk of this computer, and open it there.")

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)


class PlaceRefused(Refusal):
    """An archive lies, or is to lie, where it would come to harm."""

    title = mark("No archive can lie in {folder}: {reason}.")
    advice = mark(
        "Choose a folder on a disk of this computer; backups to other places are made with "
        "“luutru backup”."
    )

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(folder=folder, reason=reason)


class IndexPlaceRefused(Refusal):
    """The index of this workstation is to lie where it would come to harm, or be carried along."""

    title = mark("No index can lie in {folder}: {reason}.")
    advice = mark(
        "Let LUUTRU_INDEX_DIR name a folder on a disk of this computer, outside the archive."
    )

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(folder=folder, reason=reason)


class DiskFull(Trouble):
    """There is no room left for what is to be written."""

    title = mark("The disk of {folder} is full; {subject} was not written.")
    advice = mark("Make room (at least {needed_mb} MB) and try again; nothing kept was lost.")

    def __init__(self, folder: str, subject: str, needed_mb: int) -> None:
        super().__init__(folder=folder, subject=subject, needed_mb=needed_mb)


class CatalogueBusy(Trouble):
    """Another program holds the catalogue for longer than we wait."""

    title = mark("The catalogue of the archive is held by another program.")
    advice = mark("Wait until the other program has finished, then try again.")


class IndexBusy(Trouble):
    """Another process is writing the full-text index."""

    title = mark("Another program is bringing the index up to date.")
    advice = mark("Wait until it has finished, then try again; nothing is lost meanwhile.")


class DiskTrouble(Trouble):
    """A file of the archive could not be written or read for a reason of the system."""

    title = mark("{subject} could not be written to {folder} ({reason}).")
    advice = mark("Check the disk and the rights of the folder, then try again.")

    def __init__(self, folder: str, subject: str, reason: str) -> None:
        super().__init__(folder=folder, subject=subject, reason=reason)


class ModelMissing(Trouble):
    """The recognition models of a language are not installed."""

    title = mark("The recognition model “{language}” is missing in {folder}.")
    advice = mark("Install the Tesseract data for it, or set TESSDATA_PREFIX to their folder.")

    def __init__(self, language: str, folder: str) -> None:
        super().__init__(language=language, folder=folder)


class ReaderDoesNotStart(Trouble):
    """The process that reads scans cannot be started, so that none of them is to blame."""

    title = mark("The process that reads scans does not start ({reason}).")
    advice = mark("Run “luutru doctor”, or install the program again; the scans are kept.")

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class StamperDoesNotStart(Trouble):
    """The process that builds and checks copies cannot be started."""

    title = mark("The process that makes certified copies does not start ({reason}).")
    advice = mark("Run “luutru doctor”, or install the program again; no number was lost.")

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class PageNotShown(Trouble):
    """The reading process could not draw a page."""

    title = mark("Page {page} of {reference} cannot be shown ({reason}).")
    advice = mark("The original is kept unchanged; open it with another reader to look at it.")

    def __init__(self, reference: str, page: int, reason: str) -> None:
        super().__init__(reference=reference, page=page, reason=reason)


class PrinterTrouble(Trouble):
    """The printer does not take what is printed."""

    title = mark("The printer {printer} does not take the pages.")
    advice = mark("Look whether it is switched on and has paper, or choose another one.")

    def __init__(self, printer: str) -> None:
        super().__init__(printer=printer)


class CatalogueDamaged(Damage):
    """The engine finds that the file of the catalogue is not what it wrote."""

    title = mark("The catalogue in {folder} is damaged ({reason}).")
    advice = mark("Keep the folder as it is, and restore the archive from a backup.")

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(folder=folder, reason=reason)
        self.reason = reason
        """In the words of the engine."""


class FixityLost(Damage):
    """A kept file no longer has the checksum written down when it was taken in."""

    title = mark("The original of {reference} has changed since it was taken in.")
    advice = mark("Issue no copies of it; restore the file from a backup and verify again.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class OriginalMissing(Damage):
    """A kept file is not where it was put."""

    title = mark("The original of {reference} is missing from the archive.")
    advice = mark("Restore the file from a backup and verify again.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)
