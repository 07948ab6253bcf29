"""Changes a rule that the law sets: its words, its article, its day, or whether it holds at all."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput, TextInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, row
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.rules.pack import StatutoryRule
    from luutru.services.rules.replanning import RuleChanges


class RuleDialog(DeskDialog):
    """Keeps the change with its reason; what the program ships can be restored at any time."""

    changed = Signal(str)
    """The rule of this name is another one now."""

    def __init__(self, desk: Desk, rule: "StatutoryRule", parent: QWidget) -> None:
        super().__init__(
            desk,
            parent,
            translate("Rule {rule}", rule=rule.id),
            translate(
                "The change holds for this archive only. Open milestones are shown before they "
                "are planned anew."
            ),
        )
        self._rule = rule
        self.title_vi = _text(translate("Title in Vietnamese"), rule.title["vi"])
        self.title_en = _text(translate("Title in English"), rule.title["en"])
        self.article_vi = _line(translate("Article, in Vietnamese"), rule.article(language="vi"))
        self.article_en = _line(translate("Article, in English"), rule.article(language="en"))
        self.due = _line(translate("Rule of the day"), rule.due_rule)
        self.due.setToolTip(translate("Such as signing+P15D, expiry-P6M, event+7WD"))
        self.recurrence = _line(translate("Comes back (RFC 5545)"), rule.recurrence)
        self.active = QCheckBox(translate("Holds in this archive"))
        self.active.setAccessibleName(self.active.text())
        self.active.setChecked(rule.is_active)
        self.reason = _line(translate("Reason (kept in the log)"), "")
        self.restore = push_button(
            translate("As shipped"), self._restore, icon_name="undo-2",
            tip=translate("Let the rule be again as it ships with the program"),
        )  # fmt: skip
        self.restore.setVisible(rule.is_edited)
        self.save = push_button(translate("Save"), self._save, kind="primary")
        desk.permits.guard_each((self.save, "rule_changed"), (self.restore, "rule_changed"))
        articles = row((captioned(self.article_vi), 1), (captioned(self.article_en), 1), spacing=12)
        days = row((captioned(self.due), 1), (captioned(self.recurrence), 1), spacing=12)
        self.lay_out(
            captioned(self.title_vi), captioned(self.title_en), articles, days, self.active,
            captioned(self.reason), STRETCH,
            foot=(self.restore, STRETCH, self.save), size=(680, 560),
        )  # fmt: skip
        self.reason.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Let the buttons be on once a reason is given."""
        given = bool(self.reason.typed())
        self.save.setEnabled(given)
        self.restore.setEnabled(given)

    def _changes(self) -> "RuleChanges":
        from luutru.services.rules.replanning import RuleChanges  # noqa: PLC0415

        rule = self._rule
        title = {"vi": self.title_vi.typed(), "en": self.title_en.typed()}
        article = {"vi": self.article_vi.typed(), "en": self.article_en.typed()}
        as_it_was = {language: rule.article(language=language) for language in ("vi", "en")}
        due, recurrence = self.due.typed(), self.recurrence.typed()
        active = self.active.isChecked()
        return RuleChanges(
            title=title if title != dict(rule.title) else None,
            reference=article if article != as_it_was else None,
            due_rule=due if due != rule.due_rule else None,
            recurrence=recurrence if recurrence != rule.recurrence else None,
            is_active=active if active != rule.is_active else None,
        )

    def _save(self) -> None:
        archive, rule, reason = self.desk.archive, self._rule.id, self.reason.typed()
        changes = self._changes()
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.rules.replanning import edit_rule  # noqa: PLC0415

            edit_rule(archive, rule, changes, reason)

        self.run(work, self._kept, Lane.WRITING)

    def _restore(self) -> None:
        archive, rule, reason = self.desk.archive, self._rule.id, self.reason.typed()
        self.restore.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.rules.replanning import restore_rule  # noqa: PLC0415

            restore_rule(archive, rule, reason)

        self.run(work, self._kept, Lane.WRITING)

    def _kept(self, _none: object) -> None:
        self.changed.emit(self._rule.id)
        self.finish(translate("The rule {rule} is kept.", rule=self._rule.id))


def _line(name: str, value: str) -> LineInput:
    made = LineInput()
    made.setAccessibleName(name)
    made.put(value)
    return made


def _text(name: str, value: str) -> TextInput:
    made = TextInput()
    made.setAccessibleName(name)
    made.put(value)
    return made
