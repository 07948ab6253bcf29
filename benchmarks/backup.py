"""How fast an archive is backed up, against copying its files by hand, and what an increment costs.

    .venv/bin/python benchmarks/backup.py [--quick] [--json] [--files N] [--folder DIR]

Ours: `back_up` onto a new medium: a snapshot of the catalogue, each file copied, pushed through,
read back with the memory of the system for it dropped, and listed in a manifest. The peer: `cp`,
`sync` of each file, and `sha256sum` of the copies with the same memory dropped. Both in turns, on
the same disk, originals in the cache; medians of the rounds, once for the small files that most
agreements are and once for large scans. An increment is a backup onto a medium that lacks nothing;
it is measured with many small originals, and once more with one original that is new.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luutru.services.accession import Receipt, take_in_all
from luutru.services.archive import Archive, create_archive
from luutru.services.backup.backing_up import back_up

SMALL: Final = 60_000
"""Bytes of a page or two in black and white."""
LARGE: Final = 8_000_000
"""Bytes of a long agreement in colour."""
_HEAD: Final = b"%PDF-1.4\n"


@dataclass(frozen=True)
class Sized:
    """Backing up files of one size: seconds of each round, by hand and by us."""

    name: str
    count: int
    size: int
    """Bytes of all files."""
    by_hand: list[float]
    by_us: list[float]

    @property
    def share(self) -> float:
        """Our speed as a share of the speed by hand."""
        return statistics.median(self.by_hand) / statistics.median(self.by_us)


def main() -> None:
    """Measure and print."""
    options = _options()
    rounds, small, large = (3, 400, 12) if options.quick else (5, 2000, 60)
    many = options.files or (1000 if options.quick else 10_000)
    with tempfile.TemporaryDirectory(prefix="luutru-backup-", dir=options.folder) as made:
        room = Path(made)
        os.environ["LUUTRU_INDEX_DIR"] = str(room / "index")
        sized = [
            _measured("small", small, SMALL, rounds, room),
            _measured("large", large, LARGE, rounds, room),
        ]
        nothing, one = _increment(many, room)
    _print(sized, many, nothing, one)
    if options.json:
        figures = {f"share.{told.name}": told.share for told in sized}
        figures |= {"increment_s_per_10000": nothing * 10_000 / many, "increment_of_one_s": one}
        print(json.dumps({key: round(value, 3) for key, value in figures.items()}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer files and rounds")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    parser.add_argument("--files", type=int, help="originals of which an increment is measured")
    parser.add_argument("--folder", type=Path, help="where to work: the disk that is measured")
    return parser.parse_args()


def _measured(name: str, count: int, size: int, rounds: int, room: Path) -> Sized:
    archive = _filled(room / name, count, size)
    files = sorted((archive.folder / "originals").rglob("*.pdf"))
    by_hand, by_us = [], []
    for _ in range(rounds):
        by_hand.append(_by_hand(files, room / "medium"))
        by_us.append(_by_us(archive, room / "medium", copied=count))
        _clear(room / "medium")
    archive.close()
    _clear(room / name)
    return Sized(name, count, count * size, by_hand, by_us)


def _increment(count: int, room: Path) -> tuple[float, float]:
    """Return the seconds of a backup of nothing new, and of one new original."""
    archive = _filled(room / "many", count, 4_000)
    _by_us(archive, room / "medium", copied=count)
    nothing = statistics.median(_by_us(archive, room / "medium", copied=0) for _ in range(3))
    _take_in(archive, _files(room / "one", 1, SMALL))
    one = _by_us(archive, room / "medium", copied=1)
    archive.close()
    _clear(room / "medium")
    return nothing, one


def _filled(folder: Path, count: int, size: int) -> Archive:
    """Make an archive with `count` originals of `size` bytes each."""
    archive = create_archive(folder)
    source = folder.with_suffix(".scans")
    _take_in(archive, _files(source, count, size))
    _clear(source)
    return archive


def _files(folder: Path, count: int, size: int) -> list[Path]:
    folder.mkdir()
    files = [folder / f"{number:05d}.pdf" for number in range(count)]
    for file in files:
        file.write_bytes(_HEAD + os.urandom(size - len(_HEAD)))
    return files


def _take_in(archive: Archive, files: Sequence[Path]) -> None:
    taken = sum(isinstance(result, Receipt) for result in take_in_all(archive, files))
    if taken != len(files):
        message = f"{len(files) - taken} files were not taken in"
        raise SystemExit(message)


def _by_hand(files: Sequence[Path], target: Path) -> float:
    """Return the seconds that the commands of the system take."""
    target.mkdir()
    copies = [str(target / file.name) for file in files]
    os.sync()
    started = time.perf_counter()
    subprocess.run(["cp", *map(str, files), str(target)], check=True)
    subprocess.run(["sync", *copies, str(target)], check=True)
    for copy in copies:
        handle = os.open(copy, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)
    subprocess.run(["sha256sum", *copies], check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - started
    _clear(target)
    return took


def _by_us(archive: Archive, medium: Path, *, copied: int) -> float:
    """Return the seconds that a backup takes, and make sure that it copied what it should."""
    os.sync()
    started = time.perf_counter()
    report = back_up(archive, medium)
    took = time.perf_counter() - started
    if report.copied != copied or report.absent:
        message = f"{report.copied} files were copied, not {copied}"
        raise SystemExit(message)
    return took


def _clear(folder: Path) -> None:
    for path in folder.rglob("*"):
        path.chmod(0o700)
    shutil.rmtree(folder)
    os.sync()


def _print(sized: Sequence[Sized], many: int, nothing: float, one: float) -> None:
    print(f"{'':30}{'by hand':>10}{'luutru':>10}{'MB/s':>7}{'share':>8}  (of each round)")
    for told in sized:
        ours, theirs = statistics.median(told.by_us), statistics.median(told.by_hand)
        what = f"{told.count} files, {told.size / 1e6:.0f} MB"
        each = " ".join(f"{h / u:.0%}" for h, u in zip(told.by_hand, told.by_us, strict=True))
        speed = told.size / 1e6 / ours
        print(f"{what:30}{theirs:9.2f}s{ours:9.2f}s{speed:7.0f}{told.share:8.0%}  ({each})")
    print("\nshare: our speed over that of cp, sync, and sha256sum from the disk (aim: 80 %)")
    print(f"\nincrement with {many} originals: {nothing:.2f} s for nothing new "
          f"(aim: under {5 * many / 10_000:.1f} s), {one:.2f} s for one new original")  # fmt: skip


if __name__ == "__main__":
    main()
