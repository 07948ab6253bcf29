"""Adds a code to a list, or changes the words for one."""

from PySide6.QtWidgets import QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label
from luutru.i18n import translate
from luutru.services.administration.codes import LONGEST_WORDS, CodeRow


class CodeDialog(DeskDialog):
    """Asks for the words in both languages; nothing that is used is ever removed."""

    def __init__(
        self, desk: Desk, list_name: str, title: str, code: CodeRow | None, parent: QWidget
    ) -> None:
        heading = (
            translate("Add to “{list}”", list=title)
            if code is None
            else translate("Rename “{words}”", words=code.vi)
        )
        guide = (
            translate("The code stays for good: it can be renamed later, but not removed.")
            if code is None
            else translate("Agreements that carry it keep it and are found by the new words.")
        )
        super().__init__(desk, parent, heading, guide)
        self._list_name = list_name
        self._code = code
        self.vi = _line(translate("In Vietnamese"))
        self.en = _line(translate("In English"))
        if code is not None:
            self.vi.put(code.vi)
            self.en.put(code.en)
        self.save = push_button(translate("Save"), self._save, kind="primary")
        desk.permits.guard(self.save, "code_added")
        fields = []
        for line in (self.vi, self.en):
            name = label(line.accessibleName(), "caption")
            name.setBuddy(line)
            fields += [name, line]
            line.edited.connect(self.follow)
        self.lay_out(
            column(*fields, spacing=4), STRETCH, foot=(STRETCH, self.save), size=(500, 300)
        )
        self.follow()

    def follow(self) -> None:
        """Let the button be on once both are said."""
        self.save.setEnabled(bool(self.vi.typed() and self.en.typed()))

    def _save(self) -> None:
        archive, name, code = self.desk.archive, self._list_name, self._code
        vi, en = self.vi.typed(), self.en.typed()
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.administration.codes import (  # noqa: PLC0415  starts quicker
                add_code,
                rename_code,
            )

            if code is None:
                add_code(archive, name, vi, en)
            else:
                rename_code(archive, name, code.code, vi, en)

        self.run(work, lambda _none: self.finish(translate("“{words}” is kept.", words=vi)),
                 Lane.WRITING)  # fmt: skip


def _line(name: str) -> LineInput:
    made = LineInput(LONGEST_WORDS)
    made.setAccessibleName(name)
    return made
