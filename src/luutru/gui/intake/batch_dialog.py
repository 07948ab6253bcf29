"""Values that all of a batch has in common: typed once, looked at before, set as one act."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from luutru.gui import formats
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.value_lines import ValueLines
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import box, column, label, row
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate, translate_count
from luutru.services.change_words import field_label, value_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luutru.services.archive import Archive
    from luutru.services.batches import BatchChange, BatchRow

_SETTLED_MS: Final = 350
WAYS: Final = {
    "files": mark("Files"),
    "folder": mark("Folder"),
    "watched": mark("Watched folder"),
    "list": mark("List"),
    "package": mark("Package"),
    "scanner": mark("Scanner"),
}


class BatchDialog(DeskDialog):
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
        self.replace = QCheckBox(translate("Replace other values that stand there"))
        self.replace.toggled.connect(lambda _on: self._later())
        self.values = ValueLines(self.replace)
        self.values.edited.connect(self._later)
        self.table = WordTable(
            translate("What would change"),
            [translate(one) for one in _HEADINGS],
            {0: 110, 1: 170, 2: 190, 4: 170},
            3,
        )
        self.summary = label("", "muted", wrap=True)
        self.save = push_button(translate("Set"), self._set, kind="primary")
        self._arrange()
        self.follow()
        archive = desk.archive
        self.run(lambda _job: _batches(archive), self._take)

    def _arrange(self) -> None:
        """Lay out which batch, the values, and what would come of them."""
        which = label(translate("Batch"), "caption")
        which.setBuddy(self.batch)
        self.lay_out(
            row(which, (self.batch, 1)),
            self.values,
            (box("card", column(self.table, spacing=0, margins=(1, 1, 1, 8))), 1),
            foot=((self.summary, 1), self.save),
            size=(900, 640),
        )

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

    def _take(self, batches: "tuple[BatchRow, ...]") -> None:
        self._batches = tuple(one for one in batches if one.waiting)
        for one in self._batches:
            self.batch.addItem(_called(one), one.id)
        if not self._batches:
            self.notice.say("info", translate("No batch has agreements that wait for a review."))
        self.batch.setCurrentIndex(max(0, self.batch.findData(self._wanted)))
        self._later()

    # --- looking before, and doing -----------------------------------------------------------

    def _later(self) -> None:
        self._soon.start()
        self.save.setEnabled(False)

    def _look(self) -> None:
        batch_id, typed = self.batch.currentData(), self.values.typed()
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
        name = field_label(change.field)
        before, after = (value_words(change.field, one) for one in (change.before, change.after))
        note = translate("another value; kept") if kept else translate("is set")
        cells = (change.reference, name, before, after, note)
        return Line(cells, "expiring" if kept else "active")

    def _set(self) -> None:
        batch_id, typed = self.batch.currentData(), self.values.typed()
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
