"""How long a certified copy takes, against merely signing the same file and against qpdf.

    .venv/bin/python benchmarks/certify.py [--quick] [--json] [--folder DIR]

Ours: `Stamper.certify` in its process, which is warm: source copied and hashed, sheet, code and
manifest added, signed with P=1, made durable, hashed. Peers, in the same run and in turns: pyHanko
signing a copy of the file in place, with the same key and nothing else; qpdf (pikepdf) writing the
file anew. Each ends with fsync. Medians of the rounds; what the first copy waits for is told apart.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from luutru.holdings.stamper import KeyFile, Stamper
from luutru.stamping.digests import digest
from luutru.stamping.facts import FULL, VIETNAM, CopyFacts
from luutru.stamping.told import Trust, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = {10: 510_000, 100: 505_000, 500: 216_000}
"""Pages of a scan, and the bytes of the image on each."""
PASSWORD = "benchmark"  # noqa: S105  of a key that is made and thrown away


@dataclass(frozen=True)
class Figures:
    """What was measured of one scan; in seconds, medians."""

    size: int
    ours: float
    plain: float
    qpdf: float
    verify: float
    added: int


def main() -> None:
    """Measure and print."""
    options = _options()
    rounds = 3 if options.quick else 7
    with tempfile.TemporaryDirectory(prefix="luutru-certify-", dir=options.folder) as made:
        bench = _Bench(Path(made))
        cold = bench.warm_up()
        told = {pages: bench.measured(pages, size, rounds) for pages, size in PAGES.items()}
        rss_mb = bench.peak_mb()
        bench.stamper.close()
    _print(told, rounds, rss_mb, cold)
    if options.json:
        print(json.dumps(_flat(told, rss_mb)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    parser.add_argument("--folder", type=Path, help="where to work: the disk that is measured")
    return parser.parse_args()


class _Bench:
    """A folder, a key, and the process that makes copies."""

    def __init__(self, room: Path) -> None:
        self._room = room
        self._key = KeyFile(room / "key.p12", PASSWORD)
        self.stamper = Stamper()

    def warm_up(self) -> float:
        """Make a key and one copy; return the seconds from the start of the process to that."""
        started = time.perf_counter()
        self.stamper.make_trial_key(self._key, "Cơ quan Mẫu")
        made = time.perf_counter()
        self.stamper.close()
        base = _scan(self._room / "first.pdf", 1, 50_000)
        started += time.perf_counter() - made
        begun = time.perf_counter()
        self._ours(base, self._room / "first-copy.pdf")
        return time.perf_counter() - begun

    def measured(self, pages: int, size: int, rounds: int) -> Figures:
        """Let all of them work on a scan, in turns."""
        base, copy = _scan(self._room / f"{pages}.pdf", pages, size), self._room / "copy.pdf"
        signer = SimpleSigner.load_pkcs12(str(self._key.path), passphrase=PASSWORD.encode())
        trust = Trust((self.stamper.see_key(self._key).der,))
        ways: dict[str, Callable[[], object]] = {
            "ours": lambda: self._ours(base, copy),
            "verify": lambda: self._verified(copy, trust),
            "plain": lambda: _plain(signer, self._room / "plain.pdf"),
            "qpdf": lambda: _qpdf(base, self._room / "qpdf.pdf"),
        }
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                if name == "plain":
                    shutil.copyfile(base, self._room / "plain.pdf")
                os.sync()
                started = time.perf_counter()
                way()
                times[name].append(time.perf_counter() - started)
        medians = {name: statistics.median(told) for name, told in times.items()}
        added = copy.stat().st_size - base.stat().st_size
        return Figures(base.stat().st_size, added=added, **medians)

    def peak_mb(self) -> float:
        """Return the most memory that the process ever held."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if b"luutru.stamping" not in (folder / "cmdline").read_bytes():
                    continue
                told = dict(
                    line.split(":", 1) for line in (folder / "status").read_text().splitlines()
                )
            except OSError:
                continue
            if int(told["PPid"]) == os.getpid():
                return int(told["VmHWM"].split()[0]) / 1000
        return 0.0

    def _ours(self, base: Path, copy: Path) -> None:
        facts = CopyFacts(
            form=FULL, number=5, year=2027, abbreviation="CQM", agency="Cơ quan Mẫu",
            moment=datetime(2027, 1, 5, 9, 0, tzinfo=VIETNAM), source_sha256="0" * 64,
            source_size=base.stat().st_size, source_pages=1, head="0" * 64, place="Hà Nội",
            head_title="TỔNG CỤC TRƯỞNG", signer_title="CHÁNH VĂN PHÒNG", prefix="TL.",
            signer_name="Người Ký Mẫu", document="12/TT", document_date="2026-11-02",
            subject="Thỏa thuận về công nhận kết quả thử nghiệm", recipients=("Lưu: VT.",),
        )  # fmt: skip
        self.stamper.certify(base, copy, facts, self._key)

    def _verified(self, copy: Path, trust: Trust) -> None:
        if self.stamper.check(copy, trust).verdict is not Verdict.ACCEPTED:
            message = "a copy did not pass its check"
            raise SystemExit(message)


