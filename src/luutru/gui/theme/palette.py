"""The palette for what Qt draws by itself: menus, dialogs, disabled text."""

from PySide6.QtGui import QColor, QPalette

from luutru.gui.theme.tokens import Tokens

Role = QPalette.ColorRole


def palette(table: Tokens) -> QPalette:
    """Return the palette of one theme."""
    made = QPalette()
    for role, value in _roles(table).items():
        made.setColor(role, QColor(value))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(table.text3))
    return made


def _roles(table: Tokens) -> dict[QPalette.ColorRole, str]:
    return {
        Role.Window: table.bg,
        Role.WindowText: table.text,
        Role.Base: table.surface,
        Role.AlternateBase: table.sunken,
        Role.Text: table.text,
        Role.Button: table.surface,
        Role.ButtonText: table.text,
        Role.BrightText: table.on_accent,
        Role.ToolTipBase: table.raised,
        Role.ToolTipText: table.text,
        Role.Highlight: table.accent,
        Role.HighlightedText: table.on_accent,
        Role.PlaceholderText: table.text3,
        Role.Link: table.accent,
        Role.Accent: table.accent,
        Role.Light: table.raised,
        Role.Midlight: table.border,
        Role.Mid: table.border,
        Role.Dark: table.sunken,
        Role.Shadow: table.shadow,
    }
