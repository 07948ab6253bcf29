"""How well ours finds what answers a question, beside SQLite FTS5 and tantivy.

    .venv/bin/python benchmarks/search_quality.py [FILE] [--quick] [--json] [--seed N]

FILE holds documents and questions (format: search_labelled.py); without it both are made up.
Ours is asked as the window asks. The others get the same words, folded by our rules, rank pages
by BM25 and count the best page of an agreement; each may ask in the way that serves it best: any
of the words, all of them or else any, or any with their marks besides.

MRR@10: one divided by the place of the first answer, nothing after the tenth. Recall@10: the
share of the answers (of ten, where there are more) among the first ten. Means of all questions.
"""

import argparse
import json
import os
import secrets
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tantivy

import search_labelled
from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.services.archive import Archive, create_archive
from luutru.services.search import search
from luutru.vietnamese.folding import strip_marks
from luutru.vietnamese.tokens import words
from search_corpus import Agreement
from search_engines import CATALOGUE, Agreements
from search_labelled import Labelled, LabelledSet
from search_peers import Fts5, Tantivy

TOP = 10
_ENTRIES = 200
"""Pages that are looked at for the ten best agreements."""
Find = Callable[[str], Sequence[int]]
"""Returns agreements, best first."""
Words = tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """Means over questions."""

    mrr: float
    recall: float


def main() -> None:
    """Read or make the questions, ask them with and without marks, print."""
    options = _options()
    asked = _questions(options)
    print(f"{len(asked.agreements):,} documents, {len(asked.questions)} questions")
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="luutru-quality-") as room:
        engines = _engines(Path(room), asked.agreements)
        for suffix, typed in (("", str), ("_unmarked", strip_marks)):
            print(f"\ntyped {'without marks' if suffix else 'with marks'}")
            for name, practices in engines.items():
                score = _tell(name, practices, asked.questions, typed)
                ending = ("" if name == "luutru" else f"_{name}") + suffix
                figures[f"mrr10{ending}"] = round(score.mrr, 4)
                figures[f"recall10{ending}"] = round(score.recall, 4)
    if options.json:
        print(json.dumps(figures))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, nargs="?", help="documents and questions")
    parser.add_argument("--quick", action="store_true", help="fewer questions, under 40 s")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    parser.add_argument("--seed", type=int, help="make the questions of an earlier run again")
    return parser.parse_args()


def _questions(options: argparse.Namespace) -> LabelledSet:
    if options.file:
        asked = search_labelled.read(options.file)
        if options.quick:
            asked.questions[300:] = []
        return asked
    seed = secrets.randbelow(90_000) + 10_000 if options.seed is None else options.seed
    print(f"made up with seed {seed}")
    size = (400, 25) if options.quick else (2_000, 100)
    return search_labelled.made(seed, *size)


def _engines(room: Path, agreements: Sequence[Agreement]) -> dict[str, dict[str, Find]]:
    """Build every engine; return the ways in which each is asked."""
    os.environ["LUUTRU_INDEX_DIR"] = str(room / "index")
    catalogue = Agreements(room / CATALOGUE)
    catalogue.fill(())
    owners = [0, *(it.number for it in agreements for _ in range(1 + len(it.pages)))]
    return {
        "luutru": _ours(create_archive(room / "archive"), agreements),
        "fts5": _fts5(Fts5(room / "fts5"), agreements, owners),
        "tantivy": _tantivy(Tantivy(room / "tantivy"), agreements, owners),
    }


def _ours(archive: Archive, agreements: Sequence[Agreement]) -> dict[str, Find]:
    """Fill the index alone: which agreements are found needs no more of the catalogue."""
    with archive.fulltext.write() as writing:
        for it in agreements:
            card = AgreementEntry(
                it.number,
                titles=tuple(filter(None, (it.title,))),
                numbers=tuple(filter(None, (it.code,))),
                partners=tuple(filter(None, it.partner_names)),
            )
            writing.put_agreement(card)
            pages = enumerate(it.pages, 1)
            entries = [PageEntry(it.number, it.number, number, text) for number, text in pages]
            writing.put_pages(it.number, entries)
    return {"as the window asks": lambda text: search(archive, text, limit=0).ids[:TOP]}


