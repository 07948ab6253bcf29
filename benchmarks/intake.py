"""How long taking scans into custody takes, against copying and hashing the same files by hand.

    .venv/bin/python benchmarks/intake.py [--quick] [--json] [--files N] [--folder DIR]

Ours: `take_in_all` into a new archive, nothing read: each file hashed, copied, made durable,
entered in catalogue and custody log, and acknowledged; up to sixteen share a transaction.
The peer: `cp`, `sha256sum` and `sync` (fsync of each file) over all the files, one command each.
Both start from files in the cache, in turns, on the same disk; medians of the rounds.
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
from pathlib import Path

from luutru.demo.random_agreements import draw_random
from luutru.services.accession import Receipt, take_in_all
from luutru.services.archive import create_archive

SEED = 2026


def main() -> None:
    """Measure and print."""
    options = _options()
    rounds, count = (3, 60) if options.quick else (5, 200)
    with tempfile.TemporaryDirectory(prefix="luutru-intake-", dir=options.folder) as made:
        room = Path(made)
        os.environ["LUUTRU_INDEX_DIR"] = str(room / "index")
        files = _scans(room / "scans", options.files or count)
        times = [(_by_hand(files, room), _by_us(files, room)) for _ in range(rounds)]
        size = sum(file.stat().st_size for file in files)
    by_hand = statistics.median(time for time, _ in times)
    by_us = statistics.median(time for _, time in times)
    _print(len(files), size, rounds, by_hand, by_us)
    if options.json:
        figures = {"over_copy_and_hash": by_us / by_hand, "files_s": len(files) / by_us}
        print(json.dumps({key: round(value, 3) for key, value in figures.items()}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer files and rounds")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    parser.add_argument("--files", type=int, help="how many scans are taken in")
    parser.add_argument("--folder", type=Path, help="where to work: the disk that is measured")
    return parser.parse_args()


def _scans(folder: Path, count: int) -> list[Path]:
    """Make `count` different scans: a few drawn ones, each with another line at its end."""
    drawn = [document.path.read_bytes() for document in draw_random(SEED, 6, folder / "drawn")]
    kept = folder / "files"
    kept.mkdir()
    files = []
    for number in range(count):
        file = kept / f"{number:05d}.pdf"
        file.write_bytes(drawn[number % len(drawn)] + f"\n% copy {number}\n".encode())
        files.append(file)
    shutil.rmtree(folder / "drawn")
    os.sync()
    return files


def _by_hand(files: Sequence[Path], room: Path) -> float:
    """Return the seconds that the commands of the system take."""
    target = room / "copies"
    target.mkdir()
    copies = [str(target / file.name) for file in files]
    started = time.perf_counter()
    subprocess.run(["cp", *map(str, files), str(target)], check=True)
    subprocess.run(["sha256sum", *copies], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["sync", *copies, str(target)], check=True)
    took = time.perf_counter() - started
    _clear(target)
    return took


def _by_us(files: Sequence[Path], room: Path) -> float:
    """Return the seconds that taking the files in takes; the archive is made beforehand."""
    target = room / "archive"
    archive = create_archive(target)
    started = time.perf_counter()
    results = list(take_in_all(archive, files))
    took = time.perf_counter() - started
    archive.close()
    taken = sum(isinstance(result, Receipt) and not result.known for result in results)
    if taken != len(files):
        message = f"{len(files) - taken} files were not taken in"
        raise SystemExit(message)
    _clear(target)
    return took


def _clear(folder: Path) -> None:
    for path in folder.rglob("*"):
        path.chmod(0o700)
    shutil.rmtree(folder)
    os.sync()


def _print(count: int, size: int, rounds: int, by_hand: float, by_us: float) -> None:
    print(f"{count} scans, {size / 1e6:.0f} MB, medians of {rounds} rounds\n")
    print(f"{'':28}{'seconds':>9}{'files/s':>9}{'MB/s':>7}")
    for name, seconds in (("cp + sha256sum + fsync", by_hand), ("luutru: into custody", by_us)):
        print(f"{name:28}{seconds:9.2f}{count / seconds:9.1f}{size / 1e6 / seconds:7.0f}")
    print(f"\nours / by hand: {by_us / by_hand:.2f} (aim: at most 2.0)")


if __name__ == "__main__":
    main()
