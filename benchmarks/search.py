"""How fast ours answers, builds and grows, beside stock Whoosh, SQLite FTS5 and tantivy.

    .venv/bin/python benchmarks/search.py [--quick] [--json] [--agreements N] [--seed N]

Agreements are made up, Vietnamese, English and both, by Zipf's law and with the mistakes of
recognition: N of full length (10,000), five times as many short ones (--quick: as many), and a
tenth for stock Whoosh, which is slow to build. All engines get the same words, cut and folded by
our own rules, with marks, and codes and dates as wholes, besides (search_analysis.py). Every
question is the best twenty pages and exactly how many there are. "One edit" is another query in
tantivy, which also lets the first letter differ, and in Whoosh, which swaps no letters.

Engines are asked in turns, question by question, in one process: milliseconds of processor time
of the asking thread, warm, medians of three rounds. The column "first time" is of questions that
were never asked before, so that nothing an engine remembers of them helps it.
"""

import argparse
import json
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import search_corpus
from search_building import ENGINES, Built, WordsOnly, build
from search_corpus import Corpus, Size
from search_engines import CATALOGUE, Agreements, Engine, Luutru
from search_measuring import (
    AGREEMENTS,
    SNIPPETS,
    Answers,
    Spread,
    adding,
    ask,
    ask_as_the_window,
    opening,
)
from search_peers import Fts5, Tantivy
from search_questions import LABELS, Kind, Questioner
from search_whoosh import StockWhoosh
from search_window import Window

PEERS: tuple[type[Engine], ...] = (Fts5, Tantivy)
_SHOWN = 12
"""Questions of which engines count different hits that are printed."""


@dataclass(frozen=True)
class Trial:
    """A corpus, and what building its indexes took."""

    corpus: Corpus
    folder: Path
    built: dict[str, Built]


@dataclass(frozen=True)
class Result:
    """Everything measured on one corpus."""

    trial: Trial
    answers: Answers
    window: Answers | None
    opened: dict[str, float]
    added: dict[str, Spread]


