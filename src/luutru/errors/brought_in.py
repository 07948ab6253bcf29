"""What is wrong with files that are brought in."""

from luutru.errors.kinds import Refusal
from luutru.i18n import mark


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
