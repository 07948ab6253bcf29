"""Opens a source with pikepdf; what is wrong with it is told as a fault."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

from luutru.stamping.trouble import CannotStamp, Fault


@contextmanager
def opened(path: Path, password: str = "") -> Iterator[pikepdf.Pdf]:
    """Lend the file at `path`, mended in memory where it is malformed.

    Raises:
        CannotStamp: It cannot be opened, or what the block does with it cannot be done.
    """
    try:
        with pikepdf.open(path, password=password) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise CannotStamp(Fault.ENCRYPTED) from error
    except pikepdf.PdfError as error:
        raise CannotStamp(Fault.DAMAGED, type(error).__name__) from error


def page_called(whole: pikepdf.Pdf, number: int) -> pikepdf.Page:
    """Return the page with this number, from 1.

    Raises:
        CannotStamp: There is none.
    """
    if not 1 <= number <= len(whole.pages):
        raise CannotStamp(Fault.NO_SUCH_PAGE, str(number))
    return whole.pages[number - 1]
