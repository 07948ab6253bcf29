"""Runs tests that know nothing of encryption with encrypted archives: `LUUTRU_TEST_ENCRYPTED=1`.

Each archive that a test makes plain is encrypted, and unlocked wherever this process opens it:
what a service does must not depend on how the archive is kept.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from luutru.holdings.encryption import unlocked
from luutru.services import founding
from luutru.services.keyring import Keyring, Secrets

if TYPE_CHECKING:
    from luutru.holdings.encryption import ArchiveKey
    from luutru.services.charter import Charter

IS_WANTED: Final = os.environ.get("LUUTRU_TEST_ENCRYPTED") == "1"
plain_only: Final = pytest.mark.skipif(IS_WANTED, reason="it looks at a plain archive")
"""Marks a test that looks at plain bytes on the disk, or opens the archive in another process."""
_SECRETS: Final = Secrets("nine green mountains", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")


def begin() -> None:
    """Encrypt every archive from now on."""
    known: dict[str, ArchiveKey] = {}
    found, prepare = founding.found, Keyring.__init__

    def found_encrypted(
        folder: Path, charter: "Charter", secrets: Secrets | None, address: str = ""
    ) -> Any:
        key = found(folder, charter, secrets or _SECRETS, address)
        if key is not None and secrets is None:
            known[key.fingerprint] = key
        return key

    def prepare_unlocked(self: Keyring, folder: Path, table: Any) -> None:
        prepare(self, folder, table)
        if self.is_encrypted:
            self.take(known.get(str(self.slots.fingerprint)))

    founding.found = found_encrypted
    Keyring.__init__ = prepare_unlocked  # type: ignore[method-assign]


def forget_below(folder: Path) -> None:
    """Lock what a test left unlocked in `folder`, as a program does that ends.

    As long as something is unlocked, no process is lent from one test to the next.
    """
    for one in [one for one in unlocked._archives if one.is_relative_to(folder)]:
        while one in unlocked._archives:
            unlocked.locked(one)
