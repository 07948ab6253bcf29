"""What a table of the catalogue keeps, in words that an inspector understands."""

from typing import Final

from luutru.i18n import mark, translate

_WORDS: Final = {
    "accepted_flaw": mark("flaws of scans that were accepted"),
    "agreement": mark("descriptions of agreements"),
    "agreement_event": mark("what changed the life of agreements"),
    "agreement_lapse": mark("lapses of agreements"),
    "alembic_version": mark("the version of the database"),
    "authority": mark("authorities"),
    "authority_name": mark("names of authorities"),
    "authority_relation": mark("relations of authorities"),
    "batch": mark("batches of intake"),
    "calendar_day": mark("days of the working calendar"),
    "clearance": mark("clearances of persons"),
    "code_entry": mark("codes that were added"),
    "cooperation_field": mark("fields of cooperation"),
    "copy_event": mark("the register of copies"),
    "copy_request": mark("requests for copies"),
    "derived_page": mark("the order of pages"),
    "disposal_case": mark("cases of disposal"),
    "document": mark("documents"),
    "dossier": mark("dossiers"),
    "dossier_document": mark("documents in dossiers"),
    "file_object": mark("kept files"),
    "fixity_event": mark("comparisons of checksums"),
    "fonds": mark("fonds"),
    "freeze": mark("records that nobody may change"),
    "gap": mark("annexes that are missing"),
    "guided_act": mark("guided acts"),
    "loan": mark("loans of paper"),
    "location": mark("places of paper"),
    "milestone": mark("milestones"),
    "milestone_step": mark("steps of milestones"),
    "page": mark("texts of pages"),
    "party_role": mark("parties of agreements"),
    "premis_event": mark("events of files"),
    "proposal_outcome": mark("what became of proposals"),
    "register": mark("numbers that were given"),
    "relation": mark("relations of agreements"),
    "retention_rule": mark("rules of retention"),
    "rule_edit": mark("rules that were changed"),
    "schema": mark("definitions of the database"),
    "schema_postgresql": mark("definitions of the database"),
    "setting": mark("settings of the archive"),
    "signatory": mark("signatories"),
    "signing_authority": mark("names of the agency"),
    "statement": mark("sources of values"),
    "synonym": mark("synonyms"),
    "told_apart": mark("documents that were told apart"),
    "transfer_bundle": mark("transfers to another archive"),
    "user_account": mark("accounts"),
    "user_role": mark("roles of accounts"),
    "witness": mark("witnesses"),
    "word_correction": mark("corrected words"),
}


def table_words(table: str) -> str:
    """Return what a table keeps; its own name where a later version added it."""
    return translate(_WORDS[table]) if table in _WORDS else table
