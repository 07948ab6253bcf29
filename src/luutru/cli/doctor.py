"""`luutru doctor`: whether this computer has what the program needs."""

from argparse import ArgumentParser, Namespace
from typing import Final

from rich.text import Text

from luutru.cli.command import DONE, TROUBLE
from luutru.cli.opening import folder_meant
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.doctor.checks import Check, State
from luutru.services.doctor.examining import examine, is_sound

_SIGNS: Final = {
    State.GOOD: ("✓", "green"),
    State.WARNING: ("!", "yellow"),
    State.ERROR: ("✗", "bold red"),
}


def configure(_parser: ArgumentParser) -> None:
    """Say what the command takes: nothing."""


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    checks = examine(folder_meant(options))
    sound = is_sound(checks)
    if terminal.wants_json:
        terminal.document({"sound": sound, "checks": checks})
    else:
        terminal.table(
            ["", translate("What"), translate("Found")],
            [(Text(*_SIGNS[check.state]), check.name, _told(check)) for check in checks],
        )
    return DONE if sound else TROUBLE


def _told(check: Check) -> str:
    return f"{check.found}\n{check.advice}" if check.advice else check.found
