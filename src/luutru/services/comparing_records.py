"""A scan arrives of an agreement that was recorded earlier without one: the differences, by field.

What was recorded stands until a person takes what the scan says instead; nothing is merged by
itself. Where the scan is silent, what was recorded stays.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from luutru.errors import NotInList
from luutru.extraction.proposal import Proposal
from luutru.records.fields import FIELDS, LIST_FIELDS
from luutru.services import indexing, lookup, values
from luutru.services.archive import Archive
from luutru.services.arrivals import Joining
from luutru.services.confirming import Answer, answer_in, meant
from luutru.services.description import current
from luutru.services.propose import read_proposals
from luutru.services.sorting import SortProposal, proposed_sorts, sort_in
from luutru.vietnamese.folding import fold


class Agreeing(StrEnum):
    """How what was recorded and what the scan says stand to each other."""

    SAME = "same"
    DIFFERENT = "different"
    ONLY_RECORDED = "only_recorded"
    ONLY_PROPOSED = "only_proposed"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field: what was recorded without a scan, and what the scan says."""

    name: str
    label: str
    """Marked, not translated."""
    recorded: str
    """As it would be typed, an entry a line; empty where nothing was recorded."""
    proposed: str
    """The likeliest value, an entry a line; empty where the scan is silent."""
    state: Agreeing
    entries: tuple[tuple[Proposal, ...], ...]
    """For each entry its candidates, the likeliest first, with their places on the scan."""


def earlier_records(archive: Archive, reference: str) -> tuple[SortProposal, ...]:
    """Return the agreements recorded without a scan of which this document may be the text.

    Raises:
        UnknownReference: No document is called so.
    """
    proposals = proposed_sorts(archive, reference)
    return tuple(one for one in proposals if one.joining is Joining.TEXT_OF)


def differences(
    archive: Archive, document_reference: str, agreement_reference: str
) -> tuple[FieldDifference, ...]:
    """Return every field of which anything was recorded or read, in the order of the form.

    Raises:
        UnknownReference: Either is not there.
        PagesUnread: No page of the document has been read.
    """
    found = read_proposals(archive, document_reference)
    with archive.catalogue.read() as session:
        agreement = lookup.agreement(session, agreement_reference)
        recorded = {name: current(session, agreement, name) for name, _ in _fields()}
    told = []
    for name, label in _fields():
        entries = _entries(proposal for proposal in found.proposals if proposal.field == name)
        proposed = "\n".join(entry[0].value for entry in entries if entry[0].value)
        if recorded[name] or proposed:
            state = _state(name, recorded[name], proposed)
            told.append(
                FieldDifference(name, label, recorded[name], proposed, state, tuple(entries))
            )
    return tuple(told)


def join_record(
    archive: Archive,
    document_reference: str,
    agreement_reference: str,
    take: Collection[str] = (),
) -> None:
    """Make a document the text of an agreement recorded without one, as one act.

    Of the fields named in `take` what the scan says is recorded, with its place, in place of what
    stood there; all other fields stay as they were recorded.

    Raises:
        UnknownReference: Either is not there.
        PagesUnread: No page of the document has been read.
        NotInList: The scan says nothing of a field named in `take`.
        CannotSort: The agreement has a text already.
        UnacceptableValue: What the scan says does not fit the field; nothing was changed.
    """
    found = {one.name: one for one in differences(archive, document_reference, agreement_reference)}
    sayable = [name for name, one in found.items() if one.proposed]
    for name in take:
        if name not in sayable:
            raise NotInList(name, ", ".join(sayable))
    answers = [
        Answer(name, entry[0].value, entry[0])
        for name in sayable
        if name in take
        for entry in found[name].entries
        if entry[0].value
    ]
    with archive.catalogue.write(whole=True) as session:
        document = lookup.document(session, document_reference)
        sort_in(session, archive.person, document, Joining.TEXT_OF, agreement_reference)
        answer_in(session, archive.person, document, answers)
    indexing.follow_pages(archive)


def _fields() -> Iterator[tuple[str, str]]:
    yield from ((field.name, field.label) for field in FIELDS)
    yield from LIST_FIELDS.items()


def _entries(proposals: Iterator[Proposal]) -> list[tuple[Proposal, ...]]:
    """Return the candidates for each entry, the likeliest first."""
    found: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(proposal.entry, []).append(proposal)
    return [
        tuple(sorted(found[number], key=lambda proposal: -proposal.confidence))
        for number in sorted(found)
    ]


def _state(name: str, recorded: str, proposed: str) -> Agreeing:
    if not proposed:
        return Agreeing.ONLY_RECORDED
    if not recorded or values.silence(recorded) is not None:
        return Agreeing.ONLY_PROPOSED
    ours, theirs = (_compared(name, typed) for typed in (recorded, proposed))
    return Agreeing.SAME if ours == theirs else Agreeing.DIFFERENT


def _compared(name: str, typed: str) -> object:
    """Return what two values have in common that mean the same: of entries what they are called."""
    if name in LIST_FIELDS:
        return {" ".join(fold(line.split(";")[0]).split()) for line in typed.splitlines()}
    return fold(meant(name, typed))
