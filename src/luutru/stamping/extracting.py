"""Takes chosen pages out into a file of their own, without anything of the others.

Pages are appended to a new file: deleting the others from a copy of the source would leave their
images, attachments and titles behind. What a page carries besides its content is left out.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pikepdf

from luutru.stamping.trouble import CannotStamp, Fault

_LEFT_OUT: Final = (
    "/Annots", "/AA", "/B", "/PieceInfo", "/Metadata", "/StructParents", "/Thumb",
)  # fmt: skip


def extract(source: Path, numbers: Sequence[int], target: Path) -> None:
    """Write the pages called `numbers`, from 1 and in this order, of `source` to `target`.

    Raises:
        CannotStamp: There is no such page, or the source cannot be opened.
    """
    try:
        with pikepdf.open(source) as whole, pikepdf.new() as made:
            for number in numbers:
                if not 1 <= number <= len(whole.pages):
                    raise CannotStamp(Fault.NO_SUCH_PAGE, str(number))
                made.pages.append(whole.pages[number - 1])
            for page in made.pages:
                for name in _LEFT_OUT:
                    if name in page:
                        del page[name]
            made.save(target, deterministic_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise CannotStamp(Fault.DAMAGED, type(error).__name__) from error
