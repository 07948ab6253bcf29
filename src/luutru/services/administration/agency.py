"""The agency whose archive it is: its fonds, and its names as they were valid in time."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import NotInList, UnacceptableValue
from luutru.holdings.disk import writing
from luutru.i18n import mark, translate
from luutru.records.agency import Fonds, SigningAuthority
from luutru.services import custody, versions
from luutru.services.archive import Archive
from luutru.services.office_records import rename_office
from luutru.settings import write_settings
from luutru.vietnamese.dates import short

_NAME: Final = mark("Name")
_CODE: Final = mark("Code of the fonds")
_FROM: Final = mark("Valid from")
_OPEN: Final = mark("Open")
LONGEST_NAME: Final = 200
LONGEST_CODE: Final = 13


@dataclass(frozen=True, slots=True)
class FondsTold:
    """A fonds as it is told and entered; a new one has no number."""

    id: int = 0
    version: int = 0
    fonds_code: str = ""
    name: str = ""
    archive_code: str = ""
    history: str = ""
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class AgencyName:
    """How the agency was called in a span of time; a new name has no number."""

    id: int = 0
    version: int = 0
    name: str = ""
    abbreviation: str = ""
    parent_name: str = ""
    place: str = ""
    head_title: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    is_trial: bool = False

    def is_valid_on(self, day: date) -> bool:
        """Tell whether it was called so on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


def all_fonds(archive: Archive) -> list[FondsTold]:
    """Return the fonds, the one that new agreements go to first."""
    query = select(Fonds).order_by(Fonds.is_open.desc(), Fonds.id)
    with archive.catalogue.read() as session:
        return [_fonds(row) for row in session.scalars(query)]


def agency_names(archive: Archive) -> list[AgencyName]:
    """Return all names of the agency, the newest first."""
    with archive.catalogue.read() as session:
        return _names(session)


def agency_on(archive: Archive, day: date) -> AgencyName | None:
    """Return how the agency was called on a day, as documents of that day name it."""
    named = (one for one in agency_names(archive) if one.is_valid_on(day))
    return next(named, None)


def name_archive(archive: Archive, name: str) -> None:
    """Call the archive otherwise; its folder and its identifier stay.

    Raises:
        UnacceptableValue: The name is empty or too long.
        DiskTrouble: The settings file cannot be written; the name stays.
    """
    wanted, before = _words(_NAME, name), archive.settings.name
    if wanted == before:
        return
    with archive.catalogue.write() as session:
        changes = [["name", before, wanted]]
        custody.record(session, archive.person, "archive_named", detail={"changes": changes})
        rename_office(session, wanted)
        told = replace(archive.settings, name=wanted)
        with writing(archive.folder, archive.folder.name):
            write_settings(archive.folder, told)  # last: what goes wrong here undoes the entry
    archive.settings = told


def put_fonds(archive: Archive, told: FondsTold) -> None:
    """Add a fonds, or correct one.

    Raises:
        UnacceptableValue: Name or code is missing, too long or taken, or none would be open.
        EditedMeanwhile: Somebody else corrected it since it was read.
    """
    wanted = replace(
        told, name=_words(_NAME, told.name), fonds_code=_words(_CODE, told.fonds_code, LONGEST_CODE)
    )
    with archive.catalogue.write() as session:
        others = session.scalars(select(Fonds).where(Fonds.id != told.id)).all()
        if any(one.fonds_code == wanted.fonds_code for one in others):
            expected = translate("a code that no other fonds has")
            raise UnacceptableValue(translate(_CODE), wanted.fonds_code, expected)
        if not wanted.is_open and not any(one.is_open for one in others):
            expected = translate("one fonds at least that takes new agreements")
            raise UnacceptableValue(translate(_OPEN), translate("no"), expected)
        if not told.id:
            row = Fonds(fonds_code=wanted.fonds_code, name=wanted.name)
            session.add(row)
        else:
            row = session.get_one(Fonds, told.id)
            versions.make_sure(session, row.version, told.version, row.name, row.uid)
        changes = _take_over(row, wanted, _FONDS_FIELDS)
        session.flush()
        if changes or not told.id:
            act = "fonds_changed" if told.id else "fonds_added"
            detail = {"fonds": row.fonds_code, "changes": changes}
            custody.record(session, archive.person, act, subject=row.uid, detail=detail)


