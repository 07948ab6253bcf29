"""What encryption costs: the same work in an encrypted and in a plain archive, in turns.

    .venv/bin/python benchmarks/encryption.py [--quick] [--json] [--files N]

Opening (without the passphrase, whose cost is meant to be felt, and is told apart), taking in,
listing, and `verify --full`. The figures are ratios of medians of processor time, encrypted over
plain.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from luutru.services.accession import take_in_all
from luutru.services.archive import Archive, create_archive, open_archive
from luutru.services.inspecting import verify
from luutru.services.keyring import Secrets
from luutru.services.rows import agreement_ids, agreement_rows

SECRETS: Final = Secrets("four words of no secret", "ABCD-EFGH")
SIZE: Final = 300_000
"""Bytes of a scan of some pages."""
WORKS: Final = ("open", "take in", "list", "verify")

Times = dict[str, list[float]]


def main() -> None:
    """Measure and print."""
    options = _options()
    rounds, count = (3, 40) if options.quick else (7, 300)
    count = options.files or count
    plain: Times = {name: [] for name in WORKS}
    encrypted: Times = {name: [] for name in WORKS}
    unlocking: list[float] = []
    for _ in range(rounds):
        _measure(plain, None, count)
        unlocking.append(_measure(encrypted, SECRETS, count))
    ratios = {
        name: statistics.median(encrypted[name]) / statistics.median(plain[name]) for name in WORKS
    }
    told = {"files": count, "ratios": ratios, "unlock_seconds": statistics.median(unlocking)}
    if options.json:
        print(json.dumps(told, indent=2))
        return
    for name, ratio in ratios.items():
        print(f"{name:10} × {ratio:.2f}")
    print(f"one try at the passphrase: {told['unlock_seconds']:.2f} s")


def _measure(times: Times, secrets: Secrets | None, count: int) -> float:
    """Do each work once in a new archive; return the seconds that unlocking took."""
    with tempfile.TemporaryDirectory(prefix="luutru-encryption-") as made:
        room = Path(made)
        os.environ["LUUTRU_INDEX_DIR"] = str(room / "index")
        files = list(_scans(room, count))
        archive = create_archive(room / "archive", secrets=secrets)
        key = archive.keyring.key
        with _timed(times["take in"]):
            for _ in take_in_all(archive, files):
                pass
        archive.close()
        with _timed(times["open"]):
            archive = open_archive(room / "archive", key=key)
        with _timed(times["list"]):
            agreement_rows(archive, agreement_ids(archive))
        with _timed(times["verify"]):
            verify(archive, full=True)
        took = _unlocking(archive) if secrets else 0.0
        archive.close()
    return took


def _unlocking(archive: Archive) -> float:
    began = time.perf_counter()
    archive.keyring.unlock(SECRETS.passphrase)
    return time.perf_counter() - began


@contextmanager
def _timed(times: list[float]) -> Iterator[None]:
    began = time.process_time()
    yield
    times.append(time.process_time() - began)


def _scans(room: Path, count: int) -> Iterator[Path]:
    for number in range(count):
        file = room / f"{number}.pdf"
        file.write_bytes(b"%PDF-1.4\n" + os.urandom(SIZE))
        yield file


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, fewer files")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--files", type=int, help="how many scans")
    return parser.parse_args()


if __name__ == "__main__":
    main()
