"""What a new archive is told of itself."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Agency:
    """The agency whose archive it is, as its copies name it."""

    name: str = ""
    abbreviation: str = ""
    place: str = ""
    head_title: str = ""


class Charter(NamedTuple):
    """Its name, its agency and fonds, and who founds it."""

    name: str
    agency: Agency
    fonds_code: str
    person: str
