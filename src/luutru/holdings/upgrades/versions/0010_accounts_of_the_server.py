"""Which account of the server belongs to which account of the archive."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0010"
down_revision: Final = "0009"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the column; no two accounts share one of the server."""
    op.add_column("user_account", sa.Column("server_account", sa.String(63), nullable=True))
    op.create_index(
        "ix_user_account_server_account", "user_account", ["server_account"], unique=True
    )
