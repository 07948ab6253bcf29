"""What members of a shared archive may write: policies and triggers, which follow each step."""

from typing import Final

revision: Final = "0011"
down_revision: Final = "0010"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Change no table: what the server is told anew after each step has changed."""
