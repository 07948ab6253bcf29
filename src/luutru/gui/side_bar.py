"""The side bar: the screens that work, with words where there is room."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame

from luutru.gui.widgets.brand import Brand
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row, set_ground
from luutru.gui.widgets.nav_button import Badge, NavButton
from luutru.i18n import translate

FULL: Final = 212
COMPACT: Final = 64
COMPACT_BELOW: Final = 1500
"""Width of the window in pixels below which the side bar shows icons only."""


class SideBar(QFrame):
    """One entry for each screen; the person who works here stands at its foot."""

    def __init__(self, archive_name: str, person: str, screens: Iterable[QAction]) -> None:
        super().__init__()
        set_ground(self, "nav")
        self._brand = Brand(archive_name)
        self.buttons: dict[str, NavButton] = {}
        self._person = label(person, "muted")
        self._person.setMinimumWidth(0)
        self._who = IconLabel("user", "text3")
        told = translate("Working as {person}; the custody log names you so.", person=person)
        self._who.setToolTip(told)
        self._person.setToolTip(told)
        entries = column(spacing=2)
        for action in screens:
            entries.addWidget(self._entry(action))
        self._foot = row(self._who, (self._person, 1), spacing=10)
        self.setLayout(
            column(self._brand, 6, entries, STRETCH, self._foot, spacing=0, margins=(0, 0, 0, 12))
        )
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Show icons only, or icons and words."""
        self.setFixedWidth(COMPACT if compact else FULL)
        self._person.setVisible(not compact)
        self._foot.setContentsMargins(23, 4, 12, 0)
        self._brand.set_compact(compact=compact)
        for button in self.buttons.values():
            button.set_compact(compact=compact)

    def show_badge(self, screen: str, badge: Badge | None) -> None:
        """Show what waits on a screen."""
        self.buttons[screen].show_badge(badge)

    def show_current(self, screen: str) -> None:
        """Mark the entry of the open screen."""
        self.buttons[screen].setChecked(True)

    def _entry(self, action: QAction) -> NavButton:
        button = NavButton(action.text(), _ICONS[action.objectName()], action.toolTip())
        button.clicked.connect(lambda _checked: action.trigger())
        self.buttons[action.objectName()] = button
        return button


_ICONS: Final = {"agreements": "files", "intake": "scan-line"}
