"""What intake needs to know: batches, derivatives, corrections of words, gaps, and proposals.

The master of every document so far is also the file that its pages are those of.
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

from luutru.records.base import UtcDateTime

revision: Final = "0003"
down_revision: Final = "0002"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the tables and the columns."""
    _add_tables()
    for table, column in (
        ("file_object", _carries_pages()),
        ("page", sa.Column("measures", sa.Text(), nullable=False, server_default="")),
        ("document", sa.Column("sorted_by", sa.String(120), nullable=False, server_default="")),
        ("document", sa.Column("reading_rank", sa.Integer(), nullable=False, server_default="0")),
        ("document", sa.Column("held_for", sa.String(20), nullable=False, server_default="")),
        ("document", sa.Column("let_in_with", sa.String(20), nullable=False, server_default="")),
        ("milestone", sa.Column("source_boxes", sa.Text(), nullable=False, server_default="")),
    ):
        op.add_column(table, column)
    # SQLite adds a column with its reference in one statement only, which Alembic does not write.
    op.execute("ALTER TABLE document ADD COLUMN batch_id INTEGER REFERENCES batch (id)")
    op.execute("ALTER TABLE document ADD COLUMN same_paper_id INTEGER REFERENCES document (id)")
    op.execute("ALTER TABLE document ADD COLUMN joined_to_id INTEGER REFERENCES document (id)")
    op.execute("ALTER TABLE milestone ADD COLUMN source_page_id INTEGER REFERENCES page (id)")
    op.create_index("ix_document_batch_id", "document", ["batch_id"])
    op.create_index("ix_document_same_paper_id", "document", ["same_paper_id"])
    op.create_index("ix_document_joined_to_id", "document", ["joined_to_id"])
    op.create_index("ix_document_held_for", "document", ["held_for"])
    op.execute("UPDATE document SET sorted_by = 'luutru'")


def _add_tables() -> None:
    _table("batch", _text("way", 20), _text("label", 255), _text("person", 120))
    _table(
        "gap",
        _key("agreement_id", "agreement.id"),
        _key("document_id", "document.id"),
        _text("label", 60),
        sa.Column("page_number", sa.Integer(), nullable=False),
        _key("filled_by_id", "document.id", nullable=True),
        sa.Column("dismissed", sa.Text(), nullable=False),
        index=("agreement_id", "document_id"),
    )
    _table(
        "proposal_outcome",
        _key("document_id", "document.id"),
        _text("field", 40),
        _text("rule", 60),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        _text("outcome", 20),
        _text("person", 120),
        index=("document_id", "rule"),
    )
    _table(
        "word_correction",
        _key("page_id", "page.id"),
        *(sa.Column(side, sa.Integer(), nullable=False) for side in ("left", "top", "right")),
        sa.Column("bottom", sa.Integer(), nullable=False),
        _text("machine_text", 200),
        _text("text", 200),
        _text("person", 120),
        index=("page_id",),
    )
    _table(
        "accepted_flaw",
        _key("file_id", "file_object.id"),
        _text("code", 30),
        sa.Column("page_number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _text("person", 120),
        sa.UniqueConstraint("file_id", "page_number", "code"),
        index=("file_id",),
    )
    op.create_table(
        "derived_page",
        _key("file_id", "file_object.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _key("source_file_id", "file_object.id"),
        sa.Column("source_number", sa.Integer(), nullable=False),
        sa.Column("turned", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "number", name="pk_derived_page"),
    )
    op.create_index("ix_derived_page_source_file_id", "derived_page", ["source_file_id"])


def _table(name: str, *columns: sa.schema.SchemaItem, index: tuple[str, ...] = ()) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        *columns,
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("uid", name=f"uq_{name}_uid"),
    )
    for column in index:
        op.create_index(f"ix_{name}_{column}", name, [column])


def _carries_pages() -> sa.Column[bool]:
    return sa.Column("carries_pages", sa.Boolean(), nullable=False, server_default="1")


def _text(name: str, longest: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(longest), nullable=False)


def _key(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), nullable=nullable)
