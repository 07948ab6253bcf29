"""The card of settings: what the archive sets for itself, entered and saved together."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame

from luutru.errors import LuutruError
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.permits import Permits
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import CARD_MARGINS, STRETCH, column, label, row
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate
from luutru.services.administration.archive_settings import SettingTold

_LABELS = 330
_SHORT = 90


class SettingsCard(QFrame):
    """Only what differs from what is recorded is saved; what is refused stays to be put right."""

    saved = Signal(list)
    """These pairs of name and value are to be kept."""
    folder_wanted = Signal()

    def __init__(self, permits: Permits) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._recorded: dict[str, str] = {}
        self.notice = Notice()
        self.name = LineInput(200)
        self.days = LineInput(4)
        self.folder = LineInput()
        self.delay = LineInput(6)
        self.after = QComboBox()
        self.after.addItem(translate("move the source"), "move")
        self.after.addItem(translate("leave the source"), "leave")
        self.box = QComboBox()
        self.box.addItem(translate("electronic copies"), "electronic")
        self.box.addItem(translate("all copies"), "all")
        self.box.addItem(translate("none"), "none")
        self.choose = push_button(translate("Choose…"), self.folder_wanted.emit)
        self.save = push_button(translate("Save"), self._save, kind="primary")
        self.undo = push_button(translate("Put back"), self._put_back)
        permits.guard(self.save, "set")
        for short in (self.days, self.delay):
            short.setFixedWidth(_SHORT)
        self._lines = {
            "name": self.name,
            "ending_soon_days": self.days,
            "watch_folder": self.folder,
            "watch_delay": self.delay,
        }
        self._rows = column(spacing=8)
        self._choices = {"watch_after": self.after, "copy_box": self.box}
        self._labels = {name: label("", "muted") for name in (*self._lines, *self._choices)}
        self._lay_out()
        for line in self._lines.values():
            line.edited.connect(self._follow)
        for choice in self._choices.values():
            choice.activated.connect(self._follow)
        self._follow()

    def _lay_out(self) -> None:
        fields = {
            "name": row((self.name, 1)),
            "ending_soon_days": row(self.days, STRETCH),
            "copy_box": row(self.box, STRETCH),
            "watch_folder": row((self.folder, 1), self.choose),
            "watch_delay": row(self.delay, STRETCH),
            "watch_after": row(self.after, STRETCH),
        }
        for name, field in fields.items():
            words = self._labels[name]
            words.setFixedWidth(_LABELS)
            words.setWordWrap(True)
            self._rows.addLayout(row(words, (field, 1), spacing=12))
        head = row(label(translate("Settings"), "h2"), STRETCH, self.undo, self.save)
        self.setLayout(column(head, self.notice, self._rows, spacing=12, margins=CARD_MARGINS))

    def show_settings(self, told: Sequence[SettingTold]) -> None:
        """Show what is recorded; what was typed over it stays."""
        typed = self._changes()
        self._recorded = {one.name: one.value for one in told}
        for one in told:
            if one.name in self._labels:
                self._labels[one.name].setText(one.label)
                field = self._choices.get(one.name) or self._lines[one.name]
                field.setAccessibleName(one.label)
                if one.name not in typed:
                    self._put(one.name, one.value)
        self._follow()

    def put_folder(self, folder: str) -> None:
        """Enter the folder that was chosen."""
        self.folder.put(folder)
        self._follow()

    def forget(self) -> None:
        """Take what was typed for saved."""
        self.notice.clear()
        self._recorded |= self._changes()
        self._follow()

    def explain(self, error: Exception) -> None:
        """Say why the settings were not kept."""
        if not isinstance(error, LuutruError):
            raise error
        self.notice.say("bad", error.what_happened(), error.what_next())
        self._follow()

    def _put(self, name: str, value: str) -> None:
        if (choice := self._choices.get(name)) is not None:
            choice.setCurrentIndex(max(0, choice.findData(value)))
        else:
            self._lines[name].put(value)

    @property
    def unsaved(self) -> list[str]:
        """What the settings are called that were entered and not saved."""
        return [self._labels[name].text() for name in self._changes()]

    def _changes(self) -> dict[str, str]:
        """Return what is entered and not recorded."""
        entered = {name: line.typed() for name, line in self._lines.items()}
        entered |= {name: str(choice.currentData()) for name, choice in self._choices.items()}
        return {
            name: value
            for name, value in entered.items()
            if name in self._recorded and value != self._recorded[name]
        }

    def _follow(self) -> None:
        differs = bool(self._changes())
        self.save.setEnabled(differs)
        self.undo.setVisible(differs)

    def _put_back(self) -> None:
        self.notice.clear()
        for name, value in self._recorded.items():
            if name in self._labels:
                self._put(name, value)
        self._follow()

    def _save(self) -> None:
        self.save.setEnabled(False)
        self.saved.emit(list(self._changes().items()))
