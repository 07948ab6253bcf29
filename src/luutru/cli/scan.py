"""`luutru scan`: scans a pile of paper and takes it in (Linux, with SANE)."""

from argparse import ArgumentParser, Namespace

from luutru.cli.command import DONE, REFUSED
from luutru.cli.intake import read_what_came, tell_result
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.errors import NoScanner
from luutru.i18n import translate
from luutru.services import scanning
from luutru.services.arrivals import Rejection


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--device", metavar="D", help=translate("the scanner; else the first that is found")
    )
    parser.add_argument(
        "--source",
        choices=scanning.SOURCES,
        default="adf",
        help=translate("adf: all sheets in the feeder; flatbed: the one on the glass"),
    )
    parser.add_argument(
        "--list", action="store_true", help=translate("only say which scanners there are")
    )
    parser.add_argument(
        "--no-wait", action="store_true", help=translate("leave reading and indexing for later")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it; return the status for the shell."""
    if options.list:
        _list(terminal)
        return DONE
    device = options.device or _first()
    refused = False
    with opened(options) as archive:
        with terminal.progress() as progress:
            results = scanning.take_in_pile(
                archive, device, source=options.source, progress=progress
            )
            for result in results:
                tell_result(result, terminal)
                refused |= isinstance(result, Rejection)
        if not options.no_wait:
            read_what_came(archive, terminal, recognise=True)
    return REFUSED if refused else DONE


def _list(terminal: Terminal) -> None:
    found = scanning.devices()
    if terminal.wants_json:
        terminal.document({"devices": [device._asdict() for device in found]})
        return
    for device in found:
        terminal.line(f"{device.name}\t{device.label}")
    if not found:
        terminal.remark(str(NoScanner()))


def _first() -> str:
    found = scanning.devices()
    if not found:
        raise NoScanner
    return found[0].name
