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
    print(time.time(), flush=True)
    application.quit()
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""
_OURS = """
import sys, time
from PySide6.QtCore import QTimer
from luutru import __main__ as program
from luutru.gui.workspace import Workspace
sys.argv = ["luutru"]
paint = Workspace.paintEvent
def painted(workspace, event):
    QTimer.singleShot(0, told)
    paint(workspace, event)
def told():
    import os
    from resource import RUSAGE_SELF, getrusage
    print(time.time(), getrusage(RUSAGE_SELF).ru_maxrss / 1024, flush=True)
    os._exit(0)
Workspace.paintEvent = painted
program.main()
"""


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
        ours: list[float] = []
        empty: list[float] = []
        memory: list[float] = []
        _start(_EMPTY), _start(_OURS)  # what is read once is warm now
        for _ in range(options.times or (3 if options.quick else 11)):
            empty.append(_start(_EMPTY)[0])
            seconds, resident = _start(_OURS)
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


def _remember(config: Path, archive: Path) -> None:
    """Let the program find what it left when it was closed last: an archive, a language."""
    os.environ["XDG_CONFIG_HOME"] = str(config)
    kept = Preferences()
    kept.opened(archive)
    kept.language = "vi"
    kept.reminds = False


def _start(program: str) -> tuple[float, float]:
    """Run a program until its window is painted; return seconds, and megabytes where told."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    at, *memory = map(float, done.stdout.splitlines()[0].split())
    return at - began, memory[0] if memory else 0.0


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
