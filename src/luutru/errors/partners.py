"""What is wrong with what is asked for of partners."""

from luutru.errors.kinds import Refusal
from luutru.i18n import mark


class UnknownPartner(Refusal):
    """No authority is called so, or has this number."""

    title = mark("No partner is called “{name}”.")
    advice = mark("Look for it in the list of partners; a part of a name is enough.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class SeveralPartners(Refusal):
    """A name is borne by more than one authority."""

    title = mark("“{name}” may be one of several partners.")
    advice = mark("Write more of the name: {names}.")

    def __init__(self, name: str, names: str) -> None:
        super().__init__(name=name, names=names)


class CannotMerge(Refusal):
    """Two authorities cannot be merged, or not parted."""

    title = mark("“{name}” cannot be merged or parted: {reason}.")
    advice = mark("Look at the card of the partner; it tells what was merged into it.")

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name=name, reason=reason)
