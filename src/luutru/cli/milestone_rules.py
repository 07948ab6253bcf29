"""`luutru milestones rules` and `holidays`: the statutory rules, and the working calendar."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from luutru import clock
from luutru.cli.as_of import whole_day
from luutru.cli.terminal import Terminal, one_line
from luutru.cli.wording import plain_day
from luutru.i18n import translate, translate_count
from luutru.services.archive import Archive
from luutru.services.milestones.due_rules import recorded
from luutru.services.milestones.due_words import recurrence_words, rule_words
from luutru.services.rules import calendar_days, replanning
from luutru.services.rules.duties import plan_for, plan_rule, would_plan
from luutru.services.rules.pack import StatutoryRule, rules
from luutru.services.rules.replanning import Replanned, RuleChanges


def configure(action: Callable[[str, str], ArgumentParser]) -> None:
    """Say what the actions take."""
    entry = action("rules", translate("the statutory rules: list, edit, restore, replan"))
    entry.add_argument("rule", nargs="?", default="", metavar="RULE", help="T1 … T12")
    for name, metavar, told in (
        ("--due", "RULE", translate("by which its day is found, such as signing+P15D")),
        ("--rrule", "RULE", translate("how it comes back, as RFC 5545")),
        ("--title", "TEXT", translate("what has to be done, in Vietnamese")),
        ("--title-en", "TEXT", translate("what has to be done, in English")),
        ("--article", "TEXT", translate("the article, in Vietnamese")),
        ("--article-en", "TEXT", translate("the article, in English")),
        ("--source", "TEXT", translate("where it was checked")),
        ("--reason", "TEXT", translate("why; asked for whenever something is changed")),
        ("--ref", "REF", translate("what the rules would plan for this agreement")),
    ):
        entry.add_argument(name, metavar=metavar, help=told)
    for name, told in (
        ("--off", translate("switch the rule off")),
        ("--on", translate("switch it on again")),
        ("--restore", translate("the rule as it ships with the program")),
        ("--replan", translate("bring open milestones in step")),
        ("--plan", translate("with --ref: plan it")),
        ("--dry-run", translate("only tell what would change")),
    ):
        entry.add_argument(name, action="store_true", help=told)
    days = action("holidays", translate("the working calendar: list, set, remove, import"))
    days.add_argument("year", nargs="?", type=int, metavar="YEAR")
    days.add_argument("--set", type=whole_day, metavar="DAY", help=translate("enter a day"))
    days.add_argument("--kind", default="holiday", metavar="holiday|working")
    days.add_argument("--name", default="", metavar="TEXT")
    days.add_argument("--source", default="", metavar="TEXT", help=translate("the decision"))
    days.add_argument("--remove", type=whole_day, metavar="DAY", help=translate("take a day back"))
    days.add_argument("--import", dest="file", type=Path, metavar="FILE.csv",
                      help=translate("columns: day, kind, name, source"))  # fmt: skip


def _rules(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    changes = _changes(options)
    if options.ref:
        _plan(archive, options, terminal)
    elif options.restore:
        replanning.restore_rule(archive, options.rule, options.reason or "")
        _tell_replan(terminal, replanning.would_replan(archive, options.rule), is_done=False)
    elif changes != RuleChanges():
        replanning.edit_rule(archive, options.rule, changes, options.reason or "")
        _tell_replan(terminal, replanning.would_replan(archive, options.rule), is_done=False)
    elif options.replan:
        told = (
            replanning.would_replan(archive, options.rule)
            if options.dry_run
            else replanning.replan(archive, options.reason or "", options.rule)
        )
        _tell_replan(terminal, told, is_done=not options.dry_run)
    else:
        _tell_rules(terminal, [one for one in rules(archive) if options.rule in ("", one.id)])


def _changes(options: Namespace) -> RuleChanges:
    return RuleChanges(
        due_rule=options.due,
        recurrence=options.rrule,
        title=_words(options.title, options.title_en),
        reference=_words(options.article, options.article_en),
        source=options.source,
        is_active=True if options.on else False if options.off else None,
    )


def _words(vi: str | None, en: str | None) -> dict[str, str] | None:
    told = {language: text for language, text in (("vi", vi), ("en", en)) if text is not None}
    return told or None


def _plan(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    duties = [one for one in would_plan(archive, options.ref) if options.rule in ("", one.rule.id)]
    planned: list[int] = []
    if options.plan and not options.dry_run:
        planned = (
            [plan_rule(archive, options.ref, options.rule)]
            if options.rule
            else plan_for(archive, options.ref)
        )
    if terminal.wants_json:
        told = [
            {"rule": duty.rule.id, "title": duty.rule.called(), "due_on": duty.due_on,
             "due_rule": duty.due_rule, "state": duty.state, "article": duty.legal_reference}
            for duty in duties
        ]  # fmt: skip
        terminal.document({"duties": told, "planned": planned})
        return
    terminal.table(
        [translate("Rule"), translate("Due"), translate("Milestone"), translate("Legal basis")],
        [
            (duty.rule.id, plain_day(duty.due_on) or "–", duty.rule.called(), duty.ground)
            for duty in duties
        ],
    )
    terminal.remark(
        translate_count("{count} milestone planned.", "{count} milestones planned.", len(planned))
    )


def _tell_rules(terminal: Terminal, held: list[StatutoryRule]) -> None:
    if terminal.wants_json:
        terminal.document({"rules": [one.content() for one in held]})
        return
    if len(held) == 1:
        _tell_rule(terminal, held[0])
        return
    terminal.table(
        [translate("Rule"), translate("Due"), translate("Milestone"), translate("Legal basis"),
         translate("Version")],
        [(one.id, _due(one) or "–", one.called(), one.article(), one.version) for one in held],
    )  # fmt: skip


def _tell_rule(terminal: Terminal, rule: StatutoryRule) -> None:
    active = translate("yes") if rule.is_active else translate("no")
    facts = (
        (translate("Rule"), rule.id),
        (translate("Milestone"), rule.called()),
        (translate("Due"), _due(rule)),
        (translate("What it asks for"), rule.explained()),
        (translate("Legal basis"), rule.article()),
        (translate("Source"), rule.source),
        (translate("Checked on"), rule.checked_on),
        (translate("Version"), rule.version),
        (translate("How sure it is"), rule.certainty),
        (translate("Active"), active),
    )
    terminal.pairs((name, one_line(value)) for name, value in facts if value)


def _due(rule: StatutoryRule) -> str:
    parts = (rule_words(recorded(rule.due_rule)), recurrence_words(rule.recurrence))
    return ", ".join(filter(None, parts))


def _tell_replan(terminal: Terminal, told: list[Replanned], *, is_done: bool) -> None:
    if terminal.wants_json:
        terminal.document({"replanned": is_done, "milestones": told})
        return
    terminal.table(
        [translate("No."), translate("Rule"), translate("Was due"), translate("Due"),
         translate("Milestone"), translate("Agreement")],
        [
            (str(one.milestone_id), one.rule, plain_day(one.due_before) or "–", _after(one),
             one.title, one.reference)
            for one in told
        ],
    )  # fmt: skip
    count = len(told)
    terminal.remark(
        translate_count("{count} milestone changed.", "{count} milestones changed.", count)
        if is_done
        else translate_count(
            "{count} open milestone would change: “rules --replan”.",
            "{count} open milestones would change: “rules --replan”.",
            count,
        )
    )


def _after(one: Replanned) -> str:
    return translate("cancelled") if one.is_closed else plain_day(one.due_after) or "–"


def _holidays(archive: Archive, options: Namespace, terminal: Terminal) -> None:
    year = options.year or clock.today().year
    if options.set is not None:
        entry = calendar_days.Entry(options.set, options.kind, options.name, options.source)
        calendar_days.set_day(archive, entry)
        year = options.set.year
    elif options.remove is not None:
        calendar_days.remove_day(archive, options.remove)
        year = options.remove.year
    elif options.file is not None:
        count = calendar_days.import_days(archive, options.file)
        terminal.remark(translate_count("{count} day entered.", "{count} days entered.", count))
    told = calendar_days.holidays(archive, year)
    if terminal.wants_json:
        terminal.document({"year": year, "days": told})
        return
    terminal.table(
        [translate("Day"), translate("Worked"), translate("Name"), translate("Source")],
        [
            (plain_day(one.day), translate("yes") if one.is_worked else translate("no"), one.name,
             one.source)
            for one in told
        ],
    )  # fmt: skip


ACTIONS: Final = {"rules": _rules, "holidays": _holidays}
