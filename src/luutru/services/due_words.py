"""Says in words when a proposed milestone is due: `ngày ký + 30 ngày`, `hằng năm, ngày 15/11`."""

from typing import Final

from luutru.extraction.proposal import Anchor, MilestoneProposal
from luutru.i18n import mark, translate
from luutru.services.values import shown_period
from luutru.vietnamese.dates import short

_ANCHORS: Final = {
    Anchor.SIGNING: mark("signing"),
    Anchor.EFFECT: mark("entry into force"),
    Anchor.EXPIRY: mark("expiry"),
    Anchor.EVENT: mark("an event"),
}
_UNITS: Final = {
    "YEARLY": (mark("every year"), "Y"),
    "MONTHLY": (mark("every month"), "M"),
    "WEEKLY": (mark("every week"), ""),
    "DAILY": (mark("every day"), "D"),
}


def due_words(proposal: MilestoneProposal) -> str:
    """Return the rule of its day in the reader's language; empty where the text gives none."""
    parts = [_when(proposal), _again(proposal.recurrence)]
    return ", ".join(filter(None, parts))


def _when(proposal: MilestoneProposal) -> str:
    if proposal.due_on:
        return short(proposal.due_on)
    if proposal.anchor is Anchor.FIXED:
        return ""
    anchor = proposal.event or translate(_ANCHORS[proposal.anchor])
    if not proposal.offset:
        return anchor
    period = shown_period(proposal.offset.lstrip("-"))
    if proposal.offset.startswith("-"):
        return translate("{period} before {anchor}", period=period, anchor=anchor)
    return translate("{anchor} + {period}", anchor=anchor, period=period)


def _again(recurrence: str) -> str:
    told = dict(part.split("=", 1) for part in recurrence.split(";") if "=" in part)
    words, unit = _UNITS.get(told.get("FREQ", ""), ("", ""))
    if not words:
        return ""
    interval = told.get("INTERVAL", "1")
    again = translate(words)
    if interval != "1" and unit:
        again = translate("every {period}", period=shown_period(f"P{interval}{unit}"))
    if "BYMONTH" in told and "BYMONTHDAY" in told:
        day = f"{int(told['BYMONTHDAY']):02d}/{int(told['BYMONTH']):02d}"
        return translate("{again}, on {day}", again=again, day=day)
    return again
