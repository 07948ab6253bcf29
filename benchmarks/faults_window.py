"""Opens an archive as the window does, through services, and does there what no command does."""

import os
import sys
from pathlib import Path

from sqlalchemy import func, select

from luutru.cli.command import DONE
from luutru.errors import LuutruError
from luutru.records.outbox import Outbox
from luutru.services.archive import Archive, find_archive
from luutru.services.healing import heal
from luutru.services.indexing import bring_up_to_date
from luutru.services.people.signing_in import sign_in

OUR_FAULT = 70


def open_and_close(words: list[str]) -> int:
    """Open the archive `words[0]` as the window does, let it catch up, and close it.

    Whoever signs in is told after it, by name and password.
    Complains where the desk is still taken, or where something is left in the outbox.
    """
    archive = find_archive(Path(words[0]))
    try:
        if archive.keyring.is_encrypted:
            told = Path(os.environ["LUUTRU_PASSPHRASE_FILE"]).read_text(encoding="utf-8")
            archive.keyring.unlock(told.strip())
        return _catch_up(archive, words[1:])
    except LuutruError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    finally:
        archive.close()


def _catch_up(archive: Archive, account: list[str]) -> int:
    if not archive.sit_down():
        sys.stderr.write(f"the desk is taken: {archive.read_only_reason}\n")
        return OUR_FAULT
    if account:
        sign_in(archive, *account)
    heal(archive)
    bring_up_to_date(archive)
    with archive.catalogue.read(whole=True) as session:
        left = session.scalar(select(func.count()).select_from(Outbox))
    if left:
        sys.stderr.write(f"{left} rows are left in the outbox\n")
        return OUR_FAULT
    return DONE
