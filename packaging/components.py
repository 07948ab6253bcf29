"""Everything that is shipped, each with its version, its licence and where the licence stands.

Packages are told by the lock and their metadata, libraries by the files that packages bring; what
neither tells stands in `licences.toml`.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any, Final

from locked import HERE, ROOT, Pin, Target, shipped

FOLDER: Final = Path(__file__).parent / "licences"
_LIBRARY: Final = re.compile(r"(^lib.*\.so(\.[0-9.]+)?$)|(\.dll$)|(\.dylib$)")
_VERSION: Final = re.compile(r"\.so\.([0-9.]+)$")
_LICENCE_FILE: Final = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_QT: Final = "PySide6/Qt/"
"""Whatever lies there and is nothing else is a part of Qt, such as its plugins."""


class Unknown(LookupError):
    """A thing of which nobody has said under which licence it is."""


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that is shipped."""

    name: str
    version: str
    licence: str
    """An SPDX expression."""
    kind: str
    """`package`, `library`, or what kind of data it is."""
    texts: tuple[str, ...] = ()
    """The licences themselves."""
    hashes: tuple[str, ...] = ()
    """SHA-256 of the files it may be, as the lock or the disk tells."""
    within: tuple["Component", ...] = field(default=())
    """What it brings along in turn."""


@cache
def facts() -> dict[str, Any]:
    """Return what stands in `licences.toml`."""
    return tomllib.loads(Path(__file__).with_name("licences.toml").read_text("utf-8"))


def components(target: Target = HERE) -> list[Component]:
    """Return everything, packages first, by name.

    Raises:
        Unknown: Of something nobody has said under which licence it is.
    """
    return [*map(_package, shipped(target)), *_data()]


def _package(pin: Pin) -> Component:
    told = metadata.distribution(pin.name)
    licence = facts()["packages"].get(pin.name) or _expression_of(told)
    if not licence:
        message = f"{pin.name}: licences.toml does not say under which licence it is"
        raise Unknown(message)
    return Component(
        pin.name,
        pin.version,
        str(licence),
        "package",
        texts=tuple(_texts_of(told)) or _text_of_lgpl(str(licence)),
        hashes=tuple(sorted(one.removeprefix("sha256:") for one in pin.hashes)),
        within=(*_libraries(told), *_linked(pin.name)),
    )


def _expression_of(told: metadata.Distribution) -> str:
    """Return the SPDX expression of the metadata; empty where there is none (PEP 639)."""
    return next(iter(told.metadata.get_all("License-Expression") or ()), "")


def _texts_of(told: metadata.Distribution) -> Iterator[str]:
    for file in sorted(told.files or [], key=str):
        inside = ".dist-info/" in str(file) or len(file.parts) <= 2  # noqa: PLR2004  its first folder
        is_text = file.suffix.lower() in {"", ".txt", ".md", ".rst", ".apache", ".bsd", ".ijg"}
        if inside and is_text and (_LICENCE_FILE.search(file.name) or "/licenses/" in str(file)):
            yield read_text(Path(str(told.locate_file(file))))


def _text_of_lgpl(licence: str) -> tuple[str, ...]:
    """Return the LGPL and the GPL it adds to, for what is under them and brings no text."""
    if "LGPL-3.0" not in licence:
        return ()
    return (named_text("img2pdf:LICENSE"), named_text("pikepdf:GPL-3.0.txt"))


def named_text(place: str) -> str:
    """Return the licence that stands at `place`: `package:file`, or a file of the checkout.

    Raises:
        Unknown: There is no such file.
    """
    package, colon, name = place.rpartition(":")
    if colon:
        for file in metadata.distribution(package).files or []:
            if file.name == name and "licen" in str(file).lower():
                return read_text(Path(str(metadata.distribution(package).locate_file(file))))
    for known in (FOLDER / place, ROOT / place):
        if not colon and known.is_file():
            return read_text(known)
    message = f"there is no licence at {place}"
    raise Unknown(message)


def read_text(file: Path) -> str:
    """Return a text without what is only of its system: line ends, blanks before them."""
    lines = file.read_bytes().decode("utf-8", "replace").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _libraries(told: metadata.Distribution) -> Iterator[Component]:
    """Return the native libraries that a package brings; the parts of one as one."""
    found: dict[str, list[PurePosixPath]] = {}
    facts_of = {}
    for file in told.files or []:
        if _LIBRARY.search(file.name) and "abi3" not in file.name.removeprefix("lib"):
            known = _known(file)
            facts_of[known["name"]] = known
            found.setdefault(known["name"], []).append(file)
    for name, files in sorted(found.items()):
        versions = {match[1] for file in files if (match := _VERSION.search(file.name))}
        sums = (_sum(Path(str(told.locate_file(file)))) for file in files)
        yield Component(
            name,
            versions.pop() if len(versions) == 1 else "",
            facts_of[name]["licence"],
            "library",
            texts=(named_text(facts_of[name]["text"]),),
            hashes=tuple(sorted(sums)) if len(files) == 1 else (),
        )


def _known(file: PurePosixPath) -> dict[str, str]:
    """Return what `licences.toml` says of a library; whatever else lies in Qt's folder is Qt's.

    Plugins of Qt are called like libraries of others, such as `libqpdf.so`.
    """
    every: dict[str, dict[str, str]] = facts()["libraries"]
    is_plugin = str(file).startswith(_QT) and file.parent.name != "lib"
    keys = [
        key
        for key, known in every.items()
        if file.name.startswith(key) and (known["name"].startswith("Qt") or not is_plugin)
    ]
    if keys or is_plugin:
        return every[max(keys, key=len, default="libQt6")]
    message = f"{file}: licences.toml does not say under which licence it is"
    raise Unknown(message)


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _linked(name: str) -> Iterator[Component]:
    for known in facts()["linked"].get(name, ()):
        texts = (named_text(known["text"]),) if known["text"] else ()
        yield Component(known["name"], "", known["licence"], "library", texts=texts)


def _data() -> Iterator[Component]:
    for known in facts()["data"]:
        text = named_text(known["text"])
        yield Component(known["name"], "", known["licence"], known["kind"], texts=(text,))
