"""The screens of the window as a table: the side bar, the keys and the builder read it.

A screen is one line here, one action of the same name, and nothing else.
"""

from dataclasses import dataclass
from importlib import import_module
from time import sleep
from typing import TYPE_CHECKING, Final

from PySide6 import QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable

    from luutru.gui.screen import Desk, Screen
    from luutru.gui.session import Session

# ruff: noqa: PLC0415  a screen is loaded on its first visit

HOME: Final = "home"
AGREEMENTS: Final = "agreements"
INTAKE: Final = "intake"
MILESTONES: Final = "milestones"
COPIES: Final = "copies"
PARTNERS: Final = "partners"
ADMINISTRATION: Final = "administration"
_FIRST_ASKED: Final = (
    "search", "page_table", "facet_counting", "marking", "saved_searches", "duplicates",
    "administration.log_reading",
)  # fmt: skip
"""Services that screens load only when they ask them, as the first screen does not need them."""
_BREATH: Final = 0.01
"""Seconds in which the window comes first."""


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """One entry of the side bar."""

    name: str
    """Also the name of the action that leads there."""
    icon: str
    build: "Callable[[Desk, Session], Screen]"
    """Makes it on its first visit."""
    apart: bool = False
    """Stands below the line: what is looked after now and then."""


def _home(desk: "Desk", _session: "Session") -> "Screen":
    from luutru.gui.home.screen import HomeScreen

    return HomeScreen(desk)


def _agreements(desk: "Desk", _session: "Session") -> "Screen":
    from luutru.gui.agreements.screen import AgreementsScreen

    return AgreementsScreen(desk)


def _partners(desk: "Desk", _session: "Session") -> "Screen":
    from luutru.gui.partners.screen import PartnersScreen

    return PartnersScreen(desk)


def _intake(desk: "Desk", session: "Session") -> "Screen":
    from luutru.gui.intake.screen import IntakeScreen

    return IntakeScreen(desk, session.queue, session.watcher)


def _milestones(desk: "Desk", _session: "Session") -> "Screen":
    from luutru.gui.milestones.screen import MilestonesScreen

    return MilestonesScreen(desk)


def _copies(desk: "Desk", _session: "Session") -> "Screen":
    from luutru.gui.copies.screen import CopiesScreen

    return CopiesScreen(desk)


def _administration(desk: "Desk", _session: "Session") -> "Screen":
    from luutru.gui.administration.screen import AdministrationScreen

    return AdministrationScreen(desk)


def load() -> None:
    """Load all screens, beside the window at work, so that a first visit has only to build one.

    With them comes what they ask first: loading that takes a tenth of a first visit.

    PySide makes a class of Qt known to Python when it is first named; and all of them at once
    when Qt first returns a widget, such as a viewport, whose class it has to find out.

    A thread that loads lets go of Python for every file, but too shortly for another to take hold.
    """
    screens = [f"luutru.gui.{name}.screen" for name in BY_NAME]
    for module in (*screens, *(f"luutru.services.{name}" for name in _FIRST_ASKED)):
        import_module(module)
        sleep(_BREATH)
    for qt in (QtGui, QtWidgets):
        for name in dir(qt):
            getattr(qt, name)


SCREENS: Final = (
    ScreenSpec(HOME, "house", _home),
    ScreenSpec(AGREEMENTS, "files", _agreements),
    ScreenSpec(MILESTONES, "milestone", _milestones),
    ScreenSpec(INTAKE, "scan-line", _intake),
    ScreenSpec(COPIES, "stamp", _copies),
    ScreenSpec(PARTNERS, "handshake", _partners, apart=True),
    ScreenSpec(ADMINISTRATION, "settings", _administration, apart=True),
)
"""The side bar from top to bottom."""
BY_NAME: Final = {spec.name: spec for spec in SCREENS}
