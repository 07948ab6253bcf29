"""Says before anything leaves an encrypted archive that it is not encrypted outside."""

from typing import Final

from luutru.cli.terminal import Terminal
from luutru.i18n import mark, translate
from luutru.services.archive import Archive

UNENCRYPTED: Final = mark("What is exported is not encrypted: whoever has it can read it.")


def warn(archive: Archive, terminal: Terminal) -> None:
    """Remark it where the archive is encrypted; nothing is forbidden by it."""
    if archive.keyring.is_encrypted:
        terminal.remark(translate(UNENCRYPTED))