def _scan(path: Path, pages: int, size: int) -> Path:
    """Write a PDF of images that cannot be compressed any further, as scans are."""
    chance = random.Random(pages)  # noqa: S311  noise, not secrecy
    wide, high = 500, size // 500
    with pikepdf.new() as pdf:
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842))
            image = pdf.make_stream(
                chance.randbytes(wide * high),
                Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=wide, Height=high,
                ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
            )  # fmt: skip
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
            page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
        pdf.save(path, compress_streams=False)
    return path


def _plain(signer: SimpleSigner, copy: Path) -> None:
    metadata = PdfSignatureMetadata(
        field_name="Plain", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    with copy.open("r+b") as stream:
        sign_pdf(IncrementalPdfFileWriter(stream), metadata, signer, in_place=True)
        stream.flush()
        os.fsync(stream.fileno())


def _qpdf(base: Path, copy: Path) -> None:
    with pikepdf.open(base) as pdf:
        pdf.save(copy)
    with copy.open("rb+") as stream:
        os.fsync(stream.fileno())


def _flat(told: dict[int, Figures], rss_mb: float) -> dict[str, float]:
    figures: dict[str, float] = {}
    for pages, one in told.items():
        figures[f"seconds_over_plain.{pages}"] = round(one.ours - one.plain, 3)
        figures[f"over_qpdf.{pages}"] = round(one.ours / one.qpdf, 3)
    figures["rss_mb"] = round(rss_mb, 1)
    figures["added_kb"] = round(max(one.added for one in told.values()) / 1000, 1)
    figures["verify_s"] = round(told[max(told)].verify, 3)
    return figures


def _print(told: dict[int, Figures], rounds: int, rss_mb: float, cold: float) -> None:
    print(f"medians of {rounds} rounds, in seconds\n")
    print(f"{'pages':>6}{'MB':>7}{'luutru':>9}{'plain':>8}{'qpdf':>8}{'verify':>8}"
          f"{'over plain':>12}{'/ qpdf':>8}{'added kB':>10}")  # fmt: skip
    for pages, one in told.items():
        print(f"{pages:6}{one.size / 1e6:7.1f}{one.ours:9.3f}{one.plain:8.3f}{one.qpdf:8.3f}"
              f"{one.verify:8.3f}{one.ours - one.plain:12.3f}{one.ours / one.qpdf:8.2f}"
              f"{one.added / 1000:10.1f}")  # fmt: skip
    print(f"\nlargest memory of the process: {rss_mb:.0f} MB (aim: at most 110, whatever the size)")
    print(f"first copy of a process that has to start: {cold:.1f} s")
    print("aims: at most 0.4 s over plain at any size, 140 kB added, verified within 0.4 s")
    print(f"sha256 of the largest takes {_hash_seconds(told):.2f} s of that here")


def _hash_seconds(told: dict[int, Figures]) -> float:
    """Return how long hashing as many bytes as the largest scan has takes on this machine."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "zeros")
        with file.open("wb") as stream:
            stream.truncate(told[max(told)].size)
        started = time.perf_counter()
        digest(file)
        return time.perf_counter() - started


if __name__ == "__main__":
    main()
