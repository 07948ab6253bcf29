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
from luutru.services.life.settings import ending_soon_days, set_ending_soon_days
from luutru.services.watching import (
    LONGEST_DELAY,
    SHORTEST_DELAY,
    After,
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
    name: str
    label: str
    read: Callable[[Archive], str]
    write: Callable[[Archive, str], None]


def settings_told(archive: Archive) -> list[SettingTold]:
    """Return all settings in the order in which they are shown."""
    return [SettingTold(one.name, translate(one.label), one.read(archive)) for one in _SETTINGS]


def change_settings(archive: Archive, wanted: Sequence[tuple[str, str]]) -> None:
    """Set each of `wanted` in turn; those before one that is refused stay set.

    Raises:
        UnknownField: There is no such setting; nothing was set.
        UnacceptableValue: A value does not fit.
        FileVanished, FileUnreadable: The folder that is to be watched is not there.
    """
    known = {one.name: one for one in _SETTINGS}
    for name, _value in wanted:
        if name not in known:
            raise UnknownField(name, ", ".join(known))
    for name, value in wanted:
        known[name].write(archive, value.strip())


def _ending_soon(archive: Archive, value: str) -> None:
    if not value.isdecimal():
        raise UnacceptableValue(translate(_SOON), value, translate("a whole number of days"))
    set_ending_soon_days(archive, int(value))


def _watch_folder(archive: Archive, value: str) -> None:
    folder = Path(value).expanduser().absolute() if value else None
    set_watch(archive, replace(watch_settings(archive), folder=folder))


def _watch_delay(archive: Archive, value: str) -> None:
    try:
        seconds = float(value.replace(",", "."))
    except ValueError:
        seconds = math.nan
    if not SHORTEST_DELAY <= seconds <= LONGEST_DELAY:
        expected = translate(
            "seconds from {least} to {most}", least=SHORTEST_DELAY, most=round(LONGEST_DELAY)
        )
        raise UnacceptableValue(translate(_DELAY), value, expected)
    set_watch(archive, replace(watch_settings(archive), delay=seconds))


def _watch_after(archive: Archive, value: str) -> None:
    if value not in set(After):
        raise UnacceptableValue(translate(_AFTER), value, ", ".join(After))
    set_watch(archive, replace(watch_settings(archive), after=After(value)))


_SOON: Final = mark("Days before its end from which an agreement ends soon")
_DELAY: Final = mark("Seconds without change before a file is taken in")
_AFTER: Final = mark("What becomes of a source that was taken in")
_SETTINGS: Final = (
    _Setting("name", mark("Name of the archive"), lambda archive: archive.settings.name,
             name_archive),
    _Setting("ending_soon_days", _SOON,
             lambda archive: str(ending_soon_days(archive)), _ending_soon),
    _Setting("watch_folder", mark("Folder that the scanner fills"),
             lambda archive: str(watch_settings(archive).folder or ""), _watch_folder),
    _Setting("watch_delay", _DELAY, lambda archive: f"{watch_settings(archive).delay:g}",
             _watch_delay),
    _Setting("watch_after", _AFTER, lambda archive: watch_settings(archive).after.value,
             _watch_after),
)  # fmt: skip
