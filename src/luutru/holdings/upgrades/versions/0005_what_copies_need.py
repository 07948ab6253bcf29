"""What requests for copies tell: what is to be copied, their own number, and who decided."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from luutru.records.base import UtcDateTime

revision: Final = "0005"
down_revision: Final = "0004"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the columns."""
    for name, longest in (("form", 10), ("pages", 60), ("decided_by", 120)):
        _add(sa.Column(name, sa.String(longest), nullable=False, server_default=""))
    _add(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    _add(sa.Column("decided_at", UtcDateTime(), nullable=True))
    # SQLite adds a column with its reference in one statement only, which Alembic does not write.
    op.execute("ALTER TABLE copy_request ADD COLUMN document_id INTEGER REFERENCES document (id)")
    for name in ("year", "number"):
        _add(sa.Column(name, sa.Integer(), nullable=True))
    op.create_index("ix_copy_request_year", "copy_request", ["year", "number"], unique=True)


def _add(column: sa.Column[object]) -> None:
    op.add_column("copy_request", column)
