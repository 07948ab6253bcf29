"""Why nothing may be written into an archive: one reason, told in words by every way in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from luutru.errors import ArchiveReadOnly
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MIGRATED: Final = "migrated"
"""Why it was sealed, where its catalogue went from one engine to the other."""

AT_DESK: Final = "desk"
SEALED: Final = "sealed"
MEDIUM: Final = "medium"
MIRROR: Final = "mirror"
FULL: Final = "full"
PASSING: Final = (AT_DESK, FULL)
"""Reasons that may be gone the next time one looks."""

_WORDS: Final = {
    AT_DESK: mark("{person} works in it at {host} since {since}"),
    SEALED: mark("it was closed for good: {note}"),
    MEDIUM: mark("it lies on a medium that cannot be written to"),
    MIRROR: mark("its server does not answer, and what this desk copied on {time} is shown"),
    FULL: mark("its disk is full"),
}


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """Why an archive is only read."""

    kind: str
    """`desk`, `sealed`, `medium`, `full`, or `mirror`."""
    facts: Mapping[str, str] = field(default_factory=dict)

    def in_words(self) -> str:
        """Return the reason in the reader's language, as the second half of a sentence."""
        return translate(_WORDS[self.kind]).format(**self.facts)


def refuse_moved(session: "Session") -> None:
    """Notice within a change that the archive was moved away since it was opened here.

    Its folder says so only when the move is done, and only to whoever opens it afterwards.

    Raises:
        ArchiveReadOnly: What was changed here now would be missing where the archive went.
    """
    from luutru.holdings.first_question import (  # noqa: PLC0415  the window loads this module
        MOVED_AWAY,
        setting_of,
    )

    told = setting_of(session, MOVED_AWAY)
    if told is not None:
        kept = json.loads(told)
        folder = kept.get("successor") or "?"
        if kept.get("reason") == MIGRATED:
            raise ArchiveReadOnly(
                translate(
                    "it is kept in {place} now; where its migration was cut off, do it again",
                    place=folder,
                )
            )
        raise ArchiveReadOnly(
            translate(
                "it was moved to {folder}; where that was cut off, move it again", folder=folder
            )
        )
