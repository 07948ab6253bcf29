"""The lists of codes as an archive uses them: shown with their source, some added to."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from luutru.errors import NotInList, UnacceptableValue
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement, CooperationField
from luutru.records.calendar import CodeEntry
from luutru.records.code_lists import Code, CodeList, code_list, list_names
from luutru.records.outbox import Outbox
from luutru.services import custody
from luutru.services.administration.sources import source_told
from luutru.services.archive import Archive
from luutru.vietnamese.folding import fold

LONGEST_CODE: Final = 30
LONGEST_WORDS: Final = 100
_CODE: Final = mark("Code")
_VI: Final = mark("In Vietnamese")
_EN: Final = mark("In English")
_FITS: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code: its words, what else names it, and how many agreements carry it."""

    code: str
    vi: str
    en: str
    also: tuple[str, ...]
    is_own: bool
    """Whether the archive added it."""
    is_renamed: bool
    used: int | None
    """None for lists whose use is not counted."""


@dataclass(frozen=True, slots=True)
class ListView:
    """One list with its source."""

    name: str
    title: str
    source: str
    checked_on: str
    editable: bool
    rows: tuple[CodeRow, ...]


def code_lists(archive: Archive) -> list[ListView]:
    """Return all lists, those that can be edited first, then by their title."""
    archive.read_own_codes()
    with archive.catalogue.read() as session:
        used = {name: _used(session, name) for name in _EDITED}
    views = [_view(code_list(name), used.get(name)) for name in list_names()]
    return sorted(views, key=lambda view: (not view.editable, fold(view.title)))


def add_code(archive: Archive, list_name: str, vi: str, en: str, code: str = "") -> str:
    """Add a code to a list that can be edited, and return it; without one it is made of the words.

    Raises:
        NotInList: There is no such list, or it cannot be edited.
        UnacceptableValue: Words are missing or too long, or the list has them already.
    """
    known = _editable(list_name)
    vi, en = _words(_VI, vi), _words(_EN, en)
    with archive.catalogue.write() as session:
        archive.read_own_codes(session)
        wanted = _free_code(known, code.strip() or _made_of(en))
        for label, words in ((_VI, vi), (_EN, en)):
            _refuse_known(known, label, words, own="")
        session.add(
            CodeEntry(list_name=list_name, code=wanted, vi=vi, en=en, person=archive.person)
        )
        detail = {"list": list_name, "code": wanted, "vi": vi, "en": en}
        custody.record(session, archive.person, "code_added", detail=detail)
    archive.read_own_codes()
    return wanted


def rename_code(archive: Archive, list_name: str, code: str, vi: str, en: str) -> None:
    """Use other words for a code; agreements that carry it are found by the new ones.

    Raises:
        NotInList: There is no such list or code, or the list cannot be edited.
        UnacceptableValue: Words are missing or too long, or another code has them.
    """
    known = _editable(list_name)
    vi, en = _words(_VI, vi), _words(_EN, en)
    with archive.catalogue.write() as session:
        archive.read_own_codes(session)
        if code not in known.codes:
            raise NotInList(code, ", ".join(known.codes))
        before = (known.label(code, "vi"), known.label(code, "en"))
        if before == (vi, en):
            return
        for label, words in ((_VI, vi), (_EN, en)):
            _refuse_known(known, label, words, own=code)
        _keep_words(session, archive.person, list_name, code, vi, en)
        changes = [[code, " / ".join(before), f"{vi} / {en}"]]
        custody.record(
            session,
            archive.person,
            "code_renamed",
            detail={"list": list_name, "changes": changes},
        )
        carriers = session.scalars(select(Agreement.id).where(_carries(list_name, code))).all()
        session.add_all(Outbox(task="describe", agreement_id=number) for number in carriers)
    archive.read_own_codes()


def _keep_words(session: Session, person: str, list_name: str, code: str, vi: str, en: str) -> None:
    query = select(CodeEntry).where(CodeEntry.list_name == list_name, CodeEntry.code == code)
    entry = session.scalar(query)
    if entry is None:
        session.add(CodeEntry(list_name=list_name, code=code, vi=vi, en=en, person=person))
    else:
        entry.vi, entry.en, entry.person = vi, en, person


def _view(shown: CodeList, used: Counter[str] | None) -> ListView:
    shipped = {entry.code: entry for entry in shown.shipped}
    rows = tuple(_row(entry, shipped.get(entry.code), used) for entry in shown.entries)
    source = source_told(shown.source)
    return ListView(shown.name, shown.title, source, shown.checked_on, shown.editable, rows)


def _row(entry: Code, shipped: Code | None, used: Counter[str] | None) -> CodeRow:
    return CodeRow(
        code=entry.code,
        vi=entry.vi,
        en=entry.en,
        also=entry.also,
        is_own=shipped is None,
        is_renamed=shipped is not None and (shipped.vi, shipped.en) != (entry.vi, entry.en),
        used=None if used is None else used[entry.code],
    )


def _used(session: Session, name: str) -> Counter[str]:
    """Count the agreements that carry each code."""
    if name == "cooperation_field":
        return Counter(session.scalars(select(CooperationField.code).join(Agreement)))
    column = Agreement.official_name if name == "instrument" else Agreement.languages
    kept = session.scalars(select(column).where(column > ""))
    return Counter(code for value in kept for code in value.split())


def _carries(name: str, code: str) -> ColumnElement[bool]:
    if name == "cooperation_field":
        return Agreement.fields.any(CooperationField.code == code)
    if name == "instrument":
        return Agreement.official_name == code
    return (" " + Agreement.languages + " ").contains(f" {code} ", autoescape=True)


_EDITED: Final = tuple(name for name in list_names() if code_list(name).editable)


def _editable(name: str) -> CodeList:
    if name not in _EDITED:
        raise NotInList(name, ", ".join(_EDITED))
    return code_list(name)


def _words(label: str, typed: str) -> str:
    words = " ".join(typed.split())
    if not words or len(words) > LONGEST_WORDS:
        expected = translate("one to {n} letters", n=LONGEST_WORDS)
        raise UnacceptableValue(translate(label), words[:40], expected)
    return words


def _free_code(known: CodeList, code: str) -> str:
    if not _FITS.fullmatch(code) or len(code) > LONGEST_CODE:
        expected = translate(
            "small letters a to z, digits and _, at most {n} of them", n=LONGEST_CODE
        )
        raise UnacceptableValue(translate(_CODE), code, expected)
    if code in known.codes:
        raise UnacceptableValue(translate(_CODE), code, translate("a code that is not used yet"))
    return code


def _made_of(words: str) -> str:
    """Make a code of the words in English."""
    return "_".join(_parts(words))[:LONGEST_CODE].rstrip("_")


def _parts(words: str) -> Iterator[str]:
    for part in re.split(r"[^a-z0-9]+", fold(words)):
        if part:
            yield part


def _refuse_known(known: CodeList, label: str, words: str, own: str) -> None:
    found = known.find(words)
    if found is not None and found != own:
        expected = translate("words that no other code of the list has")
        raise UnacceptableValue(translate(label), words, expected)
