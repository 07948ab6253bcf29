"""What stands above the list while several agreements are selected: how many, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.actions import Actions
from luutru.gui.formats import number
from luutru.gui.widgets.buttons import action_button, icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, row
from luutru.i18n import translate, translate_count


class SelectionBar(QWidget):
    """Hidden while less than two agreements are selected."""

    all_wanted = Signal()
    dropped = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._count = label("", "strong")
        self.all = push_button("", self.all_wanted.emit, kind="ghost")
        acts = [
            action_button(actions[name], icon_name=icon_name, kind="ghost")
            for name, icon_name in (
                ("correct_together", "pencil"),
                ("approve", "badge-check"),
                ("copies_together", "stamp"),
                ("export_list", "download"),
            )
        ]
        drop = icon_button("x", translate("Select no longer"), self.dropped.emit)
        within = row(self._count, self.all, STRETCH, *acts, drop, spacing=4, margins=(18, 4, 10, 4))
        self.setLayout(column(box("band", within), spacing=0))
        self.hide()

    def show_selection(self, selected: int, found: int) -> None:
        """Tell how many of how many are selected."""
        words = translate_count("{count} selected", "{count} selected", selected)
        self._count.setText(words.replace(str(selected), number(selected), 1))
        every = translate("Select all {count} found", count=number(found))
        self.all.setText(every)
        self.all.setAccessibleName(every)
        self.all.setVisible(selected < found)
        self.setVisible(selected > 1)
