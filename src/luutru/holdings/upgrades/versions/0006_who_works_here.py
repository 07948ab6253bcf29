"""Who works in the archive: accounts, and how they are guarded."""

from typing import Final

revision: Final = "0006"
down_revision: Final = "0005"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the columns."""
