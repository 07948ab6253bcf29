"""How an archive of 100,000 agreements feels: its window, its verification, one scan more.

    .venv/bin/python benchmarks/scale.py [--quick] [--json] [--agreements N] [--keep DIR]

The archive is made by `scale_archive.py`. Then: the first frame of its window (`first_window_s`,
by `startup.py`), `luutru verify` without reading the originals (`verify_s`, aim < 60), and taking
in one scan more (`intake_one_s`, aim < 1). Each step of the verification is told with its own
time. Of the whole is told how long a processor worked for it (`verify_cpu_s`) and for how long it
was ready and others had the processors (`verify_queued_s`, Linux): on a busy machine that is the
larger part. The rest is waiting for the disk.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pypdf import PdfWriter

from luutru.records.base import new_uid
from luutru.services.accession import take_in
from luutru.services.archive import open_archive
from luutru.services.inspecting import Verdict, verify
from scale_archive import make

Value = TypeVar("Value")


def main() -> None:
    """Make the archive, measure, and print."""
    options = _options()
    agreements = options.agreements or (2_000 if options.quick else 100_000)
    with _room(options.keep) as room:
        os.environ["LUUTRU_INDEX_DIR"] = str(room / "index")
        os.environ["LUUTRU_RESERVE_MB"] = "1"
        folder = room / "archive"
        if not folder.exists():
            make(folder, agreements)
        archive = open_archive(folder)
        try:
            worked, queued = time.process_time(), _queued()
            verdict, verify_s = _timed(lambda: verify(archive))
            worked, queued = time.process_time() - worked, _queued() - queued
            _, intake_s = _timed(lambda: take_in(archive, _scan(room)))
        finally:
            archive.close()
        told = {
            "agreements": agreements,
            "first_window_s": _first_window(folder),
            "verify_s": round(verify_s, 2),
            "verify_cpu_s": round(worked, 2),
            "verify_queued_s": round(queued, 2),
            "intake_one_s": round(intake_s, 3),
        }
        _tell(told, verdict, folder, as_json=options.json)


def _tell(told: dict[str, float], verdict: Verdict, folder: Path, *, as_json: bool) -> None:
    if not verdict.is_sound:
        raise SystemExit(str(verdict.findings[:3]))
    size = (folder / "catalogue.sqlite").stat().st_size >> 20
    print(f"{told['agreements']:,} agreements, a catalogue of {size:,} MB")
    for one in verdict.checks:
        print(f"  {one.rules:<11} {one.seconds:7.2f} s  {one.count:>10,}  {one.what}")
    print(f"first window   {told['first_window_s']:7.2f} s   (aim: 3 s)")
    print(f"verify         {told['verify_s']:7.2f} s   (aim: 60 s)")
    print(f"  a processor  {told['verify_cpu_s']:7.2f} s, queued {told['verify_queued_s']:.2f} s")
    print(f"one scan more  {told['intake_one_s']:7.3f} s   (aim: 1 s)")
    if as_json:
        print(json.dumps(told))


def _queued() -> float:
    """Return for how many seconds this thread was ready while others had the processors."""
    told = Path("/proc/self/schedstat")
    return int(told.read_text(encoding="ascii").split()[1]) / 1e9 if told.exists() else 0.0


def _scan(room: Path) -> Path:
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Subject": new_uid()})
    file = room / "one more.pdf"
    writer.write(file)
    return file


def _first_window(folder: Path) -> float:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("startup.py")), "--json", "--times", "1",
         "--archive", str(folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(json.loads(done.stdout.splitlines()[-1])["first_frame_s"])


def _timed(work: Callable[[], Value]) -> tuple[Value, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


@contextmanager
def _room(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="luutru-scale-") as made:
        yield Path(made)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="2,000 agreements")
    parser.add_argument("--json", action="store_true", help="one flat object on the last line")
    parser.add_argument("--agreements", type=int, help="how many")
    parser.add_argument("--keep", type=Path, help="a folder in which the archive is kept")
    return parser.parse_args()


if __name__ == "__main__":
    main()
