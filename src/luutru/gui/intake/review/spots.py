"""Where on the scan things were read, before they are laid upon its pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luutru.gui.pages.frames import Frame
from luutru.gui.pages.hit_marks import joined
from luutru.gui.pages.page_geometry import Box, Sheet, turned
from luutru.services.propose import Place


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of one thing: a field, an entry, a milestone."""

    key: str
    label: str
    state: str
    """A state of the table of colours."""
    place: Place


def frames_of(spots: Iterable[Spot], sheets: Sequence[Sheet]) -> list[Frame]:
    """Return the frames to draw on the pages as they stand upright."""
    upright = {sheet.number: (index, sheet.upright) for index, sheet in enumerate(sheets)}
    return [
        _frame(spot, *upright[spot.place.page])
        for spot in spots
        if spot.place.page in upright and spot.place.boxes
    ]


def _frame(spot: Spot, index: int, turn: int) -> Frame:
    boxes = joined(turned(Box(*box), turn) for box in spot.place.boxes)
    return Frame(spot.key, index, boxes, spot.label, spot.state)
