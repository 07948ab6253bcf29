"""Acts upon authorities: renaming, merger, division, succession; former names stay.

Source: Decree 177/2025/NĐ-CP article 4 on what is done when an agency is reorganised.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import ActImpossible
from luutru.i18n import translate
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.outbox import Outbox
from luutru.records.party import Authority, AuthorityName, AuthorityRelation, PartyRole
from luutru.records.status import Status, status_expression
from luutru.services import parties
from luutru.services.authorities.identity import one_with, root_of
from luutru.services.life import acts
from luutru.services.life.carrying import Carried
from luutru.services.life.counting import shown
from luutru.services.life.successors import name_of
from luutru.vietnamese.collation import collation_key
from luutru.vietnamese.folding import fold

_DAY: Final = timedelta(days=1)
_ALIVE: Final = (Status.IN_FORCE, Status.SIGNED, Status.SUSPENDED)
_LONGEST: Final = 300


def concerned(session: Session, act: acts.AuthorityAct, day: date) -> list[Agreement]:
    """Return the agreements of the authorities of an act that are alive on its day."""
    theirs = select(PartyRole.agreement_id).where(
        PartyRole.authority_id.in_(one_with(_former(act)))
    )
    query = select(Agreement).where(
        Agreement.id.in_(theirs), status_expression(day).in_([one.value for one in _ALIVE])
    )
    return list(session.scalars(query.order_by(Agreement.reference)))


def carry(carried: Carried, act: acts.AuthorityAct) -> None:
    """Record what an act upon an authority does.

    Raises:
        ActImpossible: It contradicts what is recorded.
    """
    day = act.day
    if day is None:
        reason = translate("no day is given")
        raise _refused(carried, act, reason, translate("Say from which day it has effect."))
    if isinstance(act, acts.Renaming):
        _rename(carried, act, day)
    elif isinstance(act, acts.Merger):
        _merge(carried, act, day)
    elif isinstance(act, acts.Division):
        _divide(carried, act, day)
    elif isinstance(act, acts.Succession):
        _hand_over(carried, act, act.authority_id, act.by, "succeeded_by", day)
    for number in _former(act):
        _tell_index(carried.session, number)


def _rename(carried: Carried, act: acts.Renaming, day: date) -> None:
    session = carried.session
    authority = _authority(carried, act, act.authority_id)
    name = " ".join(act.name.split())
    if not name or len(name) > _LONGEST:
        raise _refused(
            carried, act, translate("no new name is given"), translate("Write the whole name.")
        )
    other = parties.authority_called(session, name)
    if other is not None and root_of(session, other.id) != authority.id:
        raise _refused(
            carried,
            act,
            translate("another authority is called “{name}”", name=name),
            translate("Record a merger or a succession, or merge the two entries of partners."),
        )
    _is_later(carried, act, authority, day)
    former = name_of(session, authority.id, day)
    for known in _names(session, authority.id):
        same = not act.language or known.language in ("", act.language)
        if known.valid_to is None and same:
            carried.replace(known, "valid_to", day - _DAY)
    made = _name(name, act.abbreviation, day, act.legal_act, act.language)
    authority.names.append(made)
    session.flush()
    carried.made.append([AuthorityName.__tablename__, made.uid])
    carried.relations.append(
        translate("{former} is called {name} from {day}.", former=former, name=name, day=shown(day))
    )


def _merge(carried: Carried, act: acts.Merger, day: date) -> None:
    for number in _former(act):
        _hand_over(carried, act, number, act.into, "merged_into", day)
        _close_names(carried, number, day)


def _divide(carried: Carried, act: acts.Division, day: date) -> None:
    if len(act.into) < 2:  # noqa: PLR2004  into one is no division
        raise _refused(
            carried,
            act,
            translate("it is divided into several, and only one is named"),
            translate("Name them all, or record a succession."),
        )
    for heir in act.into:
        _hand_over(carried, act, act.authority_id, heir, "divided_into", day)
    _close_names(carried, act.authority_id, day)


def _hand_over(
    carried: Carried, act: acts.AuthorityAct, former: int, heir: acts.Named, kind: str, day: date
) -> None:
    session = carried.session
    one = _authority(carried, act, former)
    other = _heir(carried, act, heir, day)
    if other is one:
        raise _refused(
            carried,
            act,
            translate("it cannot take over from itself"),
            translate("Name the other authority."),
        )
    if _is_recorded(session, one, other, kind):
        raise _refused(
            carried,
            act,
            translate("that is recorded already"),
            translate("Look at the history of this authority."),
        )
    made = AuthorityRelation(
        from_id=one.id,
        to_id=other.id,
        kind=kind,
        effective_on=day,
        legal_act=act.legal_act,
        act_id=carried.row.id,
    )
    session.add(made)
    session.flush()
    carried.made.append([AuthorityRelation.__tablename__, made.uid])
    carried.relations.append(
        translate(
            "{one}: {relation} {other}",
            one=name_of(session, one.id, day),
            relation=code_list("authority_relation").label(kind),
            other=name_of(session, other.id, day),
        )
    )


def _is_recorded(session: Session, one: Authority, other: Authority, kind: str) -> bool:
    known = select(AuthorityRelation.id).where(
        AuthorityRelation.from_id == one.id,
        AuthorityRelation.to_id == other.id,
        AuthorityRelation.kind == kind,
    )
    return session.scalar(known) is not None


def _heir(carried: Carried, act: acts.AuthorityAct, heir: acts.Named, day: date) -> Authority:
    """Return the authority that takes over; one that nobody knows is recorded."""
    if heir.authority_id is not None:
        return _authority(carried, act, heir.authority_id)
    name = " ".join(heir.name.split())
    if not name:
        raise _refused(
            carried,
            act,
            translate("nothing says who takes over"),
            translate("Name the other authority."),
        )
    known = parties.authority_called(carried.session, name, heir.abbreviation)
    if known is not None:
        return known
    former = _authority(carried, act, act.authority_id)
    made = Authority(country=heir.country or former.country)
    made.names.append(_name(name, heir.abbreviation, day, act.legal_act))
    carried.session.add(made)
    carried.session.flush()
    carried.notes.append(translate("“{name}” is recorded as a new authority.", name=name))
    return made


def _close_names(carried: Carried, number: int, day: date) -> None:
    for known in _names(carried.session, number):
        if known.valid_to is None:
            carried.replace(known, "valid_to", day - _DAY)


def _names(session: Session, number: int) -> list[AuthorityName]:
    """Return the names of an authority and of all that was merged into it."""
    query = select(AuthorityName).where(AuthorityName.authority_id.in_(one_with([number])))
    return list(session.scalars(query.order_by(AuthorityName.id)))


def _authority(carried: Carried, act: acts.AuthorityAct, number: int) -> Authority:
    found = carried.session.get(Authority, root_of(carried.session, number))
    if found is None:
        raise _refused(
            carried,
            act,
            translate("that authority is not there"),
            translate("Look it up in the list of partners."),
        )
    return found


def _is_later(carried: Carried, act: acts.AuthorityAct, authority: Authority, day: date) -> None:
    names = _names(carried.session, authority.id)
    begun = max((one.valid_from for one in names if one.valid_from), default=None)
    if begun is not None and day <= begun:
        raise _refused(
            carried,
            act,
            translate("its present name is valid only from {day}", day=shown(begun)),
            translate("Check the day, or correct what was recorded first."),
        )


def _refused(
    carried: Carried, act: acts.AuthorityAct, reason: str, what_to_do: str
) -> ActImpossible:
    subject = name_of(carried.session, act.authority_id, act.day or clock.today())
    return ActImpossible(code_list("guided_act").label(act.kind), subject, reason, what_to_do)


def _former(act: acts.AuthorityAct) -> Iterator[int]:
    yield act.authority_id
    if isinstance(act, acts.Merger):
        yield from (number for number in act.others if number != act.authority_id)


def _name(
    name: str, abbreviation: str, day: date, legal_act: str, language: str = ""
) -> AuthorityName:
    return AuthorityName(
        name=name,
        name_key=collation_key(name),
        name_fold=fold(name),
        abbreviation=abbreviation.strip(),
        language=language,
        valid_from=day,
        legal_act=legal_act,
    )


def _tell_index(session: Session, number: int) -> None:
    theirs = select(PartyRole.agreement_id).where(PartyRole.authority_id.in_(one_with([number])))
    numbers = session.scalars(theirs.distinct())
    session.add_all(Outbox(task="describe", agreement_id=one) for one in numbers)
