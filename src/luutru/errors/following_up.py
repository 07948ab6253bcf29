"""What keeps a milestone from being changed."""

from luutru.errors.kinds import Refusal
from luutru.i18n import mark


class UnknownMilestone(Refusal):
    """No milestone has this number."""

    title = mark("There is no milestone {number}.")
    advice = mark("“luutru milestones list” tells the number of each.")

    def __init__(self, number: int) -> None:
        super().__init__(number=number)


class MilestoneNotOpen(Refusal):
    """A milestone is done, cancelled or only suggested, so that this cannot happen to it."""

    title = mark("“{title}” is not open: {state}.")
    advice = mark("Confirm a suggestion first, and reopen what was done or cancelled.")

    def __init__(self, title: str, state: str) -> None:
        super().__init__(title=title, state=state)


class ProofMissing(Refusal):
    """A milestone is completed without evidence and without a reason."""

    title = mark("“{title}” cannot be completed without proof.")
    advice = mark("Name the document and the page that prove it, or give a reason.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class ReasonMissing(Refusal):
    """Something that has to be explained is to be done without a reason."""

    title = mark("“{title}” cannot be changed so without a reason.")
    advice = mark("Say why; it is kept in the history of the agreement.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)
