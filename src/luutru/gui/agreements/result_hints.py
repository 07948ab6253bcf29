"""The line above the results that leads on: another spelling, a remark, the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.agreements.title_label import TitleLabel
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import box, column, label, row, widget
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.gui.agreements.results import Found


class ResultHints(QWidget):
    """Shows what the answer suggests; hidden where it suggests nothing."""

    text_wanted = Signal(str)
    """Search this text instead."""
    back_wanted = Signal()
    """Show again what was shown before the agreements alike."""

    def __init__(self) -> None:
        super().__init__()
        self._suggested = ""
        self.suggestion = push_button("", self._take_suggestion, icon_name="search", kind="ghost")
        self._hint = label("", "caption", wrap=True)
        self._hint.setMinimumWidth(60)
        self._like = TitleLabel(13, 18)
        self._like.setMinimumWidth(60)
        self.back = push_button(
            translate("Back to the results"), self.back_wanted.emit, icon_name="undo-2",
            kind="ghost", tip=translate("Back to the results (Esc)"),
        )  # fmt: skip
        self._like_line = widget(
            row(
                IconLabel("layers", "accent"),
                (column(label(translate("Most like"), "caption"), self._like, spacing=0), 1),
                self.back,
                spacing=10,
            )
        )
        self._near = label(translate("Near answers"), "strong")
        told = column(self._near, self._hint, spacing=0)
        self._hint_line = widget(row(IconLabel("circle-alert", "text3", 16), (told, 1), spacing=8))
        lines = column(self._like_line, self.suggestion, self._hint_line, spacing=2)
        lines.setContentsMargins(16, 4, 14, 6)
        self.setLayout(column(box("panel", lines), spacing=0))
        self.hide()

    def show_hints(self, found: "Found") -> None:
        """Show what goes with an answer; where nothing was found, the empty list suggests."""
        answer, like = found.answer, found.question.like
        self._suggested = (answer.did_you_mean if answer and found.ids else None) or ""
        hint = (answer.hint if answer else None) or ""
        self._near.setVisible(bool(answer and answer.is_near))
        said = translate("Did you mean “{text}”?", text=self._suggested)
        self.suggestion.setText(f" {said}")
        self.suggestion.setAccessibleName(said)
        self._hint.setText(hint)
        self._like.say(like.title if like else "")
        shown = {
            self.suggestion: self._suggested,
            self._hint_line: hint,
            self._like_line: like,
        }
        for part, wanted in shown.items():
            part.setVisible(bool(wanted))
        self.setVisible(any(shown.values()))

    def _take_suggestion(self) -> None:
        self.text_wanted.emit(self._suggested)
