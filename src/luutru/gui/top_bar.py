"""The top bar: search over the whole archive, running work, and settings of the window."""

from PySide6.QtWidgets import QFrame

from luutru.gui.actions import Actions
from luutru.gui.job_chip import JobChip
from luutru.gui.jobs import Jobs
from luutru.gui.reminders.bell import Bell
from luutru.gui.reminders.reminding import Reminding
from luutru.gui.shell import TOP
from luutru.gui.signing_in.person_chip import PersonChip
from luutru.gui.widgets.buttons import tool_button
from luutru.gui.widgets.layouts import STRETCH, row, set_ground
from luutru.gui.widgets.search_field import SearchField
from luutru.i18n import translate


class TopBar(QFrame):
    """Always there, above every screen."""

    def __init__(
        self, actions: Actions, jobs: Jobs, reminding: Reminding, signed_in: str = ""
    ) -> None:
        """`signed_in` is the person whose account it is, where an archive asks for it."""
        super().__init__()
        set_ground(self, "top")
        self.setFixedHeight(TOP)
        self.field = SearchField(
            translate("Search the whole archive"),
            translate("Search by number, partner or words of the text…"),
        )
        self.field.setToolTip(actions["search"].toolTip())
        self.field.setEnabled(actions["search"].isEnabled())
        self.field.setMinimumWidth(300)
        self.field.setMaximumWidth(720)
        self.field.setAcceptDrops(False)
        self.chip = JobChip(jobs)
        self.bell = Bell(actions["reminders"], reminding)
        person = [PersonChip(signed_in, actions)] if signed_in else []
        tools = [tool_button(actions[name]) for name in ("theme", "language", "manual")]
        self.setLayout(
            row(
                (self.field, 3),
                STRETCH,
                self.chip,
                6,
                self.bell,
                *tools,
                *person,
                spacing=6,
                margins=(18, 8, 16, 8),
            )
        )
