"""Files without a name that go away when they are let go of: plain bytes for this process."""

import errno
import os
import shutil
import tempfile
from typing import BinaryIO, Final, cast

from luutru.errors import MemoryShort
from luutru.holdings.encryption.lending import shelters

_COPIED_AT_ONCE: Final = 1 << 20
_NO_ROOM: Final = (errno.ENOSPC, errno.ENOMEM, errno.EDQUOT)


def file_in_memory() -> BinaryIO:
    """Return an empty file to write, read and map.

    On Linux it stands in memory; elsewhere it is a file without a name where nobody else reads.
    """
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("luutru", os.MFD_CLOEXEC), "w+b")
    return cast("BinaryIO", tempfile.TemporaryFile(dir=shelters()))


def filled(source: BinaryIO, name: str) -> BinaryIO:
    """Return a file in memory with all that `source` gives, which is called `name`.

    Raises:
        MemoryShort: There is no room for it.
    """
    file = file_in_memory()
    try:
        shutil.copyfileobj(source, file, _COPIED_AT_ONCE)
        file.seek(0)
    except BaseException as error:
        file.close()
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            raise MemoryShort(name) from error
        raise
    return file
