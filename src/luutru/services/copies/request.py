"""What is asked for when a copy is issued, and what came of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from luutru.holdings.stamper import Key, KeyFile, TokenKey
from luutru.stamping.facts import FULL
from luutru.stamping.shown import Part

__all__ = [
    "LEVELS", "LONG_TERM", "ON_PAPER", "Issued", "Key", "KeyFile", "Part", "TokenKey", "Wanted",
]  # fmt: skip

ON_PAPER: Final = "g"
"""Ends the directions that lead to paper, and stands for either of them."""
LEVELS: Final = ("b", "b-lt")
"""Of PAdES (ETSI EN 319 142-1): with the signature alone, or with what proves its certificate."""
LONG_TERM: Final = LEVELS[1]


@dataclass(frozen=True)
class Wanted:
    """One copy of one document."""

    reference: str
    form: str = FULL
    """`SY`, `SL` or `TrS`."""
    direction: str = ""
    """`gg`, `gd`, `dg` or `dd`; empty or `g` for an electronic copy or one on paper."""
    pages: str = ""
    """Of an extract, as people write them: `3-5`; empty for all."""
    parts: tuple[tuple[int, Part], ...] = ()
    """Of an extract, what is kept of pages that are not shown whole, each with its page."""
    rebuilds: bool = False
    """Whether a person chose that pages are rebuilt where nothing can be appended to them."""
    source_password: str = field(default="", repr=False)
    """Opens a source that is encrypted."""
    prefix: str = ""
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    quantity: int = 1
    key: Key | None = field(default=None, repr=False)
    """None for the trial key; a copy on paper needs none."""
    as_trial: bool = False
    """Whether a copy on paper is made for trying out."""
    request: str = ""
    """Number of the request upon which it is issued, such as `3/2026`."""
    repeats: str = ""
    """Number and year of the earlier copy that it repeats, such as `14/SY-TĐC (2026)`."""
    level: str = LEVELS[0]
    crls: Path | None = None
    """Folder of the revocation lists and certificates that were carried in, for level B-LT."""
    accepts_b: bool = False
    """Whether a person accepts level B where B-LT cannot be reached; the register tells it."""
    has_sheet: bool = True
    has_code: bool = True

    @property
    def is_trial(self) -> bool:
        """Tell whether it is made for trying out."""
        return self.as_trial or (self.key is None and not self.is_on_paper)

    @property
    def is_on_paper(self) -> bool:
        """Tell whether it is printed, signed by hand and sealed."""
        return self.direction.endswith(ON_PAPER)


@dataclass(frozen=True)
class Issued:
    """A copy that was issued."""

    symbol: str
    year: int
    number: int
    sha256: str
    path: Path
    """Where it was handed out to."""
    has_own_sheet: bool = False
    """On paper: the block stands on a sheet of its own, as the text leaves no room for it."""
