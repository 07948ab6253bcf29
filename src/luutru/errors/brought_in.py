"""What is wrong with files that are brought in."""

from luutru.errors.kinds import Refusal
from luutru.i18n import mark


class EmptyFile(Refusal):
    """The file has no bytes."""

    title = mark("{filename} is empty.")
    advice = mark("Scan the paper again; nothing was taken in.")

    def __init__(self, filename: str) -> None:
        super().__init__(filename=filename)


class NotAScan(Refusal):
    """It begins neither like a PDF (within 1,024 bytes) nor like a TIFF, JPEG or PNG image."""

    title = mark("{filename} is neither a PDF nor an image.")
    advice = mark("Bring the scan as PDF, TIFF, JPEG or PNG; nothing was taken in.")

    def __init__(self, filename: str) -> None:
        super().__init__(filename=filename)


class ForeignImage(Refusal):
    """It is an image, but of a kind that is not kept, such as HEIC."""

    title = mark("{filename} is an image of the kind {kind}, which is not kept here.")
    advice = mark("Save it as TIFF, PNG or JPEG, or scan the paper; nothing was taken in.")

    def __init__(self, filename: str, kind: str) -> None:
        super().__init__(filename=filename, kind=kind)


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


class PackageRefused(Refusal):
    """A ZIP file or a BagIt package, of which all or nothing is taken in."""

    title = mark("The package {filename} is refused: {reason}.")
    advice = mark("Have it made again by whoever sent it; nothing of it was taken in.")

    def __init__(self, filename: str, reason: str) -> None:
        super().__init__(filename=filename, reason=reason)


class NestedPackage(Refusal):
    """A ZIP file within a ZIP file."""

    title = mark("{filename} is a package within a package.")
    advice = mark("Unpack it first, then bring what is in it; nothing of it was taken in.")

    def __init__(self, filename: str) -> None:
        super().__init__(filename=filename)


class ListUnusable(Refusal):
    """A list beside the scans that cannot be read, or whose headings are not understood."""

    title = mark("The list {filename} cannot be used: {reason}.")
    advice = mark("Put the list right and bring it again; nothing was taken in.")

    def __init__(self, filename: str, reason: str) -> None:
        super().__init__(filename=filename, reason=reason)


class RowRefused(Refusal):
    """A row of a list in which something is wrong; the other rows go on."""

    title = mark("Row {row} of the list is refused.")
    advice = mark("{problems} Put the row right and bring it again; its file was not taken in.")

    def __init__(self, row: int, problems: str) -> None:
        super().__init__(row=row, problems=problems)
