"""`luutru licences`: under which licences the program and its parts are."""

from argparse import ArgumentParser, Namespace

from luutru import resources
from luutru.cli.command import DONE
from luutru.cli.terminal import Terminal


def configure(_parser: ArgumentParser) -> None:
    """Say what the command takes: nothing."""


def run(_options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    text = resources.licences()
    terminal.answer({"licences": text}, text.rstrip())
    return DONE
