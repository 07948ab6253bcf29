"""What an archive sets for itself, as names and values: one table for the window and the terminal.

What a value means and how it is checked is known where it is used; here it is only called.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from luutru.errors import UnacceptableValue, UnknownField
from luutru.i18n import mark, translate
from luutru.services.administration.agency import name_archive
from luutru.services.archive import Archive
from luutru.services.copies.boxes import BOX, box_setting, set_box
from luutru.services.life.settings import ending_soon_days, set_ending_soon_days
from luutru.services.watching import (
    LONGEST_DELAY,
    SHORTEST_DELAY,
    After,
    WatchSettings,
    set_watch,
    watch_settings,
)


@dataclass(frozen=True, slots=True)
class SettingTold:
    """One setting as it stands."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class _Setting:
    """One setting: how it is read, and how it is kept; those of the watched folder together."""

    name: str
    label: str
    read: Callable[[Archive], str]
    write: Callable[[Archive, str], None] | None = None
    watch: Callable[[WatchSettings, str], WatchSettings] | None = None


def settings_told(archive: Archive) -> list[SettingTold]:
    """Return all settings in the order in which they are shown."""
    return [SettingTold(one.name, translate(one.label), one.read(archive)) for one in _SETTINGS]


def change_settings(archive: Archive, wanted: Sequence[tuple[str, str]]) -> None:
    """Set each of `wanted`; those of the watched folder are one act.

    Raises:
        UnknownField: There is no such setting; nothing was set.
        UnacceptableValue: A value does not fit.
        FileVanished, FileUnreadable: The folder that is to be watched is not there.
    """
    known = {one.name: one for one in _SETTINGS}
    for name, _value in wanted:
        if name not in known:
            raise UnknownField(name, ", ".join(known))
    before = watched = watch_settings(archive)
    for name, value in wanted:
        if (change := known[name].watch) is not None:
            watched = change(watched, value.strip())
    for name, value in wanted:
        if (write := known[name].write) is not None:
            write(archive, value.strip())
    if watched != before:
        set_watch(archive, watched)


def _ending_soon(archive: Archive, value: str) -> None:
    if not value.isdecimal():
        raise UnacceptableValue(translate(_SOON), value, translate("a whole number of days"))
    set_ending_soon_days(archive, int(value))


def _folder(settings: WatchSettings, value: str) -> WatchSettings:
    return replace(settings, folder=Path(value).expanduser().absolute() if value else None)


def _delay(settings: WatchSettings, value: str) -> WatchSettings:
    try:
        seconds = float(value.replace(",", "."))
    except ValueError:
        seconds = math.nan
    if not SHORTEST_DELAY <= seconds <= LONGEST_DELAY:
        expected = translate(
            "seconds from {least} to {most}", least=SHORTEST_DELAY, most=round(LONGEST_DELAY)
        )
        raise UnacceptableValue(translate(_DELAY), value, expected)
    return replace(settings, delay=seconds)


def _after(settings: WatchSettings, value: str) -> WatchSettings:
    if value not in set(After):
        raise UnacceptableValue(translate(_AFTER), value, ", ".join(After))
    return replace(settings, after=After(value))


_SOON: Final = mark("Days before its end from which an agreement ends soon")
_DELAY: Final = mark("Seconds without change before a file is taken in")
_AFTER: Final = mark("What becomes of a source that was taken in")
_SETTINGS: Final = (
    _Setting("name", mark("Name of the archive"), lambda archive: archive.settings.name,
             write=name_archive),
    _Setting("ending_soon_days", _SOON, lambda archive: str(ending_soon_days(archive)),
             write=_ending_soon),
    _Setting("copy_box", BOX, box_setting, write=set_box),
    _Setting("watch_folder", mark("Folder that the scanner fills"),
             lambda archive: str(watch_settings(archive).folder or ""), watch=_folder),
    _Setting("watch_delay", _DELAY, lambda archive: f"{watch_settings(archive).delay:g}",
             watch=_delay),
    _Setting("watch_after", _AFTER, lambda archive: watch_settings(archive).after.value,
             watch=_after),
)  # fmt: skip
