"""How smoothly the window scrolls and searches with many agreements.

    .venv/bin/python benchmarks/desktop.py [--quick] [--json] [--agreements N] [--seed N]

Agreements are made up: descriptions with partners and fields, without scans (100,000; --quick:
5,000). The real window is drawn without a screen.

`scroll_ms`: the list is moved by three rows and painted at once, the rows read as they come into
sight; wall time of one step. `search_to_paint_ms`: from the search being asked for, the pause in
typing left out, until its answer is painted; median. `longest_block_ms`: the longest time for
which the event loop answered nothing while searches ran and screens were changed, each screen
having been visited once, and `longest_block_at` what was done then; `longest_block_cpu_ms`: the
same in processor time of the window's thread, which a busy machine does not lengthen.
`first_visit_ms`: the longest first visit, until all that it asked for has come, and
`first_visit_at` the screen; `theme_ms`: the longest block while the theme is changed.

The window is opened in a process of its own, as the program opens it: its modules compiled, what it
loaded set apart from what is collected. What made the archive would be collected in its time.
"""

import argparse
import gc
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QTableView
from typing_extensions import override

from luutru.gui.agreements.screen import AgreementsScreen
from luutru.gui.app import build
from luutru.gui.collecting import Collecting
from luutru.gui.main_window import MainWindow
from luutru.gui.preferences import Preferences
from luutru.gui.screens import AGREEMENTS, BY_NAME, HOME
from luutru.gui.theme.theme import Scheme, Theme
from luutru.services.archive import open_archive

Result = TypeVar("Result")

_WARMING = 50
"""Agreements of the archive with which everything is compiled."""
_SETTLING = 3.0
"""Seconds after which the program looks for garbage, see `app.run`."""
_DRESSING = 1.5
"""Seconds after which every screen wears another theme, also those behind the one that is open."""
_QUERIES = ("đo lường", "tieu chuan", "halal", "JAKIM", "an toàn thực phẩm", "nang suat", "2024")
_STEPS = 400
_PATIENCE = 60.0


def main() -> None:
    """Make an archive, open the window on it, measure."""
    options = _options()
    if options.measure:
        gc.disable()  # as the program does until its window stands
        print(json.dumps(_measured(options.measure)))
        return
    seed = secrets.randbelow(90_000) + 10_000 if options.seed is None else options.seed
    wanted = options.agreements or (5_000 if options.quick else 100_000)
    with tempfile.TemporaryDirectory(prefix="luutru-desktop-") as room:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(room) / "compiled")
        _in_room(Path(room) / "warming", _WARMING, seed)
        measured = _in_room(Path(room) / "measured", wanted, seed)
    told = {"agreements": wanted, "seed": seed} | measured
    if options.json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        print(f"{name:20} {value}")


def _in_room(room: Path, count: int, seed: int) -> dict[str, float | str]:
    """Make an archive below `room` and measure a window on it, each in a process of its own."""
    os.environ["LUUTRU_INDEX_DIR"] = str(room / "index")
    _run("desktop_archive.py", str(room), str(count), str(seed))
    measured: dict[str, float | str] = json.loads(_run("desktop.py", "--measure", str(room)))
    return measured


