"""How well and at what cost scans are read: ours, the tesseract command and ocrmypdf, same pages.

Pages are drawn anew for every run, with their truth, so that no setting can have been fitted to
them; `--seed` repeats a run. Everybody reads `vie+eng` with one thread for each page.

    .venv/bin/python benchmarks/reading.py [--quick] [--json] [--seed N]
"""

import argparse
import json
import os
import resource
import secrets
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from luutru.demo.random_agreements import draw_random
from luutru.demo.truth import DrawnDocument
from luutru.holdings.reader import Reader
from luutru.reading.messages import PageRequest
from luutru.vietnamese.tokens import words

LANGUAGES = "vie+eng"
ONE_THREAD = {**os.environ, "OMP_THREAD_LIMIT": "1"}
DOCUMENTS = 18
QUICK = slice(0, 5, 2)
"""One document in each language, and of each kind of scan: in colour, grey, black and white."""


@dataclass
class Score:
    """What one reader got right of all pages, and the processor time it took."""

    words: int = 0
    found: int = 0
    found_folded: int = 0
    signs: int = 0
    wrong_signs: int = 0
    cpu_seconds: float = 0.0
    pages: int = 0
    weakest: list[tuple[float, str]] = field(default_factory=list)

    def add(self, truth: str, text: str, name: str) -> None:
        """Compare the text of one page with its truth."""
        exact = _common(_words(truth, "exact"), _words(text, "exact"))
        self.words += _words(truth, "exact").total()
        self.found += exact
        self.found_folded += _common(_words(truth, "folded"), _words(text, "folded"))
        for line in truth.split("\n"):
            self.signs += len(line)
            self.wrong_signs += _distance(line, " ".join(text.split()))
        self.pages += 1
        self.weakest.append((exact / _words(truth, "exact").total(), name))

    def figures(self) -> dict[str, float]:
        """Return recall, recall without marks, error rate of characters, CPU seconds a page."""
        return {
            "recall": self.found / self.words,
            "recall_folded": self.found_folded / self.words,
            "cer": self.wrong_signs / self.signs,
            "cpu_s_page": self.cpu_seconds / self.pages,
        }


def _words(text: str, form: str) -> Counter[str]:
    return Counter(getattr(token, form) for token in words(text))


def _common(truth: Counter[str], found: Counter[str]) -> int:
    return (truth & found).total()


def _distance(line: str, text: str) -> int:
    """Return how many characters of `line` are wrong at its best place in `text`.

    Lines are looked for one by one: whether columns are read one after the other or across is
    another question than whether their letters are right.
    """
    sought, signs = np.array([*map(ord, line)]), np.array([*map(ord, text)], dtype=int)
    places = np.arange(len(signs) + 1)
    row = np.zeros(len(signs) + 1, dtype=int)
    for number, sign in enumerate(sought, 1):
        fresh = np.empty_like(row)
        fresh[0] = number
        fresh[1:] = np.minimum(row[1:] + 1, row[:-1] + (signs != sign))
        row = np.minimum.accumulate(fresh - places) + places
    return int(row.min())


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(reader: Reader, document: DrawnDocument, score: Score) -> None:
    """Read a document with the program's own reader."""
    requests = [
        PageRequest(index, document.path, index + 1) for index in range(len(document.pages))
    ]
    for reading in reader.read_pages(requests):
        score.cpu_seconds += reading.cpu_seconds
        truth = document.pages[reading.key].text
        score.add(truth, reading.text, f"{document.path.stem} page {reading.number}")


def tesseract(document: DrawnDocument, score: Score) -> None:
    """Read it with the tesseract command, one call a page, at the resolution of the scan."""
    dpi = int("".join(sign for sign in document.look if sign.isdigit()))
    images = []
    with pdfium.PdfDocument(document.path) as pages:
        for index in range(len(pages)):
            images.append(document.path.with_name(f"{document.path.stem}-{index}.png"))
            pages[index].render(scale=dpi / 72).to_pil().save(images[-1], dpi=(dpi, dpi))
    before = _cpu_of_children()
    with ThreadPoolExecutor(2) as two:
        texts = list(two.map(lambda image: _run("tesseract", image, "-", "-l", LANGUAGES), images))
    score.cpu_seconds += _cpu_of_children() - before
    for page, image, text in zip(document.pages, images, texts, strict=True):
        score.add(page.text, text, image.stem)


