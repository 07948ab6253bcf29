"""`luutru correct`: corrects a word that the machine misread, and lists corrections."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal, one_line
from luutru.cli.wording import moment
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.correcting import Correction, correct_word, corrections, take_back
from luutru.services.indexing import follow_descriptions


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reference", metavar="REF", help=translate("such as 2026-0001"))
    parser.add_argument(
        "page", metavar="PAGE", type=int, nargs="?", help=translate("without it: list corrections")
    )
    parser.add_argument("word", metavar="WORD", nargs="?", help=translate("as it was read"))
    parser.add_argument(
        "right", metavar="RIGHT", nargs="?", help=translate("what stands there; '' for no word")
    )
    parser.add_argument(
        "--at", type=int, metavar="N", help=translate("which one, where it stands several times")
    )
    parser.add_argument(
        "--take-back", type=int, metavar="ID", help=translate("let the machine's word stand again")
    )
    parser.set_defaults(parser=parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if options.page is not None and options.right is None:
        options.parser.error(translate("a page, the word as read, and the right word are needed"))
    with opened(options) as archive:
        _change(archive, options)
        follow_descriptions(archive)
        kept = corrections(archive, options.reference)
    if terminal.wants_json:
        terminal.document({"reference": options.reference, "corrections": kept})
    elif not kept:
        terminal.remark(translate("No word of this document is corrected."))
    else:
        _list(kept, terminal)
    return DONE


def _change(archive: Archive, options: Namespace) -> None:
    if options.take_back is not None:
        take_back(archive, options.reference, options.take_back)
    elif options.page is not None:
        correct_word(
            archive, options.reference, options.page, options.word, options.right, at=options.at
        )


def _list(kept: tuple[Correction, ...], terminal: Terminal) -> None:
    terminal.table(
        [
            translate("No."),
            translate("Page"),
            translate("As read"),
            translate("Corrected"),
            translate("By"),
            translate("When"),
        ],
        [
            (
                str(correction.id),
                str(correction.page),
                one_line(correction.machine_text),
                one_line(correction.text) or "–",
                correction.person,
                moment(correction.at),
            )
            for correction in kept
        ],
    )
