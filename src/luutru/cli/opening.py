"""Which archive a command means, and opening it."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from luutru.cli.parser import place_named
from luutru.cli.passphrases import open_unlocked
from luutru.cli.signing_in import sign_in
from luutru.cli.terminal import Terminal
from luutru.errors import CatalogueOutOfReach
from luutru.i18n import translate
from luutru.services.archive import Archive, find_archive
from luutru.services.desk_clock import difference
from luutru.services.healing import heal
from luutru.services.mirror import read_from_mirror
from luutru.services.workstation import is_address, own_archive

_READING: Final = frozenset(
    {"list", "search", "show", "partners", "milestones", "custody", "brief", "export-list",
     "searches", "codes", "gaps", "duplicates"}
)  # fmt: skip
"""Commands that go on while the server is away; what they would write is refused."""


def folder_meant(options: Namespace) -> Path:
    """Return the folder that is named, or that of the person's own archive.

    Of an office, whose server is named, it is the home of this desk, made where there is none.

    Raises:
        What `offices.home_at` raises.
    """
    place = place_named(options)
    if place is None:
        return own_archive()
    if not is_address(place):
        return Path(place)
    from luutru.services.offices import home_at, known_home  # noqa: PLC0415  seldom

    try:
        return home_at(place)
    except CatalogueOutOfReach:
        home = known_home(place)
        if home is None:
            raise
        return home  # what this desk has of it may still be read


@contextmanager
def opened(options: Namespace, *, heals: bool = True) -> Iterator[Archive]:
    """Open the archive meant for as long as the block lasts, and sign in where it asks for it.

    What a crash left is put right first, unless the command tells of that itself.

    Raises:
        NoArchive: There is none in that folder.
        NewerArchive: A newer version of the program has written it.
        PassphraseNeeded, PassphraseWrong: It is encrypted, and stays locked.
        SignInNeeded, SignInRefused, SignInDelayed: It asks who somebody is.
    """
    with opened_at_gate(options) as archive:
        sign_in(archive, options)
        if heals:
            heal(archive)
        if any(told := difference(archive)):
            Terminal(quiet=options.quiet).remark(" ".join(told))
        yield archive


@contextmanager
def register_asked(options: Namespace) -> Iterator[Archive | None]:
    """Open the archive whose register is asked: the one named, or for a trial the one meant.

    None where neither is. Raises as `opened`.
    """
    if not options.register and not options.trial:
        yield None
        return
    archive = open_unlocked(options.register or folder_meant(options), options)
    try:
        sign_in(archive, options)
        yield archive
    finally:
        archive.close()


@contextmanager
def opened_at_gate(options: Namespace) -> Iterator[Archive]:
    """Open the archive meant before anybody has signed in.

    Raises:
        NoArchive: There is none in that folder.
        NewerArchive: A newer version of the program has written it.
        PassphraseNeeded, PassphraseWrong: It is encrypted.
    """
    archive = _open(options)
    try:
        yield archive
    finally:
        archive.close()


def _open(options: Namespace) -> Archive:
    """Open the archive meant; what only reads goes on from the copy of this desk."""
    try:
        return open_unlocked(folder_meant(options), options)
    except CatalogueOutOfReach as error:
        archive = _copied(options) if options.command.name in _READING else None
        if archive is None:
            raise
        terminal = Terminal(quiet=options.quiet)
        terminal.remark(f"{error.what_happened()} {_said(archive)}")
        return archive


def _copied(options: Namespace) -> Archive | None:
    """Open the copy that this desk has of the archive meant, if it has one; no server is asked."""
    from luutru.services.offices import known_home  # noqa: PLC0415  seldom

    place = place_named(options)
    home = known_home(place) if place and is_address(place) else folder_meant(options)
    archive = find_archive(home) if home is not None else None
    return archive if archive is not None and read_from_mirror(archive) else None


def _said(archive: Archive) -> str:
    return translate("This archive is only read: {reason}.", reason=archive.read_only_reason)
