"""How well the rules read descriptions and duties out of agreements they have never seen.

    .venv/bin/python benchmarks/proposals.py [--quick] [--json] [--seed N] [--count N]
                                             [--text] [--errors [N]] [--layout NAME]
                                             [--wordings FILE]

Agreements are drawn anew for every run, with their truth; `--seed` repeats a run. They are
scanned and recognised as arriving scans are; with `--text` the rules get the words as they were
set, which tells errors of the rules from errors of recognition. Rules tend to fit the wordings
that their authors know: `--wordings` draws from a file that they have not seen. Aims: fields
precision 0.95, recall 0.90; milestones precision 0.80, recall 0.70; no invention.
"""

import argparse
import json
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from luutru.demo.labelled import LabelledDocument, draw_labelled, write_labelled
from luutru.demo.labelled_layouts import LAYOUTS
from luutru.demo.labelled_words import write_only_in
from luutru.demo.scoring import Count, Tally
from luutru.extraction.extract import extract
from luutru.extraction.script import PageWords
from luutru.holdings.reader import Reader
from luutru.reading.messages import PageReading, PageRequest
from luutru.records.words import PlacedWord

SCANS, QUICK_SCANS = 48, 8
TEXTS, QUICK_TEXTS = 400, 200
HEAD = f"{'precision':>10}{'recall':>8}{'proposals':>11}{'truth':>7}{'right':>7}"


def main() -> None:
    """Draw, read, propose, compare, print."""
    options = _options()
    seed = secrets.randbelow(90_000) + 10_000 if options.seed is None else options.seed
    count = options.count or _count(options)
    layouts = options.layout or list(LAYOUTS)
    if options.wordings:
        write_only_in(options.wordings)
    started = time.perf_counter()
    tally = Tally()
    for document, pages in _as_words(seed, count, layouts) if options.text else _as_scans(
        seed, count, layouts
    ):  # fmt: skip
        tally.add(document, extract(pages, ()))
    how = "words as set" if options.text else "scans as recognised"
    took = time.perf_counter() - started
    print(f"{tally.documents} agreements, {how}, seed {seed}, {took:.0f} s\n")
    _print(tally)
    if options.errors is not None:
        _print_errors(tally, options.errors)
    if options.json:
        print(json.dumps(tally.figures()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer agreements, under 40 s")
    parser.add_argument("--json", action="store_true", help="the figures as JSON on the last line")
    parser.add_argument("--seed", type=int, help="draw the agreements of an earlier run again")
    parser.add_argument("--count", type=int, help="how many agreements")
    parser.add_argument("--text", action="store_true", help="without scanning and recognition")
    parser.add_argument("--wordings", type=Path, metavar="FILE", help="sentences never seen")
    parser.add_argument("--layout", action="append", choices=[*LAYOUTS], help="only this one")
    parser.add_argument(
        "--errors", type=int, nargs="?", const=5, metavar="N", help="show up to N for each field"
    )
    return parser.parse_args()


def _count(options: argparse.Namespace) -> int:
    if options.text:
        return QUICK_TEXTS if options.quick else TEXTS
    return QUICK_SCANS if options.quick else SCANS


def _as_words(
    seed: int, count: int, layouts: Sequence[str]
) -> Iterator[tuple[LabelledDocument, Sequence[PageWords]]]:
    for document in write_labelled(seed, count, layouts):
        yield document, document.pages


def _as_scans(
    seed: int, count: int, layouts: Sequence[str]
) -> Iterator[tuple[LabelledDocument, Sequence[PageWords]]]:
    reader = Reader()
    try:
        with tempfile.TemporaryDirectory(prefix="luutru-proposals-") as folder:
            documents = draw_labelled(seed, count, Path(folder), layouts=layouts)
            wanted = [(d, n) for d in documents for n in range(1, len(d.pages) + 1)]
            requests = [
                PageRequest(key, document.path, number)
                for key, (document, number) in enumerate(wanted)
                if document.path
            ]
            readings = sorted(reader.read_pages(requests), key=lambda reading: reading.key)
    finally:
        reader.close()
    for document in documents:
        own = [r for r in readings if wanted[r.key][0] is document]
        yield document, [_words(document, reading) for reading in own]


def _words(document: LabelledDocument, reading: PageReading) -> PageWords:
    words = tuple(PlacedWord(*word) for word in reading.words)
    shape = document.pages[reading.number - 1]
    return PageWords(reading.number, words, shape.width, shape.height, reading.rotation)


def _print(tally: Tally) -> None:
    _print_counts("field", tally.fields)
    _print_counts("all fields, by layout", tally.layouts)
    _print_row("ALL FIELDS", tally.overall)
    print()
    _print_counts("milestones, by layout", tally.milestones)
    _print_row("ALL MILESTONES", tally.all_milestones)
    print(f"\ninventions: {len(tally.inventions)}")


def _print_counts(title: str, counts: Mapping[str, Count]) -> None:
    print(f"{title:28}{HEAD}")
    for name in sorted(counts):
        _print_row(name, counts[name])
    print()


def _print_row(name: str, count: Count) -> None:
    print(
        f"{name:28}{count.precision:10.3f}{count.recall:8.3f}"
        f"{count.proposals:11}{count.truth:7}{count.right:7}"
    )


def _print_errors(tally: Tally, most: int) -> None:
    shown: dict[str, int] = {}
    for error in sorted(tally.errors, key=lambda line: line.split()[1]):
        kind = error.split()[1]
        shown[kind] = shown.get(kind, 0) + 1
        if shown[kind] <= most:
            print(error)
    print(f"{len(tally.errors)} errors", file=sys.stderr)


if __name__ == "__main__":
    main()
