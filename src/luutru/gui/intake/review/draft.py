"""What was entered for one document under review and not recorded yet."""

from dataclasses import dataclass, field

from luutru.services.arrivals import Joining

Kind = tuple[Joining | None, str]
"""What a file is, and the reference of what it belongs to; None: it stays what it is."""


@dataclass(frozen=True)
class Draft:
    """False while there is nothing in it."""

    entered: dict[str, str] = field(default_factory=dict)
    """By name of field, as typed."""
    seen: frozenset[str] = frozenset()
    """Keys of doubtful values that a person found right."""
    accepted: tuple[int, ...] = ()
    """Numbers of the milestones that are ticked, from 0."""

    kind: Kind | None = None
    """What the file is, where that is not what is likeliest."""

    def __bool__(self) -> bool:
        return bool(self.entered or self.seen or self.accepted or self.kind)
