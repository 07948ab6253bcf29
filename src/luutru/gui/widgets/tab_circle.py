"""Tab stays within what lies over the window: what is below cannot be seen."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def go_round(within: QWidget, *, forward: bool) -> bool:
    """Move the focus to the next stop inside `within`; tell whether there is one."""
    for one in _chain(within.focusWidget(), forward=forward):
        if within.isAncestorOf(one) and one.isVisible() and one.isEnabled() and _is_stop(one):
            reason = Qt.FocusReason
            one.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
            return True
    return False


def _is_stop(one: QWidget) -> bool:
    return bool(one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)


def _chain(here: QWidget, *, forward: bool) -> Iterator[QWidget]:
    """Go through everything in the order of Tab, once, from what comes after `here`."""
    one: QWidget | None = here.nextInFocusChain() if forward else here.previousInFocusChain()
    while one is not None and one is not here:
        yield one
        one = one.nextInFocusChain() if forward else one.previousInFocusChain()
