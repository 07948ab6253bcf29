"""Wraps a source to which nothing can be appended: its pages rebuilt, itself attached untouched.

A page added to a signed file breaks its signature; encrypted and malformed ones cannot be
certified as they are. The original stands inside under a fixed name, byte for byte, so that its
own signatures can still be checked.
"""

from pathlib import Path

import pikepdf

from luutru.stamping.copied import copy_pages, flattened, tidy
from luutru.stamping.facts import ORIGINAL_NAME
from luutru.stamping.opening import opened


def wrap(source: Path, target: Path, password: str = "") -> None:
    """Write the pages of `source` as they look to `target`, with the source attached.

    Raises:
        CannotStamp: The source cannot be opened, or has layers that are switched off.
    """
    with opened(source, password) as whole, pikepdf.new() as made:
        copy_pages(flattened(whole), range(1, len(whole.pages) + 1), made)
        tidy(made)
        spec = pikepdf.AttachedFileSpec(
            made,
            source.read_bytes(),
            filename=ORIGINAL_NAME,
            mime_type="application/pdf",
            description="Tệp gốc, nguyên vẹn",
            relationship=pikepdf.Name.Source,
        )
        made.attachments[ORIGINAL_NAME] = spec
        made.Root.AF = pikepdf.Array([spec.obj])
        made.save(target, deterministic_id=True)
