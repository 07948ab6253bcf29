"""What records were when they were last written: their seals."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0007"
down_revision: Final = "0006"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the tables; what is recorded already is sealed when the catalogue is opened."""
    op.create_table(
        "record_seal",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["custody_entry.seq"], name="fk_record_seal_seq_custody_entry"
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_record_seal"),
    )
