"""What an act would change, under headings; read anew with every letter that is typed."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from luutru.gui.widgets.layouts import empty, label
from luutru.i18n import translate
from luutru.services.life.plan_words import sections
from luutru.services.life.plans import ActPlan


class PlanView(QFrame):
    """Shows a plan, or says what is still missing for one."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "sunken")
        self.setAccessibleName(translate("What would change"))
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(14, 12, 14, 12)
        self._lines.setSpacing(4)
        self.setLayout(self._lines)
        self.said = ""
        """All of it as plain text."""

    def show_plan(self, plan: ActPlan) -> None:
        """Show what changes."""
        told = sections(plan)
        self._empty()
        for heading, lines in told:
            self._add(heading, "strong")
            for text in lines:
                self._add(text)
            self._lines.addSpacing(6)
        self._lines.addStretch(1)
        self._say("\n".join(text for heading, lines in told for text in (heading, *lines)))

    def show_words(self, text: str) -> None:
        """Say why there is nothing to show."""
        self._empty()
        self._add(text, "muted")
        self._lines.addStretch(1)
        self._say(text)

    def _add(self, text: str, role: str = "") -> None:
        self._lines.addWidget(label(text, role, wrap=True))

    def _say(self, text: str) -> None:
        self.said = text
        self.setAccessibleDescription(text)

    def _empty(self) -> None:
        empty(self._lines)
