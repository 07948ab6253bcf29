"""Values that all of a batch has in common: typed once, looked at before, set as one act."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from luutru.gui import formats
from luutru.gui.fields.field_inputs import AnyInput, TextInput, input_for
from luutru.gui.intake.dialog import IntakeDialog
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, row, scrolled, widget
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate, translate_count
from luutru.records.code_lists import code_list
from luutru.records.fields import BY_NAME, FIELDS, LIST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luutru.services.archive import Archive
    from luutru.services.batches import BatchChange, BatchRow

_SETTLED_MS: Final = 350
_NOT_IN_COMMON: Final = frozenset({"title_vi", "title_en", "title_other", "code_number"})
"""What no two agreements have alike."""
WAYS: Final = {
    "files": mark("Files"),
    "folder": mark("Folder"),
    "watched": mark("Watched folder"),
    "list": mark("List"),
    "package": mark("Package"),
    "scanner": mark("Scanner"),
}


class ValueLine(QWidget):
    """One field and the value it shall have."""

    edited = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QComboBox()
        self.field.setAccessibleName(translate("Field of the description"))
        for name, text in _fields():
            self.field.addItem(translate(text), name)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.input: AnyInput = TextInput()
        self._place.addWidget(self.input)
        remove = icon_button("x", translate("Remove this value"), self.removed.emit)
        self.setLayout(row((self.field, 2), (self._place, 3), remove, spacing=8))
        self.field.activated.connect(lambda _place: self._change())
        self._change()

    @property
    def name(self) -> str:
        """The field that is chosen."""
        return str(self.field.currentData())

    def typed(self) -> tuple[str, str]:
        """Return the field and its value as typed."""
        return self.name, self.input.typed()

    def choose(self, name: str) -> None:
        """Choose a field."""
        self.field.setCurrentIndex(self.field.findData(name))
        self._change()

    def _change(self) -> None:
        """Put the input that fits the field in place of the one before."""
        old = self.input
        self.input = input_for(BY_NAME[self.name]) if self.name in BY_NAME else TextInput()
        self.input.setAccessibleName(self.field.currentText())
        self.input.edited.connect(self.edited)
        self._place.replaceWidget(old, self.input)
        old.hide()
        old.deleteLater()
        self.edited.emit()


class BatchDialog(IntakeDialog):
    """Changes only agreements that nobody has reviewed; what stands there is kept unless wanted."""

    def __init__(self, desk: Desk, parent: QWidget, batch_id: int | None = None) -> None:
        super().__init__(
            desk,
            parent,
            translate("Values that a batch has in common"),
            translate(
                "They are set for the agreements of the batch that nobody has reviewed; what "
                "stands there already is kept."
            ),
        )
        self._wanted = batch_id
        self._batches: tuple[BatchRow, ...] = ()
        self._changes: tuple[BatchChange, ...] = ()
        self._looking = Newest(desk.jobs)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._soon.timeout.connect(self._look)
        self.batch = QComboBox()
        self.batch.setAccessibleName(translate("Batch"))
        self.batch.activated.connect(lambda _place: self._later())
        self.lines: list[ValueLine] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.add = push_button(translate("Add a field"), self.add_line, icon_name="plus")
        self.replace = QCheckBox(translate("Replace other values that stand there"))
        self.replace.toggled.connect(lambda _on: self._later())
        self.table = WordTable(
            translate("What would change"),
            [translate(one) for one in _HEADINGS],
            {0: 110, 1: 170, 2: 190, 4: 170},
            3,
        )
        self.summary = label("", "muted", wrap=True)
        self.save = push_button(translate("Set"), self._set, kind="primary")
        self._arrange()
        self.add_line()
        self.follow()
        archive = desk.archive
        self.run(lambda _job: _batches(archive), self._take)

    def _arrange(self) -> None:
        """Lay out which batch, the values, and what would come of them."""
        which = label(translate("Batch"), "caption")
        which.setBuddy(self.batch)
        values = scrolled(widget(column(self._list, STRETCH, spacing=0)), "clear")
        values.setMaximumHeight(170)
        self.lay_out(
            row(which, (self.batch, 1)),
            values,
            row(self.add, STRETCH, self.replace),
            (box("card", column(self.table, spacing=0, margins=(1, 1, 1, 8))), 1),
            foot=((self.summary, 1), self.save),
            size=(900, 640),
        )

    def add_line(self) -> ValueLine:
        """Let another field be given a value."""
        made = ValueLine()
        given = {one.name for one in self.lines}
        made.choose(next((name for name, _ in _fields() if name not in given), made.name))
        made.edited.connect(self._later)
        made.removed.connect(partial(self._remove, made))
        self.lines.append(made)
        self._list.addWidget(made)
        made.field.setFocus()
        return made

    def follow(self) -> None:
        """Let the button say for how many agreements something would be set."""
        count = len({one.reference for one in self._changes if self._would_be_set(one)})
        kept = sum(not self._would_be_set(one) for one in self._changes)
        self.save.setText(
            translate_count("Set for {count} agreement", "Set for {count} agreements", count)
            if count
            else translate("Set")
        )
        self.save.setAccessibleName(self.save.text())
        self.save.setEnabled(count > 0 and not self._looking.waiting)
        self.summary.setText(
            translate_count("{count} other value is kept", "{count} other values are kept", kept)
            if kept
            else ""
        )

    def _would_be_set(self, change: "BatchChange") -> bool:
        return not change.differs or self.replace.isChecked()

    def _remove(self, gone: ValueLine) -> None:
        self.lines.remove(gone)
        self._list.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        if not self.lines:
            self.add_line()
        self._later()

    def _take(self, batches: "tuple[BatchRow, ...]") -> None:
        self._batches = tuple(one for one in batches if one.waiting)
        for one in self._batches:
            self.batch.addItem(_called(one), one.id)
        if not self._batches:
            self.notice.say("info", translate("No batch has agreements that wait for a review."))
        self.batch.setCurrentIndex(max(0, self.batch.findData(self._wanted)))
        self._later()

    # --- looking before, and doing -----------------------------------------------------------

    def _typed(self) -> list[tuple[str, str]]:
        return [typed for one in self.lines if (typed := one.typed())[1]]

    def _later(self) -> None:
        self._soon.start()
        self.save.setEnabled(False)

    def _look(self) -> None:
        batch_id, typed = self.batch.currentData(), self._typed()
        self.notice.clear()
        if batch_id is None or not typed:
            self._looking.forget()
            self._show(())
            return
        archive, replace = self.desk.archive, self.replace.isChecked()

        def work(_job: object) -> "tuple[BatchChange, ...]":
            from luutru.services.batches import preview_for_batch  # noqa: PLC0415

            return preview_for_batch(archive, batch_id, typed, replace=replace)

        self._looking.ask(work, self._looked, self._refused)

    def _looked(self, changes: "tuple[BatchChange, ...]") -> None:
        self._looking.forget()
        self._show(changes)

    def _refused(self, error: Exception) -> None:
        self._looking.forget()
        self._show(())
        self.explain(error)

    def _show(self, changes: "Sequence[BatchChange]") -> None:
        self._changes = tuple(changes)
        self.table.show_lines([self._line(one) for one in changes])
        self.follow()

    def _line(self, change: "BatchChange") -> Line:
        kept = not self._would_be_set(change)
        name = translate(dict(_all_fields()).get(change.field, change.field))
        before, after = (_shown(change.field, one) for one in (change.before, change.after))
        note = translate("another value; kept") if kept else translate("is set")
        cells = (change.reference, name, before or "–", after, note)
        return Line(cells, "expiring" if kept else "active")

    def _set(self) -> None:
        batch_id, typed = self.batch.currentData(), self._typed()
        archive, replace = self.desk.archive, self.replace.isChecked()
        self.save.setEnabled(False)

        def work(_job: object) -> "tuple[BatchChange, ...]":
            from luutru.services.batches import set_for_batch  # noqa: PLC0415

            return set_for_batch(archive, batch_id, typed, replace=replace)

        def told(changes: "tuple[BatchChange, ...]") -> None:
            count = len({one.reference for one in changes if self._would_be_set(one)})
            self.finish(
                translate_count(
                    "The values are set for {count} agreement.",
                    "The values are set for {count} agreements.",
                    count,
                )
            )

        self.run(work, told, Lane.WRITING)


_HEADINGS: Final = (
    mark("Agreement"), mark("Field of the description"), mark("So far"), mark("Then"), mark("Note"),
)  # fmt: skip


def _all_fields() -> list[tuple[str, str]]:
    return [(field.name, field.label) for field in FIELDS] + list(LIST_FIELDS.items())


def _fields() -> list[tuple[str, str]]:
    return [one for one in _all_fields() if one[0] not in _NOT_IN_COMMON]


def _shown(name: str, value: str) -> str:
    """Return a value as people read it: the word for a code."""
    field = BY_NAME.get(name)
    if field is not None and field.choices and value in code_list(field.choices).codes:
        return code_list(field.choices).label(value)
    return value


def _called(batch: "BatchRow") -> str:
    way = translate(WAYS.get(batch.way, batch.way))
    waiting = translate_count(
        "{count} agreement not reviewed", "{count} agreements not reviewed", batch.waiting
    )
    parts = (formats.moment_near(batch.at), way, batch.label, waiting)
    return " · ".join(part for part in parts if part)


def _batches(archive: "Archive") -> "tuple[BatchRow, ...]":
    from luutru.services.batches import batches  # noqa: PLC0415  starts quicker

    return batches(archive)
