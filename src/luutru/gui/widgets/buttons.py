"""Buttons with and without words."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from luutru.gui.theme.icons import icon

_ICON_ROLE: Final = {"primary": "on_accent", "ghost": "accent", "danger": "overdue"}
_SMALL: Final = QSize(16, 16)
_TOOL: Final = QSize(18, 18)


def push_button(
    text: str,
    do: Callable[[], object] | None = None,
    *,
    icon_name: str = "",
    kind: str = "",
    tip: str = "",
) -> QPushButton:
    """Make a button with words; `kind` is `primary`, `ghost`, `danger` or plain."""
    button = QPushButton(text)
    if kind:
        button.setProperty("kind", kind)
    if icon_name:
        button.setIcon(icon(icon_name, _ICON_ROLE.get(kind, "text2")))
        button.setIconSize(_SMALL)
    say_on(button, text)
    button.setToolTip(tip)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    if do is not None:
        button.clicked.connect(lambda _checked: do())
    return button


def say_on(button: QPushButton, text: str) -> None:
    """Let a button say something else, beside the icon that it may have."""
    button.setText(text if button.icon().isNull() else f" {text}")
    button.setAccessibleName(text)


def action_button(action: QAction, *, icon_name: str = "", kind: str = "") -> QPushButton:
    """Make a button with words that does what `action` does and is off when it is off."""
    button = push_button(
        action.text(), action.trigger, icon_name=icon_name, kind=kind, tip=action.toolTip()
    )
    button.setCheckable(action.isCheckable())

    def follow() -> None:
        say_on(button, action.text())
        button.setEnabled(action.isEnabled())
        button.setChecked(action.isChecked())

    action.changed.connect(follow)
    follow()
    return button


def tool_button(action: QAction) -> QToolButton:
    """Make a button without words for `action`; its tip says what it does and its key."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAutoRaise(True)
    button.setIconSize(_TOOL)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    button.setAccessibleDescription(action.statusTip())
    return button


def menu_button(icon_name: str, name: str, menu: QMenu) -> QToolButton:
    """Make a button without words that opens a menu."""
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setIconSize(_TOOL)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def icon_button(icon_name: str, name: str, do: Callable[[], object]) -> QToolButton:
    """Make a button without words for something that has no action of its own."""
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setIconSize(_TOOL)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.clicked.connect(lambda _checked: do())
    return button
