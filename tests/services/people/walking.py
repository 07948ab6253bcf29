"""Asks every service that is given an archive, with whatever it takes."""

import dataclasses
import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from luutru import services
from luutru.errors import LuutruError
from luutru.services.filters import EVERYTHING


def functions():
    """Yield every public function of the services that is given an archive."""
    for found in pkgutil.walk_packages(services.__path__, "luutru.services."):
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("_") or function.__module__ != module.__name__:
                continue
            first = next(iter(inspect.signature(function).parameters.values()), None)
            if first is not None and first.name == "archive":
                yield f"{found.name.removeprefix('luutru.services.')}.{name}", function


REFERENCES = ("2026-0001", "2026-0003", "2026-0004")
NUMBERS = (1, 2, 3)
QUERIES = ("do luong", "trao đổi thông tin", "bimatxo", "tumatla", "partner:zorg")
DAY = date(2026, 11, 26)
GIVEN = {
    "reference": REFERENCES, "one": REFERENCES, "other": REFERENCES, "to": REFERENCES,
    "references": (REFERENCES,), "document_reference": REFERENCES[:1],
    "agreement_reference": REFERENCES, "query": QUERIES, "text": QUERIES, "like": ("", *QUERIES),
    "name": ("zorgonia", "ZRG"), "country": ("", "QA"), "owner": ("",), "giver": ("",),
    "authority_id": NUMBERS, "milestone_id": NUMBERS, "document_id": NUMBERS, "file_id": NUMBERS,
    "batch_id": NUMBERS, "gap_id": NUMBERS, "gone_id": NUMBERS, "into_id": NUMBERS,
    "search_id": NUMBERS, "step_id": NUMBERS, "correction_id": NUMBERS, "failure_id": NUMBERS,
    "milestone_ids": (NUMBERS,), "ids": ((1, 2, 3, 4),), "numbers": ((1, 2),), "number": (1,),
    "page": (1,), "pages": ((1,),), "width": (50,), "percent": (5,), "days": (5,),
    "year": (2023, 2026), "today": (DAY,), "day": (DAY,), "first": (DAY,), "last": (DAY,),
    "due_on": (DAY,), "wanted": (EVERYTHING,), "changes": ([("title_vi", "x")],),
    "secrecy": ("Mật",), "rule_id": ("T1",), "reason": ("vì",), "code": ("x",), "title": ("x",),
    "word": ("tumatla",), "right": ("x",), "printer": ("x",), "taker": ("x",),
}  # fmt: skip
"""What is given to a function that asks for it by this name."""
OPTIONAL = {"reference", "like", "text", "name", "query", "country", "authority_id"}
"""What is given as well where it need not be."""
APART = {
    "custody.head": "the chain of the whole archive is compared with heads kept outside",
    "indexing.": "the index is the same for all, and masked when it is asked",
    "readings.": "feeds the index", "replica.": "feeds the index",
    "copies.kept.place_of": "where a copy of that name would lie",
    "facet_table.is_remembered": "whether something was reckoned, not what",
    "known_heads.": "heads of the chain", "chain.": "the chain",
    "recovery.": "keeps", "remaking.": "keeps", "rereading.": "keeps", "people.": "accounts",
    "backup.sets.key_of": "names the key of an encrypted archive",
    "saved_searches.": "what somebody typed themselves",
    "milestones.reminding.": "compared with the others by milestone_rows",
}  # fmt: skip
SKIPPED = {
    "took_ms", "hash", "head", "path", "seq", "score", "folder", "disk_free", "database_size",
}  # fmt: skip
"""What tells of the run, of the chain of the whole archive, or how words are weighed."""
_CHANGING = re.compile(
    r"[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f-]{27}|took_ms=[0-9.]+|seconds=[0-9.]+|0x[0-9a-f]+"
)


def told(thing):
    """Yield all that an answer tells, as text that is the same for two archives that are alike."""
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        yield from _told_of_row(thing)
    elif isinstance(thing, Mapping):
        yield from told(list(thing.items()))
    elif isinstance(thing, Iterable) and not isinstance(thing, str | bytes):
        for part in thing:
            yield from told(part)
    elif isinstance(thing, bytes):
        yield str(len(thing))
    elif not isinstance(thing, datetime) and not callable(thing):
        yield _CHANGING.sub("", str(thing))


def _told_of_row(row):
    for field in dataclasses.fields(row):
        if field.name not in SKIPPED:
            yield f".{field.name}"
            yield from told(getattr(row, field.name))
    if hasattr(row, "facets"):
        yield from told(row.facets)


def calls(function):
    """Yield with what a function is called; nothing where it asks for what nobody can give here."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    needed = [one.name for one in parameters if one.default is one.empty]
    if not set(needed) <= GIVEN.keys():
        return
    besides = [one.name for one in parameters if one.name not in needed and one.name in OPTIONAL]
    for names in (needed, *([*needed, more] for more in besides)):
        for values in itertools.product(*(GIVEN[name] for name in names)):
            yield dict(zip(names, values, strict=True))


def answer(archive, function, given):
    """Return all that a service tells, be it that it refuses."""
    try:
        return list(told(function(archive, **given)))
    except (LuutruError, ValueError, TypeError, AttributeError, KeyError) as error:
        return [type(error).__name__, _CHANGING.sub("", str(error))]
