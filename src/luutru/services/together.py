"""Correct many agreements together: looked at before, done as one act, and put back as one act.

What is set is told per agreement and field; nothing is done where anybody corrected one of them
since it was looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from luutru.errors import EditedMeanwhile
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress
from luutru.records.agreement import Agreement
from luutru.records.fields import BY_NAME
from luutru.services import custody, titles, versions
from luutru.services.archive import Archive
from luutru.services.describe import describe_in
from luutru.services.description import Assignment, current

_AT_ONCE: Final = 100
_LOOKING: Final = mark("Looking what would change")
_SETTING: Final = mark("Correcting agreements")

Wanted = Sequence[tuple[str, str]]
"""Fields and what is typed into them: "" empties a field, `+` and `-` add to it, take from it."""


@dataclass(frozen=True, slots=True)
class TogetherChange:
    """One field of one agreement, before and after."""

    agreement_id: int
    reference: str
    title: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Together:
    """What would be done, or was done."""

    changes: tuple[TogetherChange, ...] = ()
    left_out: tuple[str, ...] = ()
    """References of agreements without the document whose fields were to be set."""
    versions: Mapping[int, int] = field(default_factory=dict)
    """Every agreement concerned, as it was looked at; after an act, as it was left."""

    @property
    def agreements(self) -> int:
        """How many agreements are changed."""
        return len({change.agreement_id for change in self.changes})


def preview_together(
    archive: Archive, ids: Sequence[int], wanted: Wanted, progress: Progress = SILENT
) -> Together:
    """Return what setting `wanted` in the agreements `ids` would do; nothing is changed.

    Raises:
        UnknownField: There is no such field.
        UnacceptableValue: A value does not fit.
        Cancelled: The archivist asked to stop.
    """
    changes: list[TogetherChange] = []
    left_out: list[str] = []
    versions: dict[int, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        progress.report(start, len(ids), translate(_LOOKING))
        with archive.catalogue.write() as session:
            some = _agreements(session, ids[start : start + _AT_ONCE])
            versions |= {agreement.id: agreement.version for agreement in some}
            trial = session.begin_nested()
            for agreement in some:
                changes += _set(session, archive.person, agreement, wanted, left_out)
            trial.rollback()
    return Together(tuple(changes), tuple(left_out), versions)


def set_together(
    archive: Archive, seen: Together, wanted: Wanted, progress: Progress = SILENT
) -> Together:
    """Set `wanted` in the agreements that were `seen`, in one transaction.

    Raises:
        EditedMeanwhile: One of them was corrected since; nothing was changed.
        UnknownField, UnacceptableValue: As with `preview_together`; nothing was changed.
        Cancelled: The archivist asked to stop; nothing was changed.
    """
    each = dict.fromkeys(seen.versions, wanted)
    return _act(archive, each, seen.versions, {"values": [list(one) for one in wanted]}, progress)


def undo_together(archive: Archive, done: Together, progress: Progress = SILENT) -> Together:
    """Correct what was done back to what stood before, in one transaction.

    Raises:
        EditedMeanwhile: One of the agreements was corrected since; nothing was changed.
        Cancelled: The archivist asked to stop; nothing was changed.
    """
    each: dict[int, list[tuple[str, str]]] = {}
    for change in done.changes:
        each.setdefault(change.agreement_id, []).append((change.field, change.before))
    return _act(archive, each, done.versions, {"undone": True}, progress)


def _act(
    archive: Archive,
    each: Mapping[int, Wanted],
    seen: Mapping[int, int],
    detail: Mapping[str, object],
    progress: Progress,
) -> Together:
    changes: list[TogetherChange] = []
    left_out: list[str] = []
    after: dict[int, int] = {}
    try:
        with archive.catalogue.write() as session:
            for done, agreement in enumerate(_each_agreement(session, list(each))):
                progress.report(done, len(each), translate(_SETTING))
                read, uid = seen[agreement.id], agreement.uid
                versions.make_sure(session, agreement.version, read, agreement.reference, uid)
                wanted = each[agreement.id]
                changes += _set(session, archive.person, agreement, wanted, left_out)
                session.flush()
                after[agreement.id] = agreement.version
            if changes:
                count = len({change.agreement_id for change in changes})
                told = {"count": count, **detail}
                custody.record(session, archive.person, "set_together", detail=told)
    except StaleDataError as error:
        raise EditedMeanwhile(translate("One of the agreements")) from error
    return Together(tuple(changes), tuple(left_out), after)


def _set(
    session: Session, person: str, agreement: Agreement, wanted: Wanted, left_out: list[str]
) -> list[TogetherChange]:
    """Set what can be set of one agreement, and tell what became of it."""
    possible = [one for one in wanted if _has_place(agreement, one[0])]
    if len(possible) < len(wanted):
        left_out.append(agreement.reference)
    names = list(dict.fromkeys(name for one in possible for name in _touched(one[0])))
    before = {name: current(session, agreement, name) for name in names}
    describe_in(session, person, agreement, [Assignment(*one) for one in possible])
    after = {name: current(session, agreement, name) for name in names}
    return [
        TogetherChange(
            agreement.id, agreement.reference, agreement.title, name, before[name], after[name]
        )
        for name in names
        if before[name] != after[name]
    ]


def _touched(name: str) -> tuple[str, ...]:
    """Return the fields that setting one changes: who signed goes with the party signed for."""
    plain = name.rstrip("+-")
    kind, _, side = plain.partition(".")
    return (plain, f"signatory.{side}") if kind == "party" and side != "implementing" else (plain,)


def _has_place(agreement: Agreement, name: str) -> bool:
    known = BY_NAME.get(name.rstrip("+-"))
    of_document = known is not None and known.of == "document"
    return not of_document or titles.main_document(agreement) is not None


def _each_agreement(session: Session, ids: Sequence[int]) -> Iterator[Agreement]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from _agreements(session, ids[start : start + _AT_ONCE])


def _agreements(session: Session, ids: Sequence[int]) -> list[Agreement]:
    query = select(Agreement).where(Agreement.id.in_(ids)).order_by(Agreement.reference)
    return list(session.scalars(query))
