"""`luutru partners`: authorities, their names in time, their agreements; and merging doubles."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from rich.text import Text

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import agreement, day, label, plain_day
from luutru.i18n import translate, translate_count
from luutru.records.days import span_of
from luutru.services.archive import Archive
from luutru.services.authorities.card import authority
from luutru.services.authorities.duplicates import Suspicion, suspicions
from luutru.services.authorities.finding import the_partner
from luutru.services.authorities.merging import MergePreview, merge, preview_merge, undo_merge
from luutru.services.authorities.naming import NameRow, called
from luutru.services.partner_names import another_is_shown
from luutru.services.partners import Partner, agreements_of, partners_called
from luutru.services.rows import AgreementRow, agreement_rows
from luutru.vietnamese.dates import read_day


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "name",
        nargs="?",
        default="",
        metavar="NAME",
        help=translate("part of a name, a former name or an abbreviation"),
    )
    parser.add_argument(
        "--on", type=_day, metavar="DAY", help=translate("tell the names of that day")
    )
    parser.add_argument(
        "--duplicates",
        action="store_true",
        help=translate("list partners that were probably entered twice"),
    )
    parser.add_argument(
        "--merge-into", metavar="OTHER", help=translate("let NAME be one with this partner")
    )
    parser.add_argument(
        "--part", metavar="MERGED", help=translate("undo the merger of MERGED into NAME")
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=translate("why"))
    parser.add_argument(
        "--dry-run", action="store_true", help=translate("tell what would be done, and do nothing")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        if options.duplicates:
            _list_duplicates(terminal, suspicions(archive))
        elif options.merge_into:
            _merge(terminal, archive, options)
        elif options.part:
            _part(terminal, archive, options)
        else:
            _tell(terminal, archive, options)
    return DONE


def _tell(terminal: Terminal, archive: Archive, options: Namespace) -> None:
    found, meant = partners_called(archive, options.name)
    theirs = {partner.id: _agreements(archive, partner) for partner in found}
    if meant:
        terminal.remark(another_is_shown(options.name, meant))
    if terminal.wants_json:
        terminal.document({"partners": [_told(partner, theirs[partner.id]) for partner in found]})
    elif options.name:
        for partner in found:
            _show(terminal, partner, theirs[partner.id], options.on)
    else:
        _list(terminal, found, options.on)


def _merge(terminal: Terminal, archive: Archive, options: Namespace) -> None:
    gone, kept = the_partner(archive, options.name), the_partner(archive, options.merge_into)
    seen = preview_merge(archive, gone.id, kept.id)
    _show_preview(terminal, seen)
    if not options.dry_run:
        merge(archive, gone.id, kept.id, options.reason)
        terminal.remark(translate("Merged; --part undoes it."))


def _part(terminal: Terminal, archive: Archive, options: Namespace) -> None:
    kept = the_partner(archive, options.name)
    merged = {one.called: one for one in authority(archive, kept.id).merged}
    number = merged[options.part].id if options.part in merged else kept.id
    undo_merge(archive, number, options.reason)
    terminal.remark(translate("Parted; everything is as it was before."))


def _show_preview(terminal: Terminal, seen: MergePreview) -> None:
    terminal.line(f"{seen.gone.called} → {seen.kept.called}")
    terminal.line(
        "  "
        + translate_count(
            "{count} agreement is listed under it",
            "{count} agreements are listed under it",
            seen.agreements,
        )
    )
    if seen.countries_differ or seen.in_both:
        terminal.remark(translate("They may be two after all."))


def _list_duplicates(terminal: Terminal, found: tuple[Suspicion, ...]) -> None:
    if terminal.wants_json:
        pairs = [
            {"kept": one.kept.called, "gone": one.gone.called, "sign": one.sign, "words": one.words}
            for one in found
        ]
        terminal.document({"duplicates": pairs})
        return
    terminal.table(
        [translate("Partner"), translate("Probably the same"), translate("Noticed by")],
        [(one.kept.called, one.gone.called, one.words) for one in found],
    )


def _agreements(archive: Archive, partner: Partner) -> list[AgreementRow]:
    return agreement_rows(archive, agreements_of(archive, partner))


def _list(terminal: Terminal, found: list[Partner], on: date | None) -> None:
    terminal.table(
        [
            translate("Partner"),
            translate("Country"),
            translate("Agreements"),
            translate("In force"),
        ],
        [
            (
                called(partner.names, on) if on else partner.called,
                label("country", partner.country),
                str(partner.agreements),
                str(partner.in_force),
            )
            for partner in found
        ],
    )


def _show(terminal: Terminal, partner: Partner, rows: list[AgreementRow], on: date | None) -> None:
    title = called(partner.names, on) if on else partner.called
    terminal.show(Text(title, style="bold"))
    told = [_names(partner, title), label("country", partner.country)]
    terminal.line("  " + " · ".join(filter(None, told)))
    for row in rows:
        terminal.line(f"  {row.reference}  {day(row.signed_on) or '–':10}  {row.title}")
    terminal.line()


def _names(partner: Partner, title: str) -> str:
    """Return every name but the one in the heading, with abbreviations and spans of time."""
    told = []
    for name in partner.names:
        words = [name.name if name.name != title else "", name.abbreviation, _span(name)]
        told.append(" ".join(filter(None, words)))
    return " · ".join(filter(None, told))


def _span(name: NameRow) -> str:
    if name.valid_from is None and name.valid_to is None:
        return ""
    return f"{plain_day(name.valid_from)}–{plain_day(name.valid_to)}"


def _told(partner: Partner, rows: list[AgreementRow]) -> dict[str, object]:
    return {
        "country": partner.country,
        "called": partner.called,
        "in_force": partner.in_force,
        "names": [_name(name) for name in partner.names],
        "agreements": [agreement(row) for row in rows],
    }


def _name(name: NameRow) -> dict[str, object]:
    """Return a name as `--json` tells it, without internal identifiers."""
    return {part: getattr(name, part) for part in NameRow.__slots__ if not part.endswith("id")}


def _day(typed: str) -> date:
    edtf = read_day(typed)
    found = span_of(edtf).first if edtf else None
    if found is None:
        raise ArgumentTypeError(translate("a day such as 21/03/2018"))
    return found