def main() -> None:
    """Make, build, ask, print."""
    options = _options()
    seed = secrets.randbelow(90_000) + 10_000 if options.seed is None else options.seed
    print(f"seed {seed}; milliseconds of processor time, p50/p95; every answer with exact total")
    wanted = _corpora(options.agreements or (500 if options.quick else 10_000), quick=options.quick)
    with tempfile.TemporaryDirectory(prefix="luutru-search-") as room:
        trials = [
            _build(Path(room) / str(number), size, engines, seed)
            for number, (size, engines) in enumerate(wanted.items())
        ]
        archived = trials[-1 if options.quick else 0]
        archive = Window(archived.folder / "archive", archived.corpus)
        results = [
            _measure(trial, archive if trial is archived else None, 8 if options.quick else 30)
            for trial in trials
        ]
    if options.json:
        print(json.dumps(_figures(results)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="smaller, under 40 s")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    parser.add_argument("--agreements", type=int, help="how many of full length")
    parser.add_argument("--seed", type=int, help="make the agreements of an earlier run again")
    return parser.parse_args()


def _corpora(agreements: int, *, quick: bool) -> dict[Size, list[str]]:
    """Return the corpora, and who is built on each."""
    peers = [Luutru.name, *(engine.name for engine in PEERS)]
    short = agreements if quick else 5 * agreements
    return {
        Size("full length", agreements, 8.4, 380): [*peers, WordsOnly.name],
        Size("short", short, 1.8, 200): peers,
        Size("for stock Whoosh", max(20, agreements // 10), 8.4, 380): [*peers, StockWhoosh.name],
    }


def _build(folder: Path, size: Size, engines: Sequence[str], seed: int) -> Trial:
    """Write a corpus and build the indexes, each in a process of its own."""
    folder.mkdir()
    corpus = search_corpus.write(folder / "corpus.jsonl", size, seed)
    catalogue = Agreements(folder / CATALOGUE)
    catalogue.fill(corpus)
    catalogue.connection.close()
    built = {name: build(name, corpus.file, folder / name) for name in engines}
    return Trial(corpus, folder, built)


def _measure(trial: Trial, archive: Window | None, count: int) -> Result:
    names = [name for name in trial.built if name != WordsOnly.name]
    engines = {name: ENGINES[name](trial.folder / name) for name in names}
    for engine in engines.values():
        engine.open()
    ours, fts5 = engines[Luutru.name], engines[Fts5.name]
    assert isinstance(ours, Luutru)  # noqa: S101  told to mypy
    assert isinstance(fts5, Fts5)  # noqa: S101  told to mypy
    questions = Questioner(trial.corpus, fts5.frequencies()).ask(count)
    everybody = list(engines.values())
    answers = ask(everybody, questions)
    window = (
        ask_as_the_window(ours, archive, questions[: len(Kind) * count // 3]) if archive else None
    )
    opened = {engine.name: opening(engine, questions[0]) for engine in everybody}
    quick = [engine for engine in everybody if not isinstance(engine, StockWhoosh)]
    added = dict(adding(quick, trial.corpus))
    for engine in everybody:
        engine.close()
    if archive:
        archive.close()
    result = Result(trial, answers, window, opened, added)
    _print(result)
    return result


def _print(result: Result) -> None:
    corpus, names = result.trial.corpus, list(result.answers.took)
    print(
        f"\n{corpus.size.name}: {corpus.size.agreements:,} agreements = {corpus.pages:,} pages, "
        f"{corpus.words / 1e6:.1f} M words"
    )
    _print_classes(result.answers, names)
    if result.window is not None:
        _print_window(result.window)
    _print_building(result)
    _print_counts(result.answers)


def _print_classes(answers: Answers, names: Sequence[str]) -> None:
    heads = [*names, *("/" + name for name in names[1:]), "wall", "first time", "/fts5"]
    print(f"{'':30}" + "".join(f"{head:>12}" for head in heads))
    for kind, label in LABELS.items():
        ours, first = (
            answers.spread(Luutru.name, kind, "wall"),
            answers.first_spread(Luutru.name, kind),
        )
        cells = [
            *(_pair(answers.spread(name, kind)) for name in names),
            *(f"{answers.ratio(kind, name):.2f}" for name in names[1:]),
            _pair(ours),
            _pair(first),
            f"{first.p50 / answers.first_spread(Fts5.name, kind).p50:.2f}",
        ]
        print(f"{label:30}" + "".join(f"{cell:>12}" for cell in cells))


def _print_window(window: Answers) -> None:
    print(
        "\nas the window asks, typed with marks: the best twenty agreements and their pages\n"
        f"{'':30}{'index alone':>15}{'with snippets':>15}{'wall':>13}"
    )
    for kind, label in LABELS.items():
        index, archive = window.spread(AGREEMENTS, kind), window.spread(SNIPPETS, kind)
        wall = window.spread(SNIPPETS, kind, "wall")
        print(f"{label:30}{_pair(index):>15}{_pair(archive):>15}{_pair(wall):>13}")


def _print_building(result: Result) -> None:
    heads = ("CPU s", "wall s", "peak MB", "index MB", "open ms", "add one ms")
    print(f"{'':12}" + "".join(f"{head:>12}" for head in heads) + "   (add: p50/worst)")
    for name, built in result.trial.built.items():
        opened = f"{result.opened[name]:.1f}" if name in result.opened else ""
        added = _pair(result.added[name]) if name in result.added else ""
        print(
            f"{name:12}{built.cpu_seconds:12.1f}{built.seconds:12.1f}{built.peak_mb:12.0f}"
            f"{built.size_mb:12.1f}{opened:>12}{added:>12}"
        )


def _print_counts(answers: Answers) -> None:
    asked = len(answers.totals[Luutru.name])
    for peer in list(answers.totals)[1:]:
        differing = answers.differing(peer)
        kinds = sorted({question.kind.value for question in differing})
        print(f"{len(differing)} of {asked} questions with another count in {peer}", *kinds)
        for question, (ours, theirs) in list(differing.items())[:_SHOWN]:
            if peer == Fts5.name or question.kind is not Kind.FUZZY:
                print(f"    {question.kind.value}: {' '.join(question.words)}: {ours}, {theirs}")


def _pair(spread: Spread) -> str:
    return f"{_short(spread.p50)}/{_short(spread.p95)}"


def _short(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"  # noqa: PLR2004  two digits or more


def _figures(results: Sequence[Result]) -> dict[str, float]:
    """Return the agreed figures: of full length, counts of all."""
    full = results[0]
    built = {name: full.trial.built[name] for name in (Luutru.name, Fts5.name)}
    ours, fts5 = built.values()
    figures: dict[str, float] = {}
    for kind in Kind:
        for peer in PEERS:
            figures[f"over_{peer.name}.{kind.value}"] = full.answers.ratio(kind, peer.name)
        figures[f"p95_ms.{kind.value}"] = full.answers.spread(Luutru.name, kind).p95
    figures["build_over_fts5"] = ours.cpu_seconds / fts5.cpu_seconds
    figures["size_over_fts5"] = ours.size_mb / fts5.size_mb
    figures["build_peak_mb"] = ours.peak_mb
    figures["add_one_ms"] = full.added[Luutru.name].p50
    rounded = {key: round(value, 3) for key, value in figures.items()}
    differing = [it.answers.differing(Fts5.name) for it in results]
    return {**rounded, "counts_differ": sum(map(len, differing))}


if __name__ == "__main__":
    main()
