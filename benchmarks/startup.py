"""How soon the window is there, beside a program that imports PySide6 and shows an empty window.

    .venv/bin/python benchmarks/startup.py [--quick] [--json] [--archive DIR] [--times N]

Each measure is a process of its own, timed from before it is started until the first frame of its
window was painted, in turns, warm: medians. Ours opens an archive (`--archive`, else one made for
the purpose, whose agreements have no scans) and counts from the start of Python until the
workspace has been painted; the figures on it come a moment later. `rss_mb` is the memory resident
at that moment.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
    print(time.time(), flush=True)
    application.quit()
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""
_OURS = """
import gc, sys, time
gc.disable()  # as the program begins
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from luutru.gui import app, main_window, workspace
from luutru.gui.preferences import Preferences
from luutru.gui.workspace import Workspace
folder, settings = Path(sys.argv[1]), sys.argv[2]
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, Workspace):
            QTimer.singleShot(0, told)
        return False
def told():
    from resource import RUSAGE_SELF, getrusage
    print(time.time(), getrusage(RUSAGE_SELF).ru_maxrss / 1024, flush=True)
    window.let_go()
    application.quit()
from luutru import i18n, log
log.start()
preferences = Preferences(QSettings(settings, QSettings.Format.IniFormat))
preferences.reminds = False
i18n.use_language("vi")
application, theme = app.build(sys.argv[:1], preferences.scheme)
window = main_window.MainWindow(theme, preferences)
painted = Painted()
application.installEventFilter(painted)
window.open(folder)
window.show()
sys.exit(application.exec())
"""


def main() -> None:
    """Start both programs in turns; print medians."""
    options = _options()
    with (
        tempfile.TemporaryDirectory(prefix="luutru-startup-") as room,
        _archive(options.archive, Path(room)) as archive,
    ):
        # Both keep what they compiled, as installed programs do, whatever the shell says.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(room) / "compiled")
        settings = str(Path(room) / "window.ini")
        ours: list[float] = []
        empty: list[float] = []
        memory: list[float] = []
        _start(_EMPTY), _start(_OURS, str(archive), settings)  # what is read once is warm now
        for _ in range(options.times or (3 if options.quick else 11)):
            empty.append(_start(_EMPTY)[0])
            seconds, resident = _start(_OURS, str(archive), settings)
            ours.append(seconds)
            memory.append(resident)
    told = {
        "first_frame_s": round(statistics.median(ours), 3),
        "empty_window_s": round(statistics.median(empty), 3),
        "over_empty_window": round(statistics.median(ours) / statistics.median(empty), 2),
        "rss_mb": round(statistics.median(memory)),
    }
    if options.json:
        print(json.dumps(told))
        return
    print(f"first frame       {told['first_frame_s']:.3f} s   (aim: 1 s)")
    print(f"an empty window   {told['empty_window_s']:.3f} s")
    print(f"ours over empty   {told['over_empty_window']:.2f}      (aim: 1.5)")
    print(f"resident          {told['rss_mb']:.0f} MB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="three starts of each")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--archive", type=Path, help="an archive to open")
    parser.add_argument("--times", type=int, help="starts of each")
    return parser.parse_args()


def _start(program: str, *words: str) -> tuple[float, float]:
    """Run a program until its window is painted; return seconds, and megabytes where told."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    at, *memory = map(float, done.stdout.splitlines()[0].split())
    return at - began, memory[0] if memory else 0.0


@contextmanager
def _archive(folder: Path | None, room: Path) -> Iterator[Path]:
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
