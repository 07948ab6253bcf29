"""Judges a scan by the thresholds of `resources/rules/scan_quality.toml`."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any, Final

from luutru import resources
from luutru.extraction.printed_numbers import Margins, printed_numbers
from luutru.extraction.script import Script
from luutru.i18n import mark, translate
from luutru.reading.measures import Measures
from luutru.reading.messages import PageStatus
from luutru.services.comparing import Wording, compare
from luutru.services.missing_pages import Limits, missing_pages

_EDGES: Final = (
    mark("the left edge"),
    mark("the upper edge"),
    mark("the right edge"),
    mark("the lower edge"),
)
_ALL_BITS: Final = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What is known of one page."""

    number: int
    status: str
    measures: Measures | None
    needs_look: bool
    image_hash: int | None
    text: str

    @property
    def is_scan(self) -> bool:
        """Tell whether it was scanned, and measured."""
        return self.measures is not None and self.measures.dpi is not None


@dataclass(frozen=True, slots=True)
class CitedAnnex:
    """An annex that is cited and that nobody has brought."""

    label: str
    page: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A document as it is judged."""

    part: str
    is_signed_digitally: bool
    pages: tuple[ScannedPage, ...]
    script: Script
    gaps: tuple[CitedAnnex, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is wanting; page 0 stands for the whole document."""

    code: str
    page: int
    what: str
    advice: str


def flaws(scan: Scan) -> tuple[Flaw, ...]:
    """Return what is wanting: what concerns the whole document first, then page by page."""
    found = [flaw for rule in _RULES for flaw in rule(scan)]
    return tuple(sorted(found, key=lambda flaw: flaw.page))


def _resolution(scan: Scan) -> Iterator[Flaw]:
    rule = _thresholds()["resolution"]
    least = rule["least_dpi"]
    coarse = {
        page.number: dpi
        for page, measures in _measured(scan)
        if (dpi := measures.dpi) is not None and dpi < least * (1 - rule["tolerance"])
    }
    advice = translate(
        "Scan it again at {least} dpi or more, if the paper is at hand.", least=least
    )
    for number, lowest in _together(scan, coarse, min):
        what = (
            translate("Page {page} was scanned at {dpi} dpi; {least} are asked for.",
                      page=number, dpi=lowest, least=least)
            if number
            else translate("All pages were scanned at {dpi} dpi; {least} are asked for.",
                           dpi=lowest, least=least)
        )  # fmt: skip
        yield Flaw("low_resolution", number, what, advice)


def _depth(scan: Scan) -> Iterator[Flaw]:
    least = _thresholds()["depth"]["least_bits"]
    pale = {
        page.number: bits
        for page, measures in _measured(scan)
        if (bits := measures.bits) is not None and bits < least
    }
    advice = translate("Scan it again in colour, at least the pages with a seal or a signature.")
    for number, lowest in _together(scan, pale, min):
        what = (
            translate("Page {page} is not in colour ({bits} bit); {least} bit are asked for.",
                      page=number, bits=lowest, least=least)
            if number
            else translate("No page is in colour ({bits} bit); {least} bit are asked for.",
                           bits=lowest, least=least)
        )  # fmt: skip
        yield Flaw("not_colour", number, what, advice)


def _skew(scan: Scan) -> Iterator[Flaw]:
    most = _thresholds()["skew"]["most_degrees"]
    advice = translate("Lay the sheet straight and scan it again.")
    for page, measures in _measured(scan):
        if measures.skew is not None and abs(measures.skew) > most:
            degrees = f"{abs(measures.skew):.1f}"
            what = translate(
                "Page {page} lies {degrees}° askew.", page=page.number, degrees=degrees
            )
            yield Flaw("skewed", page.number, what, advice)


def _edges(scan: Scan) -> Iterator[Flaw]:
    most = _thresholds()["edges"]["most_strokes"]
    advice = translate("Scan it again with the whole sheet on the glass.")
    for page, measures in _measured(scan):
        cut = [
            translate(name)
            for name, strokes in zip(_EDGES, measures.edges, strict=True)
            if strokes > most
        ]
        if cut:
            what = translate(
                "On page {page} text runs out of the sheet at {edges}.",
                page=page.number,
                edges=", ".join(cut),
            )
            yield Flaw("cut_edge", page.number, what, advice)


def _blank(scan: Scan) -> Iterator[Flaw]:
    for page in scan.pages:
        if page.status == PageStatus.BLANK:
            what = translate("Page {page} is blank.", page=page.number)
            advice = translate(
                "See whether two sheets were drawn in at once; accept it if the paper is blank too."
            )
            yield Flaw("blank_page", page.number, what, advice)


