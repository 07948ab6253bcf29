"""The self-check: whether this computer has what the program needs, and what to do where not."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui import choosing
from luutru.gui.desk_dialog import WorkDialog
from luutru.gui.jobs import Job, Jobs
from luutru.gui.lanes import Lane
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from luutru.services.doctor.checks import Check

_HEADINGS: Final = (mark("What"), mark("Found"), mark("What to do"), mark("State"))
_WIDTHS: Final = {0: 170, 2: 300, 3: 100}
_STATES: Final = {"good": "active", "warning": "expiring", "error": "overdue"}
"""State of a check to the state whose colour it has."""
_URGENCY: Final = ("error", "warning", "good")
_SIGNS: Final = {"good": mark("✓ good"), "warning": mark("! note"), "error": mark("✗ wrong")}


class SelfCheckDialog(WorkDialog):
    """Looks at everything in the background; shows it, and saves it for whoever helps."""

    def __init__(self, jobs: Jobs, folder: Path, parent: QWidget) -> None:
        """`folder` is that of an archive, or where there is none yet."""
        guide = translate("Nothing is changed, and nothing of your agreements is told.")
        super().__init__(jobs, parent, translate("Self-check"), guide)
        self._folder = folder
        self.checks: list[Check] = []
        self.outcome = label("", "h2", wrap=True)
        self.table = WordTable(
            translate("Self-check"), [translate(one) for one in _HEADINGS], _WIDTHS, 1
        )
        self.again = push_button(translate("Check again"), self.look, icon_name="refresh-cw")
        self.save = push_button(translate("Save as text…"), self._choose, icon_name="download")
        card = box("card", column(self.table, spacing=0, margins=(1, 6, 1, 6)))
        self.lay_out(
            self.outcome, (card, 1), foot=(STRETCH, self.again, self.save), size=(1040, 620)
        )
        self.look()

    def look(self) -> None:
        """Look at everything, or once more."""
        folder = self._folder
        self.outcome.setText(translate("Looking at this computer…"))
        self.again.setEnabled(False)
        self.save.setEnabled(False)
        self.run(lambda job: _examined(folder, job), self._show, Lane.EXAMINING)

    def save_to(self, file: Path) -> None:
        """Write what was found as plain text."""
        checks = tuple(self.checks)
        self.run(lambda _job: _write(checks, file), lambda _none: self._saved(file), Lane.EXAMINING)

    @override
    def follow(self) -> None:
        self.again.setEnabled(True)
        self.save.setEnabled(bool(self.checks))

    def _show(self, checks: "list[Check]") -> None:
        self.checks = checks
        self.outcome.setText(_result(checks))
        first = sorted(checks, key=lambda check: _URGENCY.index(check.state))
        self.table.show_lines([_line(check) for check in first])
        self.follow()

    def _choose(self) -> None:
        kinds = translate("Text (*.txt)")
        choosing.new_file(self, self.save_to, translate("Save as text…"), "luutru.txt", kinds)

    def _saved(self, file: Path) -> None:
        self.notice.say("good", translate("Saved as {file}.", file=file.name))


def _line(check: "Check") -> Line:
    state = check.state.value
    cells = (check.name, check.found, check.advice, translate(_SIGNS[state]))
    return Line(cells, _STATES[state])


def _result(checks: "list[Check]") -> str:
    wrong = sum(check.state == "error" for check in checks)
    if wrong:
        return translate_count("{count} thing is wrong", "{count} things are wrong", wrong)
    return translate("The program has what it needs")


def _examined(folder: Path, job: Job) -> "list[Check]":
    from luutru.services.doctor.examining import examine  # noqa: PLC0415  asked for seldom

    return examine(folder, job)


def _write(checks: "tuple[Check, ...]", file: Path) -> None:
    from luutru.services.doctor.examining import write_text  # noqa: PLC0415  as above

    write_text(checks, file)
