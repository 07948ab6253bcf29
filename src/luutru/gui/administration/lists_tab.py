"""The tab “Danh mục và quy tắc”: lists of codes and rules, with their source and their age."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from luutru.gui.administration.code_dialog import CodeDialog
from luutru.gui.administration.replan_dialog import offer_replanning
from luutru.gui.administration.rule_dialog import RuleDialog
from luutru.gui.administration.sheets import Sheet, sheets
from luutru.gui.jobs import Newest
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, line, row
from luutru.gui.widgets.word_table import WordTable
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.administration.codes import CodeRow
    from luutru.services.archive import Archive

_SIDE: Final = 264


class ListsTab(QWidget):
    """A list of lists at the left, one of them at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = Newest(desk.jobs)
        self._sheets: dict[str, Sheet] = {}
        self._shown = ""
        self.names = QListWidget()
        self.names.setAccessibleName(translate("Lists and rules"))
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        self.names.setFixedWidth(_SIDE)
        self.names.setProperty("kind", "names")
        self.table: WordTable | None = None
        self._title = label("", "h2", wrap=True)
        self._about = label("", "caption", wrap=True)
        self.add = push_button(
            translate("Add…"), self.add_code, icon_name="plus", kind="primary",
            tip=translate("Add a code to this list"),
        )  # fmt: skip
        self.edit = push_button(
            translate("Change…"), self.change_rule, icon_name="pencil",
            tip=translate("Change the rule that is chosen, for this archive"),
        )  # fmt: skip
        self.rename = push_button(
            translate("Rename…"), self.rename_code, icon_name="pencil",
            tip=translate("Use other words for the code that is chosen"),
        )  # fmt: skip
        self.synonyms = push_button(
            translate("Synonyms and abbreviations…"), self._show_synonyms, icon_name="book-copy",
            tip=translate("Say which words are searched as one"),
        )  # fmt: skip
        desk.permits.guard_each(
            (self.add, "code_added"), (self.edit, "rule_changed"), (self.rename, "code_renamed")
        )
        self._place = QVBoxLayout()
        self.setLayout(column(self._card(), spacing=0))
        self.names.currentItemChanged.connect(self._choose)
        self.refresh()

    def _card(self) -> QFrame:
        head = row(
            (column(self._title, self._about, spacing=2), 1), self.edit, self.rename, self.add,
            spacing=8, margins=(18, 12, 14, 12),
        )  # fmt: skip
        side = box(
            "drawer",
            column((self.names, 1), line(), row(self.synonyms, STRETCH, margins=(10, 8, 10, 8)),
                   spacing=0),
        )  # fmt: skip
        right = column(head, line(), (self._place, 1), spacing=0)
        return box("card", row(side, (right, 1), spacing=0, margins=(1, 1, 1, 1)))

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.names

    def refresh(self) -> None:
        """Read the lists anew."""
        archive = self._desk.archive
        self._reading.ask(lambda _job: _read(archive), self._show_all)

    def show_sheet(self, name: str) -> None:
        """Show one list."""
        for place in range(self.names.count()):
            if self.names.item(place).data(Qt.ItemDataRole.UserRole) == name:
                self.names.setCurrentRow(place)

    def add_code(self) -> CodeDialog:
        """Ask for a new code of the list that is shown."""
        return self._ask(None)

    def rename_code(self) -> CodeDialog | None:
        """Ask for other words for the code that is chosen."""
        code = self._chosen()
        return self._ask(code) if code is not None else None

    def change_rule(self) -> RuleDialog | None:
        """Ask what shall be otherwise in the rule that is chosen."""
        rules = self._sheets[self._shown].rules
        place = self._place_chosen()
        if not 0 <= place < len(rules):
            return None
        dialog = RuleDialog(self._desk, rules[place], self)
        dialog.told.connect(self._tell)
        dialog.changed.connect(self._offer_replanning)
        dialog.open()
        return dialog

    def _offer_replanning(self, rule: str) -> None:
        offer_replanning(self._desk, self, rule, lambda dialog: dialog.open())

    def _show_synonyms(self) -> None:
        from luutru.gui.synonyms.dialog import SynonymsDialog  # noqa: PLC0415  knows the index

        SynonymsDialog(self._desk, self).open()

    def _ask(self, code: "CodeRow | None") -> CodeDialog:
        sheet = self._sheets[self._shown]
        dialog = CodeDialog(self._desk, sheet.name, sheet.title, code, self)
        dialog.told.connect(self._tell)
        dialog.open()
        return dialog

    def _tell(self, title: str, text: str) -> None:
        self._desk.told.emit("good", title, text)

    def _show_all(self, told: list[Sheet]) -> None:
        self._sheets = {one.name: one for one in told}
        shown = self._shown or told[0].name
        self.names.blockSignals(True)  # noqa: FBT003  Qt's signature
        self.names.clear()
        group = ""
        for sheet in told:
            if sheet.group != group:
                group = sheet.group
                self._add_group(group)
            item = QListWidgetItem(sheet.title)
            item.setData(Qt.ItemDataRole.UserRole, sheet.name)
            self.names.addItem(item)
        self.names.blockSignals(False)  # noqa: FBT003
        self._shown = ""
        self.show_sheet(shown)

    def _add_group(self, name: str) -> None:
        item = QListWidgetItem(name)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        face = item.font()
        face.setBold(True)
        item.setFont(face)
        self.names.addItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        name = str(item.data(Qt.ItemDataRole.UserRole) or "") if item is not None else ""
        if not name or name == self._shown:
            return
        self._shown = name
        self._show(self._sheets[name])

    def _show(self, sheet: Sheet) -> None:
        self._title.setText(sheet.title)
        self._about.setText(sheet.about)
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        self.table = WordTable(sheet.title, sheet.headings, sheet.widths, sheet.stretched)
        self._place.addWidget(self.table)
        self.table.show_lines(sheet.lines)
        self.add.setVisible(bool(sheet.codes))
        self.rename.setVisible(bool(sheet.codes))
        self.edit.setVisible(bool(sheet.rules))
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.doubleClicked.connect(self._rename_at)
        self._follow()

    def _follow(self) -> None:
        self.rename.setEnabled(self._chosen() is not None)
        self.edit.setEnabled(self._place_chosen() >= 0)

    def _rename_at(self, _index: QModelIndex) -> None:
        if self._sheets[self._shown].codes:
            self.rename_code()
        elif self._sheets[self._shown].rules:
            self.change_rule()

    def _place_chosen(self) -> int:
        return self.table.currentIndex().row() if self.table is not None else -1

    def _chosen(self) -> "CodeRow | None":
        place = self._place_chosen()
        codes = self._sheets[self._shown].codes if self._shown else ()
        return codes[place] if 0 <= place < len(codes) else None


def _read(archive: "Archive") -> list[Sheet]:
    from luutru.services.administration.codes import code_lists  # noqa: PLC0415  starts quicker
    from luutru.services.administration.rule_books import rule_books  # noqa: PLC0415
    from luutru.services.rules.pack import rules  # noqa: PLC0415

    return sheets(code_lists(archive), rule_books(), rules(archive))