def _fts5(engine: Fts5, agreements: Sequence[Agreement], owners: Sequence[int]) -> dict[str, Find]:
    engine.build(agreements)
    engine.open()

    @cache
    def best(parts: Words, joined: str) -> list[int]:
        match = joined.join(f'"{part}"' for part in dict.fromkeys(parts))
        return _grouped(engine.best(match, _ENTRIES), owners) if parts else []

    return _practices(
        lambda folded, exact: best(folded + exact, " OR "), lambda folded: best(folded, " AND ")
    )


def _tantivy(
    engine: Tantivy, agreements: Sequence[Agreement], owners: Sequence[int]
) -> dict[str, Find]:
    engine.build(agreements)
    engine.open()

    @cache
    def best(folded: Words, exact: Words, occur: tantivy.Occur) -> list[int]:
        parts = [engine.word(word) for word in dict.fromkeys(folded)]
        parts += [engine.word(word, "exact") for word in dict.fromkeys(exact)]
        query = tantivy.Query.boolean_query([(occur, part) for part in parts])
        return _grouped(engine.best(query, _ENTRIES), owners)

    return _practices(
        lambda folded, exact: best(folded, exact, tantivy.Occur.Should),
        lambda folded: best(folded, (), tantivy.Occur.Must),
    )


def _practices(
    best_of_any: Callable[[Words, Words], list[int]], best_of_all: Callable[[Words], list[int]]
) -> dict[str, Find]:
    """Return the usual ways of asking an engine that ranks by BM25."""
    return {
        "any": lambda text: best_of_any(_folded(text), ()),
        "all, else any": lambda text: best_of_all(_folded(text)) or best_of_any(_folded(text), ()),
        "any, with marks": lambda text: best_of_any(_folded(text), _exact(text)),
    }


def _folded(text: str) -> Words:
    return tuple(word.folded for word in words(text))


def _exact(text: str) -> Words:
    return tuple(word.exact for word in words(text) if word.exact != word.folded)


def _grouped(entries: Sequence[int], owners: Sequence[int]) -> list[int]:
    return [*dict.fromkeys(owners[entry] for entry in entries)][:TOP]


def _tell(
    name: str,
    practices: Mapping[str, Find],
    questions: Sequence[Labelled],
    typed: Callable[[str], str],
) -> Score:
    """Print and return the scores in the way of asking that serves the engine best."""
    found = {
        practice: [find(typed(question.query)) for question in questions]
        for practice, find in practices.items()
    }
    scores = {practice: _score(questions, lists) for practice, lists in found.items()}
    best = max(scores, key=lambda practice: scores[practice].mrr)
    print(f"{name:9} MRR@10 {scores[best].mrr:.3f}  recall@10 {scores[best].recall:.3f}  ({best})")
    kinds = dict.fromkeys(question.kind for question in questions)
    for kind in kinds if len(kinds) > 1 else ():
        some = [place for place, question in enumerate(questions) if question.kind == kind]
        score = _score([questions[at] for at in some], [found[best][at] for at in some])
        print(f"    {kind:12} {score.mrr:.3f}  {score.recall:.3f}")
    return scores[best]


def _score(questions: Sequence[Labelled], lists: Sequence[Sequence[int]]) -> Score:
    ranks, recalls = [], []
    for question, found in zip(questions, lists, strict=True):
        places = [place for place, it in enumerate(found, 1) if it in question.relevant]
        ranks.append(1 / places[0] if places else 0.0)
        recalls.append(len(places) / min(TOP, len(question.relevant)))
    count = max(1, len(questions))
    return Score(sum(ranks) / count, sum(recalls) / count)


if __name__ == "__main__":
    main()
