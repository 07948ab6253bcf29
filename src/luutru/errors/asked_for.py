"""What is wrong with what is asked for: references, fields, values."""

from luutru.errors.kinds import Refusal
from luutru.i18n import mark, translate


class UnknownReference(Refusal):
    """No agreement and no document carries this reference."""

    title = mark("Nothing in this archive is called {reference}.")
    advice = mark("Check the reference, or search by partner or title.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class HeldAtDoor(UnknownReference):
    """A document that waits at the door for its mark of secrecy."""

    title = mark("{reference} is held at the door: it is marked {mark}.")
    advice = mark(
        "Whoever may handle it admits it or clears it; until then nothing of it is shown."
    )

    def __init__(self, reference: str, mark: str) -> None:
        Refusal.__init__(self, reference=reference, mark=mark)


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


class FormUnknown(Refusal):
    """A list is to be written in a form that we do not write."""

    title = mark("A list cannot be written as {name}.")
    advice = mark("Let the name end in one of {forms}.")

    def __init__(self, name: str, forms: str) -> None:
        super().__init__(name=name, forms=forms)


class EditedMeanwhile(Refusal):
    """Somebody else corrected the same record since it was read."""

    title = mark("{reference} was corrected by {person} in the meantime.")
    advice = mark("Look at the new values and enter yours again where they still hold.")

    def __init__(self, reference: str, person: str = "") -> None:
        """`person` tells who wrote it and when, where that is known."""
        super().__init__(reference=reference, person=person or translate("somebody else"))


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


class CannotSort(Refusal):
    """A document cannot be what it is said to be."""

    title = mark("{reference} cannot be sorted so: {reason}.")
    advice = mark("Look at what is proposed for it, or name another agreement.")

    def __init__(self, reference: str, reason: str) -> None:
        super().__init__(reference=reference, reason=reason)


class NoSuchPage(Refusal):
    """A document does not have this page, or nobody has read it yet."""

    title = mark("{reference} has no page {page} that has been read.")
    advice = mark("“luutru show {reference}” tells how many pages it has.")

    def __init__(self, reference: str, page: int) -> None:
        super().__init__(reference=reference, page=page)


class WordNotThere(Refusal):
    """A word to be corrected does not stand on the page."""

    title = mark("“{word}” does not stand on page {page}, or not so often.")
    advice = mark("Write the word as it was read, with its marks.")

    def __init__(self, word: str, page: int) -> None:
        super().__init__(word=word, page=page)


class WordStandsOften(Refusal):
    """A word to be corrected stands several times on the page."""

    title = mark("“{word}” stands {count} times on page {page}.")
    advice = mark("Say which one is meant, counted from the first: --at N.")

    def __init__(self, word: str, page: int, count: int) -> None:
        super().__init__(word=word, page=page, count=count)


class PagesUnread(Refusal):
    """There is no text to read anything out of."""

    title = mark("No page of {subject} has been read{reason}.")
    advice = mark("Let its pages be read first, or look into the list of what could not be read.")

    def __init__(self, subject: str, reason: str = "") -> None:
        super().__init__(subject=subject, reason=f" ({reason})" if reason else "")


class SecretNotHandedOut(Refusal):
    """A document that is marked as a state secret was to be printed or copied out.

    Source: Law 29/2018/QH14 article 11, Decree 26/2020/NĐ-CP article 3.
    """

    title = mark("{reference} is marked {mark} and is neither printed nor copied out here.")
    advice = mark(
        "A state secret is copied only by order of whoever may give it, and entered in the "
        "register that is kept for that."
    )

    def __init__(self, reference: str, mark: str) -> None:
        super().__init__(reference=reference, mark=mark)


class NothingPrinted(Refusal):
    """None of the pages that were chosen for printing are there."""

    title = mark("None of the chosen pages is there; nothing was printed.")
    advice = mark("Choose pages between 1 and {count}.")

    def __init__(self, count: int) -> None:
        super().__init__(count=count)


class CannotRelate(Refusal):
    """Two agreements cannot be related in this way."""

    title = mark("{reference} cannot be related to {other}: {reason}.")
    advice = mark("Look at the relations that both have already, or name another agreement.")

    def __init__(self, reference: str, other: str, reason: str) -> None:
        super().__init__(reference=reference, other=other, reason=reason)
