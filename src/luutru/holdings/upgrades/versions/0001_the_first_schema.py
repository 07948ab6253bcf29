"""The first schema: everything an archive keeps.

Names of constraints follow the convention of `records.base`. Entries of the custody log and of the
register of copies are never changed and never removed; triggers say so to whoever opens the file.
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final = None
branch_labels: Final = None
depends_on: Final = None

_WRITTEN_ONCE: Final = ("custody_entry", "copy_event")


def upgrade() -> None:
    """Make the tables, those that others refer to first, and the triggers."""
    _authority()
    _custody_entry()
    _fonds()
    _outbox()
    _register()
    _retention_rule()
    _saved_search()
    _setting()
    _signing_authority()
    _synonym()
    _transfer_bundle()
    _user_account()
    _agreement()
    _authority_name()
    _authority_relation()
    _dossier()
    _user_role()
    _clearance()
    _cooperation_field()
    _copy_request()
    _document()
    _freeze()
    _party_role()
    _relation()
    _witness()
    _agreement_event()
    _copy_event()
    _disposal_case()
    _dossier_document()
    _file_object()
    _loan()
    _location()
    _milestone()
    _retry()
    _signatory()
    _fixity_event()
    _milestone_step()
    _page()
    _premis_event()
    _statement()
    refusing = _refusing_postgresql if op.get_bind().dialect.name == "postgresql" else _refusing
    for table in _WRITTEN_ONCE:
        for act in ("UPDATE", "DELETE"):
            op.execute(refusing(table, act))


def _refusing_postgresql(table: str, act: str) -> str:
    name = f"{table}_no_{act.lower()}"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is written once'; END $$; "
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def _refusing(table: str, act: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
    )


def _authority() -> None:
    op.create_table(
        "authority",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("merge_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into_id"], ["authority.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_authority_country", "authority", ["country"], unique=False)


def _custody_entry() -> None:
    op.create_table(
        "custody_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("ix_custody_entry_act", "custody_entry", ["act"], unique=False)
    op.create_index("ix_custody_entry_at", "custody_entry", ["at"], unique=False)
    op.create_index("ix_custody_entry_reference", "custody_entry", ["reference"], unique=False)
    op.create_index("ix_custody_entry_subject", "custody_entry", ["subject"], unique=False)


def _fonds() -> None:
    op.create_table(
        "fonds",
        sa.Column("fonds_code", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("archive_code", sa.String(length=13), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("date_span", sa.String(length=30), nullable=False),
        sa.Column("grouping", sa.Text(), nullable=False),
        sa.Column("languages", sa.String(length=100), nullable=False),
        sa.Column("has_backup", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("fonds_code"),
        sa.UniqueConstraint("uid"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=20), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outbox_agreement_id", "outbox", ["agreement_id"], unique=False)
    op.create_index("ix_outbox_document_id", "outbox", ["document_id"], unique=False)
    op.create_index("ix_outbox_task", "outbox", ["task"], unique=False)


def _register() -> None:
    op.create_table(
        "register",
        sa.Column("book", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("book", "year"),
    )


def _retention_rule() -> None:
    op.create_table(
        "retention_rule",
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("applies_to", sa.Text(), nullable=False),
        sa.Column("retention", sa.String(length=2), nullable=False),
        sa.Column("legal_basis", sa.String(length=200), nullable=False),
        sa.Column("source_text", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )


def _saved_search() -> None:
    op.create_table(
        "saved_search",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("facets", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _signing_authority() -> None:
    op.create_table(
        "signing_authority",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("abbreviation", sa.String(length=30), nullable=False),
        sa.Column("parent_name", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("head_title", sa.String(length=100), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )


def _synonym() -> None:
    op.create_table(
        "synonym",
        sa.Column("group_name", sa.String(length=60), nullable=False),
        sa.Column("term", sa.String(length=120), nullable=False),
        sa.Column("term_fold", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_synonym_group_name", "synonym", ["group_name"], unique=False)
    op.create_index("ix_synonym_term_fold", "synonym", ["term_fold"], unique=False)


def _transfer_bundle() -> None:
    op.create_table(
        "transfer_bundle",
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("profile", sa.String(length=30), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )


def _user_account() -> None:
    op.create_table(
        "user_account",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sa.UniqueConstraint("uid"),
    )


def _agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("fonds_id", sa.Integer(), nullable=False),
        sa.Column("review_state", sa.String(length=20), nullable=False),
        sa.Column("official_name", sa.String(length=30), nullable=False),
        sa.Column("official_name_printed", sa.String(length=200), nullable=False),
        sa.Column("title_vi", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("title_other", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("title_fold", sa.Text(), nullable=False),
        sa.Column("partner_key", sa.Text(), nullable=False),
        sa.Column("signing_level", sa.String(length=20), nullable=False),
        sa.Column("laterality", sa.String(length=20), nullable=False),
        sa.Column("mode_of_coop", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.String(length=40), nullable=False),
        sa.Column("signed_on_printed", sa.String(length=120), nullable=False),
        sa.Column("signed_first", sa.Date(), nullable=True),
        sa.Column("signed_last", sa.Date(), nullable=True),
        sa.Column("signed_place", sa.String(length=200), nullable=False),
        sa.Column("signed_country", sa.String(length=2), nullable=False),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.Column("authentic_text", sa.String(length=20), nullable=False),
        sa.Column("translation", sa.String(length=20), nullable=False),
        sa.Column("effective_on", sa.String(length=40), nullable=False),
        sa.Column("effective_on_printed", sa.String(length=120), nullable=False),
        sa.Column("effect_rule", sa.String(length=20), nullable=False),
        sa.Column("begins_first", sa.Date(), nullable=True),
        sa.Column("begins_last", sa.Date(), nullable=True),
        sa.Column("duration", sa.String(length=20), nullable=False),
        sa.Column("expires_on", sa.String(length=40), nullable=False),
        sa.Column("expires_on_printed", sa.String(length=120), nullable=False),
        sa.Column("ends_first", sa.Date(), nullable=True),
        sa.Column("ends_last", sa.Date(), nullable=True),
        sa.Column("open_ended", sa.String(length=3), nullable=False),
        sa.Column("renewal", sa.String(length=20), nullable=False),
        sa.Column("renewal_period", sa.String(length=20), nullable=False),
        sa.Column("notice_period", sa.String(length=20), nullable=False),
        sa.Column("non_binding", sa.String(length=3), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("approval", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("may_publish", sa.String(length=3), nullable=False),
        sa.Column("lead_unit", sa.String(length=200), nullable=False),
        sa.Column("focal_partner", sa.String(length=200), nullable=False),
        sa.Column("originals_held", sa.String(length=200), nullable=False),
        sa.Column("retention", sa.String(length=2), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("secrecy", sa.String(length=20), nullable=False),
        sa.Column("status_override", sa.String(length=20), nullable=False),
        sa.Column("status_override_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["fonds_id"], ["fonds.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_agreement_ends_order", "agreement", ["ends_last", "id"], unique=False)
    op.create_index("ix_agreement_fonds_id", "agreement", ["fonds_id"], unique=False)
    op.create_index("ix_agreement_official_name", "agreement", ["official_name"], unique=False)
    op.create_index("ix_agreement_partner_order", "agreement", ["partner_key", "id"], unique=False)
    op.create_index("ix_agreement_review_state", "agreement", ["review_state"], unique=False)
    op.create_index("ix_agreement_secrecy", "agreement", ["secrecy"], unique=False)
    op.create_index("ix_agreement_signed_order", "agreement", ["signed_first", "id"], unique=False)
    op.create_index("ix_agreement_signing_level", "agreement", ["signing_level"], unique=False)
    op.create_index("ix_agreement_title_order", "agreement", ["title_key", "id"], unique=False)


def _authority_name() -> None:
    op.create_table(
        "authority_name",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name_fold", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("abbreviation", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("legal_act", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index(
        "ix_authority_name_abbreviation", "authority_name", ["abbreviation"], unique=False
    )
    op.create_index(
        "ix_authority_name_authority_id", "authority_name", ["authority_id"], unique=False
    )
    op.create_index("ix_authority_name_name_fold", "authority_name", ["name_fold"], unique=False)
    op.create_index("ix_authority_name_name_key", "authority_name", ["name_key"], unique=False)


def _authority_relation() -> None:
    op.create_table(
        "authority_relation",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("legal_act", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["authority.id"]),
        sa.ForeignKeyConstraint(["to_id"], ["authority.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index(
        "ix_authority_relation_from_id", "authority_relation", ["from_id"], unique=False
    )
    op.create_index("ix_authority_relation_to_id", "authority_relation", ["to_id"], unique=False)


def _dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("fonds_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column("title_key", sa.String(length=2000), nullable=False),
        sa.Column("title_fold", sa.String(length=1000), nullable=False),
        sa.Column("catalogue_number", sa.String(length=30), nullable=False),
        sa.Column("file_number", sa.String(length=30), nullable=False),
        sa.Column("retention", sa.String(length=2), nullable=False),
        sa.Column("use_mode", sa.String(length=2), nullable=False),
        sa.Column("creator", sa.String(length=30), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("started_on", sa.String(length=40), nullable=False),
        sa.Column("ended_on", sa.String(length=40), nullable=False),
        sa.Column("keywords", sa.String(length=100), nullable=False),
        sa.Column("information_sign", sa.String(length=30), nullable=False),
        sa.Column("physical_state", sa.String(length=2), nullable=False),
        sa.Column("confidence_level", sa.String(length=2), nullable=False),
        sa.Column("paper_code", sa.String(length=100), nullable=False),
        sa.Column("risk_recovery", sa.Boolean(), nullable=False),
        sa.Column("risk_recovery_status", sa.String(length=2), nullable=False),
        sa.Column("description", sa.String(length=2000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fonds_id"], ["fonds.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_dossier_fonds_id", "dossier", ["fonds_id"], unique=False)
    op.create_index("ix_dossier_title_key", "dossier", ["title_key"], unique=False)


def _user_role() -> None:
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"]),
        sa.PrimaryKeyConstraint("user_id", "role"),
    )


def _clearance() -> None:
    op.create_table(
        "clearance",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("secrecy", sa.String(length=20), nullable=False),
        sa.Column("granted_by", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
        sa.UniqueConstraint("user_id", "agreement_id"),
    )
    op.create_index("ix_clearance_agreement_id", "clearance", ["agreement_id"], unique=False)
    op.create_index("ix_clearance_user_id", "clearance", ["user_id"], unique=False)


def _cooperation_field() -> None:
    op.create_table(
        "cooperation_field",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.PrimaryKeyConstraint("agreement_id", "code"),
    )
    op.create_index("ix_cooperation_field_code", "cooperation_field", ["code"], unique=False)


def _copy_request() -> None:
    op.create_table(
        "copy_request",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("requested_by", sa.String(length=200), nullable=False),
        sa.Column("letter", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("approver", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_copy_request_agreement_id", "copy_request", ["agreement_id"], unique=False)


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("type_code", sa.String(length=2), nullable=False),
        sa.Column("code_number", sa.String(length=11), nullable=False),
        sa.Column("code_notation", sa.String(length=30), nullable=False),
        sa.Column("issued_on", sa.String(length=40), nullable=False),
        sa.Column("issued_on_printed", sa.String(length=120), nullable=False),
        sa.Column("issued_first", sa.Date(), nullable=True),
        sa.Column("issued_last", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("signer_position", sa.String(length=100), nullable=False),
        sa.Column("signer_name", sa.String(length=50), nullable=False),
        sa.Column("urgency", sa.String(length=20), nullable=False),
        sa.Column("secrecy", sa.String(length=20), nullable=False),
        sa.Column("circulation", sa.String(length=30), nullable=False),
        sa.Column("copy_kind", sa.String(length=20), nullable=False),
        sa.Column("medium", sa.String(length=20), nullable=False),
        sa.Column("sheet_from", sa.Integer(), nullable=True),
        sa.Column("sheet_to", sa.Integer(), nullable=True),
        sa.Column("autograph", sa.String(length=2000), nullable=False),
        sa.Column("keywords", sa.String(length=100), nullable=False),
        sa.Column("information_sign", sa.String(length=30), nullable=False),
        sa.Column("use_mode", sa.String(length=2), nullable=False),
        sa.Column("confidence_level", sa.String(length=2), nullable=False),
        sa.Column("physical_state", sa.String(length=2), nullable=False),
        sa.Column("maintenance", sa.String(length=2), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.ForeignKeyConstraint(["issuer_id"], ["authority.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_document_agreement_id", "document", ["agreement_id"], unique=False)


def _freeze() -> None:
    op.create_table(
        "freeze",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ordered_by", sa.String(length=120), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_freeze_agreement_id", "freeze", ["agreement_id"], unique=False)


def _party_role() -> None:
    op.create_table(
        "party_role",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column("name_as_signed", sa.String(length=300), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_party_role_agreement_id", "party_role", ["agreement_id"], unique=False)
    op.create_index("ix_party_role_authority_id", "party_role", ["authority_id"], unique=False)
    op.create_index("ix_party_role_country", "party_role", ["country"], unique=False)


def _relation() -> None:
    op.create_table(
        "relation",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["agreement.id"]),
        sa.ForeignKeyConstraint(["to_id"], ["agreement.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("from_id", "to_id", "kind"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_relation_from_id", "relation", ["from_id"], unique=False)
    op.create_index("ix_relation_to_id", "relation", ["to_id"], unique=False)


def _witness() -> None:
    op.create_table(
        "witness",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_witness_agreement_id", "witness", ["agreement_id"], unique=False)


def _agreement_event() -> None:
    op.create_table(
        "agreement_event",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.ForeignKeyConstraint(["evidence_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index(
        "ix_agreement_event_agreement_id", "agreement_event", ["agreement_id"], unique=False
    )


def _copy_event() -> None:
    op.create_table(
        "copy_event",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("pages", sa.String(length=60), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signer_name", sa.String(length=120), nullable=False),
        sa.Column("signer_title", sa.String(length=200), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("output_sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.ForeignKeyConstraint(["request_id"], ["copy_request.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hash"),
        sa.UniqueConstraint("seq"),
        sa.UniqueConstraint("series", "year", "number", "state"),
        sa.UniqueConstraint("uid"),
    )


def _disposal_case() -> None:
    op.create_table(
        "disposal_case",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("quarantine_until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_disposal_case_document_id", "disposal_case", ["document_id"], unique=False)


def _dossier_document() -> None:
    op.create_table(
        "dossier_document",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("dossier_id", "document_id"),
        sa.UniqueConstraint("dossier_id", "ordinal"),
    )
    op.create_index(
        "ix_dossier_document_document_id", "dossier_document", ["document_id"], unique=False
    )


def _file_object() -> None:
    op.create_table(
        "file_object",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("is_master", sa.Boolean(), nullable=False),
        sa.Column("derived_from_id", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("source_path", sa.Text(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("problem", sa.String(length=30), nullable=False),
        sa.Column("pdf_version", sa.String(length=8), nullable=False),
        sa.Column("pdfa_part", sa.String(length=8), nullable=False),
        sa.Column("is_signed", sa.Boolean(), nullable=False),
        sa.Column("active_content", sa.String(length=120), nullable=False),
        sa.Column("dpi", sa.Integer(), nullable=True),
        sa.Column("is_colour", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["derived_from_id"], ["file_object.id"]),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_file_object_document_id", "file_object", ["document_id"], unique=False)
    op.create_index("ix_file_object_sha256", "file_object", ["sha256"], unique=False)
    op.create_index(
        "uq_file_object_master_sha256",
        "file_object",
        ["sha256"],
        unique=True,
        sqlite_where=sa.text("is_master"),
        postgresql_where=sa.text("is_master"),
    )


def _loan() -> None:
    op.create_table(
        "loan",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("borrower", sa.String(length=120), nullable=False),
        sa.Column("lent_on", sa.Date(), nullable=False),
        sa.Column("allowed_by", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_loan_document_id", "loan", ["document_id"], unique=False)


def _location() -> None:
    op.create_table(
        "location",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("store", sa.String(length=60), nullable=False),
        sa.Column("shelf", sa.String(length=60), nullable=False),
        sa.Column("box", sa.String(length=60), nullable=False),
        sa.Column("dossier", sa.String(length=60), nullable=False),
        sa.Column("sheets", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_location_document_id", "location", ["document_id"], unique=False)


def _milestone() -> None:
    op.create_table(
        "milestone",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_rule", sa.String(length=120), nullable=False),
        sa.Column("legal_reference", sa.String(length=200), nullable=False),
        sa.Column("rule_version", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("percent_done", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_reason", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("evidence_page", sa.Integer(), nullable=True),
        sa.Column("reminder_days", sa.String(length=60), nullable=False),
        sa.Column("recurrence", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.ForeignKeyConstraint(["evidence_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_milestone_agreement_id", "milestone", ["agreement_id"], unique=False)
    op.create_index("ix_milestone_due_on", "milestone", ["due_on"], unique=False)
    op.create_index("ix_milestone_owner", "milestone", ["owner"], unique=False)
    op.create_index("ix_milestone_state", "milestone", ["state"], unique=False)


def _retry() -> None:
    op.create_table(
        "retry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=30), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("page_number", sa.Integer(), nullable=True),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_retry_document_id", "retry", ["document_id"], unique=False)


def _signatory() -> None:
    op.create_table(
        "signatory",
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("title_as_signed", sa.String(length=200), nullable=False),
        sa.Column("prefix", sa.String(length=10), nullable=False),
        sa.Column("authorisation_id", sa.Integer(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["authorisation_id"], ["document.id"]),
        sa.ForeignKeyConstraint(["party_id"], ["party_role.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_signatory_party_id", "signatory", ["party_id"], unique=False)


def _fixity_event() -> None:
    op.create_table(
        "fixity_event",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("found_sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file_object.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_fixity_event_file_id", "fixity_event", ["file_id"], unique=False)


def _milestone_step() -> None:
    op.create_table(
        "milestone_step",
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index(
        "ix_milestone_step_milestone_id", "milestone_step", ["milestone_id"], unique=False
    )


def _page() -> None:
    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("width", sa.Float(), nullable=False),
        sa.Column("height", sa.Float(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("layer_text", sa.Text(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("engine", sa.String(length=120), nullable=False),
        sa.Column("dpi", sa.Integer(), nullable=False),
        sa.Column("languages", sa.String(length=30), nullable=False),
        sa.Column("rotation", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("needs_look", sa.Boolean(), nullable=False),
        sa.Column("encoding", sa.String(length=10), nullable=False),
        sa.Column("problem", sa.String(length=30), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["file_object.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("file_id", "number"),
    )
    op.create_index("ix_page_status", "page", ["status"], unique=False)


def _premis_event() -> None:
    op.create_table(
        "premis_event",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("agent", sa.String(length=120), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file_object.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_premis_event_file_id", "premis_event", ["file_id"], unique=False)


def _statement() -> None:
    op.create_table(
        "statement",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("box", sa.String(length=40), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_statement_agreement_id", "statement", ["agreement_id"], unique=False)
    op.create_index(
        "uq_statement_field", "statement", ["agreement_id", "document_id", "field"], unique=True
    )
