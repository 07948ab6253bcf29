"""The way of a scan into the archive as five cards, each with its count."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.intake.queue import COUNTING, READING, TAKING_IN, IntakeQueue
from luutru.gui.intake.stages import TROUBLED, Stage
from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import BOLD, MEDIUM, font
from luutru.gui.theme.icons import paint_icon
from luutru.gui.widgets.icon_label import paint_badge
from luutru.i18n import translate, translate_count

_HEIGHT: Final = 74
_GAP: Final = 26
_RADIUS: Final = 10


@dataclass(frozen=True, slots=True)
class StageCard:
    """One stage: what it is called, how much is there, and whether work goes on in it now."""

    icon: str
    name: str
    count: str
    state: str
    active: bool = False


class StageCards(QWidget):
    """The cards in a row, an arrow between each two."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._cards: tuple[StageCard, ...] = ()

    def show_cards(self, *cards: StageCard) -> None:
        """Show other counts."""
        self._cards = cards
        told = ", ".join(f"{card.name}: {card.count}" for card in cards)
        self.setAccessibleName(translate("Stages of intake: {stages}", stages=told))
        self.update()

    def show_queue(self, queue: IntakeQueue) -> None:
        """Count what is on its way, and what is kept."""
        seen, job, rows = queue.overview, queue.job, queue.all_rows()
        arriving = sum(shown.stage in (Stage.WAITING, Stage.RECEIVED) for shown in rows)
        waiting = seen.pages_waiting if seen else 0
        pages = translate_count("{count} page", "{count} pages", formats.Grouped(waiting))
        doing = job.label if job is not None and not job.paused else ""
        self.show_cards(
            StageCard("inbox", translate("Arriving"), formats.number(arriving), "ended",
                      active=doing in (TAKING_IN, COUNTING)),
            StageCard("scan-text", translate("To be read"), pages, "progress",
                      active=doing == READING),
            StageCard("file-warning", translate("To decide"),
                      formats.number(sum(shown.stage in TROUBLED for shown in rows)), "expiring"),
            StageCard("file-check", translate("Awaiting review"),
                      formats.number(queue.reviews), "review"),
            StageCard("archive", translate("Documents kept"),
                      formats.number(seen.documents if seen else 0), "active"),
        )  # fmt: skip

    @override
    def sizeHint(self) -> QSize:
        return QSize(900, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._cards:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        number = len(self._cards)
        width = (self.width() - _GAP * (number - 1)) / number
        for place, card in enumerate(self._cards):
            left = place * (width + _GAP)
            _paint_card(painter, QRectF(left + 0.5, 1, width - 1, _HEIGHT - 2), card)
            if place < number - 1:
                arrow = QRectF(left + width + _GAP / 2 - 8, _HEIGHT / 2 - 8, 16, 16)
                paint_icon(painter, "chevron-right", arrow, tokens().text3, 2)


def _paint_card(painter: QPainter, place: QRectF, card: StageCard) -> None:
    ring = QPen(colour("accent"), 1.6) if card.active else QPen(colour("border"), 1)
    painter.setPen(ring)
    painter.setBrush(colour("tint" if card.active else "surface"))
    painter.drawRoundedRect(place, _RADIUS, _RADIUS)
    badge = QRectF(place.left() + 14, place.center().y() - 18, 36, 36)
    paint_badge(painter, badge, card.icon, card.state, 18)
    words = place.adjusted(62, 10, -8, 0)
    painter.setPen(colour("text"))
    painter.setFont(font(20, BOLD, tabular=True))
    top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
    painter.drawText(words, top, card.count)
    painter.setPen(colour("text2"))
    painter.setFont(font(12, MEDIUM))
    name = QFontMetricsF(painter.font()).elidedText(
        card.name, Qt.TextElideMode.ElideRight, words.width()
    )
    painter.drawText(words.adjusted(0, 31, 0, 0), top, name)
