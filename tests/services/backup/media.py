"""What a test does to a medium, and what it finds there."""

import hashlib
from pathlib import Path

from luutru.services.backup.medium import medium_at

ROOT = "luutru-backup"


def objects_on(medium: Path) -> list[Path]:
    """Return the originals that lie on a medium."""
    return sorted((medium / ROOT / "originals").rglob("*.pdf"))


def flip(file: Path) -> None:
    """Change one bit of a file, and nothing else of it."""
    file.chmod(0o600)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def whole(medium: Path) -> list[str]:
    """Return the names of the snapshots, each of whose files is what the manifest says."""
    names = []
    for one in medium_at(medium).snapshots():
        folder = medium / ROOT / "snapshots" / one.name
        for name, proof in one.files.items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == proof.sha256
        listed = (folder / "objects.sha256").read_text().splitlines()
        for line in listed:
            sha256, _, path = line.partition("  ")
            content = (medium / ROOT / path).read_bytes()
            assert hashlib.sha256(content).hexdigest() == sha256
        assert len(listed) == one.counts["originals"]
        names.append(one.name)
    return names
