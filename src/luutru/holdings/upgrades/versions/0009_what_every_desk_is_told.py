"""What the index of every desk is told, where many work in one archive."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from luutru.records.base import UtcDateTime

revision: Final = "0009"
down_revision: Final = "0008"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "index_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(36), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_index_change"),
    )
    op.create_index("ix_index_change_recorded_at", "index_change", ["recorded_at"])
