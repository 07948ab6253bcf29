"""`luutru recover`: puts right what a crash left."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE
from luutru.cli.opening import opened
from luutru.cli.reports import tell_reading
from luutru.cli.terminal import Terminal
from luutru.i18n import translate, translate_count
from luutru.services.copies.recovering import Recovered
from luutru.services.recovery import Recovery, recover


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--ocr",
        choices=("auto", "never"),
        default="auto",
        help=translate("never: read only the text that is in the files"),
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    with opened(options, heals=False) as archive, terminal.progress() as progress:
        done = recover(archive, progress, recognise=options.ocr == "auto")
    if terminal.wants_json:
        terminal.document(done)
        return DONE
    _tell_files(terminal, done)
    _tell_copies(terminal, done.copies)
    if done.indexing is not None:
        tell_reading(terminal, done.indexing)
    return DONE


def _tell_files(terminal: Terminal, done: Recovery) -> None:
    swept = translate_count(
        "{count} unfinished copy swept away.",
        "{count} unfinished copies swept away.",
        done.unfinished_copies,
    )
    set_aside = translate_count(
        "{count} file that no record names was put in quarantine.",
        "{count} files that no record names were put in quarantine.",
        done.set_aside,
    )
    queued = translate_count(
        "{count} document queued again.",
        "{count} documents queued again.",
        done.requeued_documents,
    )
    terminal.line(swept)
    if done.set_aside:
        terminal.line(set_aside)
    terminal.line(queued)
    if done.remade:
        terminal.line(
            translate_count(
                "{count} derivative made again from its original.",
                "{count} derivatives made again from their originals.",
                done.remade,
            )
        )


def _tell_copies(terminal: Terminal, copies: Recovered) -> None:
    for symbol in copies.finished:
        terminal.line(translate("The copy {symbol} was finished.", symbol=symbol))
    for symbol in copies.voided:
        terminal.line(
            translate("The number {symbol} is void: its copy was cut off.", symbol=symbol)
        )