def ocrmypdf(document: DrawnDocument, score: Score) -> None:
    """Read it with ocrmypdf, which also writes a PDF with the text in it."""
    sidecar, output = document.path.with_suffix(".txt"), document.path.with_suffix(".ocr.pdf")
    command = [sys.executable, "-m", "ocrmypdf", "-j2", "-O0", "--output-type", "pdf", "-q"]
    before = _cpu_of_children()
    _run(*command, "-l", LANGUAGES, "--sidecar", sidecar, document.path, output)
    score.cpu_seconds += _cpu_of_children() - before
    texts = sidecar.read_text(encoding="utf-8").split("\f")
    for index, page in enumerate(document.pages):
        score.add(page.text, texts[index], f"{document.path.stem} page {index + 1}")


def _run(*command: str | Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], env=ONE_THREAD, check=True, capture_output=True
    )
    return done.stdout.decode("utf-8")


def measure(documents: Sequence[DrawnDocument]) -> tuple[dict[str, Score], float]:
    """Let everybody read each document in turn; return their scores and our start-up in seconds."""
    scores = {"luutru": Score(), "tesseract": Score(), "ocrmypdf": Score()}
    reader = Reader()
    before = _cpu_of_children()
    spent_by_others = 0.0
    try:
        ours(reader, documents[0], Score())  # processes live long: loading models is told apart
        for document in documents:
            ours(reader, document, scores["luutru"])
            start = _cpu_of_children()
            others: Sequence[tuple[Callable[[DrawnDocument, Score], None], str]] = (
                (tesseract, "tesseract"),
                (ocrmypdf, "ocrmypdf"),
            )
            for read, name in others:
                read(document, scores[name])
            spent_by_others += _cpu_of_children() - start
    finally:
        reader.close()
    whole = _cpu_of_children() - before - spent_by_others
    once = scores["luutru"].cpu_seconds / scores["luutru"].pages * len(documents[0].pages)
    return scores, whole - scores["luutru"].cpu_seconds - once


def report(scores: dict[str, Score], started: float, seed: int) -> dict[str, float]:
    """Print the table and return the agreed figures."""
    pages = scores["luutru"].pages
    print(f"{pages} pages drawn with seed {seed}, {LANGUAGES}, one thread a page")
    print(f"{'':12}{'recall':>9}{'folded':>9}{'CER':>9}{'CPU s/page':>12}{'ours is':>9}")
    own = scores["luutru"].figures()
    for name, score in scores.items():
        it = score.figures()
        share = own["cpu_s_page"] / it["cpu_s_page"]
        print(
            f"{name:12}{it['recall']:9.4f}{it['recall_folded']:9.4f}{it['cer']:9.4f}"
            f"{it['cpu_s_page']:12.2f}{share:9.2f}"
        )
    print(f"starting our two processes and loading models: {started:.1f} CPU s, told apart")
    print("weakest pages of ours: ", end="")
    print(
        ", ".join(f"{name} {recall:.3f}" for recall, name in sorted(scores["luutru"].weakest)[:3])
    )
    figures = {name: round(value, 4) for name, value in own.items()}
    for peer in ("tesseract", "ocrmypdf"):
        share = own["cpu_s_page"] / scores[peer].figures()["cpu_s_page"]
        figures[f"over_{peer}"] = round(share, 3)
    return figures


def main() -> None:
    """Draw, read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--quick", action="store_true", help="fewer pages, under 40 s")
    parser.add_argument("--json", action="store_true", help="the figures as JSON on the last line")
    parser.add_argument("--seed", type=int, help="draw the pages of an earlier run again")
    wanted = parser.parse_args()
    seed = secrets.randbelow(90_000) + 10_000 if wanted.seed is None else wanted.seed
    with tempfile.TemporaryDirectory() as folder:
        count = QUICK.stop if wanted.quick else DOCUMENTS
        drawn = draw_random(seed, count, Path(folder))
        scores, started = measure(drawn[QUICK] if wanted.quick else drawn)
    figures = report(scores, started, seed)
    if wanted.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
