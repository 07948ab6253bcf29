"""How the state of a number is shown: icon, word and colour together."""

from typing import Final

from luutru.gui.widgets.pill import Look

STATES: Final = {
    "reserved": Look("review", "hourglass"),
    "issued": Look("active", "circle-check"),
    "delivered": Look("signed", "badge-check"),
    "void": Look("terminated", "ban"),
    "revoked": Look("overdue", "triangle-alert"),
    "lost": Look("expiring", "circle-dashed"),
}
REQUESTS: Final = {
    "waiting": Look("review", "hourglass"),
    "approved": Look("active", "circle-check"),
    "refused": Look("terminated", "ban"),
    "withdrawn": Look("draft", "undo-2"),
    "issued": Look("signed", "badge-check"),
}
"""The state of a request."""
NEXT: Final = Look("draft", "file-pen-line")
"""The number that will be given next."""
STEPS: Final = {
    "reserved": ("stamp", "text2"),
    "issued": ("signature", "active"),
    "delivered": ("handshake", "signed"),
    "void": ("ban", "terminated"),
    "revoked": ("triangle-alert", "overdue"),
    "lost": ("circle-dashed", "expiring"),
}
"""What was entered of a number: icon and colour."""
