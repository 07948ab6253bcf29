"""What an extract shows: pages or parts of them, and what it tells of the original.

Source: Decree 30/2020/NĐ-CP, article 25.3.b: an extract shows the full formal elements of the
original and the part that is copied.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

Part = tuple[float, float, float, float]
"""Left, top, right, bottom in shares of the page as it is seen, from its top left corner."""


@dataclass(frozen=True)
class Shown:
    """One page of an extract."""

    number: int
    parts: tuple[Part, ...] = ()
    """What is kept of it; empty for all of it."""


@dataclass(frozen=True)
class Original:
    """The formal elements of the original, from what the archive knows."""

    issuers: tuple[str, ...] = ()
    symbol: str = ""
    """Number and notation."""
    dated: str = ""
    """Place and day as they stand in the head of a document."""
    kind: str = ""
    """What it calls itself: `Bản ghi nhớ`."""
    subject: str = ""
    signers: tuple[tuple[str, str], ...] = ()
    """Post and name of each who signed."""

    @property
    def words(self) -> list[str]:
        """Return everything that it says."""
        signers = [word for signer in self.signers for word in signer]
        return [*self.issuers, self.symbol, self.dated, self.kind, self.subject, *signers]


@dataclass(frozen=True)
class Extract:
    """Everything that is asked of an extract."""

    shown: tuple[Shown, ...]
    original: Original
    unsaid: tuple[str, ...] = ()
    """Texts that must not be found in it, such as words read on other pages and file names."""

    @property
    def numbers(self) -> list[int]:
        """Return the pages that it shows, in order."""
        return [one.number for one in self.shown]

    def as_plain(self) -> dict[str, Any]:
        """Turn it into what JSON can carry."""
        return asdict(self)


def extract_from(told: Mapping[str, Any]) -> Extract:
    """Turn it back.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    shown = tuple(
        Shown(int(one["number"]), tuple(_part(part) for part in one["parts"]))
        for one in told["shown"]
    )
    original = dict(told["original"])
    original["issuers"] = tuple(original["issuers"])
    original["signers"] = tuple((str(post), str(name)) for post, name in original["signers"])
    return Extract(shown, Original(**original), tuple(map(str, told["unsaid"])))


def _part(told: Any) -> Part:  # noqa: ANN401  four numbers from JSON
    left, top, right, bottom = map(float, told)
    return left, top, right, bottom
