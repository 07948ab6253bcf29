"""The palette itself: a field over the window, and below it what its letters may mean.

It lies in the window and is no window of its own: input methods then work as everywhere else.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.palette.commands import Command, commands
from luutru.gui.palette.entries import Entry, command_entries, found_entries, recent_entries
from luutru.gui.palette.entry_list import EntryList
from luutru.gui.screen import Desk
from luutru.gui.theme.current import colour
from luutru.gui.widgets.layouts import column, label, line, row
from luutru.gui.widgets.search_field import SearchField
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.gui.jobs import Job
    from luutru.services.quick_finding import QuickAnswer
    from luutru.services.rows import AgreementRow

SHORTEST: Final = 2
"""Letters below which the archive is not asked."""
COMMANDS_AT_MOST: Final = 8
_WIDTH: Final = 660
_HEIGHT: Final = 470
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6,
                 Qt.Key.Key_PageUp: -6, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}  # fmt: skip


class Palette(QWidget):
    """Covers the window until something was chosen, or Esc was pressed."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._below = parent
        self._ask = Newest(desk.jobs, Lane.SEARCHING)
        self._back = parent.focusWidget()
        self._commands: list[Command] = commands(desk)
        self._found: list[Entry] = []
        self._recent: list[Entry] = []
        self.field = SearchField(
            translate("Find anything"),
            translate("Agreement, partner, country, command or screen…"),
        )
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._show)
        self.field.searched.connect(self._search)
        self.list = EntryList()
        self.list.chosen.connect(self._run)
        self._lay_out()
        parent.installEventFilter(self)
        self._ask_recent()
        self._show()
        self._fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self) -> None:
        self._nothing = label(translate("Nothing is called so."), "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._card = QFrame(self)
        self._card.setProperty("ground", "floating")
        hint = label(translate("↑ ↓ to move · Enter to open · Esc to close"), "caption")
        self._card.setLayout(
            column(
                row(self.field, margins=(10, 10, 10, 8)),
                line(),
                (self.list, 1),
                (self._nothing, 1),
                line(),
                row(hint, margins=(16, 6, 16, 8)),
                spacing=0,
                margins=(1, 1, 1, 1),
            )
        )

    @property
    def entries(self) -> list[Entry]:
        """The lines that are shown."""
        return self.list.model_of_entries.entries

    def dismiss(self) -> None:
        """Close, and give the focus back to where it was."""
        self._ask.forget()
        self.hide()
        if self._back is not None:
            self._back.setFocus()
        self.closed.emit()
        self.deleteLater()

    # --- what is shown ---------------------------------------------------------------------

    def _show(self) -> None:
        from luutru.services.quick_finding import starts_words  # noqa: PLC0415  on demand

        text = self.field.text().strip()
        if not text:
            self._found = []
            known = [one for one in self._commands if one.is_screen]
            entries = [*self._recent, *command_entries(known)]
        else:
            known = [c for c in self._commands if starts_words(text, c.text, c.tip)]
            named = [c for c in known if starts_words(text, c.text)]
            best = [*named, *(c for c in known if c not in named)][:COMMANDS_AT_MOST]
            best.sort(key=lambda command: not command.is_screen)
            entries = [*self._found, *command_entries(best)]
        self.list.show_entries(entries)
        self.list.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self._tell_current()

    def _search(self, text: str) -> None:
        asked = text.strip()
        if len(asked) < SHORTEST:
            self._take([])
            return
        archive = self._desk.archive

        def work(_job: "Job") -> "QuickAnswer":
            from luutru.services.quick_finding import quick_find  # noqa: PLC0415  on demand

            return quick_find(archive, asked)

        self._ask.ask(work, self._take_answer)

    def _take_answer(self, answer: "QuickAnswer") -> None:
        self._take(found_entries(answer, self._desk))

    def _take(self, entries: list[Entry]) -> None:
        self._found = entries
        self._show()

    def _ask_recent(self) -> None:
        archive = self._desk.archive
        references = self._desk.preferences.recent_agreements(archive.id)
        if not references:
            return

        def work(_job: "Job") -> "tuple[AgreementRow, ...]":
            from luutru.services.quick_finding import agreements_called  # noqa: PLC0415  on demand

            return agreements_called(archive, references)

        self._ask.ask(work, self._take_recent)

    def _take_recent(self, rows: "tuple[AgreementRow, ...]") -> None:
        self._recent = recent_entries(rows, self._desk)
        self._show()

    def _tell_current(self) -> None:
        current = self.list.current
        self.field.setAccessibleDescription(current.spoken if current else "")

    def _run(self, entry: Entry) -> None:
        if entry.is_off:
            return  # the reader goes on looking; the line says why
        self.dismiss()
        entry.run()

    # --- events ----------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._take_key(event)
        if watched is self._below and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in _STEPS:
            self.list.step(_STEPS[key])
            self._tell_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (current := self.list.current) is not None:
                self._run(current)
        else:
            return False
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dismiss()

    @override
    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Keep the focus here: what lies below cannot be reached."""
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("shadow", 0.28))

    def _fit(self) -> None:
        room = self._below.rect()
        self.setGeometry(room)
        width, height = min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 100)
        self._card.setGeometry(QRect((room.width() - width) // 2, 64, width, height))
