"""Reading processes that serve one test after the other: to start one takes half a second."""

import os
from collections.abc import Iterator

import pytest
from typing_extensions import override

from luutru.holdings.encryption import unlocked
from luutru.holdings.process import Answer, Process, Start
from luutru.holdings.reader import child
from luutru.reading.wire import Message

_MOST = 3
_TOLD_NOTHING = {
    "LUUTRU_ARCHIVE", "LUUTRU_INDEX_DIR", "LUUTRU_LOG_DIR", "LUUTRU_PERSON", "PYTEST_CURRENT_TEST",
    "XDG_DATA_HOME", "XDG_STATE_HOME",
}  # fmt: skip
"""What a reading process does not look at: folders of the test that started it."""


class Lent(Process):
    """One that waits for the next test instead of ending, where nobody waits for an answer."""

    _is_idle = False

    def __init__(self, start: Start, waiting: list["Lent"]) -> None:
        super().__init__(start)
        self.fits = _fits(start)
        self._waiting = waiting
        self._is_idle = True

    @override
    def ask(self, question: Message, seconds: float) -> Answer:
        self._is_idle = False
        answer = super().ask(question, seconds)
        self._is_idle = True
        return answer

    @override
    def end(self) -> None:
        self.kill()

    @override
    def kill(self) -> None:
        if self._is_idle and self.is_alive() and len(self._waiting) < _MOST:
            self._waiting.append(self)
        else:
            super().kill()


def _fits(start: Start) -> object:
    """Tell all that a process was started with, and so whom it can be lent to."""
    told = {name: value for name, value in os.environ.items() if name not in _TOLD_NOTHING}
    return start, told


@pytest.fixture(scope="session")
def waiting() -> Iterator[list[Lent]]:
    """The processes that wait for a test that needs one."""
    kept: list[Lent] = []
    yield kept
    for process in kept:
        Process.kill(process)


@pytest.fixture(scope="module")
def shared_readers(waiting: list[Lent]) -> Iterator[None]:
    """Let archives read by processes that wait; for tests that are not about processes."""

    def lend(start: Start) -> Process:
        if unlocked._archives:  # its folder is to be gone with the key
            return Process(start)
        for process in [one for one in waiting if not one.is_alive()]:
            waiting.remove(process)
            Process.kill(process)
        wanted = _fits(start)
        for process in waiting:
            if process.fits == wanted:
                waiting.remove(process)
                return process
        return Lent(start, waiting)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "Process", lend)
        yield
