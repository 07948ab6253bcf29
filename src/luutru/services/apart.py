"""Two documents that look alike and are not the same paper: a person says so once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import CannotSort
from luutru.i18n import translate
from luutru.records.intake import ToldApart
from luutru.services import custody, lookup
from luutru.services.archive import Archive


def tell_apart(archive: Archive, one: str, other: str, reason: str = "") -> None:
    """Record that two documents are different papers; they are not called alike any more.

    Raises:
        UnknownReference: Either is not there.
        CannotSort: They are one and the same document.
    """
    with archive.catalogue.write() as session:
        first, second = _pair(session, one, other)
        if _told(session, first, second) is None:
            told = ToldApart(first_id=first, second_id=second, reason=reason, person=archive.person)
            session.add(told)
            _record(session, archive.person, "told_apart", one, {"from": other, "reason": reason})


def ask_again(archive: Archive, one: str, other: str) -> None:
    """Take it back: the two documents are compared again.

    Raises:
        UnknownReference: Either is not there.
        CannotSort: They are one and the same document.
    """
    with archive.catalogue.write() as session:
        told = _told(session, *_pair(session, one, other))
        if told is not None:
            session.delete(told)
            _record(session, archive.person, "compared_again", one, {"with": other})


def told_apart(session: Session) -> frozenset[tuple[int, int]]:
    """Return the pairs of documents told apart, the lower number first."""
    rows = session.execute(select(ToldApart.first_id, ToldApart.second_id))
    return frozenset((first, second) for first, second in rows)


def _pair(session: Session, one: str, other: str) -> tuple[int, int]:
    first, second = sorted(lookup.document(session, name).id for name in (one, other))
    if first == second:
        raise CannotSort(one, translate("it is compared with itself"))
    return first, second


def _told(session: Session, first: int, second: int) -> ToldApart | None:
    query = select(ToldApart).where(ToldApart.first_id == first, ToldApart.second_id == second)
    return session.scalar(query)


def _record(session: Session, person: str, act: str, one: str, detail: dict[str, str]) -> None:
    subject = lookup.document(session, one).uid
    custody.record(session, person, act, subject=subject, reference=one, detail=detail)
