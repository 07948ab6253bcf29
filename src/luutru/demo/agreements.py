"""The sample archive: twelve agreements, drawn from `resources/demo/samples`.

Four of them tell the facts of one public year-end text, and leave open what it leaves open; the
others are made up and say so on their last page. Every page says BẢN MINH HỌA.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from luutru.demo import manuscript, pdf, scanner, truth
from luutru.demo.manuscript import Letterhead, Manuscript, Side
from luutru.demo.paper import Sheet
from luutru.demo.text_pdf import OldFonts, UnicodeFonts, write_text
from luutru.demo.truth import Language, Placement, TruthPage
from luutru.demo.typesetter import typeset
from luutru.i18n import mark
from luutru.progress import SILENT, Progress
from luutru.resources import folder as resource_folder

DRAWING: Final = mark("Drawing scans")
_TEXT_LAYERS: Final = {"text": UnicodeFonts, "old font": OldFonts}


@dataclass(frozen=True, slots=True)
class Plan:
    """A duty that an archivist plans; its day is told from the day of the walk."""

    title: str
    owner: str
    in_days: int
    recurrence: str = ""
    steps: tuple[str, ...] = ()
    proved_on_page: int | None = None
    """The page of the agreement that proves it done; None while it is to be done."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One drawn agreement, what it says, and what an archivist writes down of it."""

    path: Path
    language: Language
    look: str
    """How it was made: profile of the scanner, `text` or `old font`."""
    facts: tuple[tuple[str, str], ...]
    """Fields and values as they are typed; "không nêu" where the agreement is silent."""
    pages: tuple[TruthPage, ...]
    plans: tuple[Plan, ...] = ()
    """What an archivist plans for it."""


def draw_samples(folder: Path, progress: Progress = SILENT) -> list[Sample]:
    """Draw the sample agreements into `folder`, always the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = _tables()
    samples = []
    for number, table in enumerate(tables):
        progress.report(number, len(tables), DRAWING)
        samples.append(_draw(table, number, folder))
    progress.report(len(tables), len(tables), DRAWING)
    return samples


def _draw(table: dict[str, Any], number: int, folder: Path) -> Sample:
    random = np.random.default_rng([2026, number])
    sheets = typeset(_manuscript(table), random)
    path = folder / table["file"]
    how = table.get("how", "scan")
    pages = _scan(path, sheets, table, random) if how == "scan" else _write(path, sheets, how)
    look = table["profile"] if how == "scan" else how
    plans = tuple(_plan(plan) for plan in table.get("plans", ()))
    return Sample(path, table["language"], look, _facts(table["facts"]), tuple(pages), plans)


def _scan(
    path: Path, sheets: list[Sheet], table: dict[str, Any], random: np.random.Generator
) -> list[TruthPage]:
    profile = scanner.PROFILES[table["profile"]]
    scans = [scanner.scan(sheet, profile, random, table.get("turn", 0)) for sheet in sheets]
    pdf.write_images(path, [image for image, _ in scans], profile.quality)
    return [
        truth.page(sheet, placement) for sheet, (_, placement) in zip(sheets, scans, strict=True)
    ]


def _write(path: Path, sheets: list[Sheet], how: str) -> list[TruthPage]:
    write_text(path, sheets, _TEXT_LAYERS[how]())
    return [truth.page(sheet, Placement()) for sheet in sheets]


def _manuscript(table: dict[str, Any]) -> Manuscript:
    head = table["letterhead"]
    return Manuscript(
        table["language"],
        Letterhead(
            tuple(head.get("left", ())),
            tuple(head.get("right", ())),
            head.get("number", ""),
            head.get("dateline", ""),
        ),
        tuple(table["titles"]),
        manuscript.body(table["body"], table["language"], table.get("values", {})),
        tuple(Side(**side) for side in table["sides"]),
        table["size"],
        tuple(table.get("notes", ())),
    )


def _plan(told: dict[str, Any]) -> Plan:
    return Plan(**told | {"steps": tuple(told.get("steps", ()))})


def _facts(table: dict[str, str | list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (field, value)
        for field, values in table.items()
        for value in ([values] if isinstance(values, str) else values)
    )


def _tables() -> list[dict[str, Any]]:
    files = sorted((resource_folder("demo") / "samples").glob("*.toml"))
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
