"""`luutru split`: makes several documents of one scan; the original stays as it is."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal, one_line
from luutru.cli.wording import ask_for_part, label
from luutru.i18n import mark, translate, translate_count
from luutru.services.archive import Archive
from luutru.services.page_lists import read_pages
from luutru.services.segmenting import REASONS, Cut, by_separators, proposed_cuts, split_at
from luutru.services.splitting import Group, split


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    parser.add_argument(
        "pages",
        metavar=translate("PAGES"),
        nargs="*",
        help=translate("the pages of each document, such as 1-3 4-9; the first keeps REF"),
    )
    parser.add_argument(
        "--by-separators",
        action="store_true",
        help=translate("split where separator sheets lie, and leave the sheets out"),
    )
    ask_for_part(parser, translate("what the other documents are; main: agreements of their own"))


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it, or propose where it could be done; return the status for the shell."""
    with opened(options) as archive:
        if options.by_separators:
            references = split_at(
                archive, options.reference, by_separators(archive, options.reference)
            )
        elif options.pages:
            references = _split(archive, options)
        else:
            _propose(terminal, proposed_cuts(archive, options.reference))
            return DONE
    if terminal.wants_json:
        terminal.document({"references": references})
    else:
        for reference in references:
            terminal.line(reference)
    return DONE


def _split(archive: Archive, options: Namespace) -> tuple[str, ...]:
    first, *others = map(read_pages, options.pages)
    groups = [Group(first), *(Group(pages, options.part, options.to) for pages in others)]
    return split(archive, options.reference, groups)


def _propose(terminal: Terminal, cuts: tuple[Cut, ...]) -> None:
    if terminal.wants_json:
        terminal.document({"cuts": cuts})
        return
    if cuts:
        heads = (mark("Page"), mark("Sure"), mark("What begins"), mark("Why"), mark("Line printed"))
        rows = [
            (
                str(cut.page),
                f"{cut.confidence:.0%}",
                label("part", cut.part),
                ", ".join(translate(REASONS[reason]) for reason in cut.reasons),
                _printed(cut),
            )
            for cut in cuts
        ]
        terminal.table([translate(head) for head in heads], rows)
    terminal.remark(
        translate_count(
            "{count} place where it may be cut.",
            "{count} places where it may be cut.",
            len(cuts),
        )
    )


def _printed(cut: Cut) -> str:
    """Return the line that says so, and what a separator sheet gives to the agreement."""
    values = (f"{name}={value}" for name, value in cut.values)
    return one_line(" · ".join(filter(None, (cut.words, cut.to, *values))))
