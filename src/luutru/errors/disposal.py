"""What keeps records from being changed while they are frozen, or from being disposed of."""

from luutru.errors.kinds import Refusal
from luutru.i18n import mark


class AgreementFrozen(Refusal):
    """An agreement that is frozen was to be edited, moved or removed."""

    title = mark("{reference} is frozen: nothing of it may be edited, moved or removed.")
    advice = mark("Nothing was changed. To go on, its freeze has to be lifted first.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class InQuarantine(Refusal):
    """A document was asked for that waits to be disposed of, or was."""

    title = mark("{reference} is not shown: it was decided that it may go.")
    advice = mark("“luutru dispose list --all” tells who decided, and until when it can come back.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class NotFrozen(Refusal):
    """What is not frozen was to be released."""

    title = mark("{reference} is not frozen.")
    advice = mark("“luutru freeze list” tells what is.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class UnknownCase(Refusal):
    """There is no case of disposal of this number, or it is at another stage."""

    title = mark("No case of disposal {number} waits for this.")
    advice = mark("“luutru dispose list” tells the cases and how far each of them is.")

    def __init__(self, number: int) -> None:
        super().__init__(number=number)


class NotDisposable(Refusal):
    """A document may not be proposed for disposal."""

    title = mark("{reference} may not be disposed of: {reason}.")
    advice = mark("Nothing was changed; put the reason right first, or keep the document.")

    def __init__(self, reference: str, reason: str) -> None:
        super().__init__(reference=reference, reason=reason)


class TwoPeopleNeeded(Refusal):
    """Who proposed a disposal also wants to decide it."""

    title = mark("Case {number} was proposed by {person}, who may not decide it too.")
    advice = mark("Disposal takes two people: let another one decide.")

    def __init__(self, number: int, person: str) -> None:
        super().__init__(number=number, person=person)


class QuarantineNotOver(Refusal):
    """A document was to be removed before its quarantine was over."""

    title = mark("Case {number} stays in quarantine until {day}.")
    advice = mark("Until then it can be taken back; afterwards it can be removed.")

    def __init__(self, number: int, day: str) -> None:
        super().__init__(number=number, day=day)
