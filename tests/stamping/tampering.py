"""Everything that somebody may do to a copy, as functions from bytes to bytes."""

import random
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

Change = Callable[[bytes], bytes]

_SIGNATURE = re.compile(rb"/Contents <([0-9A-Fa-f]+)>")


def gap(data: bytes) -> tuple[int, int]:
    """Return where the digits of the signature begin and end."""
    found = list(_SIGNATURE.finditer(data))[-1]
    return found.span(1)


def signature_length(data: bytes) -> int:
    """Return how many digits are signature; zeros follow them."""
    begin, end = gap(data)
    return len(data[begin:end].rstrip(b"0")) // 2 * 2 + 2


def flipped(data: bytes, at: int, chance: random.Random) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)


def another_digit(data: bytes, at: int, chance: random.Random) -> bytes:
    """Change one digit of the signature into another digit."""
    digits = [one for one in b"0123456789ABCDEF" if one != data[at]]
    return data[:at] + bytes([chance.choice(digits)]) + data[at + 1 :]


def appended(change: Callable[[IncrementalPdfFileWriter], None]) -> Change:
    """Return what adds a revision with a change of its own."""

    def append(data: bytes) -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
        change(writer)
        made = BytesIO()
        writer.write(made)
        return made.getvalue()

    return append


def _page(writer: IncrementalPdfFileWriter, number: int = 0) -> Any:
    reference, _resources = writer.find_page_for_modification(number)
    writer.mark_update(reference)
    return reference.get_object()


def _widget(writer: IncrementalPdfFileWriter) -> Any:
    widget = _page(writer)["/Annots"][-1].get_object()
    writer.update_container(widget)
    return widget


def _add_annotation(writer: IncrementalPdfFileWriter) -> None:
    note = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): ArrayObject(map(NumberObject, (50, 50, 300, 90))),
            pdf_name("/Contents"): pdf_string("100 triệu"),
            pdf_name("/DA"): pdf_string("/Helv 12 Tf 0 g"),
        }
    )
    page = _page(writer)
    notes = page.get("/Annots", ArrayObject())
    page[pdf_name("/Annots")] = ArrayObject([*notes, writer.add_object(note)])


def _swap_contents(writer: IncrementalPdfFileWriter) -> None:
    drawn = writer.add_object(StreamObject(stream_data=b"0 0 500 500 re f"))
    _page(writer)[pdf_name("/Contents")] = drawn


def _add_page(writer: IncrementalPdfFileWriter) -> None:
    box = ArrayObject(map(NumberObject, (0, 0, 595, 842)))
    writer.insert_page(
        DictionaryObject({pdf_name("/Type"): pdf_name("/Page"), pdf_name("/MediaBox"): box})
    )


