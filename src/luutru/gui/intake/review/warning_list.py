"""What speaks against simply accepting: twins, and what is wanting in the scan."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from luutru.gui.intake.review.checks import Checks
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import column, label
from luutru.gui.widgets.notice import Notice
from luutru.i18n import mark, translate, translate_count
from luutru.services.scan_quality import ScanFinding
from luutru.services.twins import How, Twin

_TWINS: Final = {
    How.PAPER: mark("It seems to be the same paper as {reference}"),
    How.NUMBER: mark("It has the same number as {reference}"),
}
_FIRST: Final = 3
"""Warnings shown at once; the others on demand."""
Told = tuple[str, str, str, tuple[QPushButton, ...]]
"""Kind of notice, title, text, and the ways to what it is about."""


class WarningList(QWidget):
    """Each is a notice with the way to what it is about; hidden where there is none."""

    page_wanted = Signal(int)
    agreement_wanted = Signal(str)
    comparison_wanted = Signal(str)
    """Show the twins of this document side by side."""
    accepting_wanted = Signal()
    """Show the remarks on the scan, to be accepted with a reason."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[Notice] = []
        self._heading = label("", "strong")
        self._more = push_button("", self._show_all, kind="ghost")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.setLayout(column(self._heading, self._lines, self._more, spacing=8))
        self.hide()

    def show_checks(self, told: Checks) -> None:
        """Show what was found; the first few at once."""
        for old in self.notices:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.notices = []
        for kind, title, text, ways in self._all(told):
            notice = Notice(stays=True)
            self._lines.addWidget(notice)
            notice.say(kind, title, text, *ways)
            notice.setVisible(len(self.notices) < _FIRST)
            self.notices.append(notice)
        count = len(self.notices)
        self._heading.setText(
            translate_count("{count} thing to know", "{count} things to know", count)
        )
        left = count - _FIRST
        self._more.setText(translate_count("Show {count} more", "Show {count} more", left))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(left > 0)
        self.setVisible(count > 0)

    def _all(self, told: Checks) -> Iterator[Told]:
        yield from map(self._twin, told.twins)
        yield from self._findings(told.findings)

    def _twin(self, twin: Twin) -> Told:
        title = translate(_TWINS[twin.how], reference=twin.reference)
        only = " / ".join(filter(None, twin.differs))
        differs = translate("What differs: {text}", text=only) if only else ""
        text = " ".join(filter(None, (twin.why, differs)))
        compare = push_button(
            translate("Compare"), partial(self.comparison_wanted.emit, twin.of), kind="ghost"
        )
        way = push_button(
            translate("Open {reference}", reference=twin.reference),
            partial(self.agreement_wanted.emit, twin.agreement_reference),
            kind="ghost",
        )
        return "warn", title, text, (compare, way)

    def _findings(self, found: Sequence[ScanFinding]) -> Iterator[Told]:
        for one in found:
            yield "warn", one.what, one.advice, self._way_to(one.page)

    def _way_to(self, page: int) -> tuple[QPushButton, ...]:
        accept = push_button(translate("Accept…"), self.accepting_wanted.emit, kind="ghost")
        if not page:
            return (accept,)
        way = push_button(
            translate("Page {number}", number=page),
            partial(self.page_wanted.emit, page),
            kind="ghost",
        )
        return way, accept

    def _show_all(self) -> None:
        for notice in self.notices:
            notice.show()
        self._more.hide()
