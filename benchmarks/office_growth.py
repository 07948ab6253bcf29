"""How the cost of work in a shared archive grows with the archive; `office.py` asks for it.

One client writes, looks at the list and searches in archives of different sizes, made by
`scale_archive.py` in databases of the server that the environment names. Its index is filled from
the catalogue first, as that of a new desk.
"""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from tests.office_run import address_of, new_database

from luutru.services import indexing
from luutru.services.archive import Archive, open_archive
from luutru.services.describe import describe, new_agreement
from luutru.services.rows import agreement_ids, agreement_rows
from luutru.services.search import search
from scale_archive import make

ROUNDS: Final = 40


def growth(folder: Path, sizes: Sequence[int]) -> dict[str, Any]:
    """Return what each kind of work took by size, in ms, and the ratios of the last to the first.

    `filled_s`: how long the index of a new desk took to be filled, in seconds.
    """
    grown: dict[str, dict[str, float]] = {}
    filled: dict[str, float] = {}
    for size in sizes:
        os.environ["LUUTRU_INDEX_DIR"] = str(folder / f"index-of-{size}")
        home = folder / f"grown-{size}"
        make(home, size, catalogue=address_of(new_database()))
        archive = open_archive(home)
        try:
            began = time.perf_counter()
            indexing.rebuild(archive)
            filled[str(size)] = round(time.perf_counter() - began, 1)
            grown[str(size)] = _worked(archive)
        finally:
            archive.close()
    first, last = (grown[str(size)] for size in (sizes[0], sizes[-1]))
    ratios = {what: round(last[what] / first[what], 2) for what in first}
    return {"growth": ratios, "grown_ms": grown, "filled_s": filled}


def _worked(archive: Archive) -> dict[str, float]:
    reference = new_agreement(archive, [("title_vi", "Bản ghi nhớ chung")])
    notes = iter(range(ROUNDS))
    works: dict[str, Callable[[], object]] = {
        "record": lambda: new_agreement(archive, [("title_vi", "Thỏa thuận")]),
        "correct": lambda: describe(archive, reference, [("note", str(next(notes)))]),
        "list": lambda: agreement_rows(archive, agreement_ids(archive)[:50]),
        "search": lambda: search(archive, "vien 17"),
    }
    return {what: median_ms(work) for what, work in works.items()}


def median_ms(work: Callable[[], object]) -> float:
    """Return what half of the times that something is done take at most."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return round(1000 * statistics.median(took), 1)
