"""`luutru list`: agreements, one a line."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from luutru.cli.as_of import ask_for_day, show_list
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import agreement, day, label
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.filters import Filter
from luutru.services.life.past import list_on
from luutru.services.life.successors import with_succession
from luutru.services.originals import originals
from luutru.services.partners import partners
from luutru.services.rows import AgreementRow, Order, agreement_ids, agreement_rows


def _status(text: str) -> str:
    codes = code_list("status")
    code = codes.find(text)
    if code is None:
        raise ArgumentTypeError(translate("use one of: {codes}", codes=", ".join(codes.codes)))
    return code


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--status",
        type=_status,
        action="append",
        default=[],
        help=translate("only these: code or label; may be repeated"),
    )
    parser.add_argument(
        "--partner", metavar="NAME", help=translate("only agreements with this partner")
    )
    parser.add_argument(
        "--sort",
        type=Order,
        choices=list(Order),
        default=Order.REFERENCE,
        metavar="|".join(Order),
        help=translate("the order"),
    )
    ask_for_day(parser)
    parser.add_argument(
        "--porcelain", action="store_true", help=translate("reference and SHA-256 of each original")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.as_of is not None:
            show_list(
                terminal,
                list_on(
                    archive,
                    options.as_of,
                    _wanted(archive, options),
                    options.sort,
                    recorded=options.recorded,
                ),
                _show,
            )
            return DONE
        ids = agreement_ids(archive, _wanted(archive, options), options.sort, descending=False)
        if options.porcelain:
            kept = originals(archive, None if _everything(options) else ids)
            for original in kept:
                terminal.line(f"{original.reference} {original.sha256}")
            return DONE
        rows = agreement_rows(archive, ids)
    if terminal.wants_json:
        terminal.document({"total": len(rows), "agreements": [agreement(row) for row in rows]})
        return DONE
    _show(terminal, rows)
    return DONE


def _everything(options: Namespace) -> bool:
    return not options.status and options.partner is None


def _wanted(archive: Archive, options: Namespace) -> Filter:
    wanted = Filter(statuses=frozenset(options.status))
    if options.partner is None:
        return wanted
    meant = frozenset(partner.id for partner in partners(archive, options.partner))
    return Filter(statuses=wanted.statuses, partners=meant, ids=None if meant else frozenset())


def _show(terminal: Terminal, rows: list[AgreementRow]) -> None:
    if rows:
        terminal.table(
            [
                translate("Reference"),
                translate("Signed on"),
                translate("Status"),
                translate("Partner"),
                translate("Title"),
            ],
            [
                (
                    row.reference,
                    day(row.signed_on),
                    with_succession(label("status", row.status), row.succeeded_by),
                    ", ".join(row.partners),
                    row.title,
                )
                for row in rows
            ],
        )
    terminal.remark(translate_count("{count} agreement", "{count} agreements", len(rows)))
