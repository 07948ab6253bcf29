"""What each page looks like and says, in a few numbers, by which another scan of it is found.

Pages that were read before have none until they are read again.
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("page", sa.Column("image_hash", sa.BigInteger(), nullable=True))
    text_hash = sa.Column("text_hash", sa.String(length=128), nullable=False, server_default="")
    op.add_column("page", text_hash)
