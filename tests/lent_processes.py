"""Reading and stamping processes that go on from one test to the next.

A process takes longer to load what it reads and signs with than most tests take in all. Where a
test is not about such a process, it is lent a real one that has answered somebody before: it keeps
nothing of a question but the document it opened last, by its path, and the key it holds, which it
is told to forget. One that overran, died or has loaded the module of a token is ended as ever.

Tests of the processes themselves lie in `holdings`, `stamping`, `reading` and `journeys`, which
lend none but to commands that are run a hundred times.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

import pytest
from typing_extensions import override

from luutru.holdings import process
from luutru.holdings.encryption import unlocked
from luutru.holdings.process import Answer, Died, Overran, Process, Start
from luutru.holdings.reader import child
from luutru.holdings.stamper import stamper
from luutru.reading.pipe_end import IDLE_SECONDS
from luutru.reading.wire import Message

_NOT_LOOKED_AT: Final = ("LUUTRU_", "XDG_", "PYTEST_")
"""Begins the names of what only we ourselves take from the environment, but for `_LOOKED_AT`."""
_LOOKED_AT: Final = "LUUTRU_FAIL_AT"
_MOST: Final = 6
"""Rest at one time: of each of the two rooms, two that work and one that draws."""
_FRESH: Final = IDLE_SECONDS / 2
"""Seconds; one that has rested for longer may be about to leave by itself."""

Kind = tuple[object, ...]


class LentProcess(Process):
    """Goes back to the stock where whoever used it would have ended it."""

    may_stay = False

    def __init__(self, start: Start, kind: Kind) -> None:
        super().__init__(start)
        self.kind = kind
        self.may_stay = True
        self.rests_since = time.monotonic()

    @override
    def ask(self, question: Message, seconds: float) -> Answer:
        may_stay, self.may_stay = self.may_stay, False
        answer = super().ask(question, seconds)
        self.may_stay = may_stay and "leaving" not in answer[0] and not _is_of_token(question)
        self.rests_since = time.monotonic()
        return answer

    @override
    def end(self) -> None:
        if not self._goes_back():
            super().end()

    @override
    def kill(self) -> None:
        if not self._goes_back():
            super().kill()

    def end_for_good(self) -> None:
        """End it, whatever it may be good for yet."""
        self.may_stay = False
        self.end()

    def is_fresh(self) -> bool:
        """Tell whether it can be lent."""
        return self.is_alive() and time.monotonic() - self.rests_since < _FRESH

    def _goes_back(self) -> bool:
        if not self.may_stay or not self.is_alive():
            return False
        if self._room == "stamping":
            with suppress(Died, Overran):
                self.ask({"ask": "forget"}, 10.0)
        if self.may_stay:
            _put_back(self)
        return self.may_stay


_lock: Final = threading.Lock()
_resting: Final[list[LentProcess]] = []


def lend(start: Start) -> Process:
    """Lend a process that was started as this one would be; start it where there is none."""
    if unlocked._archives:  # what it sets aside belongs into a shelter
        return Process(start)
    kind = _kind(start)
    while (one := _taken(kind)) is not None:
        if one.is_fresh():
            return one
        one.end_for_good()
    return LentProcess(start, kind)


def _kind(start: Start) -> Kind:
    """Return what has to be equal for a process to be as good as one started now."""
    looked_at = sorted(
        (name, value)
        for name, value in os.environ.items()
        if name == _LOOKED_AT or not name.startswith(_NOT_LOOKED_AT)
    )
    command = process.child_command(start.room)
    return (start.room, repr(start.greeting), start.seconds, tuple(command), tuple(looked_at))


def _taken(kind: Kind) -> LentProcess | None:
    with _lock:
        of_kind = [one for one in _resting if one.kind == kind]
        if of_kind:
            _resting.remove(of_kind[-1])
        return of_kind[-1] if of_kind else None


def _put_back(one: LentProcess) -> None:
    with _lock:
        _resting.append(one)
        too_many = [_resting.pop(0)] if len(_resting) > _MOST else []
    for other in too_many:
        other.end_for_good()


def end_all() -> None:
    """End what rests."""
    while _resting:
        _resting.pop().end_for_good()


def _is_of_token(question: Message) -> bool:
    """Tell whether a module of tokens was loaded: it knows those that were plugged in then."""
    return "module" in question or "module" in (question.get("signer") or {})


@pytest.fixture
def lent_processes(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Lend processes for one test, unless it is marked with `own_processes`."""
    if request.node.get_closest_marker("own_processes"):
        return
    monkeypatch.setattr(child, "Process", lend)
    monkeypatch.setattr(stamper, "Process", lend)


@pytest.fixture(scope="session", autouse=True)
def _end_them() -> Iterator[None]:
    """End what rests when no test is left."""
    yield
    end_all()
