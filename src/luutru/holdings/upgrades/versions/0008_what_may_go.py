"""What may go: cases of disposal, and what nobody may touch."""

from typing import Final

revision: Final = "0008"
down_revision: Final = "0007"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the columns."""
