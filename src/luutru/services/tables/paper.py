"""How a list lies on A4: upright or across, and how wide each column is."""

from dataclasses import dataclass
from typing import Final

from luutru.services.tables.table import Table

_SHORT, _LONG = 210.0, 297.0
_MARGIN: Final = 15.0
_MOST_UPRIGHT: Final = 95
"""Letters in a line up to which the sheet stands upright."""
_LEAST: Final = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of A4; everything in millimetres."""

    width: float
    height: float
    margin: float
    widths: tuple[float, ...]

    @property
    def is_landscape(self) -> bool:
        """Whether it lies across."""
        return self.width > self.height


def sheet_for(table: Table) -> Sheet:
    """Return the sheet on which the columns of `table` have room, and their widths."""
    letters = [max(column.letters, _LEAST) for column in table.columns]
    across = sum(letters) > _MOST_UPRIGHT
    width, height = (_LONG, _SHORT) if across else (_SHORT, _LONG)
    room = width - 2 * _MARGIN
    widths = tuple(room * one / sum(letters) for one in letters)
    return Sheet(width, height, _MARGIN, widths)
