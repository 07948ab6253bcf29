"""What is asked for when a copy is issued, and what came of it."""

from dataclasses import dataclass, field
from pathlib import Path

from luutru.holdings.stamper import KeyFile
from luutru.stamping.facts import FULL

__all__ = ["Issued", "KeyFile", "Wanted"]


@dataclass(frozen=True)
class Wanted:
    """One copy of one document."""

    reference: str
    form: str = FULL
    """`SY`, `SL` or `TrS`."""
    direction: str = ""
    """`gg`, `gd`, `dg` or `dd`; empty for the usual one of its source."""
    pages: str = ""
    """Of an extract, as people write them: `3-5`; empty for all."""
    prefix: str = ""
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    quantity: int = 1
    key: KeyFile | None = field(default=None, repr=False)
    """None for the trial key."""
    request: str = ""
    """Number of the request upon which it is issued, such as `3/2026`."""
    repeats: str = ""
    """Number and year of the earlier copy that it repeats, such as `14/SY-TĐC (2026)`."""
    has_sheet: bool = True
    has_code: bool = True

    @property
    def is_trial(self) -> bool:
        """Tell whether it is made for trying out."""
        return self.key is None


@dataclass(frozen=True)
class Issued:
    """A copy that was issued."""

    symbol: str
    year: int
    number: int
    sha256: str
    path: Path
    """Where it was handed out to."""
