"""What a new archive begins with."""

import secrets
from collections.abc import Iterator

from luutru.holdings.catalogue import Catalogue
from luutru.records.agency import Fonds, Setting, SigningAuthority
from luutru.records.finding import Synonym
from luutru.services import custody
from luutru.services.charter import Charter
from luutru.services.office_records import Office, enter_office
from luutru.services.own_index import INDEX_KEY
from luutru.vietnamese.abbreviations import default_groups
from luutru.vietnamese.folding import fold


def enter_first_records(
    catalogue: Catalogue, charter: Charter, *, is_encrypted: bool, office: Office | None = None
) -> None:
    """Enter what every archive begins with: its fonds, a trial authority, its synonyms.

    With an `office` new desks are told which archive it is, and where its files are.
    """
    agency, name = charter.agency, charter.name
    with catalogue.write() as session:
        session.add(Setting(name=INDEX_KEY, value=secrets.token_hex(32)))
        fonds = Fonds(fonds_code=charter.fonds_code or "01", name=agency.name or name)
        session.add(fonds)
        session.add(
            SigningAuthority(
                name=agency.name or name,
                abbreviation=agency.abbreviation,
                place=agency.place,
                head_title=agency.head_title,
                is_trial=True,
            )
        )
        session.add_all(_first_synonyms())
        session.flush()
        detail = {"name": name, "fonds": fonds.fonds_code}
        if is_encrypted:
            detail["encrypted"] = "yes"
        if office is not None:
            enter_office(session, office)
            detail["store"] = office.store
        custody.record(session, charter.person, "opened", detail=detail)


def _first_synonyms() -> Iterator[Synonym]:
    """Yield the synonyms that the rules know, for the archive to keep and edit as its own."""
    for group in default_groups():
        for term in group.terms:
            yield Synonym(
                group=group.name, term=term, term_fold=fold(term), source=group.source[:200]
            )
