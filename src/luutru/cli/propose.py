"""`luutru propose`: what the rules read out of a scan; nothing is saved."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import label
from luutru.i18n import translate, translate_count
from luutru.records.fields import BY_NAME, LIST_FIELDS
from luutru.services.milestones.due_rules import of_proposal
from luutru.services.milestones.due_words import due_words
from luutru.services.values import shown

if TYPE_CHECKING:
    from luutru.services.propose import Extraction, MilestoneProposal, Place, Proposal
    from luutru.services.rule_outcomes import RuleOutcome


def configure(parser: ArgumentParser) -> None:
    """Take a file or a reference."""
    parser.add_argument(
        "subject",
        nargs="?",
        metavar=translate("FILE|REF"),
        help=translate("a PDF that need not be in the archive, or a reference"),
    )
    parser.add_argument(
        "--rules",
        action="store_true",
        help=translate("tell how often people accepted what each rule proposed"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if options.rules or options.subject is None:
        return _tell_rules(options, terminal)
    found = _read(options)
    if terminal.wants_json:
        terminal.document(_document(found))
        return DONE
    terminal.table(
        [translate("Field"), translate("Value"), translate("Sure"), translate("Page")],
        [_row(proposal) for proposal in found.proposals],
    )
    if found.milestones:
        terminal.table(
            [translate("Milestone"), translate("Due"), translate("Sure"), translate("Page")],
            [_milestone_row(proposal) for proposal in found.milestones],
        )
    terminal.remark(
        translate_count(
            "{count} proposal; nothing was saved.",
            "{count} proposals; nothing was saved.",
            len(found.proposals) + len(found.milestones),
        )
    )
    return DONE


def _read(options: Namespace) -> "Extraction":
    from luutru.services import propose  # noqa: PLC0415  the rules are loaded when asked

    file = Path(options.subject)
    if file.is_file():
        return propose.read_file(file)
    with opened(options) as archive:
        return propose.read_proposals(archive, options.subject)


def _tell_rules(options: Namespace, terminal: Terminal) -> int:
    from luutru.services.rule_outcomes import rule_outcomes  # noqa: PLC0415  as needed

    with opened(options) as archive:
        told = rule_outcomes(archive)
    if terminal.wants_json:
        terminal.document({"rules": [{**asdict(rule), "success": rule.success} for rule in told]})
        return DONE
    terminal.table(
        [
            translate("Rule"),
            translate("Field"),
            translate("Accepted"),
            translate("Corrected"),
            translate("Refused"),
        ],
        [_rule_row(rule) for rule in told],
    )
    return DONE


def _rule_row(rule: "RuleOutcome") -> tuple[str, ...]:
    counts = (rule.accepted, rule.corrected, rule.refused)
    return rule.rule, _label(rule.field), *map(str, counts)


def _row(proposal: "Proposal") -> tuple[str, str, str, str]:
    field = BY_NAME.get(proposal.field)
    value = shown(field, proposal.value) if field else proposal.value
    value = value or proposal.printed
    doubt = f" ({label('doubt', proposal.doubt)})" if proposal.doubt else ""
    page = _page(proposal.places)
    return _label(proposal.field), value + doubt, f"{proposal.confidence:.0%}", page


def _milestone_row(proposal: "MilestoneProposal") -> tuple[str, str, str, str]:
    page = _page(proposal.places)
    return proposal.title, due_words(proposal), f"{proposal.confidence:.0%}", page


def _label(name: str) -> str:
    field = BY_NAME.get(name)
    return translate(field.label if field else LIST_FIELDS[name])


def _page(places: "tuple[Place, ...]") -> str:
    return str(places[0].page) if places else ""


def _document(found: "Extraction") -> dict[str, object]:
    return {
        "proposals": [_told(proposal) for proposal in found.proposals],
        "milestones": [
            {**_told(proposal), "due_rule": str(of_proposal(proposal) or "")}
            for proposal in found.milestones
        ],
        "silent": sorted(found.silent),
    }


def _told(proposal: "Proposal | MilestoneProposal") -> dict[str, object]:
    """Return a proposal with its page and boxes; boxes are in ten-thousandths of the page."""
    plain = {field.name: getattr(proposal, field.name) for field in fields(proposal)}
    places = plain.pop("places")
    return {
        **plain,
        "page": places[0].page if places else None,
        "places": [
            {"page": place.page, "boxes": [list(b) for b in place.boxes]} for place in places
        ],
    }
