"""Tab goes through a part of the window as it is read, whatever was put into it last.

Qt lets Tab go where a widget was made. A form that is filled, folded and packed anew would send
its reader to and fro.
"""

from collections.abc import Iterator
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QGridLayout, QLayout, QWidget


@runtime_checkable
class HasLate(Protocol):
    """A widget with parts that Tab reaches after the rest of it."""

    def late_by_tab(self) -> tuple[QWidget, ...]:
        """Return these parts, wherever they stand."""
        ...


def follow_reading(anchor: QWidget, body: QWidget) -> None:
    """Let Tab go from `anchor` through `body` from left to right and from top to bottom."""
    before = anchor
    for part in in_reading_order(body):
        QWidget.setTabOrder(before, part)
        before = part


def in_reading_order(body: QWidget) -> Iterator[QWidget]:
    """Yield what takes the keyboard in `body` and is not hidden, in the order of its layouts."""
    takes = bool(body.focusPolicy() & Qt.FocusPolicy.TabFocus) and body.focusProxy() is None
    if takes:
        yield body
    layout = body.layout()
    if layout is None or isinstance(body, QAbstractScrollArea):
        return
    late = body.late_by_tab() if isinstance(body, HasLate) else ()
    yield from (part for part in _of(layout) if part not in late)
    yield from (part for part in late if not part.isHidden())


def _of(layout: QLayout) -> Iterator[QWidget]:
    for at in _places(layout):
        item = layout.itemAt(at)
        if item is None:
            continue
        inner, part = item.layout(), item.widget()
        if inner is not None:
            yield from _of(inner)
        elif part is not None and not part.isHidden():
            yield from in_reading_order(part)


def _places(layout: QLayout) -> list[int]:
    """Return the numbers of the items; those of a grid row by row."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        cells = [cast("tuple[int, int, int, int]", layout.getItemPosition(at)) for at in places]
        places.sort(key=lambda at: cells[at][:2])
    return places
