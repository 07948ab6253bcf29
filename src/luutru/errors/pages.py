"""What keeps pages from being arranged, split off or joined."""

from luutru.errors.kinds import Refusal, Trouble
from luutru.i18n import mark


class PageNotThere(Refusal):
    """A page was named that the document does not show."""

    title = mark("{reference} shows no page {page}.")
    advice = mark("It shows {count} pages; name one of them, or show its original first.")

    def __init__(self, reference: str, page: int, count: int) -> None:
        super().__init__(reference=reference, page=page, count=count)


class PagesUncounted(Refusal):
    """Nobody has looked into the file of a document yet, or nobody can."""

    title = mark("The pages of {reference} have not been counted.")
    advice = mark("Let them be read first; a file that cannot be opened cannot be arranged.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class NothingToArrange(Refusal):
    """No page would be left in a document, or there is nothing to divide or to join."""

    title = mark("With these pages nothing would become of {reference}.")
    advice = mark("Name at least one page for each document, and at least two documents.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class DerivativeFailed(Trouble):
    """The reading process could not make a file of the pages."""

    title = mark("No file could be made of the pages of {reference} ({reason}).")
    advice = mark("The original is unchanged; try with fewer pages to find the one at fault.")

    def __init__(self, reference: str, reason: str) -> None:
        super().__init__(reference=reference, reason=reason)
