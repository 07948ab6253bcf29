"""Tells before a copy is made where mark and block will stand on the pages of its source."""

from pathlib import Path

from luutru.stamping.facts import CopyFacts
from luutru.stamping.mark import MARGIN, draw_mark
from luutru.stamping.opening import opened, page_called
from luutru.stamping.overlay import seen
from luutru.stamping.paper import room_on
from luutru.stamping.room import stands_in_the_corner
from luutru.stamping.told import Placed


def placed(source: Path, facts: CopyFacts, number: int, password: str = "") -> Placed:
    """Return what the mark covers, or whether the block fits after the text of page `number`.

    Raises:
        CannotStamp: The source cannot be opened or drawn, or has no such page.
    """
    with opened(source, password) as whole:
        shape = seen(page_called(whole, number))
        if facts.is_on_paper:
            return Placed(block_fits=room_on(source, shape, facts, number, password) is not None)
    mark = draw_mark(facts, shape)
    size = mark.wide, mark.high, MARGIN
    return Placed(mark_covers=stands_in_the_corner(source, number, size, shape, password))
