"""Builds one index in a process of its own, and tells what that took.

.venv/bin/python benchmarks/search_building.py ENGINE CORPUS FOLDER
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from typing_extensions import override

import search_analysis
import search_corpus
from search_corpus import Agreement
from search_engines import Engine, Luutru
from search_peers import Fts5, Tantivy
from search_questions import Question
from search_whoosh import StockWhoosh


class Built(NamedTuple):
    """What building took."""

    cpu_seconds: float
    """Of all threads, without starting Python."""
    seconds: float
    peak_mb: float
    """Of the whole process."""
    size_mb: float


class WordsOnly(Engine):
    """No engine: cuts and folds the words, which is a part of what each of them costs."""

    name = "words only"

    @override
    def build(self, agreements: Iterable[Agreement]) -> None:
        for agreement in agreements:
            search_analysis.entries(agreement)

    @override
    def open(self) -> None: ...

    @override
    def close(self) -> None: ...

    @override
    def add(self, agreement: Agreement) -> None: ...

    @override
    def answer(self, question: Question) -> int:
        return 0


ENGINES: dict[str, type[Engine]] = {
    engine.name: engine for engine in (Luutru, Fts5, Tantivy, StockWhoosh, WordsOnly)
}


def build(engine: str, corpus: Path, folder: Path) -> Built:
    """Build in a child process, so that its memory and its time are its own."""
    done = subprocess.run(
        [sys.executable, __file__, engine, str(corpus), str(folder)],
        check=True,
        stdout=subprocess.PIPE,
    )
    return Built(*json.loads(done.stdout))


def main() -> None:
    """Build what the command names; the figures are printed as JSON."""
    name, corpus, folder = sys.argv[1:]
    engine = ENGINES[name](Path(folder))
    before, started = _cpu(), time.perf_counter()
    engine.build(search_corpus.read(Path(corpus)))
    took, cpu = time.perf_counter() - started, _cpu() - before
    print(json.dumps(Built(cpu, took, _peak_mb(), engine.size() / 1e6)))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak_mb() -> float:
    """Return the most memory this process has used.

    What `getrusage` tells begins with the memory of the process that started this one.
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
