"""What is to be done today, in sentences: the late first, each with one way on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luutru.gui.formats import Grouped
from luutru.gui.screen import Desk
from luutru.gui.screens import INTAKE, MILESTONES
from luutru.i18n import translate, translate_count
from luutru.records.roles import Permission

if TYPE_CHECKING:
    from luutru.services.home.today import Home, MissingAnnex
    from luutru.services.milestones.rows import MilestoneRow


@dataclass(frozen=True, slots=True)
class Todo:
    """One line: what it is, what it is about, since or until when, and what can be done."""

    icon: str
    state: str
    title: str
    about: str
    when: str
    way: str
    go: Callable[[], object]


def todos(told: "Home", desk: Desk) -> list[Todo]:
    """Return what is to be done, the most pressing first."""
    lines = [_late(row, told, desk) for row in told.late]
    lines += _to_review(told, desk)
    lines += _unreadable(told, desk)
    lines += [_this_week(row, told, desk) for row in told.this_week]
    lines += [_missing(annex, desk) for annex in told.annexes]
    lines += _suggested(told, desk)
    return lines


def about(row: "MilestoneRow") -> str:
    """Say in a line whose milestone it is."""
    named = row.partners[0] if row.partners else row.agreement_title
    return f"{row.reference} · {named}"


def open_milestone(row: "MilestoneRow", desk: Desk) -> None:
    """Show a milestone among those of its agreement, or the agreement."""
    from luutru.services.milestones.rows import Wanted  # noqa: PLC0415  read in the background

    if desk.has_screen(MILESTONES):
        desk.milestones_wanted.emit(Wanted(agreement_ids=frozenset({row.agreement_id})))
    else:
        desk.agreement_wanted.emit(row.reference)


def _late(row: "MilestoneRow", told: "Home", desk: Desk) -> Todo:
    days = (told.today - row.due_on).days if row.due_on else 0
    when = translate_count("{count} day late", "{count} days late", days)
    return Todo("triangle-alert", "overdue", row.called, about(row), when,
                translate("Deal with it"), lambda: open_milestone(row, desk))  # fmt: skip


def _this_week(row: "MilestoneRow", told: "Home", desk: Desk) -> Todo:
    days = (row.due_on - told.today).days if row.due_on else 0
    when = translate_count("{count} day left", "{count} days left", days)
    return Todo("hourglass", "expiring", row.called, about(row),
                when if days else translate("today"),
                translate("Open"), lambda: open_milestone(row, desk))  # fmt: skip


def _to_review(told: "Home", desk: Desk) -> Iterator[Todo]:
    if not told.documents_to_review or not desk.archive.may(Permission.DESCRIBE):
        return
    count = Grouped(told.documents_to_review)
    title = translate_count(
        "Review {count} document that was read", "Review {count} documents that were read", count
    )
    yield Todo("file-search", "review", title,
               translate("Confirm what was proposed, beside the scan"), "",
               translate("Review"), lambda: desk.part_wanted.emit(INTAKE, "review"))  # fmt: skip


def _unreadable(told: "Home", desk: Desk) -> Iterator[Todo]:
    if not told.failures or not desk.archive.may(Permission.TAKE_IN):
        return
    count = Grouped(told.failures)
    title = translate_count(
        "{count} page or file could not be read", "{count} pages or files could not be read", count
    )
    said = translate("Each with its reason and two ways out")
    yield Todo("file-warning", "overdue", title, said, "", translate("Decide"),
               lambda: desk.part_wanted.emit(INTAKE, "troubled"))  # fmt: skip


def _missing(annex: "MissingAnnex", desk: Desk) -> Todo:
    title = translate("{annex} is cited and not here", annex=annex.label)
    return Todo("file-input", "progress", title, f"{annex.reference} · {annex.title}", "",
                translate("Open"), lambda: desk.agreement_wanted.emit(annex.reference))  # fmt: skip


def _suggested(told: "Home", desk: Desk) -> Iterator[Todo]:
    from luutru.services.home.today import SUGGESTED  # noqa: PLC0415  read in the background
    from luutru.services.milestones.standing import Standing  # noqa: PLC0415  see above

    number = told.milestones[Standing.SUGGESTED]
    may = desk.has_screen(MILESTONES) and desk.archive.may(Permission.MILESTONES)
    if not number or not may:
        return
    title = translate_count(
        "Confirm {count} suggested milestone", "Confirm {count} suggested milestones",
        Grouped(number),
    )  # fmt: skip
    yield Todo("sparkles", "review", title, translate("Read out of the agreements"), "",
               translate("Confirm"), lambda: desk.milestones_wanted.emit(SUGGESTED))  # fmt: skip
