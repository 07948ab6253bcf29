"""Measures the list of what is late or near against the plain SQL query for the same columns.

    .venv/bin/python benchmarks/milestones.py [--quick] [--json]

10,000 agreements with 10 milestones each, due from a year ago to three years ahead; of what was due
nine in ten are done. Ours:
`milestone_rows`, as every list of the window and the terminal asks for it. The peer: one SQL query
for the same columns, fetched as it comes from the driver. Both in turns in one process on the same
catalogue; medians of the rounds.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.records.agency import Fonds
from luutru.records.agreement import Agreement, CooperationField
from luutru.records.base import Record, new_uid
from luutru.records.milestone import Milestone
from luutru.records.party import Authority, PartyRole
from luutru.records.schema import METADATA
from luutru.services.archive import Archive, create_archive
from luutru.services.milestones.rows import MilestoneRow, Wanted, milestone_rows
from luutru.services.milestones.standing import Standing

NEAR_AND_LATE: Final = Wanted(
    standings=frozenset({Standing.OVERDUE, Standing.THIS_WEEK, Standing.THIS_MONTH})
)
AIM: Final = 1.5
AT_ONCE: Final = 10_000
PLAIN: Final = """
SELECT m.id, m.uid, m.version, m.agreement_id, a.reference, a.title, m.title, m.kind, m.due_on,
       m.due_rule, m.legal_reference, m.statutory_rule, m.derived_from, m.owner, m.state,
       m.percent_done, m.done_on, m.recurrence, m.note,
       CASE WHEN m.due_on < :today THEN 'overdue' WHEN m.due_on <= :week THEN 'this_week'
            ELSE 'this_month' END,
       (SELECT group_concat(coalesce(nullif(p.short_name, ''), p.name_as_signed), char(31))
          FROM party_role p WHERE p.agreement_id = a.id AND p.side = 'foreign'),
       (SELECT group_concat(f.code, char(31)) FROM cooperation_field f WHERE f.agreement_id = a.id)
  FROM milestone m JOIN agreement a ON a.id = m.agreement_id
 WHERE m.state IN ('open', 'under_way') AND m.due_on <= :month
 ORDER BY m.due_on, m.id
"""


def main() -> None:
    """Measure and print."""
    options = _options()
    agreements, each, rounds = (10_000, 10, 5) if options.quick else (10_000, 10, 15)
    with tempfile.TemporaryDirectory(prefix="luutru-milestones-") as made:
        os.environ["LUUTRU_INDEX_DIR"] = str(Path(made) / "index")
        archive = create_archive(Path(made) / "archive")
        try:
            _fill(archive, agreements, each)
            told = _measure(archive, rounds)
        finally:
            archive.close()
    told |= {"agreements": agreements, "milestones": agreements * each}
    if options.json:
        print(json.dumps(told))
        return
    print(f"{agreements:,} agreements with {each} milestones each; late or near: {told['rows']:,}")
    print(f"  plain SQL   {told['plain_ms']:8.1f} ms")
    print(f"  our list    {told['list_ms']:8.1f} ms")
    print(f"  ratio       {told['over_plain_sql']:8.2f}   aim ≤ {AIM}")


def _measure(archive: Archive, rounds: int) -> dict[str, float | int]:
    """Time both in turns; the first of each is not counted."""
    ours, plain = _ours(archive), _plain(archive)
    same = [_same(one, other) for one, other in zip(ours, plain, strict=True)]
    if not all(same):
        message = "the two lists differ"
        raise SystemExit(message)
    times = [
        (_timed(lambda: _plain(archive)), _timed(lambda: _ours(archive))) for _ in range(rounds)
    ]
    by_hand = statistics.median(one for one, _ in times)
    by_us = statistics.median(one for _, one in times)
    return {
        "over_plain_sql": round(by_us / by_hand, 2),
        "plain_ms": round(by_hand * 1000, 1),
        "list_ms": round(by_us * 1000, 1),
        "rows": len(ours),
    }


def _same(row: MilestoneRow, other: Sequence[Any]) -> bool:
    told = (row.id, row.title, row.owner, row.standing, "\x1f".join(row.partners))
    return told == (other[0], other[6], other[13], other[19], other[20])


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ours(archive: Archive) -> list[MilestoneRow]:
    return milestone_rows(archive, NEAR_AND_LATE)


def _plain(archive: Archive) -> list[Any]:
    today = clock.today()
    days = {"today": today, "week": today + timedelta(days=7), "month": today + timedelta(days=30)}
    given = {name: day.isoformat() for name, day in days.items()}
    connection = archive.catalogue.database.reading.raw_connection()
    try:
        return list(connection.cursor().execute(PLAIN, given).fetchall())
    finally:
        connection.close()


def _fill(archive: Archive, agreements: int, each: int) -> None:
    """Record agreements with milestones on days around today, past the services."""
    today, numbers = clock.today(), range(1, agreements + 1)
    with archive.catalogue.write() as session:
        fonds = session.scalars(select(Fonds.id)).one()
        partner = Authority(country="BY")
        session.add(partner)
        session.flush()
        agreement = _columns(Agreement(reference="", fonds_id=fonds))
        _put(session, Agreement, (
            {**agreement, "id": n, "uid": new_uid(), "reference": f"2026-{n:05}",
             "title": f"Bản ghi nhớ về hợp tác số {n}"}
            for n in numbers
        ))  # fmt: skip
        party = _columns(PartyRole(side="foreign", name_as_signed="", country="BY"))
        _put(session, PartyRole, (
            {**party, "uid": new_uid(), "agreement_id": n, "authority_id": partner.id,
             "name_as_signed": f"Viện Tiêu chuẩn {n % 400}", "short_name": f"V{n % 400}"}
            for n in numbers
        ))  # fmt: skip
        _put(session, CooperationField, (
            {"agreement_id": n, "code": code} for n in numbers for code in ("halal", "metrology")
        ))  # fmt: skip
        milestone = _columns(Milestone(agreement_id=1, title=""))
        _put(session, Milestone, (
            {**milestone, "uid": new_uid(), "agreement_id": n, "legal_reference": "Điều 5",
             "title": f"Việc {k} của thỏa thuận {n}", "owner": f"Người {n % 12}",
             "due_on": _day(today, n, k), "state": _state(today, n, k)}
            for n in numbers for k in range(each)
        ))  # fmt: skip


def _columns(template: Record) -> dict[str, Any]:
    """Return what a record of this kind says by itself, without what the catalogue gives it."""
    names = [column.name for column in template.__table__.columns]
    told = {name: getattr(template, name, None) for name in names if name not in ("id", "uid")}
    return {**told, "recorded_at": clock.now(), "version": 1}


def _put(session: Session, kind: type[Record], rows: Iterable[dict[str, Any]]) -> None:
    known = set(METADATA.tables[kind.__tablename__].columns.keys())
    for some in _chunks(rows):
        told = [{name: row[name] for name in row.keys() & known} for row in some]
        session.execute(insert(METADATA.tables[kind.__tablename__]), told)


def _chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def _day(today: date, agreement: int, k: int) -> date:
    """Spread due days from a year ago to three years ahead; the same in every run."""
    return today + timedelta(days=(agreement * 37 + k * 149) % 1460 - 365)


def _state(today: date, agreement: int, k: int) -> str:
    """Of what was due by now nine in ten are done, and of what is due later one in ten."""
    is_due = _day(today, agreement, k) < today
    return "done" if ((agreement + k) % 10 > 0) is is_due else "open"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--json", action="store_true", help="one flat object on the last line")
    return parser.parse_args()


if __name__ == "__main__":
    main()
