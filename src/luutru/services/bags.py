"""Checks a BagIt package, completely, before anything of it is taken in.

Source: RFC 8493 (BagIt 1.0). SHA-256 and SHA-512 prove a file; with MD5 or SHA-1 alone it is
accepted with a remark, as these still show damage of a medium, but no longer deceit.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from luutru.errors import PackageRefused
from luutru.holdings.disk import shown
from luutru.holdings.packages import Package, unpacking
from luutru.i18n import translate
from luutru.services.arrivals import DECLARATION

_PAYLOAD: Final = "data/"
_ALGORITHMS: Final = ("sha512", "sha256", "sha1", "md5")
_STRONG: Final = frozenset(("sha512", "sha256"))
_LONGEST_TAG_FILE: Final = 16 << 20
_ENCODED: Final = {"%0A": "\n", "%0a": "\n", "%0D": "\r", "%0d": "\r", "%25": "%"}


class Digest(Protocol):
    """What adds bytes up to a checksum."""

    def update(self, data: bytes, /) -> None:
        """Add bytes."""

    def hexdigest(self) -> str:
        """Return the checksum in hexadecimal digits."""


@dataclass(frozen=True)
class Bag:
    """A package that says of itself what must be in it."""

    package: Package
    root: str
    """The folder within the package in which it lies, with a slash, or nothing."""
    payload: tuple[str, ...]
    """The names of the files that it carries, within the package."""
    manifests: Mapping[str, Mapping[str, str]] = field(repr=False)
    """By algorithm, the checksum of each file of the payload."""

    @property
    def is_weak(self) -> bool:
        """Tell whether no checksum in it can prove a file."""
        return not _STRONG & set(self.manifests)

    @property
    def algorithms(self) -> str:
        """Return by what it proves its files, such as `sha512, sha256`."""
        return ", ".join(self.manifests)

    def digests(self) -> dict[str, "Digest"]:
        """Return what adds the bytes of a file up, for each of its manifests."""
        return {algorithm: hashlib.new(algorithm) for algorithm in self.manifests}

    def refuse(self, reason: str) -> PackageRefused:
        """Return the refusal of the whole package."""
        return PackageRefused(shown(self.package.path), reason)

    def check(self, name: str, found: Mapping[str, "Digest"]) -> None:
        """Compare the checksums of a file of the payload with those in the manifests.

        Raises:
            PackageRefused: One differs.
        """
        for algorithm, manifest in self.manifests.items():
            if found[algorithm].hexdigest() != manifest[name]:
                raise _differs(self.package, name.removeprefix(self.root))


def root_of(package: Package) -> str | None:
    """Return the folder in which a bag lies within `package`; None where there is no bag."""
    names = package.sizes.keys()
    if DECLARATION in names:
        return ""
    tops = {name.partition("/")[0] for name in names}
    if len(tops) == 1 and f"{min(tops)}/{DECLARATION}" in names:
        return f"{min(tops)}/"
    return None


def opened(package: Package, root: str) -> Bag:
    """Return the bag in `package`, with all of it checked but the bytes of the payload.

    Raises:
        PackageRefused: Something is missing, too much, or differs from its checksum.
        FileUnreadable: A file of it is damaged within the package.
    """
    declaration = _text(package, root + DECLARATION)
    if "BagIt-Version:" not in declaration or "UTF-8" not in declaration.upper():
        raise _refusal(package, translate("its {name} is none", name=DECLARATION))
    if package.sizes.get(f"{root}fetch.txt"):
        raise _refusal(package, translate("parts of it would have to be fetched from elsewhere"))
    _check_tag_files(package, root)
    manifests = _manifests(package, root, "manifest")
    if not manifests:
        raise _refusal(package, translate("it has no manifest"))
    payload = tuple(name for name in package.sizes if name.startswith(root + _PAYLOAD))
    for manifest in manifests.values():
        for name in sorted(manifest.keys() ^ set(payload)):
            told = name.removeprefix(root)
            if name in manifest:
                raise _refusal(package, translate("{name} is missing", name=told))
            raise _refusal(package, translate("{name} is not in its manifest", name=told))
    return Bag(package, root, payload, manifests)


def _check_tag_files(package: Package, root: str) -> None:
    """Compare the files that describe the bag with their checksums, where there are any."""
    for algorithm, manifest in _manifests(package, root, "tagmanifest").items():
        for name, checksum in manifest.items():
            told = name.removeprefix(root)
            if name not in package.sizes:
                raise _refusal(package, translate("{name} is missing", name=told))
            with unpacking(told), package.open(name) as stream:
                digest = hashlib.new(algorithm, stream.read(_LONGEST_TAG_FILE))
            if digest.hexdigest() != checksum:
                raise _differs(package, told)


def _manifests(package: Package, root: str, kind: str) -> dict[str, dict[str, str]]:
    return {
        algorithm: _entries(package, root, f"{kind}-{algorithm}.txt")
        for algorithm in _ALGORITHMS
        if f"{root}{kind}-{algorithm}.txt" in package.sizes
    }


def _entries(package: Package, root: str, manifest: str) -> dict[str, str]:
    """Return the checksums in a manifest by name within the package."""
    found: dict[str, str] = {}
    for line in filter(str.strip, _text(package, root + manifest).splitlines()):
        checksum, _, name = line.strip().partition(" ")
        name = root + _decoded(name.lstrip(" \t*").removeprefix("./"))
        if name == root or found.setdefault(name, checksum.lower()) != checksum.lower():
            raise _refusal(package, translate("its {name} contradicts itself", name=manifest))
    return found


def _decoded(name: str) -> str:
    """Return a name as it was before ends of lines and percent signs were written out."""
    parts = name.split("%")
    return parts[0] + "".join(
        _ENCODED.get(f"%{part[:2]}", f"%{part[:2]}") + part[2:] for part in parts[1:]
    )


def _text(package: Package, name: str) -> str:
    if package.sizes.get(name, 0) > _LONGEST_TAG_FILE:
        raise _refusal(package, translate("its {name} is too long", name=name))
    with unpacking(name), package.open(name) as stream:
        return stream.read().decode("utf-8-sig")


def _differs(package: Package, name: str) -> PackageRefused:
    return _refusal(package, translate("{name} differs from its checksum", name=name))


def _refusal(package: Package, reason: str) -> PackageRefused:
    return PackageRefused(shown(package.path), reason)
