"""Who has signed in, in the top bar; its menu locks, signs out, and changes the password."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from luutru.gui.actions import Actions
from luutru.gui.theme.icons import icon
from luutru.i18n import translate


class PersonChip(QToolButton):
    """A button with the name of the account."""

    def __init__(self, person: str, actions: Actions) -> None:
        super().__init__()
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for name in ("change_password", "lock", "sign_out"):
            menu.addAction(actions[name])
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoRaise(True)
        self.setIcon(icon("user"))
        self.setText(person)
        self.setAccessibleName(translate("Signed in as {person}", person=person))
        self.setToolTip(self.accessibleName())
