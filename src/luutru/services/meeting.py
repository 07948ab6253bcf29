"""Two people changed the same record: what each of them wrote, field by field, and who, when.

Whoever saved first is in the catalogue. The other one is shown both values and chooses; nothing
typed is lost, and nothing is written over unseen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from luutru.i18n import mark, translate
from luutru.records.agency import Fonds, SigningAuthority
from luutru.records.code_lists import code_list
from luutru.records.party import Authority
from luutru.services import lookup, versions
from luutru.services.administration.agency import AgencyName, FondsTold
from luutru.services.administration.log_labels import LABELS
from luutru.services.archive import Archive
from luutru.services.change_words import field_label, value_words
from luutru.services.confirming import meant
from luutru.services.description import current
from luutru.services.milestones import editing
from luutru.services.values import silence

Values = Mapping[str, str]
"""What fields hold, by their names, as typed."""
_CODES: Final = {"country": "country", "kind": "authority_kind"}
_KEYS: Final = frozenset({"id", "version", "valid_from", "valid_to", "is_trial"})
_NOTE: Final = mark("Note")
_YES, _NO = mark("yes"), mark("no")


@dataclass(frozen=True, slots=True)
class Met:
    """One field that two people changed, in different ways."""

    field: str
    label: str
    mine: str
    """What I entered, in words."""
    theirs: str
    """What the other one saved, in words."""
    person: str
    """Who saved it; empty where the log does not tell."""
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What came together in one record."""

    called: str
    version: int
    """The version that has the other one's values; what is chosen is saved over it."""
    met: tuple[Met, ...]
    """Empty where each changed other fields."""
    values: Values
    """What is to be saved: what I changed alone, and the other one's value everywhere else."""


@dataclass(frozen=True, slots=True)
class _Words:
    """How the fields of a kind of record are told."""

    label: Callable[[str], str]
    value: Callable[[str, str], str]
    same: Callable[[str, str], str] = lambda _name, typed: " ".join(typed.split())
    """What a typed value comes down to."""


def of_agreement(archive: Archive, reference: str, read: Values, mine: Values) -> Meeting:
    """Return where what I entered meets what somebody else saved of an agreement.

    `read` is what the fields held when I began.

    Raises:
        UnknownReference: Nothing is called so, or no longer for me.
    """
    words = _Words(field_label, _described, _described_same)
    with archive.catalogue.read() as session:
        found = lookup.agreement(session, reference)
        now = {name: current(session, found, name) for name in mine}
        met = _met(session, (found.uid, ""), words, (read, mine, now))
        return Meeting(reference, found.version, met, _both(met, read, mine, now))


def of_milestone(archive: Archive, milestone_id: int, read: Values, mine: Values) -> Meeting:
    """Return where what I entered meets what somebody else saved of a milestone.

    Raises:
        UnknownMilestone: There is none of that number.
    """
    words = _Words(
        lambda name: field_label(f"milestone.{name}"),
        lambda name, typed: value_words(f"milestone.{name}", typed),
    )
    with archive.catalogue.read() as session:
        milestone, agreement = editing.found(session, milestone_id)
        now = {name: str(getattr(milestone, name) or "") for name in mine}
        met = _met(session, (agreement.uid, milestone.uid), words, (read, mine, now), "milestone.")
        return Meeting(milestone.title, milestone.version, met, _both(met, read, mine, now))


def of_partner(archive: Archive, authority_id: int, read: Values, mine: Values) -> Meeting:
    """Return where what I entered meets what somebody else saved of a partner."""
    with archive.catalogue.read() as session:
        found = session.get_one(Authority, authority_id)
        now = {name: str(getattr(found, name)) for name in mine}
        met = _met(session, (found.uid, ""), _PLAIN, (read, mine, now))
        called = found.names[0].name if found.names else found.uid
        return Meeting(called, found.version, met, _both(met, read, mine, now))


def of_agency(
    archive: Archive, read: AgencyName | FondsTold, mine: AgencyName | FondsTold
) -> Meeting:
    """Return where what I entered meets what somebody else saved of the agency or of a fonds."""
    with archive.catalogue.read() as session:
        found: SigningAuthority | Fonds
        if isinstance(read, AgencyName):
            found = session.get_one(SigningAuthority, read.id)
        else:
            found = session.get_one(Fonds, read.id)
        names = [one.name for one in fields(read) if one.name not in _KEYS]
        was, wanted, now = (
            {name: plain(getattr(one, name)) for name in names} for one in (read, mine, found)
        )
        met = _met(session, (found.uid, ""), _PLAIN, (was, wanted, now))
        return Meeting(found.name, found.version, met, _both(met, was, wanted, now))


def plain(value: object) -> str:
    """Return a value of a record as text."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _met(
    session: Session,
    whose: tuple[str, str],
    words: _Words,
    told: tuple[Values, Values, Values],
    prefix: str = "",
) -> tuple[Met, ...]:
    read, mine, now = told
    acts = list(versions.acts_upon(session, *whose))
    found = []
    for name, typed in mine.items():
        before, wanted, saved = (words.same(name, one) for one in (read[name], typed, now[name]))
        if saved in (before, wanted) or wanted == before:
            continue
        act = versions.writer_of(acts, f"{prefix}{name}")
        found.append(
            Met(
                name, words.label(name), words.value(name, typed), words.value(name, now[name]),
                act.person if act else "", act.at if act else None,
            )
        )  # fmt: skip
    return tuple(found)


def _both(met: Sequence[Met], read: Values, mine: Values, now: Values) -> dict[str, str]:
    taken = {one.field for one in met}
    return {
        name: now[name] if name in taken or typed == read[name] else typed
        for name, typed in mine.items()
    }


def _described(name: str, typed: str) -> str:
    return value_words(name, typed if silence(typed) else meant(name, typed))


def _described_same(name: str, typed: str) -> str:
    return silence(typed) or meant(name, typed)


def _plain_label(name: str) -> str:
    return translate(LABELS.get(name, _NOTE))


def _plain_words(name: str, typed: str) -> str:
    if name in _CODES:
        return code_list(_CODES[name]).label(typed) if typed else translate("empty")
    if name == "is_open":
        return translate(_YES if typed == "yes" else _NO)
    return typed or translate("empty")


_PLAIN: Final = _Words(_plain_label, _plain_words)
