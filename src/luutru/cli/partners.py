"""`luutru partners`: authorities, their names in time, their agreements."""

from argparse import ArgumentParser, Namespace

from rich.text import Text

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import agreement, day, label, plain_day
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.authorities.naming import NameRow
from luutru.services.partner_names import another_is_shown
from luutru.services.partners import Partner, agreements_of, partners_called
from luutru.services.rows import AgreementRow, agreement_rows


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "name",
        nargs="?",
        default="",
        metavar="NAME",
        help=translate("part of a name, a former name or an abbreviation"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        found, meant = partners_called(archive, options.name)
        theirs = {partner.id: _agreements(archive, partner) for partner in found}
    if meant:
        terminal.remark(another_is_shown(options.name, meant))
    if terminal.wants_json:
        terminal.document({"partners": [_told(partner, theirs[partner.id]) for partner in found]})
    elif options.name:
        for partner in found:
            _show(terminal, partner, theirs[partner.id])
    else:
        _list(terminal, found)
    return DONE


def _agreements(archive: Archive, partner: Partner) -> list[AgreementRow]:
    return agreement_rows(archive, agreements_of(archive, partner))


def _list(terminal: Terminal, found: list[Partner]) -> None:
    terminal.table(
        [translate("Partner"), translate("Country"), translate("Agreements")],
        [
            (partner.called, label("country", partner.country), str(partner.agreements))
            for partner in found
        ],
    )


def _show(terminal: Terminal, partner: Partner, rows: list[AgreementRow]) -> None:
    terminal.show(Text(partner.called, style="bold"))
    terminal.line(
        "  " + " · ".join(filter(None, [_names(partner), label("country", partner.country)]))
    )
    for row in rows:
        terminal.line(f"  {row.reference}  {day(row.signed_on) or '–':10}  {row.title}")
    terminal.line()


def _names(partner: Partner) -> str:
    """Return every name but the one in the heading, with abbreviations and spans of time."""
    told = []
    for name in partner.names:
        words = [name.name if name.name != partner.called else "", name.abbreviation, _span(name)]
        told.append(" ".join(filter(None, words)))
    return " · ".join(filter(None, told))


def _span(name: NameRow) -> str:
    if name.valid_from is None and name.valid_to is None:
        return ""
    return f"{plain_day(name.valid_from)}–{plain_day(name.valid_to)}"


def _told(partner: Partner, rows: list[AgreementRow]) -> dict[str, object]:
    return {
        "country": partner.country,
        "names": [_name(name) for name in partner.names],
        "agreements": [agreement(row) for row in rows],
    }


def _name(name: NameRow) -> dict[str, object]:
    """Return a name as `--json` tells it, without internal identifiers."""
    return {part: getattr(name, part) for part in NameRow.__slots__ if not part.endswith("id")}
