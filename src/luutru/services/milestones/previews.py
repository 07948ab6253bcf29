"""What a rule for a day comes to, before anything is planned by it."""

from dataclasses import dataclass
from datetime import date

from luutru import clock
from luutru.services import lookup
from luutru.services.archive import Archive
from luutru.services.life.due_days import anchors_in
from luutru.services.milestones import due_rules, planning
from luutru.services.milestones.due_words import counting_words, rule_words
from luutru.services.rules.working_days import calendar_in


@dataclass(frozen=True, slots=True)
class DuePreview:
    """The day of a rule, and how it was counted."""

    day: date | None
    """None where the day from which it counts is not known."""
    words: str
    """The rule in the reader's language."""
    counting: str
    """By which rule the days are counted, in one or two sentences."""


def preview(archive: Archive, reference: str, rule: str) -> DuePreview:
    """Return what `rule` means for the agreement `reference`; nothing is planned.

    Raises:
        UnknownReference: Nothing is called so.
        UnacceptableValue: It is no such rule.
    """
    with archive.catalogue.read() as session:
        agreement = lookup.agreement(session, reference)
        calendar = calendar_in(session)
        written = planning.rule_written(rule)
        anchors = anchors_in(session, agreement, clock.today())
        day = due_rules.reckon(written, anchors, calendar) if written else None
        return DuePreview(day, rule_words(written), counting_words(written, day, calendar))
