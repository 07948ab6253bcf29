"""The days on which nobody works, by their names: for whoever draws a month."""

from datetime import date

from luutru.services.archive import Archive
from luutru.services.rules.working_days import calendar_in


def days_off(archive: Archive, first: date, last: date) -> dict[date, str]:
    """Return the holidays between two days, both included; weekly days off are not among them."""
    with archive.catalogue.read() as session:
        calendar = calendar_in(session)
    return {
        told.day: told.name
        for year in range(first.year, last.year + 1)
        for told in calendar.in_year(year)
        if first <= told.day <= last and not told.is_worked
    }
