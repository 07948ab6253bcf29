"""Lists of milestones on paper and as files: by owner and week, the minutes of a hand-over."""

from datetime import date, timedelta
from typing import Final

from luutru import clock
from luutru.i18n import mark, translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.milestones.handing_over import HandOver
from luutru.services.milestones.rows import MilestoneRow, Wanted, milestone_rows
from luutru.services.milestones.standing import Standing
from luutru.services.tables.table import Column, Table, Value
from luutru.vietnamese.dates import official, short

STANDINGS: Final = {
    Standing.OVERDUE: mark("Overdue"),
    Standing.THIS_WEEK: mark("Due within 7 days"),
    Standing.THIS_MONTH: mark("Due within 30 days"),
    Standing.PLANNED: mark("Planned"),
    Standing.UNDATED: mark("Without a day"),
    Standing.SUGGESTED: mark("Suggested"),
    Standing.DONE: mark("Done"),
    Standing.CANCELLED: mark("Cancelled"),
}
"""How a milestone stands, in words."""
TO_DO: Final = Wanted(
    standings=frozenset(Standing) - {Standing.DONE, Standing.CANCELLED, Standing.SUGGESTED}
)
_NOBODY: Final = mark("No owner yet")
_LIST: Final = mark("Milestones by owner and week")
_MINUTES: Final = mark("Minutes of the hand-over of milestones")


def by_owner_and_week(archive: Archive, wanted: Wanted = TO_DO) -> Table:
    """Return the milestones that `wanted` asks for, ordered by owner, then by week."""
    rows = milestone_rows(archive, wanted)
    rows.sort(key=lambda row: (not row.owner, row.owner, row.due_on or date.max))
    count = translate_count("{count} milestone", "{count} milestones", len(rows))
    return Table(
        translate(_LIST).upper(),
        (archive.settings.name, f"{count} · {_day(clock.today())}"),
        (
            Column(translate("Owner"), 18),
            Column(translate("Week"), 16),
            Column(translate("Due"), kind="day"),
            Column(translate("Milestone"), 44),
            Column(translate("Agreement"), 34),
            Column(translate("Partner"), 16),
            Column(translate("Ground"), 22),
            Column(translate("Standing"), 14),
            Column(translate("Done, %"), 8, kind="number"),
        ),
        [_by_owner(row) for row in rows],
    )


def minutes(archive: Archive, told: HandOver) -> Table:
    """Return the minutes of a hand-over: who gives what to whom, with places to sign."""
    count = translate_count("{count} milestone", "{count} milestones", len(told.milestones))
    return Table(
        translate(_MINUTES).upper(),
        (
            archive.settings.name,
            official(told.on),
            translate("Handed over by: {name}", name=told.giver or translate(_NOBODY)),
            translate("Taken over by: {name}", name=told.taker),
            count,
            translate("Signature of the giver: ………………  Signature of the taker: ………………"),
        ),
        (
            Column(translate("No."), 5, kind="number"),
            Column(translate("Milestone"), 46),
            Column(translate("Agreement"), 36),
            Column(translate("Due"), kind="day"),
            Column(translate("Standing"), 16),
            Column(translate("Done, %"), 8, kind="number"),
            Column(translate("Note"), 20),
        ),
        [
            (number, row.called, _agreement(row), row.due_on, standing_words(row),
             row.percent_done, row.note)
            for number, row in enumerate(told.milestones, 1)
        ],
    )  # fmt: skip


def standing_words(row: MilestoneRow) -> str:
    """Return how a milestone stands, in the reader's language."""
    return translate(STANDINGS[row.standing])


def week_words(day: date | None) -> str:
    """Return the week of a day, from Monday to Sunday: `23/11–29/11/2026`."""
    if day is None:
        return translate(STANDINGS[Standing.UNDATED])
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    return short(f"{monday.isoformat()}/{sunday.isoformat()}")


def _by_owner(row: MilestoneRow) -> tuple[Value, ...]:
    return (
        row.owner or translate(_NOBODY),
        week_words(row.due_on),
        row.due_on,
        row.called,
        _agreement(row),
        ", ".join(row.partners),
        row.ground or code_list("milestone_kind").label(row.kind),
        standing_words(row),
        row.percent_done,
    )


def _agreement(row: MilestoneRow) -> str:
    return " · ".join(filter(None, (row.reference, row.agreement_title)))


def _day(day: date) -> str:
    return short(day.isoformat())
