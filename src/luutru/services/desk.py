"""The desk of an archive: the one window that writes, and who sits there.

Several programs may write at once without harm to the catalogue; two people who describe the same
agreement in two windows may not (`luutru` in a terminal does not sit down: each of its changes is
short).
"""

import json
import os
import socket
from datetime import datetime
from pathlib import Path
from typing import Final

from luutru import clock
from luutru.holdings.disk import is_full
from luutru.holdings.locks import Lock
from luutru.services.read_only import AT_DESK, FULL, MEDIUM, ReadOnly
from luutru.system import filing

LOCKS: Final = ".locks"
"""The folder for locks inside an archive; it belongs to no backup."""


class Desk:
    """The desk of one archive folder, as one window sees it."""

    def __init__(self, folder: Path, person: str) -> None:
        self._lock = Lock(folder / LOCKS / "desk.lock")
        self._card = folder / LOCKS / "desk.json"
        self._person = person

    @property
    def is_ours(self) -> bool:
        """Tell whether this window sits at the desk."""
        return self._lock.is_held

    def sit_down(self) -> ReadOnly | None:
        """Take the desk; return who sits there where somebody does.

        A process that died has left the desk, whatever its card says.
        """
        try:
            taken = self._lock.take()
            if taken:
                self._write_card()
        except OSError as error:
            self._lock.release()
            return ReadOnly(FULL if is_full(error) else MEDIUM)
        return None if taken else self._who()

    def get_up(self) -> None:
        """Leave the desk to others."""
        if self._lock.is_held:
            filing.remove(self._card, missing_ok=True)
        self._lock.release()

    def _write_card(self) -> None:
        told = {
            "person": self._person,
            "host": socket.gethostname(),
            "since": clock.now().isoformat(),
            "process": os.getpid(),
        }
        unfinished = self._card.with_suffix(".new")
        unfinished.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        filing.replace(unfinished, self._card)

    def on_card(self) -> ReadOnly | None:
        """Return what the card says, whoever left it; None where there is none."""
        return self._who() if self._card.is_file() else None

    def _who(self) -> ReadOnly:
        try:
            told = json.loads(self._card.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(str(told["since"])).astimezone()
            facts = {"person": str(told["person"]), "host": str(told["host"])}
        except (OSError, ValueError, LookupError, TypeError):
            return ReadOnly(AT_DESK, {"person": "?", "host": "?", "since": "?"})
        return ReadOnly(AT_DESK, {**facts, "since": f"{since:%d/%m/%Y %H:%M}"})


def card_left(folder: Path) -> tuple[ReadOnly | None, bool]:
    """Return who sits, or sat, at the desk of an archive, and whether anybody sits there now."""
    card = Desk(folder, "").on_card()
    if card is None:
        return None, False
    lock = Lock(folder / LOCKS / "desk.lock")
    try:
        is_free = lock.take()
    except OSError:
        return card, False
    lock.release()
    return card, not is_free
