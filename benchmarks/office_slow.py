"""What work takes at a desk that is far from the server of its office; `office.py` asks for it.

The desk comes by a way on which each message to the server takes some milliseconds longer, as on a
line between two buildings; the same desk, on the same way, first without that. How long an act
takes there is told by how often it has to wait for an answer, so that its messages are counted.
"""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas
from tests.office_run import SERVER, new_database
from tests.way import Way, way_to

from luutru.services import indexing
from luutru.services.accession import take_in
from luutru.services.archive import Archive, open_archive
from luutru.services.cards import card
from luutru.services.describe import describe, new_agreement
from luutru.services.rows import agreement_ids, agreement_rows
from luutru.services.search import search
from scale_archive import make

_WARM: Final = 6
"""Rounds that are not counted: a connection prepares a statement that it has seen five times."""


def slow(folder: Path, delay_ms: float, *, agreements: int, rounds: int) -> dict[str, Any]:
    """Return, by kind of act, its messages to the server and what it took near and far, in ms."""
    os.environ["LUUTRU_INDEX_DIR"] = str(folder / "index-far")
    database, home = new_database(), folder / "far"
    near: dict[str, float] = {}
    far: dict[str, float] = {}
    messages: dict[str, int] = {}
    with way_to(Path(os.environ[SERVER])) as way:
        make(home, agreements, catalogue=f"postgresql://luutru@/{database}?host={way.folder}")
        archive = open_archive(home)
        try:
            indexing.rebuild(archive)
            for name, act in _acts(archive, folder).items():
                _done(way, act, _WARM)
                near[name], messages[name] = _done(way, act, rounds)
                way.delay_s = delay_ms / 1000
                far[name], _ = _done(way, act, rounds)
                way.delay_s = 0.0
        finally:
            archive.close()
    return {"messages": messages, "near_ms": near, "far_ms": far, "delay_ms": delay_ms}


def _acts(archive: Archive, folder: Path) -> dict[str, Callable[[], object]]:
    numbers = iter(range(1_000_000))
    shown = agreement_rows(archive, agreement_ids(archive)[:1])[0].reference
    return {
        "list": lambda: agreement_rows(archive, agreement_ids(archive)[:50]),
        "search": lambda: search(archive, "vien 17"),
        "card": lambda: card(archive, shown),
        "describe": lambda: describe(archive, shown, [("note", str(next(numbers)))]),
        "new": lambda: new_agreement(archive, [("title_vi", "Thỏa thuận")]),
        "take_in": lambda: take_in(archive, _scan(folder / f"scan-{next(numbers)}.pdf")),
    }


def _scan(file: Path) -> Path:
    page = Canvas(str(file))
    page.drawString(72, 720, file.stem)
    page.save()
    return file


def _done(way: Way, act: Callable[[], object], rounds: int) -> tuple[float, int]:
    """Do an act so many times; return what half took no longer than, in ms, and its messages."""
    took, sent = [], []
    for _ in range(rounds):
        way.begin()
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)
        sent.append(way.count)
    return round(1000 * statistics.median(took), 1), round(statistics.median(sent))
