"""How milestones are told on a terminal: a list, one of them whole, and as documents."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.text import Text

from luutru.cli.terminal import Terminal, one_line
from luutru.cli.wording import label, moment, plain_day
from luutru.i18n import translate
from luutru.services.change_words import field_label, value_words
from luutru.services.milestones.details import HistoryOfMilestone, MilestoneDetail, PlaceOnPage
from luutru.services.milestones.printed import standing_words
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

_STYLES: Final = {Standing.OVERDUE: "red", Standing.THIS_WEEK: "yellow"}
_INTERNAL: Final = ("agreement_id", "version", "titles")


def tell_rows(terminal: Terminal, rows: Sequence[MilestoneRow]) -> None:
    """Tell a list, the first due first."""
    if terminal.wants_json:
        terminal.document({"milestones": [told(row) for row in rows]})
        return
    terminal.table(
        [
            translate("No."),
            translate("Due"),
            translate("Standing"),
            translate("Milestone"),
            translate("Agreement"),
            translate("Owner"),
        ],
        [_row(row) for row in rows],
    )


def tell_detail(terminal: Terminal, detail: MilestoneDetail) -> None:
    """Tell all that is known of one milestone."""
    if terminal.wants_json:
        terminal.document(_document(detail))
        return
    terminal.show(Text(detail.row.called, style="bold"))
    terminal.pairs((name, value) for name, value in _facts(detail) if value)
    for step in detail.steps:
        terminal.line(f"  {'✓' if step.done_on else '·'} {step.title} {plain_day(step.done_on)}")
    for entry in detail.history:
        terminal.line(f"  {_history(entry)}")


def told(row: MilestoneRow) -> dict[str, object]:
    """Return a milestone as `--json` tells it: codes and days, no internal identifier."""
    return {name: value for name, value in row._asdict().items() if name not in _INTERNAL}


def _row(row: MilestoneRow) -> tuple[str | Text, ...]:
    return (
        str(row.id),
        plain_day(row.due_on) or "–",
        Text(standing_words(row), style=_STYLES.get(row.standing, "")),
        one_line(row.called),
        one_line(f"{row.reference} · {row.agreement_title}"),
        one_line(row.owner),
    )


def _facts(detail: MilestoneDetail) -> Iterable[tuple[str, str]]:
    row, article = detail.row, detail.article
    yield translate("Agreement"), f"{row.reference} · {row.agreement_title}"
    yield translate("Partner"), ", ".join(row.partners)
    yield translate("Kind"), label("milestone_kind", row.kind)
    yield translate("Due"), plain_day(row.due_on)
    yield translate("Day by its rule"), plain_day(detail.planned_on)
    state = label("milestone_state", row.state)
    yield translate("Standing"), " · ".join(dict.fromkeys((standing_words(row), state)))
    yield translate("Percent done"), str(row.percent_done)
    yield translate("Owner"), row.owner
    yield translate("Reminders, days before"), detail.reminder_days
    yield translate("Rule of the day"), detail.due_words
    yield translate("How days are counted"), detail.counting
    yield translate("Next of the series"), plain_day(detail.next_on)
    yield translate("Legal basis"), row.ground
    if article is not None:
        yield translate("What it asks for"), article.summary
        yield translate("Rule"), f"{article.rule} · {detail.rule_version or article.version}"
        yield translate("Source, checked on"), f"{article.source} · {article.checked_on}"
    yield translate("Source"), _place(detail.source)
    yield translate("Done on"), plain_day(row.done_on)
    yield translate("Evidence"), _place(detail.evidence)
    yield translate("Reason"), detail.done_reason
    yield translate("Note"), row.note


def _place(place: PlaceOnPage | None) -> str:
    return "" if place is None else ":".join(filter(None, (place.reference, str(place.page or ""))))


def _history(entry: HistoryOfMilestone) -> str:
    changes = "; ".join(
        f"{field_label(change.field)}: {value_words(change.field, change.before)} → "
        f"{value_words(change.field, change.after)}"
        for change in entry.changes
        if change.before
    )
    act = label("act", entry.entry.act)
    parts = (moment(entry.entry.at), entry.entry.person, act, changes, entry.reason)
    return " · ".join(filter(None, parts))


def _document(detail: MilestoneDetail) -> dict[str, object]:
    return {
        **told(detail.row),
        "steps": detail.steps,
        "planned_on": detail.planned_on,
        "evidence": detail.evidence,
        "done_reason": detail.done_reason,
        "source": detail.source,
        "reminder_days": detail.reminder_days,
        "rule_version": detail.rule_version,
        "due_words": detail.due_words,
        "counting": detail.counting,
        "article": detail.article,
        "next_on": detail.next_on,
        "history": [
            {
                "at": entry.entry.at.isoformat(),
                "person": entry.entry.person,
                "act": entry.entry.act,
                "changes": entry.changes,
                "reason": entry.reason,
            }
            for entry in detail.history
        ],
    }
