"""How a milestone is shown everywhere: its colours, its sign, and the words beside it."""

from datetime import date
from typing import Final

from luutru import i18n
from luutru.gui.formats import day
from luutru.gui.milestones.calendar.month import Month
from luutru.gui.widgets.pill import Look
from luutru.i18n import mark, translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

LOOKS: Final = {
    Standing.OVERDUE: Look("overdue", "triangle-alert"),
    Standing.THIS_WEEK: Look("expiring", "hourglass"),
    Standing.THIS_MONTH: Look("progress", "calendar-clock"),
    Standing.PLANNED: Look("ended", "calendar"),
    Standing.UNDATED: Look("draft", "circle-dashed"),
    Standing.SUGGESTED: Look("review", "sparkles"),
    Standing.DONE: Look("active", "circle-check"),
    Standing.CANCELLED: Look("draft", "ban"),
}
"""Colours and sign of each standing; the diamonds of the timeline follow it."""

_WORDS: Final = {
    Standing.OVERDUE: mark("Overdue"),
    Standing.THIS_WEEK: mark("Next 7 days"),
    Standing.THIS_MONTH: mark("Next 30 days"),
    Standing.PLANNED: mark("After 30 days"),
    Standing.UNDATED: mark("No day yet"),
    Standing.SUGGESTED: mark("To be confirmed"),
    Standing.DONE: mark("Done"),
    Standing.CANCELLED: mark("Cancelled"),
}
_WEEKDAYS: Final = (
    mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"),
    mark("Saturday"), mark("Sunday"),
)  # fmt: skip


def standing_word(standing: Standing) -> str:
    """Return the word for a standing."""
    return translate(_WORDS[standing])


def day_words(value: date | None) -> str:
    """Write a day for a list; without one say so."""
    return day(value.isoformat()) if value else translate("no day yet")


def weekday_words(value: date) -> str:
    """Write a day with its weekday: Thứ Hai, 23/11/2026."""
    return f"{translate(_WEEKDAYS[value.weekday()])}, {day(value.isoformat())}"


def month_words(month: Month) -> str:
    """Write a month: Tháng 11, 2026."""
    first = month.first_day
    if i18n.language() == "vi":
        return f"Tháng {first.month}, {first.year}"
    return first.strftime("%B %Y")


def when(row: MilestoneRow, today: date) -> str:
    """Say when a milestone is due, in the few words of a pill."""
    if row.standing is Standing.DONE:
        return day_words(row.done_on or row.due_on)
    if row.due_on is None or row.standing is Standing.CANCELLED:
        return day_words(row.due_on) if row.due_on else standing_word(row.standing)
    if row.standing is Standing.OVERDUE:
        days = (today - row.due_on).days
        return translate_count("{count} day late", "{count} days late", days)
    if row.due_on == today:
        return translate("today")
    if row.due_on.year == today.year and row.due_on > today:
        return row.due_on.strftime("%d/%m")
    return day_words(row.due_on)


def source_words(row: MilestoneRow) -> str:
    """Say where a milestone comes from: the article or clause, else its kind."""
    return row.ground or code_list("milestone_kind").label(row.kind)


def whose(row: MilestoneRow) -> str:
    """Return the agreement of a milestone in one line: partner, then title."""
    return " · ".join(filter(None, (row.partners[0] if row.partners else "", row.agreement_title)))


def spoken(row: MilestoneRow) -> str:
    """Return all that a screen reader says of a milestone."""
    due = day_words(row.due_on)
    parts = (row.called, standing_word(row.standing), due, whose(row), row.owner, source_words(row))
    return ", ".join(filter(None, parts))
