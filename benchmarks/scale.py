"""How an archive of 100,000 agreements feels: its window, its verification, one scan more.

    .venv/bin/python benchmarks/scale.py [--quick] [--json] [--agreements N] [--keep DIR]

The archive is made by rows written many at a time through the door of the catalogue, which seals
them as it seals any other: for each agreement a document with a file of its own in the strongroom,
two pages with their words, two parties, and the source of eight values. Then: the first frame of
its window (`first_window_s`, by `startup.py`), `luutru verify` without reading the originals
(`verify_s`, aim < 60), and taking in one scan more (`intake_one_s`, aim < 1). Each step of the
verification is told with its own time. Of the whole is told how long a processor worked for it
(`verify_cpu_s`) and for how long it was ready and others had the processors (`verify_queued_s`,
Linux): on a busy machine that is the larger part. The rest is waiting for the disk.
"""

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from pypdf import PdfWriter
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.records.agency import Fonds
from luutru.records.agreement import Agreement
from luutru.records.base import Record, new_uid
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.party import Authority, PartyRole
from luutru.records.register import Register
from luutru.records.schema import METADATA
from luutru.records.statement import Statement
from luutru.records.words import pack
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.archive import Archive, create_archive, open_archive
from luutru.services.inspecting import Verdict, verify

AT_ONCE: Final = 2_000
PAGES: Final = 2
STATED: Final = (
    "title_vi", "signed_on", "official_name", "fields", "effect_rule", "expires_on", "languages",
    "party.foreign",
)  # fmt: skip
WORDS: Final = ("hợp", "tác", "tiêu", "chuẩn", "đo", "lường", "chất", "lượng", "thỏa", "thuận")
YEAR: Final = 2024
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
            _make(folder, agreements)
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


def _make(folder: Path, agreements: int) -> None:
    archive = create_archive(folder)
    try:
        with archive.catalogue.write() as session:
            partner = Authority(country="BY")
            session.add_all([partner, Register(book="reference", year=YEAR)])
        for first in range(1, agreements + 1, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, agreements + 1))
            _put_some(archive, partner.id, numbers)
            print(f"\r{numbers[-1]:,} agreements", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
    finally:
        archive.close()


def _put_some(archive: Archive, partner: int, numbers: range) -> None:
    """Record some agreements with all that belongs to them, in one transaction."""
    contents = {n: f"%PDF-1.7 scan {n}".encode() for n in numbers}
    sums = {n: hashlib.sha256(content).hexdigest() for n, content in contents.items()}
    for n, content in contents.items():
        path = archive.strongroom.path_of(sums[n])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with archive.catalogue.write() as session:
        fonds = session.scalars(select(Fonds.id)).one()
        _put(session, Agreement(reference="", fonds_id=fonds, title_vi="Bản ghi nhớ về hợp tác"), [
            {"id": n, "reference": _reference(n), "title": f"Bản ghi nhớ số {n}",
             "signed_on": f"{YEAR}-01-{1 + n % 28:02}"}
            for n in numbers
        ])  # fmt: skip
        _put(session, Document(reference="", filename="scan.pdf"), [
            {"id": n, "reference": _reference(n), "agreement_id": n} for n in numbers
        ])  # fmt: skip
        _put(session, FileObject(sha256="", size=0, page_count=PAGES), [
            {"id": n, "document_id": n, "sha256": sums[n], "size": len(contents[n])}
            for n in numbers
        ])  # fmt: skip
        _put(session, Page(number=1, width=595, height=842, status="read"), [
            {"file_id": n, "number": number, **_read(n * PAGES + number)}
            for n in numbers for number in range(1, PAGES + 1)
        ])  # fmt: skip
        _put(session, PartyRole(side="foreign", name_as_signed="", country="BY"), [
            {"agreement_id": n, "authority_id": partner, "name_as_signed": f"Viện {n % 400} {side}"}
            for n in numbers for side in "ab"
        ])  # fmt: skip
        _put(session, Statement(agreement_id=1, field=""), [
            {"agreement_id": n, "field": field} for n in numbers for field in STATED
        ])  # fmt: skip
        session.get_one(Register, ("reference", YEAR)).last_number = numbers[-1]
        acts = (
            custody.Act("taken_in", new_uid(), _reference(n), {"sha256": sums[n]}) for n in numbers
        )
        custody.record_all(session, "benchmark", acts)


def _reference(number: int) -> str:
    return f"{YEAR}-{number:04d}"


def _read(seed: int) -> dict[str, Any]:
    """Return what a page says: three hundred words, each in a box of its own."""
    chance = random.Random(seed)  # noqa: S311  a page, no secret
    words = [chance.choice(WORDS) for _ in range(300)]
    places = [(word, at, at, at + 9, at + 9, 95) for at, word in enumerate(words)]
    return {"text": " ".join(words), "words": pack(places)}


def _put(session: Session, template: Record, rows: list[dict[str, Any]]) -> None:
    table = METADATA.tables[template.__tablename__]
    common = {column.name: getattr(template, column.name, None) for column in table.columns}
    common |= {"recorded_at": clock.now(), "version": 1}
    told = [{**common, "uid": new_uid(), **row} for row in rows]
    known = {column.name for column in table.columns}
    known -= {"id"} if "id" not in rows[0] else set()
    session.execute(
        insert(table), [{name: row[name] for name in row.keys() & known} for row in told]
    )


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
