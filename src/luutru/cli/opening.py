"""Which archive a command means, and opening it."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luutru.cli.parser import place_named
from luutru.cli.passphrases import open_unlocked
from luutru.cli.signing_in import sign_in
from luutru.services.archive import Archive
from luutru.services.healing import heal
from luutru.services.workstation import is_address, own_archive


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
    from luutru.services.offices import home_at  # noqa: PLC0415  seldom

    return home_at(place)


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
    archive = open_unlocked(folder_meant(options), options)
    try:
        yield archive
    finally:
        archive.close()
