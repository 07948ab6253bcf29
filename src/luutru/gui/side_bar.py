"""The side bar: the screens that work, with words where there is room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame

from luutru.gui.actions import Actions
from luutru.gui.screens import SCREENS, ScreenSpec
from luutru.gui.shell import RAIL, RAIL_WITH_WORDS
from luutru.gui.widgets.brand import Brand
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, line, row, set_ground
from luutru.gui.widgets.nav_button import Badge, NavButton
from luutru.i18n import translate


class SideBar(QFrame):
    """One entry for each screen; the person who works here stands at its foot."""

    def __init__(self, archive_name: str, person: str, actions: Actions,
                 screens: Sequence[ScreenSpec] = SCREENS) -> None:  # fmt: skip
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
        daily, apart = (
            column(
                *(self._entry(spec, actions[spec.name]) for spec in screens if spec.apart is below),
                spacing=2,
            )
            for below in (False, True)
        )
        self._line = line()
        self._line.setVisible(any(spec.apart for spec in screens))
        self._foot = row(self._who, (self._person, 1), spacing=10)
        self.setLayout(
            column(
                self._brand,
                6,
                daily,
                10,
                row(self._line, margins=(16, 0, 16, 0)),
                10,
                apart,
                STRETCH,
                self._foot,
                spacing=0,
                margins=(0, 0, 0, 12),
            )
        )
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Show icons only, or icons and words."""
        self.setFixedWidth(RAIL if compact else RAIL_WITH_WORDS)
        self._person.setVisible(not compact)
        self._foot.setContentsMargins(23, 4, 12, 0)
        self._brand.set_compact(compact=compact)
        for button in self.buttons.values():
            button.set_compact(compact=compact)

    def show_archive(self, name: str) -> None:
        """Say another name of the archive."""
        self._brand.show_archive(name)

    def show_badge(self, screen: str, badge: Badge | None) -> None:
        """Show what waits on a screen."""
        self.buttons[screen].show_badge(badge)

    def show_current(self, screen: str) -> None:
        """Mark the entry of the open screen; Tab reaches that one, arrows the others."""
        self.buttons[screen].setChecked(True)
        for name, button in self.buttons.items():
            by_tab, by_click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(by_tab if name == screen else by_click)

    def _entry(self, spec: ScreenSpec, action: QAction) -> NavButton:
        button = NavButton(action.text(), spec.icon, action.toolTip())
        button.clicked.connect(lambda _checked: action.trigger())
        button.setEnabled(action.isEnabled())
        self.buttons[spec.name] = button
        return button
