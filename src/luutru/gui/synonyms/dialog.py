"""The list of synonyms and abbreviations of the archive, and the ways to change it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QVBoxLayout, QWidget

from luutru.errors import LuutruError
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.synonyms.group_line import GroupBox, GroupLine
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import (
    STRETCH,
    box,
    column,
    empty,
    label,
    line,
    row,
    scrolled,
    widget,
)
from luutru.gui.widgets.notice import Notice
from luutru.gui.widgets.search_field import SearchField
from luutru.i18n import translate, translate_count
from luutru.services.synonyms import (
    SynonymGroup,
    put_group,
    remove_group,
    restore_groups,
    synonym_groups,
)
from luutru.vietnamese.folding import fold

if TYPE_CHECKING:
    from luutru.gui.jobs import Job

WIDTH, HEIGHT = 720, 580
_CHANGED: Final = "synonyms_changed"
NAME_LONGEST: Final = 60
"""Letters of the name that ties the words of a group together."""


class SynonymsDialog(QDialog):
    """Shows the groups; each change is written at once and holds for the next search."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Newest(desk.jobs)
        self._groups: list[SynonymGroup] = []
        self.lines: list[GroupLine] = []
        self.editing: GroupBox | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Synonyms and abbreviations"))
        self.resize(WIDTH, HEIGHT)
        self.field = SearchField(translate("Find a word"), translate("Find a word…"))
        self.field.searched.connect(lambda _text: self._show())
        self.add = push_button(
            translate("Add a group"), self.begin_new, icon_name="plus", kind="primary"
        )
        self.notice = Notice()
        self._lay_out()
        self.reload()

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._count = label("", "caption")
        self.restore = push_button(
            translate("Restore the list of the program…"), self._ask_restore, icon_name="undo-2"
        )
        guard = self._desk.permits.guard
        guard(self.add, _CHANGED)
        guard(self.restore, _CHANGED)
        close = push_button(translate("Close"), self.accept)
        area = scrolled(widget(column(self._list, STRETCH, spacing=0)), "panel")
        self.setLayout(
            column(
                label(translate("Synonyms and abbreviations"), "h1"),
                label(
                    translate(
                        "Words of one group are searched as one: whoever types BGN finds "
                        "“bản ghi nhớ” too."
                    ),
                    "muted",
                    wrap=True,
                ),
                row((self.field, 1), self.add),
                self.notice,
                (box("card", column(area, spacing=0, margins=(1, 6, 1, 6))), 1),
                row(self.restore, STRETCH, self._count, 8, close),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )

    # --- reading and writing ---------------------------------------------------------------

    def reload(self) -> None:
        """Read the list anew."""
        archive = self._desk.archive
        self._reading.ask(lambda _job: synonym_groups(archive), self._take)

    def _take(self, groups: list[SynonymGroup]) -> None:
        self._groups = groups
        self._show()

    def _write(self, work: "Callable[[Job], object]") -> None:
        self.notice.clear()
        self._desk.jobs.start(
            work, lambda _done: self.reload(), lane=Lane.WRITING, failed=self._explain
        )

    def _explain(self, error: Exception) -> None:
        """Say what the archive would not take; what was typed stays to be put right."""
        if isinstance(error, LuutruError):
            self.notice.say("bad", error.what_happened(), error.what_next())
        else:
            self._desk.jobs.tell(error)

    def put(self, name: str, terms: list[str], source: str = "") -> None:
        """Keep a group; a new one is called after its first word."""
        archive = self._desk.archive
        given = name or self._free_name(terms[0])
        self._write(lambda _job: put_group(archive, given, terms, source))

    def _free_name(self, wanted: str) -> str:
        known = {group.name for group in self._groups}
        names = (f"{wanted[: NAME_LONGEST - 4]} {n}" for n in range(2, len(known) + 3))
        return next(one for one in (wanted[:NAME_LONGEST], *names) if one not in known)

    def _ask_remove(self, group: SynonymGroup) -> None:
        archive = self._desk.archive
        self._ask(
            translate("Remove a group"),
            translate(
                "Remove “{words}”? These words are then searched each for itself.",
                words=", ".join(group.terms),
            ),
            lambda: self._write(lambda _job: remove_group(archive, group.name)),
        )

    def _ask_restore(self) -> None:
        archive = self._desk.archive
        self._ask(
            translate("Restore the list of the program"),
            translate(
                "Put the list back as it came with the program? What was added or changed is lost."
            ),
            lambda: self._write(lambda _job: restore_groups(archive)),
        )

    def _ask(self, title: str, words: str, do: Callable[[], object]) -> None:
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        asked = QMessageBox(QMessageBox.Icon.Question, title, words, buttons, self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.button(QMessageBox.StandardButton.Yes).clicked.connect(lambda _checked: do())
        asked.open()

    # --- what is shown ---------------------------------------------------------------------

    def _show(self) -> None:
        self.editing = None
        empty(self._list)
        wanted = fold(self.field.text().strip())
        shown = [group for group in self._groups if _has(group, wanted)]
        self.lines = []
        for group in shown:
            if self.lines:
                self._list.addWidget(line())
            self.lines.append(self._line(group))
            self._list.addWidget(self.lines[-1])
        self._count.setText(translate_count("{count} group", "{count} groups", len(shown)))

    def _line(self, group: SynonymGroup) -> GroupLine:
        made = GroupLine(group)
        for button in (made.edit, made.remove):
            self._desk.permits.guard(button, _CHANGED)
        made.edit_wanted.connect(lambda: self.begin_edit(made))
        made.remove_wanted.connect(lambda: self._ask_remove(group))
        return made

    # --- changing --------------------------------------------------------------------------

    def begin_new(self) -> None:
        """Ask for the words of a new group."""
        self._open_box(GroupBox(), 0).accepted.connect(lambda terms: self.put("", terms))

    def begin_edit(self, edited: GroupLine) -> None:
        """Ask for other words of a group."""
        group = edited.group
        place = self._list.indexOf(edited)
        opened = self._open_box(GroupBox(group.terms), place)
        edited.hide()
        opened.accepted.connect(lambda terms: self.put(group.name, terms, group.source))
        opened.given_up.connect(edited.show)

    def _open_box(self, made: GroupBox, place: int) -> GroupBox:
        if self.editing is not None:
            self.editing.given_up.emit()
        self.editing = made
        made.given_up.connect(self._close_box)
        self._list.insertWidget(place, made)
        made.words.setFocus(Qt.FocusReason.OtherFocusReason)
        return made

    def _close_box(self) -> None:
        if self.editing is not None:
            self.editing.hide()
            self.editing.deleteLater()
            self.editing = None


def _has(group: SynonymGroup, wanted: str) -> bool:
    """Tell whether one of the words of a group holds `wanted`, which is folded."""
    return not wanted or any(wanted in fold(term) for term in group.terms)
