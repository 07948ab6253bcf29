"""The rows of a list as the archive had recorded them by a past day, played back from the log."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from luutru.records.agreement import Agreement, Relation
from luutru.services.life.replaying import Known, Replay
from luutru.services.life.settings import ending_soon_within
from luutru.services.rows import AgreementRow, rows_on


def rows_recorded(
    session: Session, ids: list[int], replay: Replay
) -> tuple[dict[int, AgreementRow], set[str]]:
    """Return the rows of agreements as they were recorded, by id; those not known yet are left out.

    And codes of the list `act`: what was done later to some of them and is not undone here.
    """
    rows = rows_on(session, ids, replay.day)
    within = ending_soon_within(session)
    unplayed: set[str] = set()
    for agreement in _agreements(session, ids):
        if not replay.knew(agreement):
            del rows[agreement.id]
        elif _is_touched(session, agreement, replay):
            known = replay.known(agreement)
            row = _row_known(rows[agreement.id], known, replay.day)
            soon = known.life.ends_soon(replay.day, within)
            rows[agreement.id] = replace(row, ending_soon=soon)
            unplayed |= set(known.unplayed)
    return rows, unplayed


def _agreements(session: Session, ids: list[int]) -> Iterable[Agreement]:
    query = select(Agreement).where(Agreement.id.in_(ids))
    return session.scalars(query.options(selectinload(Agreement.documents))).all()


def _is_touched(session: Session, agreement: Agreement, replay: Replay) -> bool:
    """Tell whether it, or an agreement that moves its end, was changed later."""
    movers = (
        select(Agreement)
        .join(Relation, Relation.from_id == Agreement.id)
        .where(Relation.to_id == agreement.id)
    )
    return replay.is_changed(agreement) or any(map(replay.is_changed, session.scalars(movers)))


def _row_known(row: AgreementRow, known: Known, day: date) -> AgreementRow:
    told = known.values
    names = [line.split(";") for line in told["party.foreign"].splitlines()]
    by_rule = told["signed_on"] if told["effect_rule"] == "on_signing" else ""
    return replace(
        row,
        title=known.title,
        instrument=told["official_name"],
        partners=tuple((parts[1].strip() if len(parts) > 1 else "") or parts[0] for parts in names),
        signed_on=told["signed_on"],
        effective_on=told["effective_on"] or by_rule,
        expires_on=known.expires_on,
        status=known.life.status_on(day),
        review_state=known.review_state,
    )
