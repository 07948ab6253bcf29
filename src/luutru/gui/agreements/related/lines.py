"""The lines of the tab: one relation, one suggestion, one document."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from luutru.gui.agreements.row_words import standing_pills
from luutru.gui.agreements.title_label import TitleLabel
from luutru.gui.formats import day, size
from luutru.gui.permits import Permits
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, line, row, widget
from luutru.gui.widgets.pill import Pill
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.cards import DocumentCard
from luutru.services.relations.suggesting import Suggested
from luutru.services.relations.telling import Related, relation_words

_ICONS = {
    "amends": "pencil", "supplements": "file-plus-2", "extends": "calendar-clock",
    "replaces": "replace", "terminates": "ban", "annex_of": "layers", "implements": "list-checks",
    "based_on": "landmark", "translation_of": "languages", "succeeds": "arrow-right",
}  # fmt: skip
_PARTS = {"main": "file-text", "annex": "layers", "language": "languages", "evidence": "file-check"}


def section(title: str, lines: Sequence[QWidget], empty: str = "") -> QWidget:
    """Put lines under a heading; `empty` is said where there are none."""
    parts: list[QWidget] = [label(title.upper(), "overline")]
    if not lines and empty:
        parts.append(label(empty, "muted", wrap=True))
    for one in lines:
        parts += [one] if len(parts) == 1 else [line(), one]
    return widget(column(*parts, spacing=6))


def relation_line(
    one: Related,
    opened: Callable[[str], object],
    removed: Callable[[Related], object],
    permits: Permits,
) -> QWidget:
    """Show a relation: what is done, to which agreement, from when and where that is said."""
    reference = one.other.reference
    go = push_button(
        translate("Open"), partial(opened, reference), kind="ghost",
        tip=translate("Open {reference}", reference=reference),
    )  # fmt: skip
    buttons = [go]
    if one.outgoing or not one.is_by_act:
        away = push_button(
            translate("Take away…"), partial(removed, one), kind="ghost",
            tip=translate("Take away the relation to {reference}", reference=reference),
        )  # fmt: skip
        buttons.append(permits.guard(away, "unrelated"))
    pills = [Pill(*told) for told in standing_pills(one.other)]
    facts = [reference, one.clause]
    if one.effective_on is not None:
        facts.insert(1, translate("from {day}", day=day(one.effective_on.isoformat())))
    head = row(label(one.words, "strong"), *pills, STRETCH, spacing=8)
    return _line(_ICONS.get(one.kind, "link"), head, one.other.title, _joined(*facts), *buttons)


def suggestion_line(
    one: Suggested,
    taken: Callable[[Suggested], object],
    looked: Callable[[int, int], object],
    permits: Permits,
) -> QWidget:
    """Show an agreement that the text names."""
    take = push_button(
        translate("Add…"), partial(taken, one), kind="ghost", icon_name="plus",
        tip=translate("Record the relation to {reference}", reference=one.reference),
    )  # fmt: skip
    permits.guard(take, "related")
    look = push_button(
        translate("Page {number}", number=one.page), partial(looked, one.document, one.page),
        kind="ghost", icon_name="eye", tip=translate("Show where the text says so"),
    )  # fmt: skip
    words = f"{relation_words(one.kind, outgoing=True)}?"
    head = row(label(words, "strong"), STRETCH)
    return _line("sparkles", head, one.title, _joined(one.reference, one.why), look, take)


def document_line(
    one: DocumentCard,
    looked: Callable[[int, int], object],
    moved: Callable[[DocumentCard], object],
    permits: Permits,
) -> QWidget:
    """Show a document of the agreement, and where it can be moved to."""
    look = push_button(
        translate("Show"), partial(looked, one.id, 1), kind="ghost",
        tip=translate("Show the pages of {reference}", reference=one.reference),
    )  # fmt: skip
    move = push_button(
        translate("Attach to another…"), partial(moved, one), kind="ghost",
        tip=translate("Make {reference} a part of another agreement", reference=one.reference),
    )  # fmt: skip
    permits.guard(move, "attached")
    pages = translate_count("{count} page", "{count} pages", one.pages or 0)
    head = row(label(code_list("part").label(one.part), "strong"), STRETCH)
    told = _joined(one.reference, pages, size(one.size))
    return _line(_PARTS.get(one.part, "file-text"), head, one.filename, told, look, move)


def _line(icon_name: str, head: object, title: str, caption: str, *more: QPushButton) -> QWidget:
    name = TitleLabel(13, 19)
    name.say(title)
    words = column(head, name, label(caption, "caption", wrap=True), spacing=2)  # type: ignore[arg-type]
    mark = widget(column(IconLabel(icon_name, "progress", 16, square=32), STRETCH))
    buttons = row(STRETCH, *more, spacing=2)
    return widget(row(mark, (column(words, buttons, spacing=0), 1), spacing=12,
                      margins=(0, 6, 0, 4)))  # fmt: skip


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
