"""What the index is told: the card of an agreement, and its pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgreementEntry:
    """Everything an agreement is found by that does not stand on a page.

    Every value is given as it is written; folding is the index's business. Each tuple may be empty.
    """

    agreement_id: int
    titles: tuple[str, ...] = ()
    """Titles in all languages, and the name of the instrument as printed."""
    numbers: tuple[str, ...] = ()
    """Numbers with notation, such as `05/SY-TĐC`, of all its documents."""
    references: tuple[str, ...] = ()
    """`2026-0001`: the agreement's own and its documents'."""
    partners: tuple[str, ...] = ()
    """Every name of every party: as signed, short, former, in other languages, abbreviations."""
    countries: tuple[str, ...] = ()
    """Names of the parties' countries and of the country of signature, in all languages."""
    people: tuple[str, ...] = ()
    """Signatories and witnesses."""
    places: tuple[str, ...] = ()
    """Places of signature."""
    fields: tuple[str, ...] = ()
    """Fields of cooperation, by their labels in all languages, and the instrument's labels."""
    filenames: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    """What else may be searched: occasion, content of the cooperation, legal basis, keywords."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of a document, as read."""

    agreement_id: int
    document_id: int
    number: int
    """Counted from 1."""
    text: str
    """In reading order; one line a line."""
