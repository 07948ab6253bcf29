"""The tables of a partner: its names in time, its agreements, what is still to do."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from luutru.gui import formats
from luutru.gui.widgets.pill import STATUS, Look, status_look
from luutru.gui.widgets.row_table import Cells, TallTable
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.authorities.card import Signed
from luutru.services.authorities.naming import NameRow, name_on
from luutru.services.briefs.gathering import OPEN
from luutru.services.life.successors import SUCCEEDED
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

STATE_WIDTH: Final = 184
"""Pixels that the longest status needs."""
TWO_STATES_WIDTH: Final = 256
"""Pixels that a usual status needs with another state that lies over it."""
_BORNE: Final = Look("active", "circle-check")
_FORMER: Final = Look("ended", "archive")
_LATER: Final = Look("signed", "calendar-clock")
_UNKNOWN: Final = Look("draft", "circle-dashed")
_DUE: Final = {
    Standing.OVERDUE: Look("overdue", "triangle-alert"),
    Standing.THIS_WEEK: Look("expiring", "hourglass"),
    Standing.THIS_MONTH: Look("expiring", "calendar-clock"),
    Standing.SUGGESTED: Look("review", "file-search"),
}
_PLANNED: Final = Look("progress", "calendar")


def names_table() -> TallTable:
    """Make the table of names."""
    return TallTable(
        translate("Names over time"),
        (translate("Abbreviation"), translate("Name"), translate("Language"), translate("From"),
         translate("To"), translate("Legal act"), translate("State")),
        {0: 100, 2: 94, 3: 98, 4: 98, 5: 130, 6: 130},
        1,
    )  # fmt: skip


def name_rows(names: Sequence[NameRow], today: date) -> list[Cells]:
    """Return the names as rows, each with how it stands today."""
    best = name_on(names, today)
    return [_name(one, today, is_best=one is best) for one in names]


def _name(one: NameRow, today: date, *, is_best: bool) -> Cells:
    borne = one.is_valid_on(today)
    if borne and (is_best or one.valid_from or one.valid_to):
        look, state = _BORNE, translate("In use")
    elif borne:
        look, state = _UNKNOWN, translate("Time not known")
    elif one.valid_to is not None and one.valid_to < today:
        look, state = _FORMER, translate("Former name")
    else:
        look, state = _LATER, translate("Not yet in use")
    language = code_list("language").label(one.language) if one.language else ""
    until = translate("now") if one.valid_from and borne else ""
    cells = (
        one.abbreviation,
        one.name,
        language,
        formats.plain_day(one.valid_from) if one.valid_from else "",
        formats.plain_day(one.valid_to) if one.valid_to else until,
        one.legal_act,
        state,
    )
    return Cells(cells, look, str(one.id))


def agreements_table() -> TallTable:
    """Make the table of agreements."""
    return TallTable(
        translate("Agreements of the partner"),
        (translate("Number"), translate("Title"), translate("Name when signed"),
         translate("Signed on"), translate("Expires on"), translate("Status")),
        {0: 126, 2: 130, 3: 104, 4: 104, 5: STATE_WIDTH},
        1,
    )  # fmt: skip


def show_agreements(table: TallTable, signed: Sequence[Signed]) -> None:
    """Show agreements as rows; where others took one over there is room for two states."""
    two = any(one.row.succeeded_by for one in signed)
    table.horizontalHeader().resizeSection(5, TWO_STATES_WIDTH if two else STATE_WIDTH)
    table.show_rows([_agreement(one) for one in signed])


def _agreement(one: Signed) -> Cells:
    row = one.row
    status = code_list("status").label(row.status)
    if row.ending_soon:
        status = translate("Ending soon")
    cells = (
        row.number or row.reference,
        row.title,
        one.short_name or one.name_as_signed,
        formats.day(row.signed_on),
        formats.day(row.expires_on),
        status,
    )
    look = status_look(row.status, ending_soon=row.ending_soon)
    return Cells(cells, look, row.reference, over_status(taken_over=bool(row.succeeded_by)))


def over_status(*, taken_over: bool) -> tuple[tuple[Look, str], ...]:
    """Return what lies over the status of an agreement."""
    return ((STATUS["succeeded"], translate(SUCCEEDED)),) if taken_over else ()


def duties_table() -> TallTable:
    """Make the table of what is still to do."""
    return TallTable(
        translate("Open milestones of the partner"),
        (translate("Due on"), translate("Milestone"), translate("Agreement"), translate("Owner"),
         translate("State")),
        {0: 104, 2: 120, 3: 190, 4: 160},
        1,
    )  # fmt: skip


def duty_cells(milestones: Sequence[MilestoneRow]) -> list[Cells]:
    """Return open milestones as rows, the first due first."""
    return [_duty(one) for one in milestones if one.standing in OPEN]


def duty_look(standing: str) -> Look:
    """Return how a milestone that stands so is seen."""
    return _DUE.get(Standing(standing), _PLANNED)


def _duty(one: MilestoneRow) -> Cells:
    state = code_list("milestone_state").label(one.state)
    if one.standing is Standing.OVERDUE:
        state = translate("Overdue")
    day = formats.plain_day(one.due_on) if one.due_on else translate("no day")
    cells = (day, one.called, one.reference, one.owner, state)
    return Cells(cells, duty_look(one.standing), one.reference)