def _same_pages(scan: Scan) -> Iterator[Flaw]:
    rule = _thresholds()["same_page"]
    shown = [page for page in scan.pages if page.image_hash]
    wordings = {page.number: Wording(page.text) for page in shown}
    for first, second in combinations(shown, 2):
        if not _look_alike(first, second, rule["most_bits"]):
            continue
        one, other = wordings[first.number], wordings[second.number]
        if min(one.length, other.length) < rule["least_words"]:
            continue
        comparison = compare(one, other)
        if comparison.differ or comparison.share < rule["least_share"]:
            continue
        what = translate(
            "Pages {first} and {page} look the same and say the same.",
            first=first.number,
            page=second.number,
        )
        advice = translate("See whether a sheet was scanned twice, and leave one of them out.")
        yield Flaw("same_page", second.number, what, advice)


def _look_alike(one: ScannedPage, other: ScannedPage, most: int) -> bool:
    apart = ((one.image_hash or 0) ^ (other.image_hash or 0)) & _ALL_BITS
    return apart.bit_count() <= most


def _missing_numbers(scan: Scan) -> Iterator[Flaw]:
    rule = _thresholds()["printed_numbers"]
    printed = printed_numbers(scan.script, Margins(rule["head"], rule["foot"]))
    limits = Limits(rule["furthest"], rule["last"], rule["least_confidence"])
    advice = translate("Look for the missing sheets in the paper and scan them.")
    for missing in missing_pages(printed, len(scan.pages), limits):
        what = (
            translate("By the printed numbers page {first} is missing.", first=missing.first)
            if missing.first == missing.last
            else translate(
                "By the printed numbers pages {first} to {last} are missing.",
                first=missing.first,
                last=missing.last,
            )
        )
        yield Flaw("missing_pages", missing.page, what, advice)


def _absent_annexes(scan: Scan) -> Iterator[Flaw]:
    advice = translate("Bring the annex, or say why nothing is missing.")
    for gap in scan.gaps:
        what = translate("“{label}” is cited, and nobody has brought it.", label=gap.label)
        yield Flaw("annex_absent", gap.page, what, advice)


def _signs(scan: Scan) -> Iterator[Flaw]:
    """Look for what an original bears, once all its pages have been looked at."""
    measured = [measures for _, measures in _measured(scan)]
    should = scan.part in _thresholds()["signs"]["parts"] and not scan.is_signed_digitally
    if not should or not measured or any(not _is_done(page) for page in scan.pages):
        return
    in_colour = [measures.has_seal for measures in measured if measures.has_seal is not None]
    if in_colour and not any(in_colour):
        what = translate("No seal was found on any page.")
        advice = translate("See the page of signatures; accept it if the paper bears no seal.")
        yield Flaw("no_seal", 0, what, advice)
    if not any(measures.has_signature for measures in measured):
        what = translate("No signature was found on any page.")
        advice = translate(
            "See whether the page of signatures was scanned, and whether it is signed."
        )
        yield Flaw("no_signature", 0, what, advice)


def _doubtful(scan: Scan) -> Iterator[Flaw]:
    advice = translate("Compare its text with the image, and correct the words that matter.")
    for page in scan.pages:
        if page.needs_look:
            what = translate("Page {page} was read with doubt.", page=page.number)
            yield Flaw("check_page", page.number, what, advice)


_RULES: Final[Sequence[Callable[[Scan], Iterator[Flaw]]]] = (
    _resolution, _depth, _skew, _blank, _same_pages, _edges, _missing_numbers, _absent_annexes,
    _signs, _doubtful,
)  # fmt: skip


def _is_done(page: ScannedPage) -> bool:
    return page.status in (PageStatus.READ, PageStatus.BLANK) and page.measures is not None


def _measured(scan: Scan) -> Iterator[tuple[ScannedPage, Measures]]:
    for page in scan.pages:
        if page.is_scan and page.measures is not None:
            yield page, page.measures


def _together(
    scan: Scan, found: dict[int, int], worst: Callable[..., int]
) -> Iterator[tuple[int, int]]:
    """Yield what was found page by page, or once as page 0 where all pages are concerned."""
    if len(found) > 1 and len(found) == sum(page.is_scan for page in scan.pages):
        yield 0, worst(found.values())
    else:
        yield from found.items()


@cache
def _thresholds() -> dict[str, Any]:
    return tomllib.loads((resources.folder("rules") / "scan_quality.toml").read_text("utf-8"))
