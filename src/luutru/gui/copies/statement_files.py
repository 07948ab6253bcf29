"""Writes statements of a register; what draws them is loaded by whoever writes one."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luutru.services.copies.closing import Statement


def write_to(statement: "Statement", path: Path) -> None:
    """Write a statement to `path`.

    Raises:
        DiskFull, DiskTrouble: It could not be written.
    """
    from luutru.services.copies.statements import write_statement  # noqa: PLC0415  reportlab

    write_statement(statement, path)
