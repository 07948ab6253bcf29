"""What a command of the terminal is made of."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from luutru.cli.terminal import Terminal

DONE: Final = 0
WRONG_USAGE: Final = 2
REFUSED: Final = 3
TROUBLE: Final = 4
DAMAGED: Final = 5
OUR_MISTAKE: Final = 70
STOPPED: Final = 130


@dataclass(frozen=True)
class Command:
    """One word after `luutru`, what it takes and what it does."""

    name: str
    summary: str
    """One marked sentence for the list of commands."""
    configure: Callable[[ArgumentParser], None]
    run: "Callable[[Namespace, Terminal], int]"
    """Does it and returns the status for the shell."""
