"""How soon the window is there, beside a program that imports PySide6 and shows an empty window.

    .venv/bin/python benchmarks/startup.py [--quick] [--json] [--archive DIR] [--times N]

Each measure is a process of its own, timed from before it is started until the first frame of its
window was painted, in turns, warm: medians. Ours opens an archive (`--archive`, else one made for
the purpose, whose agreements have no scans).

`first_frame_s`: the window stands, its bars and cards still without words; `workspace_s`: the bars
are there and can be used; `filled_s`: the home screen is painted with its figures. Each is counted
from the start of Python. `over_empty_window` compares the first frame with the empty window, by
wall time; `cpu_over_empty_window` by processor time, which a busy machine lengthens less. `rss_mb`
is the memory resident at the first frame, `filled_rss_mb` with the figures.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from luutru.gui.preferences import Preferences
from luutru.services.archive import create_archive
from luutru.services.describe import new_agreement

_EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv[:1])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, told)
def told():
    print(time.time(), 0, time.process_time(), flush=True)
    application.quit()
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""
_OURS = """
import gc, os, sys, time
gc.disable()  # as the program does before it loads anything of the window
from PySide6.QtCore import QTimer
from luutru import __main__ as program
from luutru.gui.main_window import MainWindow
from luutru.gui.shell import Shell
sys.argv = ["luutru"]
stand_in = MainWindow._stand_in

def note():
    with open("/proc/self/status") as status:
        resident = next(line.split()[1] for line in status if line.startswith("VmRSS"))
    print(time.time(), int(resident) / 1024, time.process_time(), flush=True)

class Watched(Shell):
    def __init__(self, *words):
        super().__init__(*words)
        self.seen.connect(note)

def watched(window, archive):
    stand_in(window, archive)
    window.workspace.painted.connect(note)
    timer = QTimer(window)
    timer.timeout.connect(lambda: look(window))
    timer.start(5)

def look(window):
    workspace = window.workspace
    if workspace.current and workspace.screen_called(workspace.current).told is not None:
        window.repaint()
        note()
        os._exit(0)

sys.modules[MainWindow.__module__].Shell = Watched
MainWindow._stand_in = watched
program.main()
"""


class Note(NamedTuple):
    """A moment of a start."""

    seconds: float
    """Since before the process was started."""
    resident: float
    """Megabytes in memory."""
    busy: float
    """Seconds of processor time that were spent until then."""


def main() -> None:
    """Start both programs in turns; print medians."""
    options = _options()
    with (
        tempfile.TemporaryDirectory(prefix="luutru-startup-") as room,
        small_archive(options.archive, Path(room)) as archive,
    ):
        # Both keep what they compiled, as installed programs do, whatever the shell says.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(room) / "compiled")
        _remember(Path(room) / "config", archive)
        _set_up_screen(Path(room) / "screen.json")
        ours: list[list[Note]] = []
        empty: list[Note] = []
        _start(_EMPTY), _start(_OURS)  # what is read once is warm now
        for _ in range(options.times or (3 if options.quick else 11)):
            empty += _start(_EMPTY)
            ours.append(_start(_OURS))
    told = _told(ours, empty)
    if options.json:
        print(json.dumps(told))
        return
    print(f"first frame       {told['first_frame_s']:.3f} s   (aim: 1 s)")
    print(f"an empty window   {told['empty_window_s']:.3f} s")
    print(f"ours over empty   {told['over_empty_window']:.2f}      (aim: 1.5)")
    print(f"processor time    {told['cpu_over_empty_window']:.2f}")
    print(f"bars can be used  {told['workspace_s']:.3f} s")
    print(f"figures painted   {told['filled_s']:.3f} s")
    print(
        f"resident          {told['rss_mb']:.0f} MB, with the figures {told['filled_rss_mb']:.0f}"
    )


def _told(ours: list[list[Note]], empty: list[Note]) -> dict[str, float]:
    first, workspace, filled = zip(*ours, strict=True)

    def median(notes: Sequence[Note], part: str) -> float:
        return float(statistics.median(getattr(note, part) for note in notes))

    return {
        "first_frame_s": round(median(first, "seconds"), 3),
        "empty_window_s": round(median(empty, "seconds"), 3),
        "over_empty_window": round(median(first, "seconds") / median(empty, "seconds"), 2),
        "cpu_over_empty_window": round(median(first, "busy") / median(empty, "busy"), 2),
        "workspace_s": round(median(workspace, "seconds"), 3),
        "filled_s": round(median(filled, "seconds"), 3),
        "rss_mb": round(median(first, "resident")),
        "filled_rss_mb": round(median(filled, "resident")),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="three starts of each")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--archive", type=Path, help="an archive to open")
    parser.add_argument("--times", type=int, help="starts of each")
    return parser.parse_args()


def _remember(config: Path, archive: Path) -> None:
    """Let the program find what it left when it was closed last: an archive, a language."""
    os.environ["XDG_CONFIG_HOME"] = str(config)
    kept = Preferences()
    kept.opened(archive)
    kept.language = "vi"
    kept.reminds = False


def _set_up_screen(file: Path) -> None:
    """Give both windows a screen that has room for them; without one Qt makes it 800 x 800."""
    screen = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080,
              "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def _start(program: str) -> list[Note]:
    """Run a program until it has shown what it is to show; return what it noted on the way."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    lines = [[float(part) for part in line.split()] for line in done.stdout.splitlines()]
    return [Note(at - began, resident, busy) for at, resident, busy in lines]


@contextmanager
def small_archive(folder: Path | None, room: Path) -> Iterator[Path]:
    """Lend the archive that was named, or one made of twelve descriptions."""
    os.environ.setdefault("LUUTRU_INDEX_DIR", str(room / "index"))
    if folder is None:
        folder = room / "archive"
        archive = create_archive(folder, name="Kho mẫu")
        for number in range(12):
            new_agreement(
                archive,
                [("title_vi", f"Thỏa thuận hợp tác {number}"), ("signed_on", "07/12/2023"),
                 ("party.foreign", "INSO; ; IR"), ("fields", "halal")],
            )  # fmt: skip
        archive.close()
    yield folder


if __name__ == "__main__":
    main()
