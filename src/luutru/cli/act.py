"""`luutru act`: acts upon agreements and authorities, shown first and recorded as one."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from rich.text import Text

from luutru.cli.as_of import whole_day
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.errors import UnacceptableValue
from luutru.i18n import translate
from luutru.records.fields import BY_NAME
from luutru.services import values
from luutru.services.archive import Archive
from luutru.services.indexing import follow_descriptions
from luutru.services.life import acts
from luutru.services.life.plan_words import sections
from luutru.services.life.plans import ActPlan, carry_out, plan
from luutru.services.life.successors import authority_named
from luutru.vietnamese.dates import read_day

_WHOLE_DAY: Final = len("2023-12-07")


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("kind", choices=list(_MAKERS), metavar="ACT", help=" | ".join(_MAKERS))
    parser.add_argument(
        "subject",
        metavar="REF|AUTHORITY",
        help=translate("an agreement such as 2026-0001, or an authority by name or abbreviation"),
    )
    for name, kind, told in (
        ("--on", whole_day, translate("from which day it has effect")),
        ("--until", edtf, translate("the new last day, or the last day of a suspension")),
        ("--for", period, translate("a period such as 3 years, instead of the new last day")),
        ("--by", str, translate("the agreement that does it, or the authority that takes over")),
        ("--status", str, translate("the status to set; without it the rules hold again")),
        ("--name", str, translate("the new name")),
        ("--abbreviation", str, translate("the new abbreviation")),
        ("--legal-act", str, translate("the decision that reorganises it")),
        ("--reason", str, translate("why")),
    ):
        metavar = name.strip("-").upper().replace("-", "_")
        parser.add_argument(name, type=kind, metavar=metavar, default=None, help=told)
    for name, kind, told in (
        ("--letter", whole_day, translate("day of a letter; twice for two that were exchanged")),
        ("--into", str, translate("an authority that takes over; may be repeated")),
        ("--with", str, translate("an authority that is merged too; may be repeated")),
        ("--evidence", str, translate("a kept document that proves it; may be repeated")),
    ):
        parser.add_argument(name, type=kind, action="append", default=[], help=told)
    parser.add_argument(
        "--supplements", action="store_true", help=translate("it supplements, and amends nothing")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=translate("show what it changes; record nothing")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        act = _MAKERS[options.kind](archive, options)
        told = plan(archive, act) if options.dry_run else carry_out(archive, act)
        if not options.dry_run:
            follow_descriptions(archive)
    if terminal.wants_json:
        terminal.document({"recorded": told.act_id is not None, "plan": told})
        return DONE
    _show(terminal, told)
    if options.dry_run:
        terminal.remark(translate("Nothing was recorded."))
    return DONE


def edtf(text: str) -> str:
    """Return a day, month or year as EDTF.

    Raises:
        ArgumentTypeError: It is none.
    """
    found = read_day(text)
    if found is None:
        raise ArgumentTypeError(translate("write a day such as 07/12/2023, 12/2023 or 2023"))
    return found


def period(text: str) -> str:
    """Return a period as ISO 8601.

    Raises:
        ArgumentTypeError: It is none.
    """
    try:
        return values.read(BY_NAME["duration"], text)
    except UnacceptableValue as error:
        raise ArgumentTypeError(str(error)) from None


def _show(terminal: Terminal, told: ActPlan) -> None:
    for heading, lines in sections(told):
        terminal.show(Text(heading, style="bold"))
        for line in lines:
            terminal.line(f"  {line}")


def _common(options: Namespace) -> dict[str, Any]:
    return {
        "effective_on": options.on,
        "reason": options.reason or "",
        "evidence": tuple(options.evidence),
    }


def _of_agreement(kind: type[acts.AgreementAct], *names: str) -> "Maker":
    """Return what makes an act upon an agreement, with the options it knows besides."""

    def make(_archive: Archive, options: Namespace) -> acts.Act:
        told = {
            "by": options.by or "",
            "new_expiry": options.until or "",
            "period": vars(options)["for"] or "",
            "letters": tuple(options.letter),
            "supplements": options.supplements,
            "status": options.status or "",
            "until": _last_day(options),
        }
        chosen = {name: told[name] for name in names}
        return kind(reference=options.subject, **chosen, **_common(options))

    return make


def _last_day(options: Namespace) -> date | None:
    if not options.until or len(options.until) != _WHOLE_DAY:
        return None
    return date.fromisoformat(options.until)


def _rename(archive: Archive, options: Namespace) -> acts.Act:
    return acts.Renaming(
        name=options.name or "",
        abbreviation=options.abbreviation or "",
        **_of_authority(archive, options),
    )


def _merge(archive: Archive, options: Namespace) -> acts.Act:
    others = tuple(authority_named(archive, name) for name in vars(options)["with"])
    into = options.into[0] if options.into else options.by or ""
    return acts.Merger(
        into=acts.Named(into, options.abbreviation or ""),
        others=others,
        **_of_authority(archive, options),
    )


def _divide(archive: Archive, options: Namespace) -> acts.Act:
    return acts.Division(
        into=tuple(acts.Named(name) for name in options.into), **_of_authority(archive, options)
    )


def _succeed(archive: Archive, options: Namespace) -> acts.Act:
    return acts.Succession(
        by=acts.Named(options.by or "", options.abbreviation or ""),
        **_of_authority(archive, options),
    )


def _of_authority(archive: Archive, options: Namespace) -> dict[str, Any]:
    return {
        "authority_id": authority_named(archive, options.subject),
        "legal_act": options.legal_act or "",
        **_common(options),
    }


Maker = Callable[[Archive, Namespace], acts.Act]

_MAKERS: Final[dict[str, Maker]] = {
    "extend": _of_agreement(acts.Extension, "letters", "new_expiry", "period", "by"),
    "amend": _of_agreement(acts.Amendment, "by", "supplements", "new_expiry"),
    "replace": _of_agreement(acts.Replacement, "by"),
    "terminate": _of_agreement(acts.Termination, "by"),
    "withdraw": _of_agreement(acts.Withdrawal),
    "suspend": _of_agreement(acts.Suspension, "until"),
    "lift": _of_agreement(acts.Lifting),
    "notice": _of_agreement(acts.Notice),
    "override": _of_agreement(acts.Override, "status"),
    "rename": _rename,
    "merge": _merge,
    "divide": _divide,
    "succeed": _succeed,
}
