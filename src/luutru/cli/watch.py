"""`luutru watch`: takes in what a scanner leaves in a folder, file by file, once it is complete."""

import time
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Final

from luutru.cli.command import DONE, REFUSED, WRONG_USAGE
from luutru.cli.intake import read_what_came, tell_result
from luutru.cli.opening import opened
from luutru.cli.terminal import Terminal
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.arrivals import Rejection
from luutru.services.watching import After, Watch, watch_settings

_EVERY: Final = 1.0
"""Seconds between two looks."""


def configure(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar="DIR",
        help=translate("the folder; else the one that is set for the archive"),
    )
    parser.add_argument(
        "--once", action="store_true", help=translate("take in what is complete, then end")
    )
    parser.add_argument(
        "--delay",
        type=float,
        metavar="S",
        help=translate("seconds for which a file must not have changed"),
    )
    parser.add_argument(
        "--leave",
        action="store_true",
        help=translate("leave each source where it is instead of moving it to “Đã tiếp nhận”"),
    )
    parser.add_argument(
        "--no-wait", action="store_true", help=translate("leave reading and indexing for later")
    )


def run(options: Namespace, terminal: Terminal) -> int:
    """Do it until it is stopped, or once; return the status for the shell."""
    with opened(options) as archive:
        settings = watch_settings(archive)
        if options.folder is not None:
            settings = replace(settings, folder=options.folder.absolute())
        if options.delay is not None:
            settings = replace(settings, delay=max(0.0, options.delay))
        if options.leave:
            settings = replace(settings, after=After.LEAVE)
        if settings.folder is None:
            terminal.complain(translate("Name the folder that is to be watched."))
            return WRONG_USAGE
        watch = Watch(archive, settings)
        if options.once:
            return _once(archive, watch, settings.delay, options, terminal)
        return _for_ever(archive, watch, options, terminal)


def _once(
    archive: Archive, watch: Watch, delay: float, options: Namespace, terminal: Terminal
) -> int:
    watch.poll()
    time.sleep(delay)
    ready = watch.poll()
    if watch.trouble is not None:
        raise watch.trouble
    return _take_in(archive, watch, ready, options, terminal)


def _for_ever(archive: Archive, watch: Watch, options: Namespace, terminal: Terminal) -> int:
    complained = ""
    while True:
        ready = watch.poll()
        trouble = str(watch.trouble or "")
        if trouble and trouble != complained:  # said once, not once a second
            terminal.complain(trouble)
        complained = trouble
        if ready:
            _take_in(archive, watch, ready, options, terminal)
        time.sleep(_EVERY)


def _take_in(
    archive: Archive, watch: Watch, ready: list[Path], options: Namespace, terminal: Terminal
) -> int:
    refused = False
    with terminal.progress() as progress:
        for result in watch.take_in(ready, progress):
            tell_result(result, terminal)
            refused |= isinstance(result, Rejection)
    if ready and not options.no_wait:
        read_what_came(archive, terminal, recognise=True)
    return REFUSED if refused else DONE
