"""What `requirements.lock` pins, and which of it travels with the program.

The first part of the lock also holds what builds the program; what travels is what the package
`luutru` needs, and what that needs in turn, told by the metadata of what is installed here.
"""

import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[1]
LOCK: Final = ROOT / "requirements.lock"
_BLOCK: Final = re.compile(
    r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ ]+)(?: ; (?P<marker>[^\\\n]+?))? \\\n"
    r"(?P<hashes>(?: +--hash=.*\n?)+)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """A computer that the program is packed for."""

    system: str = ""
    """`win32` or `linux`; empty: this one."""
    python: str = ""
    """Such as `3.12`; empty: this one."""

    def environment(self) -> dict[str, str]:
        """Return what the markers of packages ask about it."""
        asked = {key: str(value) for key, value in default_environment().items()}
        asked["extra"] = ""
        if self.python:
            asked |= {"python_version": self.python, "python_full_version": f"{self.python}.0"}
        if self.system == "win32":
            asked |= {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}
            asked |= {"platform_machine": "AMD64"}
        return asked


HERE: Final = Target()


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of the lock."""

    name: str
    version: str
    marker: Marker | None
    hashes: tuple[str, ...]
    """As pip takes them: `sha256:…`."""

    def holds(self, target: Target) -> bool:
        """Tell whether it is meant for `target`."""
        return self.marker is None or self.marker.evaluate(target.environment())

    def line(self) -> str:
        """Return it as a line of requirements, for whatever system."""
        hashes = "".join(f" \\\n    --hash={one}" for one in self.hashes)
        return f"{self.name}=={self.version}{hashes}\n"


def pins() -> list[Pin]:
    """Return every package of the lock, in its order."""
    return [
        Pin(
            found["name"],
            found["version"],
            Marker(found["marker"]) if found["marker"] else None,
            tuple(re.findall(r"--hash=(\S+)", found["hashes"])),
        )
        for found in _BLOCK.finditer(LOCK.read_text("utf-8"))
    ]


def shipped(target: Target = HERE) -> list[Pin]:
    """Return what travels with the program to `target`, by name.

    Raises:
        LookupError: The program needs something that is not locked.
    """
    locked = {pin.name: pin for pin in pins() if pin.holds(target)}
    found: dict[str, Pin] = {}
    waiting = [("luutru", "")]
    seen = set(waiting)
    while waiting:
        name, extra = waiting.pop()
        if name != "luutru":
            if name not in locked:
                message = f"{name} is needed and not locked"
                raise LookupError(message)
            found[name] = locked[name]
        new = set(_needs(name, extra, target)) - seen
        seen |= new
        waiting += new
    return [found[name] for name in sorted(found)]


def chosen(names: list[str]) -> list[Pin]:
    """Return the packages called `names`, for whatever system."""
    found = {pin.name: pin for pin in pins()}
    return [found[name] for name in names]


def _needs(name: str, extra: str, target: Target) -> list[tuple[str, str]]:
    """Return names and extras of what `name` needs on `target`.

    What is not installed here is needed on other systems only, and needs nothing more.
    """
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    environment = target.environment() | {"extra": extra}
    needs: list[tuple[str, str]] = []
    for requirement in map(Requirement, lines):
        if requirement.marker is None or requirement.marker.evaluate(environment):
            asked = canonicalize_name(requirement.name)
            needs += [(asked, one) for one in ("", *requirement.extras)]
    return needs
