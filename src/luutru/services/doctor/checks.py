"""What is told of one thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How one thing stands."""

    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    found: str
    advice: str = ""
    """What is to be done about it; empty where nothing is."""


def good(name: str, found: str) -> Check:
    """Tell that a thing is as it should be."""
    return Check(name, State.GOOD, found)


def judged(name: str, found: str, state: State, advice: str) -> Check:
    """Tell how a thing stands; `advice` counts only where it is not good."""
    return Check(name, state, found, "" if state is State.GOOD else advice)
