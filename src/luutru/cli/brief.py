"""`luutru brief`: a country or a partner on one page, shown or written as PDF or DOCX."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from rich.text import Text

from luutru.cli import leaving
from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.cli.wording import agreement
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.authorities.finding import the_partner
from luutru.services.briefs.gathering import Brief, brief
from luutru.services.briefs.paper import Paper, paper_of
from luutru.services.briefs.writing import export_brief
from luutru.services.partners import partners

_CODE: Final = 2
"""Letters of the code of a country."""


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "about", metavar="COUNTRY|PARTNER", help=translate("a country, or a name of a partner")
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=translate("write it to a .pdf or .docx file")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options) as archive:
        told = _brief(archive, options.about)
        if options.out is not None:
            leaving.warn(archive, terminal)
            export_brief(archive, told, options.out)
        paper = paper_of(told, archive.settings.name)
    if terminal.wants_json:
        terminal.document(_document(told))
    elif options.out is not None:
        terminal.remark(translate("Written to {file}.", file=options.out))
    else:
        _show(terminal, paper)
    return DONE


def _brief(archive: Archive, about: str) -> Brief:
    """Return the brief of the country called so, else of the partner.

    Two letters may be a code or an abbreviation: whoever is so abbreviated goes first.
    """
    country = code_list("country").find(about)
    abbreviated = [one for one in partners(archive, about) if one.short == about]
    if country is not None and not (len(about) == _CODE and abbreviated):
        return brief(archive, country=country)
    return brief(archive, authority_id=the_partner(archive, about).id)


def _show(terminal: Terminal, paper: Paper) -> None:
    terminal.show(Text(paper.title, style="bold"))
    for line in paper.about:
        terminal.line(line)
    terminal.line(" · ".join(f"{number} {words}" for number, words in paper.figures))
    for section in paper.sections:
        terminal.line()
        terminal.show(Text(section.heading, style="bold"))
        if section.rows and len(section.columns) > 1:
            terminal.table([column.title for column in section.columns], section.rows)
            continue
        for words in [row[0] for row in section.rows] or [section.empty]:
            terminal.line(words)


def _document(told: Brief) -> dict[str, object]:
    return {
        "subject": told.subject,
        "country": told.country,
        "as_of": told.today,
        "agreements": [agreement(row) for row in (*told.holding, *told.unclear, *told.over)],
        "milestones": [
            {
                "due_on": one.due_on,
                "title": one.title,
                "reference": one.reference,
                "owner": one.owner,
                "standing": one.standing.value,
            }
            for one in told.duties
        ],
        "contacts": told.contacts,
    }
