"""The card “Mốc sắp tới”: the next milestones, each with its day as on a calendar sheet."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout
from typing_extensions import override

from luutru import clock, i18n
from luutru.gui import formats
from luutru.gui.home.todo import about, open_milestone
from luutru.gui.screen import Desk
from luutru.gui.screens import MILESTONES
from luutru.gui.theme.current import colour, state_colour
from luutru.gui.theme.fonts import BODY, BOLD, MEDIUM, font
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.keyboard_focus import came_by_keyboard
from luutru.gui.widgets.layouts import STRETCH, column, empty, heading, label
from luutru.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from luutru.services.milestones.rows import MilestoneRow

_HEIGHT: Final = 58
_SHEET: Final = 48
_STATES: Final = {"overdue": "overdue", "this_week": "expiring", "this_month": "progress"}


class ComingCard(QFrame):
    """The next days on which something is due."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._nothing = label(translate("No milestone lies ahead."), "muted", wrap=True)
        self._nothing.hide()
        calendar = push_button(translate("Open the calendar"), self._open_calendar, kind="ghost")
        calendar.setVisible(desk.has_screen(MILESTONES))
        self.setLayout(
            column(
                heading(translate("Next milestones"), calendar),
                self._nothing,
                self._list,
                STRETCH,
                spacing=6,
                margins=(18, 14, 18, 10),
            )
        )

    def show_rows(self, rows: "Sequence[MilestoneRow]") -> None:
        """Show what comes next."""
        empty(self._list)
        for one in rows:
            sheet = DayLine(one)
            sheet.clicked.connect(lambda _checked, m=one: open_milestone(m, self._desk))
            self._list.addWidget(sheet)
        self._nothing.setVisible(not rows)

    def _open_calendar(self) -> None:
        self._desk.part_wanted.emit(MILESTONES, "calendar")


class DayLine(QAbstractButton):
    """A day on a sheet, and beside it what is due."""

    def __init__(self, milestone: "MilestoneRow") -> None:
        super().__init__()
        self._day = milestone.due_on
        self._title = milestone.called
        self._about = about(milestone)
        self._state = _STATES.get(milestone.standing.value, "ended")
        self._by_keyboard = False
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        day = formats.day(self._day.isoformat()) if self._day else ""
        self.setAccessibleName(f"{day}: {self._title}, {self._about}")
        self.setToolTip(f"{self._title}\n{self._about}")

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = came_by_keyboard(event)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = self.hasFocus() and self._by_keyboard
        if ringed or self.underMouse():
            painter.setPen(QPen(colour("accent"), 2) if ringed else Qt.PenStyle.NoPen)
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self._day is not None:
            self._paint_sheet(painter, QRectF(4, 5, _SHEET, _SHEET), self._day)
        self._paint_words(painter, QRectF(_SHEET + 18, 0, self.width() - _SHEET - 24, _HEIGHT))

    def _paint_sheet(self, painter: QPainter, place: QRectF, day: "date") -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(place, 9, 9)
        painter.setBrush(state_colour(self._state, "solid"))
        painter.drawRoundedRect(QRectF(place.left() + 14, place.bottom() - 6, 20, 3), 1.5, 1.5)
        painter.setPen(colour("text"))
        painter.setFont(font(16, BOLD, tabular=True))
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(place.adjusted(0, 4, 0, -24), middle, f"{day.day:02d}")
        painter.setPen(colour("text3"))
        painter.setFont(font(11, MEDIUM))
        painter.drawText(place.adjusted(0, 24, 0, -10), middle, month_word(day))

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        for text, size, weight, role, top in (
            (self._title, BODY, BOLD, "text", 10), (self._about, 12, 400, "text2", 30),
        ):  # fmt: skip
            painter.setFont(font(size, weight))
            painter.setPen(colour(role))
            room = QRectF(place.left(), top, place.width(), 19)
            shown = QFontMetricsF(painter.font()).elidedText(
                text, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def month_word(day: "date") -> str:
    """Write the month of a day in a few letters, and the year where it is another one."""
    month = formats.locale().monthName(day.month, QLocale.FormatType.ShortFormat)
    word = f"Th.{day.month}" if i18n.language() == "vi" else month
    return word if day.year == clock.today().year else f"{word} {day:%y}"