def _remove_page(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Pages"]
    del tree["/Kids"][-1]
    tree[pdf_name("/Count")] = NumberObject(int(tree["/Count"]) - 1)
    writer.update_container(tree)


def _hide(writer: IncrementalPdfFileWriter) -> None:
    _widget(writer)[pdf_name("/F")] = NumberObject(2)


def _move(writer: IncrementalPdfFileWriter) -> None:
    _widget(writer)[pdf_name("/Rect")] = ArrayObject(map(NumberObject, (0, 0, 1, 1)))


def _show_something_else(writer: IncrementalPdfFileWriter) -> None:
    form = StreamObject(stream_data=b"0 0 9 9 re f")
    form[pdf_name("/Subtype")] = pdf_name("/Form")
    form[pdf_name("/BBox")] = ArrayObject(map(NumberObject, (0, 0, 9, 9)))
    drawn = DictionaryObject({pdf_name("/N"): writer.add_object(form)})
    _widget(writer)[pdf_name("/AP")] = drawn


def _strip_permissions(writer: IncrementalPdfFileWriter) -> None:
    del writer.root["/Perms"]
    writer.update_root()


def _hide_by_layers(writer: IncrementalPdfFileWriter) -> None:
    layer = writer.add_object(
        DictionaryObject({pdf_name("/Type"): pdf_name("/OCG"), pdf_name("/Name"): pdf_string("x")})
    )
    off = DictionaryObject({pdf_name("/OFF"): ArrayObject([layer])})
    writer.root[pdf_name("/OCProperties")] = DictionaryObject(
        {pdf_name("/OCGs"): ArrayObject([layer]), pdf_name("/D"): off}
    )
    writer.update_root()


def _replace_store(writer: IncrementalPdfFileWriter) -> None:
    """Add validation data, as anybody may after a signature, and the page with it."""
    stream = writer.add_object(StreamObject(stream_data=b"no certificate"))
    writer.root[pdf_name("/DSS")] = writer.add_object(
        DictionaryObject({pdf_name("/Certs"): ArrayObject([stream])})
    )
    writer.update_root()


def _refer_twice(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]
    fields = form["/Fields"]
    (field,) = [one.get_object() for one in fields]
    again = DictionaryObject(dict(field))
    again[pdf_name("/T")] = pdf_string("Again")
    form[pdf_name("/Fields")] = ArrayObject([fields.raw_get(0), writer.add_object(again)])
    writer.update_container(form)
    writer.update_root()


def _retitle(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(DictionaryObject({pdf_name("/Title"): pdf_string("Bản gốc")}))


def literal(data: bytes) -> bytes:
    """Write the signature as a string of bytes: half the room is free then, and signed by nobody.

    Its length is as before, so libraries that add lengths up call the whole file signed.
    """
    begin, end = gap(data)
    told = bytes.fromhex(data[begin:end].decode())
    escaped = re.sub(rb"([\\()])", rb"\\\1", told).replace(b"\r", b"\\r")
    wanted = end - begin + 2
    free = b"/Reason (anything) ".ljust(wanted - len(escaped) - 2)
    return data[: begin - 1] + b"(" + escaped + b")" + free + data[end + 1 :]


def _wrap(data: bytes) -> bytes:
    """Move what is signed behind the signature further away, and tell a range of our own."""
    begin, end = gap(data)
    more = b"%" + b"x" * 400 + b"\n"
    told = b" /ByteRange [0 %d %d %d] " % (begin - 1, end + 1 + 460, len(data) - end - 1)
    return data[: end + 1] + told.ljust(460 - len(more)) + more + data[end + 1 :]


def _written_by_another_program(data: bytes) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(made)
    return made.getvalue()


def _in_small_letters(data: bytes) -> bytes:
    begin, end = gap(data)
    at = next(at for at in range(begin, end) if data[at] in b"ABCDEF")
    return data[:at] + bytes([data[at] | 32]) + data[at + 1 :]


def _with_contents(told: bytes) -> Change:
    def change(data: bytes) -> bytes:
        begin, end = gap(data)
        return data[:begin] + told.ljust(end - begin, b"0") + data[end:]

    return change


CHANGES: dict[str, Change] = {
    "junk behind the end": lambda data: data + b"\n%junk",
    "one line feed behind the end": lambda data: data + b"\n",
    "zeros behind the end": lambda data: data + bytes(200),
    "junk before the beginning": lambda data: b"junk\n" + data,
    "another title": appended(_retitle),
    "a note on a page": appended(_add_annotation),
    "another page content": appended(_swap_contents),
    "a page added": appended(_add_page),
    "a page removed": appended(_remove_page),
    "mark hidden": appended(_hide),
    "mark moved": appended(_move),
    "mark replaced": appended(_show_something_else),
    "permissions stripped": appended(_strip_permissions),
    "hidden by layers": appended(_hide_by_layers),
    "validation data replaced": appended(_replace_store),
    "field referred to twice": appended(_refer_twice),
    "signature emptied": _with_contents(b""),
    "signature nonsense": _with_contents(b"3003020101"),
    "a digit in small letters": _in_small_letters,
    "signature as bytes": literal,
    "wrapped": _wrap,
    "no byte range": lambda data: data.replace(b"/ByteRange", b"/ByteRangf"),
    "truncated": lambda data: data[:-200],
    "half of it": lambda data: data[: len(data) // 2],
    "rewritten by another program": _written_by_another_program,
    "nothing at all": lambda _data: b"",
}
"""Each of them makes a file that nobody may accept."""

__all__ = ["CHANGES", "another_digit", "appended", "flipped", "gap", "signature_length"]
