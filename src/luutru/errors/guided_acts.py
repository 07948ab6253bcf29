"""What keeps an act upon an agreement or an authority from being carried out."""

from luutru.errors.kinds import Refusal
from luutru.i18n import mark


class ActImpossible(Refusal):
    """What was entered for an act contradicts what is recorded."""

    title = mark("{act} of {subject} is not possible: {reason}.")
    advice = mark("{what_to_do} Nothing was recorded.")

    def __init__(self, act: str, subject: str, reason: str, what_to_do: str) -> None:
        super().__init__(act=act, subject=subject, reason=reason, what_to_do=what_to_do)


class UnknownAuthority(Refusal):
    """No authority, or more than one, is called so."""

    title = mark("No single authority is called “{name}”.")
    advice = mark("Write its whole name or its abbreviation; “luutru partners” lists them.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
