"""How the state of a number is shown: icon, word and colour together."""

from typing import Final

from luutru.gui.widgets.pill import Look

STATES: Final = {
    "reserved": Look("review", "hourglass"),
    "issued": Look("active", "circle-check"),
    "delivered": Look("signed", "badge-check"),
    "void": Look("terminated", "ban"),
    "revoked": Look("overdue", "triangle-alert"),
}
NEXT: Final = Look("draft", "file-pen-line")
"""The number that will be given next."""
STEPS: Final = {
    "reserved": ("stamp", "text2"),
    "issued": ("signature", "active"),
    "delivered": ("handshake", "signed"),
    "void": ("ban", "terminated"),
    "revoked": ("triangle-alert", "overdue"),
}
"""What was entered of a number: icon and colour."""
