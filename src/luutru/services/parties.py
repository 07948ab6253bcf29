"""The fields of a description that hold several entries: parties, signatories, witnesses."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session

from luutru.errors import UnacceptableValue
from luutru.i18n import translate
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.fields import LIST_FIELDS
from luutru.records.outbox import Outbox
from luutru.records.party import Authority, AuthorityName, PartyRole, Signatory, Witness
from luutru.services.authorities.identity import family, one_with
from luutru.vietnamese.collation import collation_key
from luutru.vietnamese.folding import fold


def entries(agreement: Agreement, name: str) -> list[str]:
    """Return the entries of the list field `name` as they are typed, semicolons between parts."""
    kind, _, side = name.partition(".")
    if kind == "party":
        return [
            _joined(party.name_as_signed, party.short_name, party.country)
            for party in agreement.parties
            if party.side == side
        ]
    if kind == "signatory":
        return [
            _joined(signatory.person, signatory.title_as_signed, signatory.prefix)
            for party in agreement.parties
            if party.side == side
            for signatory in party.signatories
        ]
    return [_joined(w.person, w.title, w.event) for w in agreement.witnesses]


def add(session: Session, agreement: Agreement, name: str, typed: str) -> None:
    """Add one entry to the list field `name`.

    Raises:
        UnacceptableValue: It names no one, or has no party to stand under.
    """
    first, second, third = _parts(name, typed)
    kind, _, side = name.partition(".")
    if kind == "party":
        _add_party(session, agreement, side, first, second, _country(name, third))
    elif kind == "signatory":
        _add_signatory(
            agreement, name, side, Signatory(person=first, title_as_signed=second, prefix=third)
        )
    else:
        event = code_list("witness_event").find(third) if third else "signing"
        if event is None:
            raise _unfit(name, third, ", ".join(code_list("witness_event").codes))
        agreement.witnesses.append(
            Witness(person=first, title=second, event=event, ordinal=len(agreement.witnesses) + 1)
        )


def remove(agreement: Agreement, name: str, typed: str) -> None:
    """Take away the entry of the list field `name` whose name is the first part of `typed`.

    Raises:
        UnacceptableValue: No entry is called so.
    """
    wanted = fold(typed.partition(";")[0].strip())
    for keep, entry, called in _kept_entries(agreement, name):
        if wanted in map(fold, called):
            keep.remove(entry)
            return
    raise _unfit(name, typed, "; ".join(entries(agreement, name)) or translate("nothing recorded"))


def clear(agreement: Agreement, name: str) -> None:
    """Take all entries of the list field `name` away."""
    for entry in entries(agreement, name):
        remove(agreement, name, entry)


def authority_called(
    session: Session, name: str, short_name: str = "", country: str = ""
) -> Authority | None:
    """Return the authority that has, or had, this name or abbreviation; None if there is none.

    An abbreviation alone does not join authorities of two countries. Of what was merged it is the
    one that stands for all.
    """
    is_named = AuthorityName.name_fold == fold(name)
    called = [is_named]
    if short_name:
        abroad = Authority.country.not_in(("", country)) if country else false()
        called.append((AuthorityName.abbreviation == short_name) & ~abroad)
    found = session.scalars(
        select(Authority)
        .join(AuthorityName)
        .where(or_(*called))
        .order_by(is_named.desc(), Authority.id)
    ).first()
    while found is not None and found.merged_into_id is not None:
        found = session.get(Authority, found.merged_into_id)
    return found


def _add_party(
    session: Session, agreement: Agreement, side: str, name: str, short_name: str, country: str
) -> None:
    authority = authority_called(session, name, short_name, country)
    if authority is None:
        authority = Authority(country=country or ("VN" if side == "vietnamese" else ""))
        session.add(authority)
        _add_name(authority, name, short_name)
    else:
        bearer = _bearer(session, authority, name)
        if bearer is None:
            _add_name(authority, name, short_name)
            _tell_others(session, authority)
        authority = bearer or authority
    agreement.parties.append(
        PartyRole(
            side=side,
            name_as_signed=name,
            short_name=short_name,
            country=country or authority.country,
            ordinal=len(agreement.parties) + 1,
            authority=authority,
        )
    )


def _bearer(session: Session, authority: Authority, name: str) -> Authority | None:
    """Return which of the records that are one with `authority` bears `name`.

    A party is entered under that record, so that undoing a merger takes it along.
    """
    wanted = fold(name)
    for number in family(session, authority.id):
        record = session.get(Authority, number)
        if record is not None and wanted in {known.name_fold for known in record.names}:
            return record
    return None


def _add_name(authority: Authority, name: str, short_name: str) -> None:
    authority.names.append(
        AuthorityName(
            name=name,
            name_key=collation_key(name),
            name_fold=fold(name),
            abbreviation=short_name,
        )
    )


def _tell_others(session: Session, authority: Authority) -> None:
    """Have the index told of a new name: by it all agreements of the authority are found."""
    theirs = select(PartyRole.agreement_id).where(
        PartyRole.authority_id.in_(one_with([authority.id]))
    )
    numbers = session.scalars(theirs.distinct())
    session.add_all(Outbox(task="describe", agreement_id=number) for number in numbers)


def _kept_entries(
    agreement: Agreement, name: str
) -> Iterator[tuple[list[Any], Any, tuple[str, ...]]]:
    """Yield where each entry of a list field is kept, the entry, and what it is called."""
    kind, _, side = name.partition(".")
    if kind == "witness":
        yield from ((agreement.witnesses, w, (w.person,)) for w in agreement.witnesses)
    for party in (party for party in agreement.parties if party.side == side):
        if kind == "party":
            yield agreement.parties, party, (party.name_as_signed, party.short_name)
        else:
            yield from ((party.signatories, s, (s.person,)) for s in party.signatories)


def _add_signatory(agreement: Agreement, name: str, side: str, signatory: Signatory) -> None:
    party = next((party for party in agreement.parties if party.side == side), None)
    if party is None:
        raise _unfit(name, signatory.person, translate("the party first, then who signed for it"))
    signatory.ordinal = len(party.signatories) + 1
    party.signatories.append(signatory)


def _country(name: str, typed: str) -> str:
    if not typed:
        return ""
    code = code_list("country").find(typed)
    if code is None:
        raise _unfit(name, typed, translate("a country such as Belarus or BY"))
    return code


def _parts(name: str, typed: str) -> tuple[str, str, str]:
    parts = [part.strip() for part in unicodedata.normalize("NFC", typed).split(";")]
    first, second, third, *more = [*parts, "", "", ""]
    if not first or any(more):
        raise _unfit(name, typed, translate("up to three parts, separated by semicolons"))
    return first, second, third


def _joined(*parts: str) -> str:
    return "; ".join(parts).rstrip("; ")


def _unfit(name: str, typed: str, expected: str) -> UnacceptableValue:
    return UnacceptableValue(translate(LIST_FIELDS[name]), typed, expected)
