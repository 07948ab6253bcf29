"""What records were when they were last written: their seals."""

from typing import Final

revision: Final = "0007"
down_revision: Final = "0006"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the tables."""
