"""Why nothing may be written into an archive: one reason, told in words by every way in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from luutru.i18n import mark, translate

AT_DESK: Final = "desk"
SEALED: Final = "sealed"
MEDIUM: Final = "medium"

_WORDS: Final = {
    AT_DESK: mark("{person} works in it at {host} since {since}"),
    SEALED: mark("it was closed for good: {note}"),
    MEDIUM: mark("it lies on a medium that cannot be written to"),
}


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """Why an archive is only read."""

    kind: str
    """`desk`, `sealed` or `medium`."""
    facts: Mapping[str, str] = field(default_factory=dict)

    def in_words(self) -> str:
        """Return the reason in the reader's language, as the second half of a sentence."""
        return translate(_WORDS[self.kind]).format(**self.facts)
