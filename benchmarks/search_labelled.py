"""Questions with known answers: read from a file, or made together with agreements.

The file is JSON, an object a line, in any order; marked * may be left out:

    {"id": "a1"*, "pages": ["text of page 1", …], "title": "…"*, "number": "…"*,
     "partners": ["…", …]*}                                    a document and what its card says
    {"query": "…", "relevant": ["a1", …], "kind": "…"*}        a question, and all that answers it

Documents without an id are called by their place among the documents: "1", "2" …
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from luutru.vietnamese.tokens import spelled_words
from search_corpus import Agreement, Author, Size

_LONG = range(8, 15)
"""Words of a passage of which a long question is made."""
_DROPPED = 0.3
_FAINT = 0.04
"""The share of words that the recognition gets wrong: poor scans."""
_Keyed = Callable[[Agreement], str]


@dataclass(frozen=True)
class Labelled:
    """A question, and the numbers of the agreements that answer it."""

    query: str
    relevant: frozenset[int]
    kind: str


@dataclass(frozen=True)
class LabelledSet:
    """Agreements and what is asked of them."""

    agreements: list[Agreement]
    questions: list[Labelled]


def read(file: Path) -> LabelledSet:
    """Read documents and questions.

    Raises:
        SystemExit: A line is neither, or a question names a document that is not there.
    """
    with file.open(encoding="utf-8") as lines:
        objects: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    documents = [it for it in objects if "pages" in it]
    numbers = {str(it.get("id", place)): place for place, it in enumerate(documents, 1)}
    agreements = [_agreement(number, it) for number, it in enumerate(documents, 1)]
    try:
        questions = [
            Labelled(
                it["query"],
                frozenset(numbers[str(name)] for name in it["relevant"]),
                it.get("kind", "all"),
            )
            for it in objects
            if "pages" not in it
        ]
    except KeyError as missing:
        message = f"{file}: a question lacks {missing}, or there is no such document"
        raise SystemExit(message) from missing
    return LabelledSet(agreements, questions)


def _agreement(number: int, told: dict[str, Any]) -> Agreement:
    partners = [*told.get("partners", ()), "", ""]
    card = (told.get("title", ""), told.get("number", ""), (partners[0], partners[1]))
    return Agreement(number, 0, 0, *card, told["pages"])


def made(seed: int, agreements: int, each: int) -> LabelledSet:
    """Make agreements that were badly recognised, and `each` questions of each kind.

    Short questions are a partner, a number, a day and the words of a subject, as people type them;
    long ones are a passage, a third of its words left out.
    """
    author, random = Author(seed, _FAINT), np.random.default_rng([seed, 4])
    size = Size("labelled", agreements, 3.0, 300)
    written = [author.agreement(number, size) for number in range(1, agreements + 1)]
    kinds: dict[str, Iterator[Labelled]] = {
        "passage": _passages(written, random),
        "partner": _by(written, random, "partner", lambda it: it.partner_names[0]),
        "number": _by(written, random, "number", lambda it: it.code),
        "date": _by(written, random, "date", _typed_day),
        "keywords": _by(written, random, "keywords", lambda it: it.title.rpartition("về ")[2]),
    }
    questions = [question for kind in kinds.values() for question in islice(kind, each)]
    return LabelledSet(written, questions)


def _by(
    agreements: Sequence[Agreement], random: np.random.Generator, kind: str, key: _Keyed
) -> Iterator[Labelled]:
    """Yield questions that are a value of the card; all agreements with that value answer it."""
    having: dict[str, set[int]] = defaultdict(set)
    for agreement in agreements:
        having[key(agreement)].add(agreement.number)
    values = list(having)
    for place in random.permutation(len(values)).tolist():
        yield Labelled(values[place], frozenset(having[values[place]]), kind)


def _passages(agreements: Sequence[Agreement], random: np.random.Generator) -> Iterator[Labelled]:
    """Yield passages; the agreement is the answer, though others may share sentences with it."""
    for place in random.permutation(len(agreements)).tolist():
        agreement = agreements[place]
        words = spelled_words(agreement.pages[-1])
        length = int(random.integers(_LONG.start, _LONG.stop))
        start = int(random.integers(max(1, len(words) - length)))
        kept = [word for word in words[start : start + length] if random.random() > _DROPPED]
        yield Labelled(" ".join(kept), frozenset({agreement.number}), "passage")


def _typed_day(agreement: Agreement) -> str:
    """Return the day of signature as people type it: 7/12/2023."""
    year, rest = divmod(agreement.signed_on, 10_000)
    month, day = divmod(rest, 100)
    return f"{day}/{month}/{year}"
