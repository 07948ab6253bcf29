"""`--as-of` of `luutru list` and `luutru show`: the archive on a past day."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date
from typing import Final

from rich.text import Text

from luutru.cli.terminal import Terminal
from luutru.cli.wording import agreement, day, label, plain_day
from luutru.i18n import translate, translate_count
from luutru.records.fields import BY_NAME
from luutru.services import values
from luutru.services.life.past import PastAgreement, PastList
from luutru.services.rows import AgreementRow
from luutru.vietnamese.dates import read_day

_WHOLE_DAY: Final = len("2023-12-07")


def whole_day(text: str) -> date:
    """Return a whole day as it is typed at the terminal.

    Raises:
        ArgumentTypeError: It is none.
    """
    found = read_day(text)
    if found is None or len(found) != _WHOLE_DAY:
        raise ArgumentTypeError(translate("write a day such as 07/12/2023"))
    return date.fromisoformat(found)


def ask_for_day(parser: ArgumentParser) -> None:
    """Take `--as-of` and `--recorded`."""
    parser.add_argument(
        "--as-of",
        type=whole_day,
        metavar="DAY",
        help=translate("with the names and the status of this day, as known today"),
    )
    parser.add_argument(
        "--recorded",
        action="store_true",
        help=translate("with --as-of: as the archive knew it at the end of that day"),
    )


def show_list(
    terminal: Terminal, found: PastList, show: Callable[[Terminal, list[AgreementRow]], None]
) -> None:
    """Show the agreements of a day, and what was left out."""
    if terminal.wants_json:
        terminal.document(
            {
                "as_of": found.day,
                "recorded": found.recorded,
                "total": len(found.rows),
                "left_out": found.later,
                "not_replayed": found.unplayed,
                "agreements": [agreement(row) for row in found.rows],
            }
        )
        return
    show(terminal, list(found.rows))
    if found.later and found.recorded:
        terminal.remark(
            translate_count(
                "{count} was recorded later and is left out.",
                "{count} were recorded later and are left out.",
                found.later,
            )
        )
    elif found.later:
        terminal.remark(
            translate_count(
                "{count} was signed later and is left out.",
                "{count} were signed later and are left out.",
                found.later,
            )
        )
    _say_unplayed(terminal, recorded=found.recorded, acts=found.unplayed)


def show_agreement(
    terminal: Terminal, reference: str, found: PastAgreement | None, on: date
) -> None:
    """Show one agreement as of a day."""
    if found is None:
        if terminal.wants_json:
            terminal.document({"reference": reference, "as_of": on, "recorded": False})
        terminal.remark(
            translate("{reference} was not recorded yet on {day}.", reference=reference,
                      day=plain_day(on))
        )  # fmt: skip
        return
    if terminal.wants_json:
        terminal.document({"as_of": found.day, "agreement": found})
        return
    terminal.show(Text(found.title, style="bold"))
    terminal.pairs(_head(found))
    for heading, pairs in _sections(found):
        if pairs:
            terminal.show("", Text(heading, style="bold"))
            terminal.pairs(pairs)
    _say_unplayed(terminal, recorded=found.recorded, acts=found.unplayed)


def _head(found: PastAgreement) -> list[tuple[str, str]]:
    status = label("status", found.status)
    rule = translate("rule {number}", number=found.ruling.rule)
    why = found.standing.explained if found.standing is not None else rule
    return [
        (translate("Reference"), found.reference),
        (translate("As of"), plain_day(found.day)),
        (translate("Status"), status),
        (translate("Why"), why),
        (translate("Expires"), day(found.expires_on) or "–"),
        (translate("Review"), label("review_state", found.review_state)),
    ]


def _sections(found: PastAgreement) -> list[tuple[str, list[tuple[str, str]]]]:
    parties = []
    for party in found.parties:
        signed = party.name_as_signed if party.name_as_signed != party.name else ""
        told = [party.name, translate("signed as {name}", name=signed) if signed else ""]
        told += [translate("succeeded by {name}", name=name) for name in party.succeeded_by]
        parties.append((label("side", party.side), " · ".join(filter(None, told))))
    relations = [
        (label("relation", one.kind) + ("" if one.outgoing else " ←"), one.reference)
        for one in found.relations
    ]
    events = [(label("guided_act", kind), plain_day(on)) for kind, on in found.events]
    fields = [
        (translate(BY_NAME[name].label), values.shown(BY_NAME[name], typed))
        for name, typed in found.values.items()
        if typed and name in BY_NAME and values.silence(typed) is None
    ]
    return [
        (translate("Parties"), parties),
        (translate("Description"), fields),
        (translate("Relations"), relations),
        (translate("Acts"), events),
    ]


def _say_unplayed(terminal: Terminal, *, recorded: bool, acts: tuple[str, ...]) -> None:
    """Say what of that day cannot be told."""
    if not recorded:
        return
    terminal.remark(translate("Pages, documents and names of authorities are as they are today."))
    if acts:
        named = ", ".join(label("act", act) for act in acts)
        terminal.remark(translate("Done later, and not undone here: {acts}.", acts=named))
