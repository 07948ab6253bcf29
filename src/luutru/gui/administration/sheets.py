"""What the tab of lists shows at a time: a list of codes, or a book of rules, as one sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from luutru.gui.formats import day
from luutru.gui.widgets.word_table import Line
from luutru.i18n import mark, translate, translate_count
from luutru.services.administration.codes import CodeRow, ListView
from luutru.services.administration.rule_books import RuleBook
from luutru.services.milestones.due_rules import recorded
from luutru.services.milestones.due_words import recurrence_words, rule_words
from luutru.services.rules.pack import StatutoryRule

EDITABLE: Final = mark("Lists of the agency")
FIXED: Final = mark("Lists of the program")
RULES: Final = mark("Rules and thresholds")
_CODES: Final = (mark("Code"), mark("In Vietnamese"), mark("In English"), mark("Also typed as"))
_USED: Final = (mark("In use"), mark("Since"))
_RULES: Final = (mark("Rule"), mark("What it says"), mark("Source"), mark("Checked on"))
CODE_WIDTHS: Final = {0: 170, 2: 240, 3: 220}
USED_WIDTHS: Final = {0: 170, 2: 190, 3: 180, 4: 110, 5: 130}
_STATUTORY: Final = (mark("Rule"), mark("What has to be done"), mark("Article"), mark("By when"),
                     mark("Known from"), mark("Checked on"))  # fmt: skip
_CERTAINTY: Final = {
    "read": mark("the article was read"),
    "reported": mark("summaries, not compared yet"),
    "own": mark("own rule"),
}
STATUTORY_WIDTHS: Final = {0: 72, 2: 220, 3: 150, 4: 120, 5: 104}
STATUTORY: Final = "statutory"
RULE_WIDTHS: Final = {0: 150, 2: 300, 3: 110}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A heading, a line about it, and a table."""

    name: str
    group: str
    title: str
    about: str
    headings: tuple[str, ...]
    widths: dict[int, int]
    stretched: int
    lines: tuple[Line, ...]
    codes: tuple[CodeRow, ...] = ()
    """The codes behind the lines, of a list that can be edited."""
    rules: tuple[StatutoryRule, ...] = ()
    """The rules behind the lines, of those that the law sets."""


def sheets(
    lists: Iterable[ListView], books: Iterable[RuleBook], rules: Sequence[StatutoryRule]
) -> list[Sheet]:
    """Return everything that is shown, in the order of its groups."""
    listed = [_of_list(one) for one in lists]
    return [*listed, _of_rules(rules), *(_of_book(one) for one in books)]


def _of_rules(rules: Sequence[StatutoryRule]) -> Sheet:
    return Sheet(
        name=STATUTORY,
        group=translate(RULES),
        title=translate("Duties set by law"),
        about=translate("They are planned as milestones of each agreement that they hold for."),
        headings=_words(_STATUTORY),
        widths=STATUTORY_WIDTHS,
        stretched=1,
        lines=tuple(_rule_line(one) for one in rules),
        rules=tuple(rules),
    )


def _rule_line(rule: StatutoryRule) -> Line:
    due = rule_words(recorded(rule.due_rule))
    when = ", ".join(filter(None, (due, recurrence_words(rule.recurrence))))
    title = rule.called()
    if not rule.is_active:
        title = translate("{title} (switched off)", title=title)
    elif rule.is_edited:
        title = translate("{title} (changed by the archive)", title=title)
    known = _CERTAINTY.get(rule.certainty)
    certainty = translate(known) if known else rule.certainty
    return Line((rule.id, title, rule.article(), when, certainty, day(rule.checked_on)))


def _of_list(told: ListView) -> Sheet:
    about = translate(
        "Source: {source}; checked on {day}", source=told.source, day=day(told.checked_on)
    )
    return Sheet(
        name=told.name,
        group=translate(EDITABLE) if told.editable else translate(FIXED),
        title=told.title,
        about=about,
        headings=_words((*_CODES, *_USED) if told.editable else _CODES),
        widths=USED_WIDTHS if told.editable else CODE_WIDTHS,
        stretched=1,
        lines=tuple(_code_line(one, told.editable) for one in told.rows),
        codes=told.rows if told.editable else (),
    )


def _code_line(row: CodeRow, editable: bool) -> Line:  # noqa: FBT001  a property of the list
    cells = (row.code, row.vi, row.en, ", ".join(row.also))
    if not editable:
        return Line(cells)
    used = translate_count("{count} agreement", "{count} agreements", row.used) if row.used else "–"
    since = translate("the program")
    if row.is_own:
        since = translate("added by the archive")
    elif row.is_renamed:
        since = translate("words of the archive")
    return Line((*cells, used, since))


def _of_book(book: RuleBook) -> Sheet:
    return Sheet(
        name=book.name,
        group=translate(RULES),
        title=book.title,
        about=book.about,
        headings=_words(_RULES),
        widths=RULE_WIDTHS,
        stretched=1,
        lines=tuple(
            Line((one.code, one.says, one.source, day(one.checked_on))) for one in book.rows
        ),
    )


def _words(marked: Sequence[str]) -> tuple[str, ...]:
    return tuple(translate(one) for one in marked)
