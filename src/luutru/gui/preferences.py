"""What the window remembers for one user of the workstation: never anything of an agreement."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import QByteArray, QSettings

from luutru.gui.theme.theme import Scheme

_RECENT_KEPT: Final = 6
_AGREEMENTS_KEPT: Final = 8


class Store(Protocol):
    """Keeps values under names, as `QSettings` does."""

    def value(self, name: str, /) -> Any:  # noqa: ANN401  whatever was kept
        """Return what is kept as `name`, or None."""

    def setValue(self, name: str, value: object, /) -> None:  # noqa: N802  as QSettings names it
        """Keep a value."""


class Forgetful:
    """Keeps values as long as it lives."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}

    def value(self, name: str, /) -> object:
        """Return what is kept as `name`, or None."""
        return self._values.get(name)

    def setValue(self, name: str, value: object, /) -> None:  # noqa: N802  as QSettings names it
        """Keep a value."""
        self._values[name] = value


_LOCK_AFTER: Final = 10


class Preferences:
    """Language, colours, place of the window, archives opened before."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "luutru", "window"
        )

    @property
    def scheme(self) -> Scheme:
        """The colours asked for."""
        value = self._text("scheme")
        return Scheme(value) if value in set(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, value: Scheme) -> None:
        self._store.setValue("scheme", value.value)

    @property
    def language(self) -> str | None:
        """The language asked for; None follows the system."""
        return self._text("language") or None

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", value)

    @property
    def screen(self) -> str:
        """The screen shown last."""
        return self._text("screen")

    @screen.setter
    def screen(self, value: str) -> None:
        self._store.setValue("screen", value)

    @property
    def lock_after(self) -> int:
        """Minutes without a touch after which a window is locked in which somebody signed in."""
        text = self._text("lock_after")
        return int(text) if text.isdecimal() else _LOCK_AFTER

    @lock_after.setter
    def lock_after(self, minutes: int) -> None:
        self._store.setValue("lock_after", str(minutes))

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window; empty at first."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    @property
    def recent(self) -> list[Path]:
        """Folders of archives opened before, newest first, as far as they still exist."""
        lines = self._text("recent").splitlines()
        return [Path(line) for line in lines if Path(line).is_dir()]

    def opened(self, folder: Path) -> None:
        """Put an archive at the head of the recent ones."""
        others = [path for path in self.recent if path != folder]
        kept = [folder, *others][:_RECENT_KEPT]
        self._store.setValue("recent", "\n".join(str(path) for path in kept))

    def words(self, name: str) -> tuple[str, ...]:
        """Return what was kept under `name`, such as the columns of a list; empty at first."""
        return tuple(self._text(f"words/{name}").split())

    def keep_words(self, name: str, words: Sequence[str]) -> None:
        """Keep names without blanks, in their order."""
        self._store.setValue(f"words/{name}", " ".join(words))

    def line(self, name: str) -> str:
        """Return the line that was kept under `name`, such as a path; empty at first."""
        return self._text(f"lines/{name}")

    def keep_line(self, name: str, text: str) -> None:
        """Keep a line of text; never what opens a key."""
        self._store.setValue(f"lines/{name}", text)

    def recent_agreements(self, archive_id: str) -> list[str]:
        """Return the references of the agreements opened last in an archive, the last first."""
        return list(self.words(f"agreements/{archive_id}"))

    def keep_agreements(self, archive_id: str, references: Sequence[str]) -> None:
        """Keep references as those opened last, the last first; nothing else is kept of them.

        Whoever sits here next may read them: only of what `memorable` lets through.
        """
        self.keep_words(f"agreements/{archive_id}", references[:_AGREEMENTS_KEPT])

    def arrangement(self, name: str) -> QByteArray:
        """Return how a splitter or the head of a table was left; empty at first."""
        value = self._store.value(f"arrangement/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_arrangement(self, name: str, state: QByteArray) -> None:
        """Remember how a splitter or the head of a table stands."""
        self._store.setValue(f"arrangement/{name}", state)

    @property
    def reminds(self) -> bool:
        """Whether what is late and near is told by itself, when an archive opens."""
        return self._text("reminds") != "no"

    @reminds.setter
    def reminds(self, value: bool) -> None:
        self._store.setValue("reminds", "yes" if value else "no")

    def _text(self, name: str) -> str:
        value = self._store.value(name)
        return value if isinstance(value, str) else ""
