"""What copies need: what requests for them tell, and the roots that are trusted."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from luutru.records.base import UtcDateTime

revision: Final = "0005"
down_revision: Final = "0004"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the columns and the table."""
    for name, longest in (("form", 10), ("pages", 60), ("decided_by", 120)):
        _add(sa.Column(name, sa.String(longest), nullable=False, server_default=""))
    _add(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    _add(sa.Column("decided_at", UtcDateTime(), nullable=True))
    # SQLite adds a column with its reference in one statement only, which Alembic does not write.
    op.execute("ALTER TABLE copy_request ADD COLUMN document_id INTEGER REFERENCES document (id)")
    for name in ("year", "number"):
        _add(sa.Column(name, sa.Integer(), nullable=True))
    op.create_index("ix_copy_request_year", "copy_request", ["year", "number"], unique=True)
    _add_trusted_roots()


def _add(column: sa.Column[object]) -> None:
    op.add_column("copy_request", column)


def _add_trusted_roots() -> None:
    op.create_table(
        "trusted_root",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.String(500), nullable=False),
        sa.Column("issuer", sa.String(500), nullable=False),
        sa.Column("ends", sa.String(10), nullable=False),
        sa.Column("person", sa.String(120), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trusted_root"),
        sa.UniqueConstraint("uid", name="uq_trusted_root_uid"),
        sa.UniqueConstraint("sha256", name="uq_trusted_root_sha256"),
    )
