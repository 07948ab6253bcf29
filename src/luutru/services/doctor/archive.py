"""Looks at the archive without opening it: its place, its rights, its newest entry, its locks."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from luutru import clock
from luutru.errors import IndexBusy, LuutruError, NoArchive, PlaceRefused
from luutru.holdings.glance import newest_moment
from luutru.holdings.locks import only_one
from luutru.holdings.log_book import CLOCK_SLACK
from luutru.holdings.places import make_sure_of_place
from luutru.i18n import mark, translate
from luutru.services.desk import card_left
from luutru.services.doctor.checks import Check, State, good, judged, told
from luutru.services.workstation import index_root
from luutru.settings import FILE_NAME, read_settings
from luutru.system import kind

_MB: Final = 1 << 20
_LEAST_MB: Final = 200
_ENOUGH_MB: Final = 2_000
_FORM: Final = "%d/%m/%Y %H:%M:%S"
_LIES: Final = mark("{place}, {mb} MB free")
_WOULD_LIE: Final = mark("none yet at {place}; {mb} MB free there")


def places(folder: Path) -> Iterator[Check]:
    """Look at the disks of the archive and of its index, and whether they may lie there."""
    found = _LIES if (folder / FILE_NAME).is_file() else _WOULD_LIE
    yield _place("archive_place", translate("Archive"), folder, found)
    index = index_root()
    if index.absolute().is_relative_to(folder.absolute()):
        yield Check(
            "index_place",
            translate("Index"),
            State.ERROR,
            translate("{place} lies inside the archive", place=index),
            translate("Set LUUTRU_INDEX_DIR to a folder outside the archive, on this computer."),
        )
    else:
        yield _place("index_place", translate("Index"), index, gravity=State.WARNING)


def _place(
    code: str, name: str, place: Path, told_as: str = _LIES, *, gravity: State = State.ERROR
) -> Check:
    """Look at a disk; where no archive may lie, what lies there is to be judged by `gravity`."""
    there = _existing(place)
    free = shutil.disk_usage(there).free // _MB
    found = translate(told_as, place=place, mb=free)
    try:
        make_sure_of_place(place.absolute())
    except PlaceRefused as refused:
        return Check(code, name, gravity, *told(refused))
    if not _may_write(there):
        advice = translate("This folder cannot be written by you; check its rights.")
        return Check(code, name, State.ERROR, found, advice)
    tight = State.WARNING if free >= _LEAST_MB else State.ERROR
    return judged(
        code,
        name,
        found,
        State.GOOD if free >= _ENOUGH_MB else tight,
        translate("Make room before more scans are taken in."),
    )


def rights(folder: Path) -> Iterator[Check]:
    """Look whether all of the archive can be written, and by whom else it can be touched."""
    if not (folder / FILE_NAME).is_file():
        return
    name = translate("Rights")
    closed = [one.name for one in sorted(folder.iterdir()) if one.is_dir() and not _may_write(one)]
    if closed:
        found = translate("not writable: {names}", names=", ".join(closed))
        advice = translate("Give the folder and all in it to the user who runs the program.")
        yield Check("rights", name, State.ERROR, found, advice)
        return
    open_to_all = [one for one in (folder, *folder.absolute().parents) if _is_open_to_all(one)]
    yield judged(
        "rights",
        name,
        translate("writable by everybody: {places}", places=", ".join(map(str, open_to_all)))
        if open_to_all
        else translate("only those who should"),
        State.WARNING if open_to_all else State.GOOD,
        translate(
            "Whoever works at this computer could put another archive in its place; take the "
            "right to write away from others (chmod o-w)."
        ),
    )


def newest_entry(folder: Path) -> Iterator[Check]:
    """Look whether the clock stands before what was entered last; where it can be read unopened."""
    if not (folder / FILE_NAME).is_file():
        return
    name = translate("Newest entry of the log")
    try:
        if read_settings(folder).encryption is not None:
            yield good("newest_entry", name, translate("encrypted: looked at when it is opened"))
            return
        newest = newest_moment(folder)
    except LuutruError as error:
        yield Check("newest_entry", name, State.WARNING, *told(error))
        return
    if newest is None:
        return
    yield judged(
        "newest_entry",
        name,
        f"{newest.astimezone():{_FORM}}",
        State.ERROR if clock.now() < newest - CLOCK_SLACK else State.GOOD,
        translate("The clock of this computer was set back: set it right before anything else."),
    )


def lock_of_index(folder: Path) -> Iterator[Check]:
    """Look whether another process brings the index up to date."""
    try:
        lock = (index_root() / read_settings(folder).id).with_suffix(".lock")
    except NoArchive:
        return
    code, name = "index_lock", translate("Lock of the index")
    if not lock.exists():
        yield good(code, name, translate("free"))
        return
    try:
        with only_one(lock):
            yield good(code, name, translate("free"))
    except IndexBusy as busy:
        yield Check(code, name, State.WARNING, *told(busy))
    except OSError as error:
        advice = translate("This folder cannot be written by you; check its rights.")
        yield Check(code, name, State.ERROR, error.strerror or type(error).__name__, advice)


def desk(folder: Path) -> Iterator[Check]:
    """Look who writes in the archive, or whose window died while it did."""
    if not (folder / FILE_NAME).is_file():
        return
    card, is_taken = card_left(folder)
    code, name = "desk", translate("Desk of the archive")
    if card is None:
        yield good(code, name, translate("free"))
    elif is_taken:
        yield good(code, name, card.in_words())
    else:
        yield Check(
            code,
            name,
            State.WARNING,
            translate(
                "free; a window of {person} ended without closing ({host}, {since})", **card.facts
            ),
            translate("Open the archive: the next window takes the desk. Then verify it."),
        )


def _existing(place: Path) -> Path:
    """Return the nearest folder at or above `place` that exists."""
    return next(above for above in (place, *place.absolute().parents) if above.is_dir())


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def _is_open_to_all(folder: Path) -> bool:
    """Tell whether anybody may rename what lies in a folder; Windows keeps no such bits."""
    if kind.is_windows():
        return False
    mode = folder.stat().st_mode
    return bool(mode & stat.S_IWOTH) and not mode & stat.S_ISVTX
