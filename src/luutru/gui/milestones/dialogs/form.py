"""What a milestone says, as it is entered: what, by when, by whom, how often, reminded when."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from luutru.gui.fields.field_inputs import ChoiceInput, LineInput, TextInput
from luutru.gui.milestones.dialogs.day_field import DayField
from luutru.gui.milestones.dialogs.owner_field import OwnerField
from luutru.gui.milestones.dialogs.recurring import RecurringField
from luutru.gui.milestones.dialogs.reminder_field import ReminderField
from luutru.gui.milestones.dialogs.rule_field import RuleField
from luutru.gui.milestones.looks import day_words
from luutru.gui.widgets.layouts import STRETCH, Item, column, label, row, scrolled, widget
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.milestones.rows import MilestoneRow

_LONGEST = 300


class MilestoneForm(QWidget):
    """Title and day are enough; everything else can be said later.

    The day of a milestone that exists is changed with a reason, and not here.
    """

    edited = Signal()

    def __init__(self, changed: MilestoneRow | None, day: date | None, head: list[Item]) -> None:
        super().__init__()
        self._changed = changed
        self.name = LineInput(_LONGEST)
        self.name.setAccessibleName(translate("What has to be done"))
        self.kind = ChoiceInput(code_list("milestone_kind"), may_be_empty=False)
        self.kind.setAccessibleName(translate("Kind"))
        self.kind.put("activity")
        self.owner = OwnerField(translate("Owner"))
        self.on_day = QRadioButton(translate("On a day"))
        self.by_rule = QRadioButton(translate("By a rule"))
        self.day, self.rule = DayField(translate("Due day"), day), RuleField()
        self.reckoned = label("", "muted", wrap=True)
        self.recurring, self.reminders = RecurringField(), ReminderField()
        self.steps, self.note = TextInput(), TextInput()
        self.steps.setAccessibleName(translate("Steps, one a line"))
        self.note.setAccessibleName(translate("Note"))
        self._ways = QButtonGroup(self)
        for way in (self.on_day, self.by_rule):
            self._ways.addButton(way)
        self.on_day.setChecked(True)
        self._lay(head)
        self._connect()

    def _lay(self, head: list[Item]) -> None:
        both = row(
            (column(*field(translate("Kind"), self.kind), spacing=4), 1),
            (column(*field(translate("Owner"), self.owner), spacing=4), 1),
            spacing=14,
        )
        steps = [] if self._changed else field(translate("Steps, one a line"), self.steps)
        content = column(
            *head, 6,
            *field(translate("What has to be done"), self.name), 6,
            both, 6,
            label(translate("Due"), "caption"),
            self.on_day, _indented(self._day_part()),
            self.by_rule, _indented(self.rule), self.reckoned, 6,
            *field(translate("Recurrence"), self.recurring), 6,
            *field(translate("Reminders"), self.reminders), 6,
            *steps, *field(translate("Note"), self.note), STRETCH,
            spacing=4, margins=(2, 2, 14, 8),
        )  # fmt: skip
        self.setLayout(column((scrolled(widget(content), "clear"), 1), spacing=0))

    def _day_part(self) -> QWidget:
        if self._changed is None:
            return self.day
        due = translate(
            "Due: {day}. A fixed day is changed by “Change the day…”, with a reason.",
            day=day_words(self._changed.due_on),
        )
        return label(due, "muted", wrap=True)

    def _connect(self) -> None:
        for part in (self.name, self.day, self.rule, self.recurring):
            part.edited.connect(self.edited)
        for way in (self.on_day, self.by_rule):
            way.toggled.connect(self._on_way)
        self._on_way()

    def _on_way(self) -> None:
        self.day.setEnabled(not self.ruled)
        self.rule.setEnabled(self.ruled)
        self.edited.emit()

    @property
    def ruled(self) -> bool:
        """Whether the day is found by a rule."""
        return self.by_rule.isChecked()

    @property
    def is_complete(self) -> bool:
        """Tell whether all is said that has to be, and can be read."""
        has_day = self.ruled or self._changed is not None or self.day.day is not None
        fits = not self.day.is_wrong and not self.recurring.until.is_wrong
        return bool(self.name.typed()) and fits and (has_day or bool(self.recurring.rule))

    def put(self, changed: MilestoneRow) -> None:
        """Show what a milestone says."""
        self.name.put(changed.title)
        self.kind.put(changed.kind)
        self.owner.setEditText(changed.owner)
        self.note.put(changed.note)
        self.by_rule.setChecked(bool(changed.due_rule) and self.rule.put(changed.due_rule))


def field(words: str, part: Item) -> list[Item]:
    """Return an input under its words."""
    caption = label(words, "caption")
    if isinstance(part, QWidget):
        caption.setBuddy(part)
    return [caption, part]


def _indented(part: QWidget) -> Item:
    return row(24, (part, 1))
