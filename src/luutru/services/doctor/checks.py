"""What is told of one thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum

from luutru.errors import LuutruError


class State(StrEnum):
    """How one thing stands."""

    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    code: str
    """What it is called in every language, for programs that read it: stable."""
    name: str
    state: State
    found: str
    advice: str = ""
    """What is to be done about it; empty where nothing is."""


def good(code: str, name: str, found: str) -> Check:
    """Tell that a thing is as it should be."""
    return Check(code, name, State.GOOD, found)


def judged(code: str, name: str, found: str, state: State, advice: str) -> Check:
    """Tell how a thing stands; `advice` counts only where it is not good."""
    return Check(code, name, state, found, "" if state is State.GOOD else advice)


def told(error: LuutruError) -> tuple[str, str]:
    """Return what an error found, and what is to be done about it."""
    return error.what_happened(), error.what_next()
