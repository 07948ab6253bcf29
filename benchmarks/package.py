"""How much the package weighs, and how soon the frozen program shows its window.

    .venv/bin/python benchmarks/package.py [--quick] [--json] [--program FILE] [--times N]

Weighs what `packaging/linux/build` leaves in `dist/linux`; where the package is missing it is built
first, which takes minutes. The window is that of the frozen program (`--program` names another, as
/usr/bin/luutru) on an archive of twelve descriptions; its peer is a Python that imports PySide6 and
shows an empty window. Both are watched from outside, on one virtual screen (it needs `Xvfb`): from
before the process is started until there is something to see. In turns, warm: medians.
"""

import argparse
import json
import mmap
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from startup import small_archive

_ROOT: Final = Path(__file__).parents[1]
_BUILT: Final = _ROOT / "dist" / "linux"
_AIM_DEB, _AIM_BUNDLE, _AIM_WINDOW = 90, 120, 0.5
_WIDTH, _HEIGHT = 1440, 900
_LONGEST: Final = 60.0
_EMPTY: Final = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1440, 900)
window.show()
application.exec()
"""


def main() -> None:
    """Weigh, start both programs in turns, and print."""
    options = _options()
    if not list(_BUILT.glob("luutru_*.deb")):
        _build()
    told: dict[str, float] = {"deb_mb": _megabytes("luutru_*.deb")}
    if list(_BUILT.glob("luutru-*.tar")):
        told["bundle_mb"] = _megabytes("luutru-*.tar")
    told |= _windows(options.program, options.times or (3 if options.quick else 11))
    if options.json:
        print(json.dumps(told))
        return
    print(f"package         {told['deb_mb']:6.1f} MB   (aim: {_AIM_DEB} MB)")
    print(f"bundle          {told.get('bundle_mb', 0):6.1f} MB   (aim: {_AIM_BUNDLE} MB)")
    print(f"first window    {told['first_window_s']:6.3f} s    (aim: {_AIM_WINDOW} s)")
    print(f"an empty window {told['empty_window_s']:6.3f} s")
    print(f"ours over empty {told['over_empty_window']:6.2f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="three starts of each")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--program", type=Path, default=_BUILT / "luutru" / "luutru")
    parser.add_argument("--times", type=int, help="starts of each")
    return parser.parse_args()


def _build() -> None:
    print("dist/linux has no package: building one, which takes minutes", file=sys.stderr)
    command = [str(_ROOT / "packaging/linux/build"), "--only", "package"]
    subprocess.run(command, check=True, stdout=sys.stderr)


def _megabytes(pattern: str) -> float:
    """Return the weight of the newest file of a kind."""
    newest = max(_BUILT.glob(pattern), key=lambda file: file.stat().st_mtime)
    return round(newest.stat().st_size / 1e6, 1)


def _windows(program: Path, times: int) -> dict[str, float]:
    ours: list[float] = []
    empty: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="luutru-package-") as name,
        small_archive(None, Path(name)) as archive,
        _screen(Path(name)) as (display, pixels),
    ):
        home = {"HOME": name, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        peer = [sys.executable, "-c", _EMPTY]
        frozen = [str(program), "--archive", str(archive)]
        for number in range(times + 1):
            seconds = _start(peer, home, pixels), _start(frozen, home, pixels)
            if number > 0:  # what is read once is warm now
                empty.append(seconds[0])
                ours.append(seconds[1])
    first, beside = statistics.median(ours), statistics.median(empty)
    return {
        "first_window_s": round(first, 3),
        "empty_window_s": round(beside, 3),
        "over_empty_window": round(first / beside, 2),
    }


@contextmanager
def _screen(room: Path) -> Iterator[tuple[str, mmap.mmap]]:
    """Lend a virtual screen: its name, and its memory, which is black while nothing is shown."""
    if shutil.which("Xvfb") is None:
        sys.exit("Xvfb is needed: apt-get install xvfb")
    told, tells = os.pipe()
    geometry = f"{_WIDTH}x{_HEIGHT}x24"
    words = ["Xvfb", "-displayfd", str(tells), "-screen", "0", geometry, "-fbdir", str(room)]
    server = subprocess.Popen(
        [*words, "-noreset", "-nolisten", "tcp"], pass_fds=[tells], stderr=subprocess.DEVNULL
    )
    os.close(tells)
    try:
        with os.fdopen(told) as answer:
            display = f":{answer.readline().strip()}"
        with (
            (room / "Xvfb_screen0").open("rb") as file,
            closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as pixels,
        ):
            yield display, pixels
    finally:
        server.terminate()
        server.wait()


def _start(command: Sequence[str], surroundings: dict[str, str], pixels: mmap.mmap) -> float:
    """Start a program, end it once it shows something; return the seconds until then."""
    _wait(pixels, shown=False)
    began = time.perf_counter()
    program = subprocess.Popen(
        command, env=os.environ | surroundings, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait(pixels, shown=True)
        return time.perf_counter() - began
    finally:
        program.kill()
        program.wait()


def _wait(pixels: mmap.mmap, *, shown: bool) -> None:
    deadline = time.monotonic() + _LONGEST
    line = 4 * _WIDTH
    upper = len(pixels) - line * (_HEIGHT * 3 // 4)  # the pointer is in the middle
    while any(pixels[upper : upper + line]) is not shown:
        if time.monotonic() > deadline:
            sys.exit("the window did not come")
        time.sleep(0.002)


if __name__ == "__main__":
    main()
