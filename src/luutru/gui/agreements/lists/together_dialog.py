"""Fields of many agreements corrected together: looked at before, done as one act, put back."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.value_lines import ValueLines
from luutru.gui.formats import Grouped
from luutru.gui.jobs import Job, Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import box, column, label
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate, translate_count
from luutru.services.change_words import field_label, value_words
from luutru.services.together import Together, TogetherChange, preview_together, set_together

_SETTLED_MS: Final = 350
_LONGEST: Final = 52
"""Letters of a title: two lines tell which agreement is meant."""
_HEADINGS: Final = (
    mark("Agreement"), mark("Field of the description"), mark("So far"), mark("Then"),
)  # fmt: skip


class TogetherDialog(DeskDialog):
    """Corrects what was looked at, and only if nobody corrected any of it since."""

    corrected = Signal(object)
    """What was done, a `services.together.Together` by which it can be put back."""

    def __init__(self, desk: Desk, parent: QWidget, ids: Sequence[int]) -> None:
        title = translate_count(
            "Correct {count} agreement", "Correct {count} agreements", Grouped(len(ids))
        )
        guide = translate("Only the fields that are named here change; all others stay.")
        super().__init__(desk, parent, title, guide)
        self._ids = ids
        self._seen = Together()
        self._typed: list[tuple[str, str]] = []
        self._looking = Newest(desk.jobs)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._soon.timeout.connect(self._look)
        self.values = ValueLines(ways=True)
        self.values.edited.connect(self._later)
        self.table = WordTable(
            translate("What would change"),
            [translate(one) for one in _HEADINGS],
            {0: 270, 1: 160, 2: 200},
            3,
        )
        self.summary = label("", "muted", wrap=True)
        self.save = push_button(translate("Correct"), self._set, kind="primary")
        desk.permits.guard(self.save, "set_together")
        self.lay_out(
            self.values,
            (box("card", column(self.table, spacing=0, margins=(1, 1, 1, 8))), 1),
            foot=((self.summary, 1), self.save),
            size=(920, 660),
        )
        self.follow()

    def follow(self) -> None:
        """Say how much would change, and let it be done once that was looked at."""
        count = Grouped(self._seen.agreements)
        words = translate_count("Correct {count} agreement", "Correct {count} agreements", count)
        self.save.setText(words if count else translate("Correct"))
        self.save.setAccessibleName(self.save.text())
        self.save.setEnabled(count > 0 and not self._looking.waiting)
        self.summary.setText(self._summary())

    def _summary(self) -> str:
        """Return in words what would change, and what would stay as it is."""
        if self._looking.waiting:
            return translate("Looking what would change…")
        if not self._typed:
            return ""
        changes = Grouped(len(self._seen.changes))
        same = Grouped(len(self._ids) - self._seen.agreements)
        said = [translate_count("{count} value changes", "{count} values change", changes)]
        if same:
            said.append(
                translate_count(
                    "{count} agreement stays as it is", "{count} agreements stay as they are", same
                )
            )
        if left := Grouped(len(self._seen.left_out)):
            said.append(
                translate_count(
                    "{count} has no document for such a field",
                    "{count} have no document for such a field",
                    left,
                )
            )
        return " · ".join(said)

    # --- looking before, and doing -----------------------------------------------------------

    def _later(self) -> None:
        self._soon.start()
        self.save.setEnabled(False)

    def _look(self) -> None:
        self._typed = typed = self.values.typed()
        self.notice.clear()
        if not typed:
            self._looking.forget()
            self._show(Together())
            return
        archive, ids = self.desk.archive, self._ids
        self._looking.ask(
            lambda job: preview_together(archive, ids, typed, job), self._looked, self._refused
        )
        self.follow()

    def _looked(self, seen: Together) -> None:
        self._looking.forget()
        self._show(seen)

    def _refused(self, error: Exception) -> None:
        self._looking.forget()
        self._show(Together())
        self.explain(error)

    def _show(self, seen: Together) -> None:
        self._seen = seen
        self.table.show_lines([_line(change) for change in seen.changes])
        self.follow()

    def _set(self) -> None:
        archive, seen, typed = self.desk.archive, self._seen, self._typed
        self.save.setEnabled(False)

        def work(job: Job) -> Together:
            return set_together(archive, seen, typed, job)

        self.desk.jobs.start(
            work,
            self._finish,
            lane=Lane.WRITING,
            title=translate("Correcting agreements"),
            failed=self.explain,
        )

    def _finish(self, done: Together) -> None:
        self.corrected.emit(done)
        self.accept()


def _line(change: TogetherChange) -> Line:
    title = change.title if len(change.title) <= _LONGEST else f"{change.title[:_LONGEST]}…"
    named = f"{change.reference}  {title}"
    values = (value_words(change.field, one) for one in (change.before, change.after))
    return Line((named, field_label(change.field), *values), "active")
