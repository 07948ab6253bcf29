"""The button with all the ways in which scans come, and what is prepared for them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from luutru.gui.actions import Actions
from luutru.gui.widgets.buttons import push_button
from luutru.i18n import translate

_WAYS: Final = ("take_in", "take_in_folder", "take_in_package", "take_in_list", "scan")
_BESIDES: Final = ("separators", "batch_values")


def bring_button(actions: Actions) -> QPushButton:
    """Make the button; its menu shows each action with its key."""
    button = push_button(translate("Take in"), icon_name="plus", kind="primary")
    _explain_missing_scanner(actions["scan"])
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    _fill(menu, actions, _WAYS)
    menu.addSeparator()
    _fill(menu, actions, _BESIDES)
    button.setMenu(menu)
    return button


def _fill(menu: QMenu, actions: Actions, names: Sequence[str]) -> None:
    for name in names:
        menu.addAction(actions[name])


def _explain_missing_scanner(scan: QAction) -> None:
    """Switch scanning off where scanners cannot be asked, and say why in its words."""
    from luutru.services.scanning import is_possible  # noqa: PLC0415  starts quicker

    if not is_possible():
        scan.setEnabled(False)
        scan.setText(translate("Scan paper (the program scanimage is missing)"))
