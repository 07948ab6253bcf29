"""The dialog itself: the pages, what can be done with those chosen, and what comes of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QToolButton, QWidget

from luutru.errors import LuutruError
from luutru.gui.arranging import work
from luutru.gui.arranging.page_grid import PageGrid
from luutru.gui.arranging.page_plan import PagePlan
from luutru.gui.lanes import Lane
from luutru.gui.pages.scan_source import images_of
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, line, row
from luutru.gui.widgets.notice import Notice
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from luutru.gui.arranging.work import Opened

WIDTH, HEIGHT = 1080, 700
_TOOLS: Final = (
    ("rotate-ccw", mark("Turn left"), "Ctrl+Shift+Left"),
    ("rotate-cw", mark("Turn right"), "Ctrl+Shift+Right"),
    ("chevron-left", mark("Move earlier"), "Ctrl+Left"),
    ("chevron-right", mark("Move later"), "Ctrl+Right"),
    ("x", mark("Leave out, or take in again"), "Delete"),
    ("scissors", mark("A document begins here, or no longer"), "Ctrl+Return"),
    ("undo-2", mark("Undo"), "Ctrl+Z"),
)
"""Icon, name and key of each button, in their order."""


class ArrangeDialog(QDialog):
    """Shows the pages of one document; nothing is made before the person says so."""

    made = Signal(list)
    """Something was made; the references of the documents that it concerns."""

    def __init__(self, desk: Desk, reference: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reference = reference
        self._plan = PagePlan(0)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Arrange pages"))
        self.resize(WIDTH, HEIGHT)
        self.title = label(translate("Arrange pages"), "h1")
        self.guide = label(_guide(is_signed=False), "muted", wrap=True)
        self.notice = Notice()
        self.grid = PageGrid(images_of(desk.archive, desk.jobs))
        self.grid.moved.connect(self._on_dropped)
        self.grid.selectionModel().selectionChanged.connect(lambda *_: self._show_tools())
        self.tools = [self._tool(at, *tool) for at, tool in enumerate(_TOOLS)]
        self.original = push_button(
            translate("Back to the original"), self._show_original, icon_name="undo-2"
        )
        self.told = label("", "muted", wrap=True)
        self.save = push_button("", self._make, kind="primary")
        tools = row(*self.tools, STRETCH, self.original, spacing=4, margins=(12, 8, 12, 8))
        close = push_button(translate("Close"), self.reject)
        self.setLayout(
            column(
                self.title,
                self.guide,
                self.notice,
                (box("card", column(tools, line(), (self.grid, 1), spacing=0, margins=_CARD)), 1),
                row((self.told, 1), close, self.save, spacing=10),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )
        self._show()
        self._run(lambda: work.open_pages(desk.archive, reference), self._take, Lane.READING)

    def _tool(self, at: int, icon_name: str, name: str, key: str) -> QToolButton:
        tip = f"{translate(name)} ({QKeySequence(key).toString()})"
        button = icon_button(icon_name, tip, lambda: self._do(at))
        QShortcut(QKeySequence(key), self, lambda: self._do(at))
        return button

    def _take(self, opened: "Opened") -> None:
        self._plan = PagePlan(len(opened.shapes))
        self.title.setText(translate("Pages of {name}", name=opened.name))
        self.original.setVisible(not opened.is_original)
        self.grid.show_document(opened.document_id, opened.shapes)
        self.guide.setText(_guide(is_signed=opened.is_signed))
        if opened.cuts:
            self._plan.propose(opened.cuts, opened.separators)
            self.notice.say(
                "info",
                translate_count(
                    "{count} more document seems to be in this scan.",
                    "{count} more documents seem to be in this scan.",
                    len(opened.cuts),
                ),
                translate("Check where each begins; the reason stands in the tip of its page."),
            )
        self._show()
        self.grid.choose([0] if opened.shapes else [])
        self.grid.setFocus()

    # --- what is done with the chosen pages ------------------------------------------------

    def _do(self, at: int) -> None:
        places = self.grid.places
        if not self.tools[at].isEnabled():
            return
        plan = self._plan
        acts: tuple[Callable[[], object], ...] = (
            lambda: plan.turn(places, -90),
            lambda: plan.turn(places, 90),
            lambda: self._after_move(plan.move(places, -1)),
            lambda: self._after_move(plan.move(places, 1)),
            lambda: plan.toggle_left_out(places),
            lambda: plan.toggle_begins(places),
            plan.undo,
        )
        acts[at]()
        self._show()

    def _after_move(self, places: tuple[int, ...]) -> None:
        self.grid.show_pages(self._plan.pages)
        self.grid.choose(places)

    def _on_dropped(self, places: list[int], target: int) -> None:
        self._after_move(self._plan.move_to(places, target))
        self._show()

    # --- what comes of it ------------------------------------------------------------------

    def _make(self) -> None:
        plan, archive, reference = self._plan, self._desk.archive, self._reference
        self.save.setEnabled(False)
        self._run(lambda: work.make(archive, reference, plan), self._over, Lane.WRITING)

    def _show_original(self) -> None:
        archive, reference = self._desk.archive, self._reference
        self._run(lambda: work.show_original(archive, reference), self._over, Lane.WRITING)

    def _over(self, references: list[str]) -> None:
        self.made.emit(references)
        self.accept()

    def _run(self, do: Callable[[], object], then: Callable[..., object], lane: Lane) -> None:
        self._desk.jobs.start(lambda _job: do(), then, lane=lane, failed=self._explain)

    def _explain(self, error: Exception) -> None:
        """Say why nothing was made; what was wanted stays to be tried again."""
        if isinstance(error, LuutruError):
            self.notice.say("bad", error.what_happened(), error.what_next())
        else:
            self._desk.jobs.tell(error)
        self._show()

    # --- what is shown ---------------------------------------------------------------------

    def _show(self) -> None:
        plan = self._plan
        self.grid.show_pages(plan.pages)
        documents = len(plan.groups)
        several = documents > 1
        self.save.setText(translate("Cut apart") if several else translate("Save"))
        self.save.setAccessibleName(self.save.text())
        self.save.setEnabled(plan.is_changed and documents > 0)
        self.told.setText(_summary(plan))
        self._show_tools()

    def _show_tools(self) -> None:
        chosen = bool(self.grid.places)
        for tool in self.tools[:-1]:
            tool.setEnabled(chosen)
        self.tools[-1].setEnabled(self._plan.can_undo)


_CARD: Final = (1, 1, 1, 8)


def _guide(*, is_signed: bool) -> str:
    said = translate(
        "The original is never changed: what you make here is shown in its place, and the original "
        "can be shown again at any time."
    )
    if is_signed:
        said += " " + translate("Its digital signature holds for the original only.")
    return said


def _summary(plan: PagePlan) -> str:
    """Say what would come of the plan."""
    said = [translate_count("{count} page", "{count} pages", len(plan.pages) - plan.left_out)]
    if plan.turned:
        said.append(translate_count("{count} turned", "{count} turned", plan.turned))
    if plan.left_out:
        said.append(translate_count("{count} left out", "{count} left out", plan.left_out))
    if len(plan.groups) > 1:
        documents = len(plan.groups)
        said.append(translate_count("{count} document", "{count} documents", documents))
    if not plan.groups and plan.pages:
        return translate("Every page is left out; at least one has to stay.")
    return " · ".join(said)
