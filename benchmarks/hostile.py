"""Hostile and damaged PDFs, all the way through: what is refused, what is kept, what gets away.

    .venv/bin/python benchmarks/hostile.py [--quick] [--json] [--files N] [--seed N]

Files that were made to harm, and `N` more that were damaged by chance, are taken in, read, drawn,
looked at before copying, extracted from, and checked as copies, by one process that stands for the
window. It has to live on with little memory, every file has to be refused or kept byte for byte by
one rule, what cannot be read has to wait in the retry list with its reason, what acts has to be
told, nothing may take long, and no child process may be left behind.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))  # what draws bad files is shared with the tests

from sqlalchemy import select

from hostile_files import is_refused, lay_out, made, mutated
from luutru.errors import LuutruError
from luutru.holdings.stamper import Stamper
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.services.accession import Receipt, Rejection, take_in_all
from luutru.services.archive import Archive, create_archive
from luutru.services.copies.preparing import draw_preview, prepare
from luutru.services.copies.request import Wanted
from luutru.services.copies.verifying import verify_copy
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.pages import page_image
from luutru.services.retries import failures

AT_ONCE: Final = 100
LONGEST_S: Final = 25
"""That one file may take at one step; told, and judged on an idle machine only."""
MOST_MB: Final = 600
"""Of memory that the process which stands for the window may take."""


class Campaign:
    """One archive into which hostile files are brought."""

    def __init__(self, archive: Archive, room: Path) -> None:
        self.archive, self.room = archive, room
        self._before = set(children())
        self.stamper = Stamper()
        self.wrong: list[str] = []
        self.came: Counter[str] = Counter()
        self.longest = (0.0, "")

    def bring(self, files: list[Path]) -> None:
        """Let some files go all the way."""
        receipts: dict[str, Receipt | Rejection] = {}
        for one in take_in_all(self.archive, files):
            receipts[one.path.name] = one
        self._attempt("reading", f"{len(files)} files", lambda: bring_up_to_date(self.archive))
        for file in files:
            self._judge(file, receipts.get(file.name))

    def _judge(self, file: Path, receipt: Receipt | Rejection | None) -> None:
        data = file.read_bytes()
        refused = not isinstance(receipt, Receipt)
        if refused != is_refused(data):
            self.wrong.append(f"{file.name}: {'refused' if refused else 'kept'} against the rule")
        self.came["refused" if refused else "kept"] += 1
        self._attempt("checking", file.name, lambda: verify_copy(file))
        if not isinstance(receipt, Receipt):
            return
        kept = self.archive.strongroom.path_of(hashlib.sha256(data).hexdigest())
        if not kept.is_file() or kept.read_bytes() != data:
            self.wrong.append(f"{file.name}: not kept byte for byte")
        self._look(file.name, receipt.reference)

    def _look(self, name: str, reference: str) -> None:
        """Look at a document as the window would, and as who issues a copy of it."""
        with self.archive.catalogue.read() as session:
            query = select(Document.id, FileObject.page_count, FileObject.active_content)
            query = query.join(FileObject).where(Document.reference == reference)
            document, pages, active = session.execute(query).first() or (0, None, "")
        if not pages and reference not in {one.reference for one in failures(self.archive)}:
            self.wrong.append(f"{name}: no pages, and nothing waits in the retry list")
        if "everything that acts" in name and not active:
            self.wrong.append(f"{name}: nobody is told that it acts")
        target = self.room / "preview.pdf"
        whole, first = Wanted(reference), Wanted(reference, form="TrS", pages="1")
        self._attempt("drawing", name, lambda: page_image(self.archive, document, 1, 800))
        self._attempt("preflight", name, lambda: prepare(self.archive, whole, self.stamper))
        self._attempt("extract", name, lambda: prepare(self.archive, first, self.stamper))
        self._attempt(
            "preview", name, lambda: draw_preview(self.archive, first, self.stamper, target)
        )

    def _attempt(self, step: str, name: str, work: Callable[[], object]) -> None:
        started = time.monotonic()
        try:
            work()
            self.came[f"{step}: done"] += 1
        except LuutruError as error:
            self.came[f"{step}: {type(error).__name__}"] += 1
        except Exception as error:  # noqa: BLE001  that is what must not get away
            self.wrong.append(f"{name}: {step} let {error!r} get away")
        self.longest = max(self.longest, (time.monotonic() - started, f"{step} {name}"))

    def end(self) -> None:
        """Close everything, and look at what is left."""
        sound = verify(self.archive, full=True)
        self.wrong += [str(one) for one in sound.findings]
        self.stamper.close()
        self.archive.close()
        self.wrong += [
            f"left behind: {number} {_told(Path(f'/proc/{number}/cmdline'))!r}"
            for number in children()
            if number not in self._before
        ]


def children() -> Iterator[str]:
    """Yield the processes that this one's threads started and that are still there (Linux)."""
    for thread in Path("/proc/self/task").glob("*/children"):
        yield from _told(thread).split()


def _told(file: Path) -> str:
    """Return what the system tells there; nothing where it tells nothing, or no longer."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def main() -> int:
    """Run the campaign and print what came of it."""
    options = _options()
    chance = random.Random(options.seed)  # noqa: S311  to be repeated by its seed
    with tempfile.TemporaryDirectory(prefix="luutru-hostile-") as made_room:
        room = Path(made_room)
        os.environ["LUUTRU_INDEX_DIR"] = str(room / "index")
        os.environ["LUUTRU_RESERVE_MB"] = "1"
        campaign = Campaign(create_archive(room / "archive"), room)
        campaign.bring(lay_out(room / "made", made()))
        drawn = mutated(chance)
        for first in range(0, options.files, AT_ONCE):
            some = islice(drawn, min(AT_ONCE, options.files - first))
            campaign.bring(lay_out(room / f"mutated-{first}", some))
            print(f"{first + AT_ONCE} files", file=sys.stderr, flush=True)
        campaign.end()
    return _tell(campaign, options)


def _tell(campaign: Campaign, options: argparse.Namespace) -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    if peak > MOST_MB:
        campaign.wrong.append(f"the window took {peak} MB")
    for name, count in sorted(campaign.came.items()):
        print(f"{count:6}  {name}")
    seconds, which = campaign.longest
    print(f"longest {seconds:.1f} s ({which}; aim: {LONGEST_S} s a file), {peak} MB")
    for wrong in campaign.wrong:
        print(f"!! {wrong}")
    print(f"seed {options.seed}: {len(campaign.wrong)} wrong")
    if options.json:
        told = {"files": campaign.came["kept"] + campaign.came["refused"], "peak_mb": peak,
                "wrong": len(campaign.wrong), "longest_s": round(seconds, 1)}  # fmt: skip
        print(json.dumps(told))
    return int(bool(campaign.wrong))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a few files")
    parser.add_argument("--json", action="store_true", help="one flat object on the last line")
    parser.add_argument("--files", type=int, default=None, help="damaged by chance; default: 2,000")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    if options.files is None:
        options.files = 5 if options.quick else 2_000
    return options


if __name__ == "__main__":
    raise SystemExit(main())
