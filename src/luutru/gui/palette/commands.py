"""The commands of the palette: the actions of the window, wherever the reader is."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from luutru.gui.actions import ACTIONS, AGREEMENT, INTAKE, ActionSpec
from luutru.gui.screen import Desk
from luutru.gui.screens import AGREEMENTS, BY_NAME
from luutru.gui.screens import INTAKE as INTAKE_SCREEN
from luutru.i18n import translate

_SCREEN_OF: Final = {AGREEMENT: AGREEMENTS, INTAKE: INTAKE_SCREEN}
"""Where the actions of a group are at home; others are offered only where they can be seen."""
_NOT_OFFERED: Final = frozenset({"palette", "next_pane", "search"})
"""What would only move the focus that the palette has itself."""


@dataclass(frozen=True, slots=True)
class Command:
    """One action, and the screen it has to be done on if that is not shown."""

    action: QAction
    icon: str
    text: str
    tip: str
    screen: str
    desk: Desk
    refusal: str = ""
    """Why it may not be done here; it is offered all the same, so that nobody looks for it."""

    @property
    def is_screen(self) -> bool:
        """Whether it does nothing but lead to a screen."""
        return self.action.objectName() in BY_NAME

    def run(self) -> None:
        """Do it, on its screen."""
        if self.screen:
            self.desk.screen_wanted.emit(self.screen)
        if self.action.isEnabled():
            self.action.trigger()


def commands(desk: Desk) -> list[Command]:
    """Return what can be done now: on the screen that is shown, or on one that can be gone to."""
    offered = (_command(spec, desk) for spec in ACTIONS if spec.id not in _NOT_OFFERED)
    return [command for command in offered if command is not None]


def _command(spec: ActionSpec, desk: Desk) -> Command | None:
    action = desk.actions[spec.id]
    here = _is_carried(action)
    screen = "" if here else _SCREEN_OF.get(spec.group, "")
    if not here and not screen:
        return None
    refusal = desk.permits.refusal(spec.needs) if spec.needs else ""
    if here and not action.isEnabled() and not refusal:
        return None
    return Command(action, spec.icon, translate(spec.text).rstrip("…"), translate(spec.tip),
                   screen, desk, refusal)  # fmt: skip


def _is_carried(action: QAction) -> bool:
    """Tell whether a widget that can be seen carries the action, as its shortcut needs too."""
    return any(
        isinstance(owner, QWidget) and owner.isVisible() for owner in action.associatedObjects()
    )
