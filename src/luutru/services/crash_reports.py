"""Writes the report of a mistake of ours where somebody wants it."""

from typing import TYPE_CHECKING

from luutru.holdings.disk import put

if TYPE_CHECKING:
    from pathlib import Path


def write_report(report: str, file: "Path") -> None:
    """Write `report` into `file`, whole or not at all.

    Raises:
        DiskFull, DiskTrouble: It could not be written.
    """
    put(file, report.encode())
