"""Reckons what a view shows: little at once, much on a lane, so that the window never waits."""

from collections.abc import Callable
from typing import Final, TypeVar

from luutru.gui.jobs import Jobs, Newest
from luutru.gui.lanes import Lane

Result = TypeVar("Result")

LITTLE: Final = 1500
"""Milestones up to which a view is made ready within a frame or two."""


class Reckoning:
    """Only what was asked for last is shown."""

    def __init__(self, jobs: Jobs) -> None:
        self._newest = Newest(jobs, Lane.COUNTING)

    def reckon(
        self, size: int, work: Callable[[], Result], then: Callable[[Result], object]
    ) -> None:
        """Hand what `work` makes of `size` milestones to `then`."""
        self._newest.forget()
        if size <= LITTLE:
            then(work())
        else:
            self._newest.ask(lambda _job: work(), then)
