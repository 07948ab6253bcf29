"""Reads the code of a sheet out of a picture of it, in the process that opens what others made."""

from pathlib import Path

from luutru.errors import CodeNotFound, FileUnreadable
from luutru.holdings.reader import Reader
from luutru.i18n import translate
from luutru.stamping.code_reading import read_code


def code_in(file: Path, reader: Reader | None = None) -> str:
    """Return the text of the code in a picture or a scan of a sheet.

    Raises:
        FileUnreadable: There is no such file.
        CodeNotFound: It holds none that can be read.
    """
    if not file.is_file():
        raise FileUnreadable(file.name, translate("there is no such file"))
    own = reader or Reader(processes=1)
    try:
        texts = own.codes(file.absolute())
    finally:
        if reader is None:
            own.close()
    for text in texts:
        try:
            read_code(text)
        except ValueError:
            continue
        return text
    raise CodeNotFound(file.name)
