"""The pages on which an agreement was found, as small buttons at the foot of its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import MEDIUM, font
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.search import Hit, PageHit

HEIGHT: Final = 20.0
GAP: Final = 6.0
_PADDING: Final = 8.0
_CORNER: Final = 5.0


@dataclass(frozen=True, slots=True)
class PageChip:
    """One page, and where its button stands, in pixels from the beginning of the foot."""

    page: "PageHit"
    words: str
    place: QRectF


def chips_of(hit: "Hit") -> tuple[PageChip, ...]:
    """Return the buttons of the best pages, the best first."""
    chips: list[PageChip] = []
    left = 0.0
    for page in hit.pages:
        words = page_words(page, hit.pages)
        width = QFontMetricsF(_face()).horizontalAdvance(words) + 2 * _PADDING
        chips.append(PageChip(page, words, QRectF(left, 0, width, HEIGHT)))
        left += width + GAP
    return tuple(chips)


def page_words(page: "PageHit", among: Sequence["PageHit"]) -> str:
    """Return what a page is called; its document is named where the hits lie in several."""
    if len({one.document_id for one in among}) == 1:
        return translate("Page {page}", page=page.number)
    return translate("{reference}, page {page}", reference=page.reference, page=page.number)


def width_of(chips: Sequence[PageChip]) -> float:
    """Return the room that `chips` take, in pixels, with a gap behind the last."""
    return chips[-1].place.right() + 2 * GAP if chips else 0.0


def paint_chips(
    painter: QPainter, chips: Sequence[PageChip], corner: QPointF, under_mouse: int | None
) -> None:
    """Draw `chips` from `corner` on; that with the number `under_mouse` stands out."""
    painter.setFont(_face())
    for number, chip in enumerate(chips):
        place = chip.place.translated(corner).adjusted(0.5, 0.5, -0.5, -0.5)
        hot = number == under_mouse
        painter.setPen(QPen(colour("accent" if hot else "border_strong"), 1))
        painter.setBrush(colour("tint" if hot else "surface"))
        painter.drawRoundedRect(place, _CORNER, _CORNER)
        painter.setPen(colour("accent"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, chip.words)


def _face() -> QFont:
    return font(12, MEDIUM, tabular=True)
