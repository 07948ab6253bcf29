"""The milestones that the text promises, each to be accepted by a tick."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from typing_extensions import override

from luutru.gui.formats import percent
from luutru.gui.intake.review.check_pill import CheckPill, Standing
from luutru.gui.intake.review.spots import Spot
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.i18n import translate
from luutru.services.milestones.due_words import due_words
from luutru.services.propose import SURE, MilestoneProposal


class MilestoneRow(QWidget):
    """One milestone: what has to be done, when, by whom, and where the text says so."""

    edited = Signal()

    def __init__(self, number: int, told: MilestoneProposal) -> None:
        super().__init__()
        self.key = f"milestone/{number}"
        """Which frames on the scan are its own."""
        self.told = told
        facts = " · ".join(filter(None, (due_words(told), told.clause, told.by)))
        self.box = QCheckBox()
        self.box.setAccessibleName(told.title)
        self.box.setAccessibleDescription(facts)
        self.pill = CheckPill(translate("Milestone"))
        title = label(told.title, wrap=True)
        words = column(title, label(facts, "caption", wrap=True), spacing=1)
        self.setLayout(row(column(2, self.box, STRETCH), (words, 1), column(self.pill, STRETCH)))
        self._show_pill()
        self.pill.clicked.connect(lambda _checked: self.box.toggle())
        self.box.toggled.connect(lambda _on: self._on_toggled())

    @property
    def is_accepted(self) -> bool:
        """Tell whether it is ticked."""
        return self.box.isChecked()

    def spots(self) -> list[Spot]:
        """Return where the text promises it."""
        name = " · ".join(filter(None, (translate("Milestone"), self.told.clause)))
        return [Spot(self.key, name, "progress", place) for place in self.told.places]

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.toggle()

    def _show_pill(self) -> None:
        told = self.told
        page = told.places[0].page if told.places else 0
        standing = Standing.SURE if told.confidence >= SURE else Standing.LOOK
        if self.is_accepted and standing is Standing.LOOK:
            standing = Standing.SEEN
        self.pill.show_standing(standing, page, percent(told.confidence))

    def _on_toggled(self) -> None:
        self._show_pill()
        self.edited.emit()


class MilestoneRows(QWidget):
    """All that were proposed; hidden while there are none."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[MilestoneRow] = []
        self._all = push_button(
            translate("Accept all"), self._accept_all, icon_name="list-checks", kind="ghost"
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        hint = translate("Those that are ticked are watched from now on.")
        head = row(label(translate("Milestones in the text"), "strong"), STRETCH, self._all)
        self.setLayout(column(head, label(hint, "caption", wrap=True), self._lines, spacing=8))

    def show_milestones(
        self, told: Sequence[MilestoneProposal], accepted: Collection[int] = ()
    ) -> None:
        """Show proposals, those with the numbers `accepted` (from 0) ticked."""
        for old in self.rows:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [MilestoneRow(number, one) for number, one in enumerate(told)]
        for number, one in enumerate(self.rows):
            one.box.setChecked(number in accepted)
            one.edited.connect(self._on_edited)
            self._lines.addWidget(one)
        self._on_edited()
        self.setVisible(bool(told))

    @property
    def accepted(self) -> list[int]:
        """The numbers of those that are ticked, from 0."""
        return [number for number, one in enumerate(self.rows) if one.is_accepted]

    def _accept_all(self) -> None:
        for one in self.rows:
            one.box.setChecked(True)

    def _on_edited(self) -> None:
        self._all.setVisible(len(self.accepted) < len(self.rows))
        self.edited.emit()
