"""What can go wrong, sorted by who can put it right.

A `Refusal` is put right by the archivist, `Trouble` by whoever looks after the computer, and
`Damage` by nobody until the evidence has been looked at. Anything else that is raised is a
mistake of ours and is shown as a crash, never as advice. `docs/errors.md` explains each one.
"""

from typing import ClassVar

from luutru.i18n import mark, translate


class LuutruError(Exception):
    """A situation with a title to read, advice to follow and a status for the shell."""

    title: ClassVar[str]
    advice: ClassVar[str]
    exit_status: ClassVar[int]

    def __init__(self, **facts: str | int) -> None:
        super().__init__(facts)
        self.facts = facts

    def what_happened(self) -> str:
        """Say in one sentence what happened to what."""
        return translate(self.title).format(**self.facts)

    def what_next(self) -> str:
        """Say in one sentence what to do next."""
        return translate(self.advice).format(**self.facts)

    def __str__(self) -> str:
        return f"{self.what_happened()} {self.what_next()}"


class Refusal(LuutruError):
    """The rules of the archive say no; different input would be accepted."""

    exit_status = 3


class Trouble(LuutruError):
    """The computer got in the way; the same request may succeed later."""

    exit_status = 4


class Damage(LuutruError):
    """What is kept no longer matches what was taken in; nothing more is written."""

    exit_status = 5


# --- what is brought in --------------------------------------------------------------------


class EmptyFile(Refusal):
    """The file has no bytes."""

    title = mark("{filename} is empty.")
    advice = mark("Scan the paper again; nothing was taken in.")

    def __init__(self, filename: str) -> None:
        super().__init__(filename=filename)


class NotAPdf(Refusal):
    """No PDF header stands in the first 1,024 bytes."""

    title = mark("{filename} is not a PDF.")
    advice = mark("Bring the scan as a PDF; nothing was taken in.")

    def __init__(self, filename: str) -> None:
        super().__init__(filename=filename)


class FileVanished(Refusal):
    """The file was there when it was named and is gone now, or was never there."""

    title = mark("{filename} is no longer there.")
    advice = mark("Check the folder or plug the medium in again, then bring the file once more.")

    def __init__(self, filename: str) -> None:
        super().__init__(filename=filename)


class FileUnreadable(Refusal):
    """The operating system does not hand over the bytes of the file."""

    title = mark("{filename} cannot be read from its disk ({reason}).")
    advice = mark("Check the rights and the medium, or copy the file elsewhere first.")

    def __init__(self, filename: str, reason: str) -> None:
        super().__init__(filename=filename, reason=reason)


# --- what is asked for ---------------------------------------------------------------------


class UnknownReference(Refusal):
    """No agreement and no document carries this reference."""

    title = mark("Nothing in this archive is called {reference}.")
    advice = mark("Check the reference, or search by partner or title.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class UnknownField(Refusal):
    """A description names a field that does not exist."""

    title = mark("There is no field called {field}.")
    advice = mark("Fields are: {fields}.")

    def __init__(self, field: str, fields: str) -> None:
        super().__init__(field=field, fields=fields)


class UnacceptableValue(Refusal):
    """A value does not fit its field."""

    title = mark("“{value}” does not fit {field}.")
    advice = mark("Expected: {expected}.")

    def __init__(self, field: str, value: str, expected: str) -> None:
        super().__init__(field=field, value=value, expected=expected)


class NotInList(Refusal):
    """A saved search, or a group of synonyms, that nobody has entered."""

    title = mark("“{name}” is not in this list.")
    advice = mark("The list has: {known}.")

    def __init__(self, name: str, known: str) -> None:
        super().__init__(name=name, known=known)


class EditedMeanwhile(Refusal):
    """Somebody else corrected the same record since it was read."""

    title = mark("{reference} was corrected by somebody else in the meantime.")
    advice = mark("Look at the new values and enter yours again where they still hold.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class ReviewIncomplete(Refusal):
    """A review cannot be accepted while required fields are empty."""

    title = mark("The review of {reference} cannot be accepted yet.")
    advice = mark("Fill in first: {fields}.")

    def __init__(self, reference: str, fields: str) -> None:
        super().__init__(reference=reference, fields=fields)


class CannotAttach(Refusal):
    """A document cannot be moved to another agreement without losing something."""

    title = mark("{reference} cannot be attached to another agreement.")
    advice = mark("Its agreement has relations or milestones of its own; move those first.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


# --- the archive itself --------------------------------------------------------------------


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


class PageNotShown(Trouble):
    """The reading process could not draw a page."""

    title = mark("Page {page} of {reference} cannot be shown ({reason}).")
    advice = mark("The original is kept unchanged; open it with another reader to look at it.")

    def __init__(self, reference: str, page: int, reason: str) -> None:
        super().__init__(reference=reference, page=page, reason=reason)


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
