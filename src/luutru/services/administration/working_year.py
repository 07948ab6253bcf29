"""A year of the working calendar as it is shown: what is special, how many days are worked."""

from dataclasses import dataclass
from datetime import date, timedelta

from luutru.services.administration.sources import source_told
from luutru.services.archive import Archive
from luutru.services.rules.working_days import Holiday, calendar_in, last_known_year


@dataclass(frozen=True, slots=True)
class WorkingYear:
    """One year."""

    year: int
    special: tuple[Holiday, ...]
    """Days that differ from what their weekday says, in order."""
    off: frozenset[date]
    """All days on which nobody works, weekends included."""
    days: int
    sources: tuple[str, ...]
    """Where the days come from that the archive did not enter, in the reader's language."""
    is_known: bool
    """Whether the days that move with the moon are known of it."""

    @property
    def worked(self) -> int:
        """How many days are worked."""
        return self.days - len(self.off)


def working_year(archive: Archive, year: int) -> WorkingYear:
    """Return the calendar of a year, with what the archive entered."""
    with archive.catalogue.read() as session:
        calendar = calendar_in(session)
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    special = calendar.in_year(year)
    sources = dict.fromkeys(one.source for one in special if one.source and not one.is_own)
    return WorkingYear(
        year=year,
        special=tuple(special),
        sources=tuple(source_told(one) for one in sources),
        off=frozenset(day for day in days if not calendar.is_worked(day)),
        days=len(days),
        is_known=year <= last_known_year(),
    )
