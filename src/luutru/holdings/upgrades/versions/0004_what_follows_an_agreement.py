"""What follows an agreement: guided acts, the calendar of working days, rules as edited."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from luutru.records.base import UtcDateTime

revision: Final = "0004"
down_revision: Final = "0003"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the tables and the columns."""
    _add_tables()
    for table, name, longest in (
        ("milestone", "statutory_rule", 20),
        ("milestone", "derived_from", 20),
        ("milestone", "series", 36),
        ("agreement_event", "new_expiry", 40),
        ("copy_event", "symbol", 60),
    ):
        column = sa.Column(name, sa.String(longest), nullable=False, server_default="")
        op.add_column(table, column)
    op.add_column("milestone", sa.Column("planned_on", sa.Date(), nullable=True))
    detail = sa.Column("detail", sa.Text(), nullable=False, server_default="{}")
    op.add_column("copy_event", detail)
    op.create_index("ix_milestone_statutory_rule", "milestone", ["statutory_rule"])
    op.create_index("ix_milestone_series", "milestone", ["series"])
    op.add_column("agreement", sa.Column("status_override_from", sa.Date(), nullable=True))
    op.create_index("ix_authority_merged_into_id", "authority", ["merged_into_id"])
    # SQLite adds a column with its reference in one statement only, which Alembic does not write.
    for table, name, target in (
        ("milestone", "opened_by_id", "guided_act"),
        ("milestone", "closed_by_id", "guided_act"),
        ("agreement_event", "act_id", "guided_act"),
        ("relation", "act_id", "guided_act"),
        ("authority_relation", "act_id", "guided_act"),
    ):
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} INTEGER REFERENCES {target} (id)")


def _add_tables() -> None:
    _table(
        "guided_act",
        _text("kind", 20),
        sa.Column("effective_on", sa.Date(), nullable=True),
        _key("agreement_id", "agreement.id"),
        _key("authority_id", "authority.id"),
        _key("evidence_id", "document.id"),
        _text("person", 120),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        index=("kind", "agreement_id", "authority_id"),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        _text("kind", 20),
        _text("name", 200),
        _text("source", 200),
        _text("person", 120),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_day"),
    )
    _table(
        "rule_edit",
        _text("rule", 30),
        _text("version", 40),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _text("person", 120),
        index=("rule",),
    )
    _table(
        "code_entry",
        _text("list_name", 40),
        _text("code", 40),
        _text("vi", 200),
        _text("en", 200),
        _text("person", 120),
        sa.UniqueConstraint("list_name", "code", name="uq_code_entry_list_name_code"),
    )
    _table(
        "told_apart",
        sa.Column("first_id", sa.Integer(), sa.ForeignKey("document.id"), nullable=False),
        sa.Column("second_id", sa.Integer(), sa.ForeignKey("document.id"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _text("person", 120),
        sa.UniqueConstraint("first_id", "second_id", name="uq_told_apart_first_id_second_id"),
        index=("second_id",),
    )

    op.create_table(
        "agreement_lapse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), sa.ForeignKey("agreement.id"), nullable=False),
        sa.Column("possible", sa.Date(), nullable=False),
        sa.Column("sure", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_lapse"),
    )
    op.create_index("ix_agreement_lapse_agreement_id", "agreement_lapse", ["agreement_id"])


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


def _text(name: str, longest: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(longest), nullable=False)


def _key(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), nullable=True)
