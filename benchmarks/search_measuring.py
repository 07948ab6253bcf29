"""Asks several engines the same questions in turns, and keeps what it took and what they found."""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    first: dict[str, dict[Question, Took]] = field(default_factory=dict)
    """What the very first asking took: what an engine remembers of a question does not help it."""

    @classmethod
    def of(cls, names: Iterable[str]) -> "Answers":
        """Return what is to be filled with the answers of engines of these names."""
        answers = cls()
        for name in names:
            answers.took[name], answers.totals[name], answers.first[name] = {}, {}, {}
        return answers

    def spread(self, engine: str, kind: Kind, clock: str = "cpu") -> Spread:
        """Return how long one kind of question takes."""
        return _spread(self.took[engine], kind, clock)

    def first_spread(self, engine: str, kind: Kind) -> Spread:
        """Return how long one kind of question takes that was never asked before."""
        return _spread(self.first[engine], kind, "cpu")

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


def _spread(took: Mapping[Question, Took], kind: Kind, clock: str) -> Spread:
    times = [getattr(it, clock) for question, it in took.items() if question.kind is kind]
    return Spread(statistics.median(times), sorted(times)[int(0.95 * (len(times) - 1) + 0.5)])


def ask(engines: Sequence[Engine], questions: Sequence[Question]) -> Answers:
    """Ask every engine each question before the next one: once for the first time, then warm."""
    answers = Answers.of(it.name for it in engines)
    for question in questions:
        for engine in engines:
            total, took = _counted(engine, question)
            answers.totals[engine.name][question] = total
            answers.first[engine.name][question] = took
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
    answers = Answers.of(looks)
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


def _counted(engine: Engine, question: Question) -> tuple[int, Took]:
    found: list[int] = []
    took = timed(lambda: found.append(engine.answer(question)))
    return found[0], took


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


def adding(engines: Sequence[Engine], corpus: Corpus) -> Mapping[str, Spread]:
    """Return the milliseconds from handing over an agreement until a question finds it."""
    author = Author(corpus.seed)
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
