"""What may go: cases of disposal, and what nobody may touch."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from luutru.records.base import UtcDateTime

revision: Final = "0008"
down_revision: Final = "0007"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the columns."""
    for table, name, kind, default in (
        ("disposal_case", "decision", sa.Text(), ""),
        ("disposal_case", "disposed_by", sa.String(120), ""),
        ("disposal_case", "removed", sa.Text(), "[]"),
        ("freeze", "lifted_by", sa.String(120), ""),
        ("freeze", "lift_reason", sa.Text(), ""),
    ):
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=default))
    for name in ("decided_at", "disposed_at"):
        op.add_column("disposal_case", sa.Column(name, UtcDateTime(), nullable=True))
