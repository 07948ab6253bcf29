"""What an archive sets for itself of the life of agreements: how soon is soon."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from luutru.errors import UnacceptableValue
from luutru.holdings.first_question import ENDING_SOON, setting_of
from luutru.i18n import translate
from luutru.records.agency import Setting
from luutru.records.status import SOON
from luutru.services import custody
from luutru.services.archive import Archive

_MOST: Final = 3650
"""Days; whoever looks further ahead asks for the day of expiry."""


def ending_soon_within(session: Session) -> timedelta:
    """Return within how many days an agreement in force ends “soon” in this archive."""
    kept = setting_of(session, ENDING_SOON)
    return timedelta(days=int(kept)) if kept is not None else SOON


def ending_soon_days(archive: Archive) -> int:
    """Return the same as a number of days."""
    with archive.catalogue.read() as session:
        return ending_soon_within(session).days


def set_ending_soon_days(archive: Archive, days: int) -> None:
    """Say within how many days an agreement ends “soon”; it holds for every list at once.

    Raises:
        UnacceptableValue: It is no number of days between 1 and ten years.
    """
    if not 1 <= days <= _MOST:
        expected = translate("a number of days from 1 to {most}", most=_MOST)
        raise UnacceptableValue(translate("ending soon"), str(days), expected)
    with archive.catalogue.write() as session:
        before = ending_soon_within(session).days
        if before == days:
            return
        kept = session.get(Setting, ENDING_SOON)
        if kept is None:
            session.add(Setting(name=ENDING_SOON, value=str(days)))
        else:
            kept.value = str(days)
        detail = {"setting": ENDING_SOON, "before": before, "after": days}
        custody.record(session, archive.person, "set", detail=detail)
