"""The scanners of this computer, through SANE's `scanimage` where it is installed (Linux).

Source: scanimage(1) of sane-backends 1.0.27 and later (`--formatted-device-list`, `--batch`).
"""

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from luutru.errors import NothingScanned, ScannerMissing, ScannerTrouble
from luutru.i18n import translate

PROGRAM: Final = "scanimage"
_DPI: Final = 300
_ASKING_SECONDS: Final = 60.0
"""For a list of devices or of options: some scanners wake up first."""
_LISTENING: Final = 0.2
_PATIENCE: Final = 5.0
"""Seconds to stop when asked kindly; after a kill some scanners have to be unplugged."""
_PAGES: Final = "page-*.png"
_OPTION: Final = re.compile(r"^\s+--(source|mode|resolution)[ =]+(.*?)(?:\s+\[.*)?$", re.MULTILINE)
_WORDS: Final = {"adf": ("adf", "feeder"), "flatbed": ("flatbed", "platen", "normal")}
_SECRET: Final = re.compile(r"[\x00-\x1f\x7f]")


class Device(NamedTuple):
    """A scanner."""

    name: str
    """As SANE calls it, such as `test:0`."""
    label: str
    """Who made it, and which one it is."""


def is_installed() -> bool:
    """Tell whether `scanimage` is there."""
    return shutil.which(PROGRAM) is not None


def devices() -> list[Device]:
    """Return the scanners that SANE finds.

    Raises:
        ScannerMissing: `scanimage` is not installed.
        ScannerTrouble: It failed.
    """
    told = _asked([_program(), "--formatted-device-list=%d%t%v %m%n".replace("%t", "\t")])
    lines = [line.partition("\t") for line in told.splitlines() if "\t" in line]
    return [Device(name, _SECRET.sub(" ", label).strip()) for name, _, label in lines]


def scan(
    device: str,
    source: str,
    folder: Path,
    told: Callable[[int], None],
) -> list[Path]:
    """Scan a pile into PNG files in `folder`, 300 dpi in colour; return them in order.

    `source` is `adf` for all sheets in the feeder, or `flatbed` for the one on the glass. `told`
    hears of each page, and what it raises stops the scanner.

    Raises:
        ScannerMissing: `scanimage` is not installed.
        ScannerTrouble: The scanner failed, or has no such source.
        NothingScanned: There was nothing in the feeder.
    """
    command = [_program(), f"--device-name={device}", "--format=png"]
    command += _settings(device, source)
    command += [f"--batch={folder / 'page-%05d.png'}"]
    if source == "flatbed":
        command.append("--batch-count=1")
    complaint = _run(command, folder, told)
    pages = sorted(page for page in folder.glob(_PAGES) if page.stat().st_size)
    if complaint and not (pages and "out of documents" in complaint):
        if "out of documents" in complaint:
            raise NothingScanned
        raise ScannerTrouble(complaint)
    if not pages:
        raise NothingScanned
    return pages


def _program() -> str:
    found = shutil.which(PROGRAM)
    if found is None:
        raise ScannerMissing
    return found


def _settings(device: str, source: str) -> list[str]:
    """Return the options for the source, colour and 300 dpi, as far as the scanner has them."""
    told = _asked([_program(), f"--device-name={device}", "--all-options"])
    options = dict(_OPTION.findall(told))
    chosen = []
    if "source" in options:
        chosen.append(f"--source={_matching(options['source'].split('|'), _WORDS[source])}")
    elif source == "adf":
        raise ScannerTrouble(translate("it has no such source; it knows none"))
    if "mode" in options:
        modes = options["mode"].split("|")
        chosen.append(f"--mode={next((mode for mode in modes if 'olo' in mode), modes[0])}")
    if "resolution" in options:
        chosen.append(f"--resolution={_resolution(options['resolution'])}")
    return chosen


def _matching(values: Sequence[str], words: Sequence[str]) -> str:
    for value in values:
        if any(word in value.lower() for word in words):
            return value
    known = ", ".join(values)
    raise ScannerTrouble(translate("it has no such source; it knows {known}", known=known))


def _resolution(values: str) -> int:
    """Return the least resolution from 300 dpi on, or the greatest that there is."""
    if "|" not in values:  # a range
        return _DPI
    steps = [int(step) for step in re.findall(r"\d+", values)]
    return min((step for step in steps if step >= _DPI), default=max(steps))


def _asked(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603  a program of the system, without a shell
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ASKING_SECONDS,
            check=False,
            text=True,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScannerTrouble(type(error).__name__) from error
    if done.returncode != 0:
        raise ScannerTrouble(_last_line(done.stderr))
    return done.stdout


def _run(command: Sequence[str], folder: Path, told: Callable[[int], None]) -> str:
    """Scan, telling how many pages there are; return what was complained of, or nothing."""
    notes = folder / "notes.txt"
    with notes.open("wb") as stream:
        try:
            process = subprocess.Popen(  # noqa: S603  a program of the system, without a shell
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stream
            )
        except OSError as error:
            raise ScannerTrouble(error.strerror or type(error).__name__) from error
        try:
            while process.poll() is None:
                told(sum(1 for _ in folder.glob(_PAGES)))
                time.sleep(_LISTENING)
        finally:
            _end(process)
    said = notes.read_text("utf-8", "replace")
    failed = process.returncode != 0 or "out of documents" in said
    return _last_line(said.partition("Batch terminated")[0]) if failed else ""


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _last_line(text: str) -> str:
    lines = [_SECRET.sub(" ", line).strip() for line in text.splitlines()]
    said = next((line for line in reversed(lines) if line), "")
    return said.removeprefix(f"{PROGRAM}: ")[:200]
