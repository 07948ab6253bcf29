"""Proposes where a scan holds another document: at separator sheets and at letterheads.

Nothing is cut without a person: what is confirmed is split by `splitting`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from luutru.extraction.segments import Beginning, Reason, beginnings
from luutru.i18n import mark
from luutru.records.document import Part
from luutru.services import lookup
from luutru.services.archive import Archive
from luutru.services.arranging import PageTurn, arrange, arrangement
from luutru.services.page_words import page_words
from luutru.services.separators import Separator, separators_in
from luutru.services.splitting import Group, split

LIKELY: Final = 0.5
"""Confidence from which on a cut is offered as one to be made."""
_PARTS: Final = {part.value: part for part in Part}
REASONS: Final[Mapping[Reason, str]] = {
    Reason.SEPARATOR: mark("a separator sheet lies before it"),
    Reason.LETTERHEAD: mark("the letterhead of the state stands there"),
    Reason.TITLE: mark("the title of an instrument stands there"),
    Reason.LETTER: mark("a letter is addressed there"),
    Reason.LANGUAGE: mark("the text begins again in another language"),
    Reason.NUMBERING: mark("the page numbers begin again"),
    Reason.ANNEX: mark("an annex begins there"),
}
"""What each reason is called; to be translated where it is shown."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a scan may be cut: before `page`."""

    page: int
    """The first page of the document that would begin there, as shown now, counted from 1."""
    reasons: tuple[Reason, ...]
    """The strongest first."""
    confidence: float
    """0 to 1."""
    words: str
    """The line that says so, as printed; the number of the sheet for a separator."""
    part: Part = Part.MAIN
    """What would begin there."""
    to: str = ""
    values: tuple[tuple[str, str], ...] = ()
    """Fields and values that a separator sheet gives to a new agreement."""
    left_out: tuple[int, ...] = ()
    """Separator sheets before it, which no document keeps."""

    @property
    def is_likely(self) -> bool:
        """Tell whether another document begins there more likely than not."""
        return self.confidence >= LIKELY


def proposed_cuts(archive: Archive, reference: str) -> tuple[Cut, ...]:
    """Return where the document `reference` may be cut, in order of pages.

    A separator sheet before the first page, or behind the last, makes a cut on page 1, or none:
    then only the sheet has to be left out.

    Raises:
        UnknownReference, HeldAtDoor: Nothing is called so, or it waits at the door.
    """
    with archive.catalogue.read() as session:
        document = lookup.document(session, reference)
        sheets = {found.page: found for found in separators_in(session, document.id)}
        pages = [page for page in page_words(session, document.id) if page.number not in sheets]
    count = len(arrangement(archive, reference).pages)
    found = {cut.page: cut for cut in map(_cut, beginnings(pages))}
    for page, sheet in sheets.items():
        first = next((n for n in range(page + 1, count + 1) if n not in sheets), 0)
        if first:
            found[first] = _cut_at(first, sheet, found.get(first), sheets)
    return tuple(found[page] for page in sorted(found))


def by_separators(archive: Archive, reference: str) -> tuple[Cut, ...]:
    """Return those of the proposed cuts that separator sheets make.

    Raises:
        UnknownReference, HeldAtDoor: Nothing is called so, or it waits at the door.
    """
    cuts = proposed_cuts(archive, reference)
    return tuple(cut for cut in cuts if Reason.SEPARATOR in cut.reasons)


def separator_pages(archive: Archive, reference: str) -> tuple[int, ...]:
    """Return the pages of the document `reference` that are separator sheets.

    Raises:
        UnknownReference, HeldAtDoor: Nothing is called so, or it waits at the door.
    """
    with archive.catalogue.read() as session:
        document = lookup.document(session, reference)
        return tuple(found.page for found in separators_in(session, document.id))


def groups_at(archive: Archive, reference: str, cuts: Sequence[Cut]) -> tuple[Group, ...]:
    """Return what the document `reference` is split into at `cuts`; separator sheets are left out.

    Raises:
        UnknownReference, HeldAtDoor, PagesUncounted: Its pages cannot be told.
    """
    sheets = frozenset(separator_pages(archive, reference))
    count = len(arrangement(archive, reference).pages)
    here = {cut.page: cut for cut in cuts}
    groups: list[tuple[Cut | None, list[PageTurn]]] = [(None, [])]
    for number in range(1, count + 1):
        if number in here:
            if groups[-1][1]:
                groups.append((here[number], []))
            else:  # a sheet lies before the first document as well
                groups[-1] = (here[number], [])
        if number not in sheets:
            groups[-1][1].append(PageTurn(number))
    return tuple(
        Group(tuple(pages), cut.part, cut.to, cut.values) if cut else Group(tuple(pages))
        for cut, pages in groups
        if pages
    )


def split_at(archive: Archive, reference: str, cuts: Sequence[Cut]) -> tuple[str, ...]:
    """Split the document `reference` at `cuts`, which a person confirmed; return the references.

    Where nothing but separator sheets has to go, they are left out and it stays one document.

    Raises what `splitting.split` raises.
    """
    groups = groups_at(archive, reference, cuts)
    if len(groups) == 1 and separator_pages(archive, reference):
        arrange(archive, reference, groups[0].pages)
        return (reference,)
    return split(archive, reference, groups)


def _cut(beginning: Beginning) -> Cut:
    part = Part.MAIN
    if Reason.ANNEX in beginning.reasons and beginning.confidence < LIKELY:
        part = Part.ANNEX
    elif Reason.LANGUAGE in beginning.reasons:
        part = Part.LANGUAGE
    return Cut(beginning.page, beginning.reasons, beginning.confidence, beginning.words, part)


def _cut_at(page: int, sheet: Separator, known: Cut | None, sheets: Mapping[int, object]) -> Cut:
    """Return the cut behind a separator sheet; of several in a row the last one counts."""
    first = page - 1
    while first - 1 in sheets:
        first -= 1
    return Cut(
        page,
        (Reason.SEPARATOR, *(known.reasons if known else ())),
        1.0,
        sheet.code.serial,
        _PARTS.get(sheet.code.part, Part.MAIN),
        sheet.code.to,
        sheet.code.values,
        tuple(range(first, page)),
    )
