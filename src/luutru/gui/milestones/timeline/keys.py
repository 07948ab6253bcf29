"""What the keys of the timeline mean, and where each of them leads."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from luutru.gui.milestones.timeline.lanes import Lanes


class Step(Enum):
    """What a key asks for."""

    UP = auto()
    DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    FIRST = auto()
    LAST = auto()
    EARLIER = auto()
    LATER = auto()
    OPEN = auto()
    TODAY = auto()
    WIDER = auto()
    NARROWER = auto()


_Key = Qt.Key
_PLAIN: Final = {
    _Key.Key_Up: Step.UP,
    _Key.Key_Down: Step.DOWN,
    _Key.Key_PageUp: Step.PAGE_UP,
    _Key.Key_PageDown: Step.PAGE_DOWN,
    _Key.Key_Home: Step.FIRST,
    _Key.Key_End: Step.LAST,
    _Key.Key_Left: Step.EARLIER,
    _Key.Key_Right: Step.LATER,
    _Key.Key_Return: Step.OPEN,
    _Key.Key_Enter: Step.OPEN,
    _Key.Key_Space: Step.OPEN,
}
_WITH_CONTROL: Final = {
    _Key.Key_Home: Step.TODAY,
    _Key.Key_Plus: Step.WIDER,
    _Key.Key_Equal: Step.WIDER,
    _Key.Key_Minus: Step.NARROWER,
}


def step_of(event: QKeyEvent) -> Step | None:
    """Return what a key asks for, None where it means nothing here."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if held & Qt.KeyboardModifier.ControlModifier:
        return _WITH_CONTROL.get(key)
    return _PLAIN.get(key) if held == Qt.KeyboardModifier.NoModifier else None


def stepped(lanes: Lanes, strip: int, mark: int, step: Step, page: int) -> tuple[int, int]:
    """Return the strip and the mark that a step leads to; the mark -1 is the lane itself."""
    lane = lanes.strips[strip].lane
    marks = len(lane.marks) if lane else 0
    if step is Step.EARLIER:
        return strip, max(-1, mark - 1)
    if step is Step.LATER:
        return strip, min(mark + 1, marks - 1)
    far = {
        Step.UP: -1, Step.DOWN: 1, Step.PAGE_UP: -page, Step.PAGE_DOWN: page,
        Step.FIRST: -len(lanes.strips), Step.LAST: len(lanes.strips),
    }  # fmt: skip
    return lanes.beside(strip, far.get(step, 0)), -1
