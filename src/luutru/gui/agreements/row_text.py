"""Sets the text of a row of the result list: title, who, what was found, and why.

Setting text is most of what a frame costs, so whoever paints keeps what was set here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFontMetricsF, QTextLayout

from luutru.gui.agreements.page_chips import PageChip, chips_of, width_of
from luutru.gui.agreements.row_words import identity, says_all
from luutru.gui.theme.fonts import BOLD, MEDIUM, font
from luutru.gui.widgets.text_lines import Span, brought_forward, set_lines

if TYPE_CHECKING:
    from luutru.services.rows import AgreementRow
    from luutru.services.search import Hit

LINES_FOUND: Final = 3
"""Lines of a row that title and snippet share: a short title leaves more to the snippet."""


@dataclass(frozen=True, slots=True)
class SetRow:
    """The text of a first cell, ready to be drawn."""

    title: list[QTextLayout]
    identity: list[QTextLayout]
    snippet: list[QTextLayout]


@dataclass(frozen=True, slots=True)
class SetFoot:
    """The last line of a row, which runs below all its cells: the best pages, and why."""

    chips: tuple[PageChip, ...]
    why: list[QTextLayout]
    above: bool = False
    """Whether the reason is too long to stand beside the pages and begins in the line above."""


@dataclass(frozen=True)
class RowText:
    """Sets rows of the result that is open."""

    hit_of: Callable[[int], "Hit | None"]
    marks_of: Callable[[str], tuple[Span, ...]]
    """What to mark in the title of an agreement whose hit has not come yet."""
    text_of: Callable[[], str]
    """What is searched."""

    def compact(self, row: "AgreementRow", width: float, *, found: bool) -> SetRow:
        """Set one line: partner and title."""
        lead = "".join(f"{partner}  ·  " for partner in row.partners[:1])
        marks = [(a + len(lead), b + len(lead)) for a, b in self._title_marks(row, found=found)]
        return SetRow(set_lines(lead + row.title, marks, font(13, MEDIUM), width), [], [])

    def roomy(
        self, row: "AgreementRow", width: float, lines: int, foot: SetFoot | None = None
    ) -> SetRow:
        """Set title, who, and above the `foot` what was found in the scan, if anything was."""
        found = foot is not None
        marks = self._title_marks(row, found=found)
        title = set_lines(row.title, marks, font(13, BOLD), width, lines)
        who = set_lines(identity(row), (), font(12, tabular=True), width)
        hit = self.hit_of(row.id) if found else None
        if hit is None or not hit.pages or self._is_said(row, marks, title):
            return SetRow(title, who, [])
        left = LINES_FOUND - len(title) - int(foot is not None and foot.above)
        return SetRow(title, who, _snippet(hit, width, left) if left else [])

    def foot(self, row: "AgreementRow", width: float) -> SetFoot:
        """Set the line that tells why an agreement was found, and on which pages."""
        hit = self.hit_of(row.id)
        if hit is None:
            return SetFoot((), [])
        chips, face = chips_of(hit), font(12)
        beside = width - width_of(chips)
        if not chips or QFontMetricsF(face).horizontalAdvance(hit.why) <= beside:
            return SetFoot(chips, set_lines(hit.why, (), face, beside))
        first = set_lines(hit.why, (), face, width, 2)[0]
        rest = set_lines(hit.why[len(first.text()) :], (), face, beside)
        return SetFoot(chips, [first, *rest], above=True)

    def _title_marks(self, row: "AgreementRow", *, found: bool) -> tuple[Span, ...]:
        if not found:
            return ()
        hit = self.hit_of(row.id)
        return hit.title_highlights if hit is not None else self.marks_of(row.title)

    def _is_said(
        self, row: "AgreementRow", marks: tuple[Span, ...], title: list[QTextLayout]
    ) -> bool:
        """Tell whether the title as far as it is seen shows all that was searched."""
        shown = sum(len(line.text()) for line in title)
        seen = [span for span in marks if span[1] < shown or shown >= len(row.title)]
        return says_all(row.title, seen, self.text_of())


def _snippet(hit: "Hit", width: float, most: int) -> list[QTextLayout]:
    """Set what stands on the best page, moved so that the mark shows."""
    best, face = hit.pages[0], font(12)
    letters = most * width / QFontMetricsF(face).averageCharWidth()
    text, spans = brought_forward(best.snippet, best.highlights, int(letters * 0.8))
    return set_lines(text, spans, face, width, most)