def rename_agency(archive: Archive, told: AgencyName) -> None:
    """Give the agency a name from a day on; the former name is valid until the day before.

    Raises:
        UnacceptableValue: The name is missing or too long, or the day is not after the former's.
    """
    if told.valid_from is None:
        raise UnacceptableValue(translate(_FROM), "", translate("a day such as 01/03/2025"))
    name = _words(_NAME, told.name)
    with archive.catalogue.write() as session:
        former = session.scalars(
            select(SigningAuthority).where(SigningAuthority.valid_to.is_(None))
        ).all()
        for one in former:
            if one.valid_from is not None and one.valid_from >= told.valid_from:
                day = short(one.valid_from.isoformat())
                expected = translate(
                    "a day after {day}, from which the last name is valid", day=day
                )
                raise UnacceptableValue(
                    translate(_FROM), short(told.valid_from.isoformat()), expected
                )
            one.valid_to = told.valid_from - timedelta(days=1)
        row = SigningAuthority(
            name=name, abbreviation=told.abbreviation.strip(), is_trial=told.is_trial
        )
        session.add(row)
        changes = _take_over(row, replace(told, name=name, valid_to=None), _NAME_FIELDS)
        session.flush()
        changes.insert(0, ["name", former[-1].name if former else "", name])
        detail = {"changes": changes}
        custody.record(session, archive.person, "agency_added", subject=row.uid, detail=detail)


def correct_agency(archive: Archive, told: AgencyName) -> None:
    """Correct what is told of one name of the agency; its span of days stays.

    Raises:
        UnacceptableValue: The name is missing or too long.
        NotInList: There is no such name any more.
        EditedMeanwhile: Somebody else corrected it since it was read.
    """
    wanted = replace(told, name=_words(_NAME, told.name))
    with archive.catalogue.write() as session:
        row = session.get(SigningAuthority, told.id)
        if row is None:
            raise NotInList(told.name, ", ".join(one.name for one in _names(session)))
        versions.make_sure(session, row.version, told.version, row.name, row.uid)
        span = {"valid_from", "valid_to", "is_trial"}
        changes = _take_over(row, wanted, [name for name in _NAME_FIELDS if name not in span])
        session.flush()
        if changes:
            detail = {"changes": changes}
            custody.record(
                session, archive.person, "agency_changed", subject=row.uid, detail=detail
            )


def current_name(archive: Archive) -> AgencyName | None:
    """Return how the agency is called today."""
    return agency_on(archive, clock.today())


_KEYS: Final = frozenset({"id", "version"})
_FONDS_FIELDS: Final = tuple(one.name for one in fields(FondsTold) if one.name not in _KEYS)
_NAME_FIELDS: Final = tuple(one.name for one in fields(AgencyName) if one.name not in _KEYS)


def _end(former: SigningAuthority, begins: date) -> None:
    """Let a name be valid until the day before another one begins."""
    if former.valid_from is not None and former.valid_from >= begins:
        day = short(former.valid_from.isoformat())
        expected = translate("a day after {day}, from which the last name is valid", day=day)
        raise UnacceptableValue(translate(_FROM), short(begins.isoformat()), expected)
    former.valid_to = begins - timedelta(days=1)


def _take_over(
    row: Fonds | SigningAuthority, told: FondsTold | AgencyName, names: Sequence[str]
) -> list[list[str]]:
    """Set what is told otherwise, and return each change as field, before and after."""
    changes = []
    for name in names:
        before, after = getattr(row, name), getattr(told, name)
        after = after.strip() if isinstance(after, str) else after
        if before != after:
            setattr(row, name, after)
            changes.append([name, _plain(before), _plain(after)])
    return changes


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"  # codes: the log is read in any language
    return "" if value is None else str(value)


def _names(session: Session) -> list[AgencyName]:
    query = select(SigningAuthority).order_by(
        SigningAuthority.valid_from.desc().nulls_last(), SigningAuthority.id.desc()
    )
    return [_name(row) for row in session.scalars(query)]


def _fonds(row: Fonds) -> FondsTold:
    return FondsTold(**{one.name: getattr(row, one.name) for one in fields(FondsTold)})


def _name(row: SigningAuthority) -> AgencyName:
    return AgencyName(**{one.name: getattr(row, one.name) for one in fields(AgencyName)})


def _words(label: str, typed: str, longest: int = LONGEST_NAME) -> str:
    words = " ".join(typed.split())
    if not words or len(words) > longest:
        expected = translate("one to {n} letters", n=longest)
        raise UnacceptableValue(translate(label), words[:40], expected)
    return words
