"""The description of one agreement: reads and sets its fields, with the source of each value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import UnacceptableValue, UnknownField
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement, CooperationField
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.fields import BY_NAME, LIST_FIELDS, Field, Kind
from luutru.records.statement import SourceKind, State, Statement
from luutru.services import custody, parties, titles, values

_SILENT_WORDS: Final = {
    State.NOT_STATED: mark("not stated"),
    State.NOT_APPLICABLE: mark("not applicable"),
}
_EMPTY: Final = {"secrecy": "none", "urgency": "none"}
"""Fields that are never empty."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the values of one description come from."""

    kind: SourceKind = SourceKind.PERSON
    page_id: int | None = None
    box: str = ""
    confidence: float | None = None


BY_PERSON: Final = Source()


@dataclass(frozen=True, slots=True)
class Assignment:
    """One value for one field, as typed, and where it comes from."""

    field: str
    """May end in `+` or `-` to add to, or take from, a field of several entries."""
    typed: str
    source: Source = BY_PERSON


@dataclass(frozen=True, slots=True)
class Change:
    """One field, what it held and what it holds now, as typed."""

    field: str
    before: str
    after: str


def current(session: Session, agreement: Agreement, name: str) -> str:
    """Return what the field `name` holds, as it would be typed."""
    return _held(agreement, name) or _silence(_statement(session, agreement, name))


def current_as_stated(agreement: Agreement, name: str, statement: Statement | None) -> str:
    """Return the same where the statement of the field is known already; None for none."""
    return _held(agreement, name) or _silence(statement)


def set_field(
    session: Session, agreement: Agreement, name: str, typed: str, person: str, source: Source
) -> None:
    """Set the field `name`, or add to it (`+`) or take from it (`-`), and note the source.

    Raises:
        UnknownField: There is no such field.
        UnacceptableValue: The value does not fit.
    """
    plain, step = name.rstrip("+-"), name[-1]
    state = values.silence(typed)
    if plain in LIST_FIELDS:
        _set_entries(session, agreement, plain, step, "" if state else typed)
    else:
        field = _field(plain)
        record = _record_of(agreement, field)
        if record is None:
            raise UnacceptableValue(
                translate(field.label), typed, translate("a document of the agreement first")
            )
        _store(record, field, "" if state else values.read(field, typed))
        if field.kind is Kind.DAY and not state:
            setattr(record, f"{field.name}_printed", typed.strip())
        if plain == "secrecy":
            agreement.secrecy = highest_secrecy(agreement)
    _state(session, agreement, plain, state or State.STATED, person, source)


def log_changes(
    session: Session, person: str, act: str, agreement: Agreement, made: Sequence[Change]
) -> None:
    """Enter in the custody log what was changed from what to what, as one act."""
    custody.record(
        session,
        person,
        act,
        subject=agreement.uid,
        reference=agreement.reference,
        detail={"changes": [[change.field, change.before, change.after] for change in made]},
    )


def _set_entries(session: Session, agreement: Agreement, name: str, step: str, typed: str) -> None:
    if step == "-":
        parties.remove(agreement, name, typed)
        return
    if step != "+":
        parties.clear(agreement, name)
    for entry in filter(str.strip, typed.splitlines()):
        parties.add(session, agreement, name, entry)


def _field(name: str) -> Field:
    field = BY_NAME.get(name)
    if field is None:
        raise UnknownField(name, ", ".join([*BY_NAME, *LIST_FIELDS]))
    return field


def _record_of(agreement: Agreement, field: Field) -> Agreement | Document | None:
    return agreement if field.of == "agreement" else titles.main_document(agreement)


def _stored(record: Agreement | Document, field: Field) -> str:
    if field.name == "fields" and isinstance(record, Agreement):
        return " ".join(entry.code for entry in record.fields)
    return str(getattr(record, field.name))


def _store(record: Agreement | Document, field: Field, value: str) -> None:
    if field.name == "fields" and isinstance(record, Agreement):
        kept = {entry.code: entry for entry in record.fields}
        record.fields[:] = [kept.get(code) or CooperationField(code=code) for code in value.split()]
    else:
        setattr(record, field.name, value or _EMPTY.get(field.name, ""))


def stored_value(agreement: Agreement, field: Field) -> str:
    """Return the value of `field` as it is recorded; "" where it has none."""
    record = _record_of(agreement, field)
    return _stored(record, field) if record is not None else ""


def silences(
    session: Session, ids: Iterable[int], names: Iterable[str]
) -> dict[tuple[int, str], str]:
    """Return, by agreement and field, in words that a document is silent on purpose."""
    query = select(Statement).where(
        Statement.agreement_id.in_(ids),
        Statement.field.in_(names),
        Statement.state.in_(_SILENT_WORDS),
    )
    return {
        (statement.agreement_id, statement.field): translate(_SILENT_WORDS[State(statement.state)])
        for statement in session.scalars(query)
    }


def highest_secrecy(agreement: Agreement) -> str:
    """Return the secrecy of an agreement: the highest of its documents'."""
    ranks = code_list("secrecy").codes
    return max((document.secrecy for document in agreement.documents), key=ranks.index)


def _held(agreement: Agreement, name: str) -> str:
    if name in LIST_FIELDS:
        return "\n".join(parties.entries(agreement, name))
    return stored_value(agreement, _field(name))


def _silence(statement: Statement | None) -> str:
    return _SILENT_WORDS.get(State(statement.state), "") if statement else ""


def _statement(session: Session, agreement: Agreement, name: str) -> Statement | None:
    session.flush()
    return session.scalar(
        select(Statement).where(Statement.agreement_id == agreement.id, Statement.field == name)
    )


def _state(
    session: Session, agreement: Agreement, name: str, state: State, person: str, source: Source
) -> None:
    statement = _statement(session, agreement, name)
    if statement is None:
        statement = Statement(agreement_id=agreement.id, field=name)
        session.add(statement)
    statement.state, statement.source, statement.person = state, source.kind, person
    statement.page_id, statement.box = source.page_id, source.box
    statement.confidence = source.confidence
