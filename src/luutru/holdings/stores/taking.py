"""Takes what a store gives onto the disk of this desk, and adds it up on the way."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from luutru.holdings.disk import writing


def taken(chunks: Iterable[bytes], target: Path) -> str:
    """Write `chunks` into `target`; return their SHA-256. What giving them raises passes through.

    Raises:
        DiskFull, DiskTrouble: They could not be written here.
    """
    digest = hashlib.sha256()
    with writing(target.parent, target.name):
        stream = target.open("wb")
    with stream:
        for chunk in chunks:
            digest.update(chunk)
            with writing(target.parent, target.name):
                stream.write(chunk)
        with writing(target.parent, target.name):
            stream.flush()
            os.fsync(stream.fileno())
    return digest.hexdigest()
