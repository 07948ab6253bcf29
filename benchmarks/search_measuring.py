"""Asks several engines the same questions in turns, and keeps what it took and what they found."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from search_corpus import Agreement, Author, Corpus
from search_engines import TOP, Engine, Luutru
from search_questions import Kind, Question
from search_window import Window

ROUNDS = 3
AGREEMENTS = "index"
"""The twenty best agreements and their best pages, of the index alone."""
SNIPPETS = "archive"
"""The same from an archive, parsed from what is typed, with titles and marked snippets."""
_ADDED = 11
_OPENED = 7


class Took(NamedTuple):
    """Milliseconds."""

    cpu: float
    """Of the thread that asks."""
    wall: float


class Spread(NamedTuple):
    """Half of the questions took less than the one, nineteen of twenty less than the other."""

    p50: float
    p95: float


@dataclass
class Answers:
    """What each engine took for each question, and how many it found."""

    took: dict[str, dict[Question, Took]] = field(default_factory=dict)
    totals: dict[str, dict[Question, int]] = field(default_factory=dict)

    def spread(self, engine: str, kind: Kind, clock: str = "cpu") -> Spread:
        """Return how long one kind of question takes."""
        times = [
            getattr(took, clock)
            for question, took in self.took[engine].items()
            if question.kind is kind
        ]
        return Spread(statistics.median(times), sorted(times)[int(0.95 * (len(times) - 1) + 0.5)])

    def ratio(self, kind: Kind, peer: str) -> float:
        """Return how many times as long as the peer ours takes."""
        return self.spread(Luutru.name, kind).p50 / self.spread(peer, kind).p50

    def differing(self, peer: str) -> dict[Question, tuple[int, int]]:
        """Return the questions of which ours and the peer count different hits."""
        theirs = self.totals[peer]
        return {
            question: (total, theirs[question])
            for question, total in self.totals[Luutru.name].items()
            if total != theirs[question]
        }


def ask(engines: Sequence[Engine], questions: Sequence[Question]) -> Answers:
    """Ask every engine each question before the next one, first to warm up, then for time."""
    answers = Answers({it.name: {} for it in engines}, {it.name: {} for it in engines})
    for question in questions:
        for engine in engines:
            answers.totals[engine.name][question] = engine.answer(question)
    tries: dict[tuple[str, Question], list[Took]] = {}
    for _ in range(ROUNDS):
        for question in questions:
            for engine in engines:
                took = timed(partial(engine.answer, question))
                tries.setdefault((engine.name, question), []).append(took)
    for (name, question), several in tries.items():
        answers.took[name][question] = _median(several)
    return answers


def ask_as_the_window(engine: Luutru, window: Window, questions: Sequence[Question]) -> Answers:
    """Ask ours for agreements, typed with marks: of the index alone, and of an archive."""
    looks: dict[str, Callable[[Question], int]] = {
        AGREEMENTS: partial(_look, engine),
        SNIPPETS: window.ask,
    }
    answers = Answers({name: {} for name in looks}, {name: {} for name in looks})
    for question in questions:
        for name, look in looks.items():
            answers.totals[name][question] = look(question)
            took = [timed(partial(look, question)) for _ in range(ROUNDS)]
            answers.took[name][question] = _median(took)
    return answers


def _look(engine: Luutru, question: Question) -> int:
    hits = engine.fulltext.ask(engine.query(question, question.spelled))
    for agreement in hits.agreements[:TOP].tolist():
        hits.entries_of(agreement)
    return hits.total


def _median(several: Sequence[Took]) -> Took:
    return Took(*map(statistics.median, zip(*several, strict=True)))


def timed(work: Callable[[], object]) -> Took:
    """Do the work and tell what it took."""
    cpu, wall = time.thread_time(), time.perf_counter()
    work()
    return Took((time.thread_time() - cpu) * 1_000, (time.perf_counter() - wall) * 1_000)


def opening(engine: Engine, question: Question) -> float:
    """Return the milliseconds from opening an index in the cache to its first answer."""

    def open_and_ask() -> None:
        engine.open()
        engine.answer(question)

    times = []
    for _ in range(_OPENED):
        engine.close()
        times.append(timed(open_and_ask).wall)
    return statistics.median(times)


def adding(engines: Sequence[Engine], corpus: Corpus, seed: int) -> Mapping[str, Spread]:
    """Return the milliseconds from handing over an agreement until a question finds it."""
    author = Author(seed)
    times: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for number in range(_ADDED):
        agreement = author.agreement(corpus.size.agreements + 1 + number, corpus.size)
        word = "zzq" + "abcdefghijklmnopqrstuvwxyz"[number] + "zz"
        agreement.pages[-1] += word
        question = Question(Kind.RARE, (word,), word)
        for engine in engines:
            took = timed(partial(_add, engine, agreement, question))
            times[engine.name].append(took.wall)
    return {name: Spread(statistics.median(each), max(each)) for name, each in times.items()}


def _add(engine: Engine, agreement: Agreement, question: Question) -> None:
    engine.add(agreement)
    found = engine.answer(question)
    if found != 1:
        message = f"{engine.name} finds {found} pages of the one that was added"
        raise SystemExit(message)
