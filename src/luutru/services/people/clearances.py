"""Who is cleared for which marked agreement: need to know, granted under record.

Whoever grants it need not see the agreement: it is named by its reference and its mark alone.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from luutru.errors import UnacceptableValue, UnknownReference
from luutru.holdings.secrecy import UNMARKED
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.people import Clearance, User
from luutru.records.roles import Permission
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.door import given
from luutru.services.people.accounts import found, in_order, roles_by_user

_REFERENCE: Final = mark("Reference")


@dataclass(frozen=True, slots=True)
class MarkedAgreement:
    """An agreement that bears a mark of secrecy, by nothing that it says."""

    reference: str
    secrecy: str
    """A code of the list `secrecy`."""
    cleared: tuple[str, ...]
    """The accounts that may see it."""


def marked_agreements(archive: Archive) -> tuple[MarkedAgreement, ...]:
    """Return the agreements that bear a mark, in order of references.

    Raises:
        NotPermitted: The account may not clear anybody.
    """
    archive.require(Permission.CLEAR)
    with archive.catalogue.read(whole=True) as session:
        query = select(Agreement).where(Agreement.id.in_(_marked())).order_by(Agreement.reference)
        return tuple(_told(session, agreement) for agreement in session.scalars(query))


@dataclass(frozen=True, slots=True)
class MayKnow:
    """An account, and whether it is cleared for an agreement up to the mark that it bears."""

    name: str
    full_name: str
    roles: tuple[str, ...]
    """Codes of the list `role`, in its order."""
    is_cleared: bool


def need_to_know(archive: Archive, reference: str) -> tuple[MayKnow, ...]:
    """Return who could be cleared for an agreement, and who is; nobody where it bears no mark.

    Raises:
        NotPermitted: The account may not clear anybody.
        UnknownReference: Nothing is called so.
    """
    archive.require(Permission.CLEAR)
    with archive.catalogue.read(whole=True) as session:
        agreement = _agreement(session, reference)
        if _mark_of(agreement) == UNMARKED:
            return ()
        held, cleared = roles_by_user(session), _cleared(session, agreement)
        users = select(User).where(User.disabled_at.is_(None)).order_by(User.name)
        return tuple(
            MayKnow(
                user.name, user.full_name, in_order(held.get(user.id, ())), user.name in cleared
            )
            for user in session.scalars(users)
        )


def grant(archive: Archive, reference: str, name: str, reason: str) -> None:
    """Let an account see a marked agreement, up to the mark that it bears now.

    Raises:
        NotPermitted: The account may not clear anybody.
        UnacceptableValue: The agreement bears no mark, or the reason is missing.
        UnknownAccount: None is called so.
        UnknownReference: Nothing is called so.
    """
    archive.require(Permission.CLEAR)
    with archive.catalogue.write(whole=True) as session:
        agreement, user = _agreement(session, reference), found(session, name)
        level = _mark_of(agreement)
        if level == UNMARKED:
            told = translate("an agreement that bears a mark of secrecy")
            raise UnacceptableValue(translate(_REFERENCE), reference, told)
        kept = _clearance(session, user, agreement)
        if kept is None:
            kept = Clearance(
                user_id=user.id, agreement_id=agreement.id, secrecy=level, granted_by=""
            )
            session.add(kept)
        kept.secrecy, kept.granted_by = level, archive.person
        detail = {"account": user.name, "secrecy": level, "reason": given(reason)}
        _log(session, archive.person, "clearance_granted", agreement, detail)


def withdraw(archive: Archive, reference: str, name: str, reason: str) -> None:
    """Let an account see a marked agreement no longer.

    Raises:
        NotPermitted: The account may not clear anybody.
        UnacceptableValue: The account is not cleared for it, or the reason is missing.
        UnknownAccount: None is called so.
        UnknownReference: Nothing is called so.
    """
    archive.require(Permission.CLEAR)
    with archive.catalogue.write(whole=True) as session:
        agreement, user = _agreement(session, reference), found(session, name)
        kept = _clearance(session, user, agreement)
        if kept is None:
            told = translate("an agreement for which the account is cleared")
            raise UnacceptableValue(translate(_REFERENCE), reference, told)
        detail = {"account": user.name, "secrecy": kept.secrecy, "reason": given(reason)}
        session.delete(kept)
        _log(session, archive.person, "clearance_withdrawn", agreement, detail)


def _agreement(session: Session, reference: str) -> Agreement:
    """Return the agreement that answers to `reference`, whoever may see it."""
    document = select(Document.agreement_id).where(Document.reference == reference)
    query = select(Agreement).where(
        or_(Agreement.reference == reference, Agreement.id.in_(document))
    )
    agreement = session.scalar(query)
    if agreement is None:
        raise UnknownReference(reference)
    return agreement


def _mark_of(agreement: Agreement) -> str:
    marks = [agreement.secrecy, *(document.secrecy for document in agreement.documents)]
    return max(marks, key=code_list("secrecy").codes.index)


def _marked() -> Select[int]:
    documents = select(Document.agreement_id).where(Document.secrecy != UNMARKED)
    return select(Agreement.id).where(
        or_(Agreement.secrecy != UNMARKED, Agreement.id.in_(documents))
    )


def _clearance(session: Session, user: User, agreement: Agreement) -> Clearance | None:
    query = select(Clearance).where(
        Clearance.user_id == user.id, Clearance.agreement_id == agreement.id
    )
    return session.scalar(query)


def _told(session: Session, agreement: Agreement) -> MarkedAgreement:
    return MarkedAgreement(agreement.reference, _mark_of(agreement), _cleared(session, agreement))


def _cleared(session: Session, agreement: Agreement) -> tuple[str, ...]:
    """Return the accounts that are cleared up to the mark that an agreement bears now."""
    codes = code_list("secrecy").codes
    enough = codes[codes.index(_mark_of(agreement)) :]
    query = (
        select(User.name)
        .join(Clearance, Clearance.user_id == User.id)
        .where(Clearance.agreement_id == agreement.id, Clearance.secrecy.in_(enough))
        .order_by(User.name)
    )
    return tuple(session.scalars(query))


def _log(
    session: Session, person: str, act: str, agreement: Agreement, detail: dict[str, str]
) -> None:
    custody.record(
        session, person, act, subject=agreement.uid, reference=agreement.reference, detail=detail
    )
