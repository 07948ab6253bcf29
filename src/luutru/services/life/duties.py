"""What the law asks for after an act: to notify it, to tell the partner of a new name."""

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from luutru.i18n import in_language, mark
from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.services.rules.duties import planned_by_event

RENEWAL: Final = "T11"
"""The rule by which a renewal is decided; pointless once an agreement has ended."""
_CLOSED: Final = mark("Closed by an act: {act}.")


def plan_in(session: Session, person: str, agreement: Agreement, row: GuidedAct, day: date) -> None:
    """Plan what the statutory rules ask for after an act, within the caller's transaction."""
    planned_by_event(session, person, agreement, row, day)


def closed_by(kind: str) -> str:
    """Return why a milestone was closed, as it is kept."""
    act = code_list("guided_act").label(kind, "vi")
    return in_language("vi", _CLOSED).format(act=act)
