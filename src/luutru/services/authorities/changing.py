"""Correct what is recorded of an authority: its names in time, its country, its kind.

Nothing is overwritten silently: what stood before goes into the custody log, and agreements keep
the name under which they were signed.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from luutru.errors import EditedMeanwhile, UnacceptableValue, UnknownPartner
from luutru.holdings.withholding import withheld_uids
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.outbox import Outbox
from luutru.records.party import Authority, AuthorityName
from luutru.services import custody, versions
from luutru.services.archive import Archive
from luutru.services.partners import taking_part
from luutru.vietnamese.collation import collation_key
from luutru.vietnamese.folding import fold

NAME: Final = mark("Name of the partner")
ABBREVIATION: Final = mark("Abbreviation")
LEGAL_ACT: Final = mark("Legal act")
COUNTRY: Final = mark("Country")
KIND: Final = mark("Kind of organisation")
LANGUAGE: Final = mark("Language of the name")
VALID_TO: Final = mark("Valid to")
_LONGEST: Final = {"name": (NAME, 300), "abbreviation": (ABBREVIATION, 40),
                   "legal_act": (LEGAL_ACT, 200)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameValues:
    """A name as it is entered or corrected."""

    name: str
    abbreviation: str = ""
    language: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    legal_act: str = ""


def new_authority(
    archive: Archive,
    name: NameValues,
    *,
    country: str = "",
    kind: str = "organisation",
    note: str = "",
) -> int:
    """Record an authority that is party to nothing yet; return its number.

    Raises:
        UnacceptableValue: A value does not fit; nothing was recorded.
    """
    checked = _checked(name)
    _in_list("country", COUNTRY, country)
    _in_list("authority_kind", KIND, kind)
    with archive.catalogue.write() as session:
        made = Authority(country=country, kind=kind, note=note.strip())
        session.add(made)
        made.names.append(_recorded(checked))
        session.flush()
        changes = [*_changes(None, checked), ["country", "", country], ["kind", "", kind]]
        _log(session, archive, "authority_recorded", made, changes)
        return made.id


def change(
    archive: Archive,
    authority_id: int,
    *,
    country: str | None = None,
    kind: str | None = None,
    note: str | None = None,
    version: int | None = None,
) -> None:
    """Correct what an authority is; agreements keep the country they were described with.

    Raises:
        UnknownPartner: There is none of that number.
        UnacceptableValue: A value does not fit; nothing was changed.
        EditedMeanwhile: Somebody else corrected it since `version`.
    """
    if country:
        _in_list("country", COUNTRY, country)
    if kind is not None:
        _in_list("authority_kind", KIND, kind)
    asked = {"country": country, "kind": kind, "note": note.strip() if note is not None else None}
    try:
        with archive.catalogue.write() as session:
            found = of_number(session, authority_id)
            versions.make_sure(session, found.version, version, _called(found), found.uid)
            before = {part: getattr(found, part) for part in asked}
            made = [
                [part, before[part], now]
                for part, now in asked.items()
                if now is not None and now != before[part]
            ]
            for part, _was, now in made:
                setattr(found, part, now)
            if made:
                _log(session, archive, "authority_changed", found, made)
    except StaleDataError as error:
        raise EditedMeanwhile(str(authority_id)) from error


def add_name(archive: Archive, authority_id: int, values: NameValues) -> int:
    """Record another name of an authority; return the number of the name.

    Raises:
        UnknownPartner: There is none of that number.
        UnacceptableValue: A value does not fit; nothing was recorded.
    """
    checked = _checked(values)
    with archive.catalogue.write() as session:
        found = of_number(session, authority_id)
        made = _recorded(checked)
        found.names.append(made)
        flag_modified(found, "note")  # a change of its names is a change of the authority
        session.flush()
        _log(session, archive, "authority_name_added", found, _changes(None, checked))
        tell_index(session, [found.id])
        return made.id


def correct_name(archive: Archive, name_id: int, values: NameValues) -> bool:
    """Correct a name or its span of time; tell whether anything was changed.

    Raises:
        UnknownPartner: There is no name of that number.
        UnacceptableValue: A value does not fit; nothing was changed.
    """
    checked = _checked(values)
    with archive.catalogue.write() as session:
        kept = session.get(AuthorityName, name_id)
        if kept is None:
            raise UnknownPartner(str(name_id))
        changes = _changes(kept, checked)
        if not changes:
            return False
        for part in fields(NameValues):
            setattr(kept, part.name, getattr(checked, part.name))
        kept.name_key, kept.name_fold = collation_key(checked.name), fold(checked.name)
        flag_modified(kept.authority, "note")
        _log(session, archive, "authority_name_corrected", kept.authority, changes)
        tell_index(session, [kept.authority_id])
    return True


def of_number(session: Session, authority_id: int) -> Authority:
    """Return an authority.

    Raises:
        UnknownPartner: There is none of that number, or it is known from nothing that is seen.
    """
    found = session.get(Authority, authority_id)
    if found is None or found.uid in withheld_uids(session):
        raise UnknownPartner(str(authority_id))
    return found


def tell_index(session: Session, authorities: Iterable[int]) -> None:
    """Have the index told of the names of authorities: by them their agreements are found.

    Of agreements as well that whoever corrects a name does not see.
    """
    numbers = session.connection().scalars(taking_part(authorities).distinct())
    session.add_all(Outbox(task="describe", agreement_id=number) for number in numbers)


def _log(
    session: Session, archive: Archive, act: str, found: Authority, changes: list[list[Any]]
) -> None:
    detail = {"authority": _called(found), "changes": changes}
    custody.record(session, archive.person, act, subject=found.uid, detail=detail)


def _called(found: Authority) -> str:
    return found.names[0].name if found.names else found.uid


def _changes(before: AuthorityName | None, now: NameValues) -> list[list[Any]]:
    told = []
    for part in fields(NameValues):
        was, value = _word(getattr(before, part.name, "")), _word(getattr(now, part.name))
        if was != value:
            told.append([part.name, was, value])
    return told


def _word(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _recorded(values: NameValues) -> AuthorityName:
    return AuthorityName(
        name=values.name,
        name_key=collation_key(values.name),
        name_fold=fold(values.name),
        language=values.language,
        abbreviation=values.abbreviation,
        valid_from=values.valid_from,
        valid_to=values.valid_to,
        legal_act=values.legal_act,
    )


def _checked(values: NameValues) -> NameValues:
    told = {part: _plain(getattr(values, part)) for part in _LONGEST}
    for part, (label, most) in _LONGEST.items():
        if len(told[part]) > most or (part == "name" and not told[part]):
            expected = translate("at most {n} letters", n=most)
            raise UnacceptableValue(translate(label), told[part][:60], expected)
    _in_list("language", LANGUAGE, values.language)
    first, last = values.valid_from, values.valid_to
    if first and last and last < first:
        day, expected = last.strftime("%d/%m/%Y"), translate("a day after the first one")
        raise UnacceptableValue(translate(VALID_TO), day, expected)
    return NameValues(**told, language=values.language, valid_from=first, valid_to=last)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _in_list(name: str, label: str, code: str) -> None:
    codes = code_list(name).codes
    if code and code not in codes:
        raise UnacceptableValue(translate(label), code, ", ".join(codes[:8]))
