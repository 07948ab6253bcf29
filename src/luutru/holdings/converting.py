"""Writes a catalogue anew that is encrypted otherwise: from plain to encrypted, and back."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from luutru.errors import DiskTrouble
from luutru.holdings.connecting import connect, writing_out
from luutru.holdings.disk import sync_file


def write_converted(
    source: Path,
    key: bytes | None,
    target: Path,
    target_key: bytes | None,
    pulse: Callable[[], object],
) -> None:
    """Write all of the catalogue `source`, which nobody writes, into the new file `target`.

    What either key is None of is plain. Not one page is written otherwise than with its key.

    Raises:
        DiskFull: It does not fit.
        DiskTrouble: It could not be read or written.
    """

    def trouble(said: str) -> Exception:
        return DiskTrouble(str(target.parent), target.name, said)

    raw = f"x'{target_key.hex()}'" if target_key else ""
    with (
        closing(connect(source, key, unchanging=True)) as connection,
        writing_out(connection, target, pulse, trouble),
    ):
        connection.execute("ATTACH DATABASE ? AS target KEY ?", (str(target), raw))
        connection.execute("SELECT sqlcipher_export('target')")
        connection.commit()
        connection.execute("DETACH DATABASE target")
    sync_file(target)
