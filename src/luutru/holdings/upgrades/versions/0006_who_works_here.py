"""Who works in the archive: accounts, and how they are guarded."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from luutru.records.base import UtcDateTime

revision: Final = "0006"
down_revision: Final = "0005"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the columns, and the index by which marked documents are told from all others."""
    count = sa.Column("wrong_passwords", sa.Integer(), nullable=False, server_default="0")
    op.add_column("user_account", count)
    op.add_column("user_account", sa.Column("waits_until", UtcDateTime(), nullable=True))
    op.create_index("ix_document_secrecy", "document", ["secrecy"])