def _run(script: str, *arguments: str) -> str:
    command = [sys.executable, str(Path(__file__).with_name(script)), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="5,000 agreements")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--agreements", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measured(room: Path) -> dict[str, float | str]:
    store = QSettings(str(room / "window.ini"), QSettings.Format.IniFormat)
    preferences = Preferences(store)
    application, theme = build(["desktop"], Scheme.LIGHT)
    preferences.reminds = False
    window = MainWindow(theme, preferences)
    window.resize(1600, 1000)
    workspace = window.work_in(open_archive(room / "archive"))
    window.show()
    try:
        _visit(window, HOME)
        settled = time.monotonic() + _SETTLING
        _until(lambda: time.monotonic() > settled)
        Collecting(QApplication.instance()).begin()
        first = {name: _timed(partial(_visit, window, name)) for name in BY_NAME if name != HOME}
        screen = workspace.screen_shown(AGREEMENTS)
        if not isinstance(screen, AgreementsScreen):
            raise TypeError(screen)
        _until(lambda: not screen.finding.waiting)
        steps = list(_scrolled(screen.results.table))
        watch = _Watch(application)
        searches = [watch.during(query, partial(_search, window, screen, query))
                    for query in _QUERIES * 3]  # fmt: skip
        for name in (*BY_NAME, *BY_NAME):
            watch.during(name, partial(_visit, window, name))
        blocks = watch.blocks
        watch.blocks = []
        for _ in range(4):
            watch.during("theme", partial(_change_theme, window, theme))
    finally:
        window.let_go()
        window.close()
    longest, slowest = max(blocks), max(first, key=first.__getitem__)
    return {
        "scroll_ms_p50": round(statistics.median(steps), 1),
        "scroll_ms_p95": round(statistics.quantiles(steps, n=20)[18], 1),
        "search_to_paint_ms": round(statistics.median(searches), 1),
        "longest_block_ms": round(longest.wall, 1),
        "longest_block_at": longest.at,
        "longest_block_cpu_ms": round(max(block.busy for block in blocks), 1),
        "first_visit_ms": round(first[slowest], 1),
        "first_visit_at": slowest,
        "theme_ms": round(max(watch.blocks).wall, 1),
        "theme_cpu_ms": round(max(block.busy for block in watch.blocks), 1),
    }


def _change_theme(window: MainWindow, theme: Theme) -> None:
    theme.toggle()
    _visit(window, AGREEMENTS)
    dressed = time.monotonic() + _DRESSING
    _until(lambda: time.monotonic() > dressed)


def _visit(window: MainWindow, name: str) -> None:
    if window.workspace is not None and window.session is not None:
        window.workspace.show_screen(name)
        jobs = window.session.jobs
        _until(lambda: jobs.idle)


def _scrolled(table: QTableView) -> Iterator[float]:
    bar = table.verticalScrollBar()
    step = 3 * table.verticalHeader().defaultSectionSize()
    for number in range(_STEPS):
        bar.setValue(number * step)
        yield _timed(table.viewport().repaint)


def _search(window: MainWindow, screen: AgreementsScreen, query: str) -> float:
    painted = _Painted(screen.results.table.viewport())
    screen.finding.found.connect(painted.forget)
    began = time.perf_counter()
    if window.workspace is not None:
        window.workspace.search(query)
    _until(lambda: not screen.finding.waiting)
    _until(lambda: painted.seen)
    screen.finding.found.disconnect(painted.forget)
    return (time.perf_counter() - began) * 1000


def _timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def _until(fulfilled: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not fulfilled():
        if time.monotonic() > deadline:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.0005)


class _Painted(QObject):
    """Notes that a widget was painted."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.seen = False
        watched.installEventFilter(self)

    def forget(self) -> None:
        """Wait for the next time."""
        self.seen = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen = True
        return False


class _Block(NamedTuple):
    """A time for which the event loop answered nothing, in milliseconds."""

    wall: float
    busy: float
    """Of the processor, spent by the window's thread."""
    at: str


class _Watch(QTimer):
    """Notes the times between two turns of the event loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocks: list[_Block] = []
        self._at = ""
        self._last = time.perf_counter()
        self._spent = time.thread_time()
        self.timeout.connect(self._note)
        self.start(0)

    def during(self, at: str, do: Callable[[], Result]) -> Result:
        """Do something, by the name of which its blocks are called."""
        self._at = at
        done = do()
        QApplication.processEvents()
        return done

    def _note(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        wall, busy = (now - self._last) * 1000, (spent - self._spent) * 1000
        self.blocks.append(_Block(wall, busy, self._at))
        self._last, self._spent = now, spent


if __name__ == "__main__":
    main()
