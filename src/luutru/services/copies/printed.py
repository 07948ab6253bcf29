"""The register of copies on paper, with every column, to be bound.

Source: the ten columns of the register of outgoing documents (Decree 30/2020/NĐ-CP, appendix
IV.I), then form and direction, extent, digests of source and copy, state with its reason, hash.
"""

from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.copies.lines import Book, CopyRow
from luutru.services.copies.register import TRIAL_SERIES
from luutru.services.tables.table import Column, Table

_SHOWN_OF_HASH = 16


def register_table(book: Book, archive_name: str, series: str) -> Table:
    """Return the register of a year as a table, the first number first, with its head."""
    title = translate("REGISTER OF COPIES, {year}", year=book.year)
    if series == TRIAL_SERIES:
        title = translate("TRIAL COPIES, {year}: WITHOUT ANY VALUE", year=book.year)
    head = translate("Head: {head}", head=book.head)
    return Table(title, (archive_name, head), _columns(), [_row(one) for one in book.rows[::-1]])


def _columns() -> tuple[Column, ...]:
    return (
        Column(translate("Number and notation"), 11),
        Column(translate("Day"), 9, "day"),
        Column(translate("Kind and subject"), 26),
        Column(translate("Signer"), 14),
        Column(translate("Recipients"), 14),
        Column(translate("Unit that keeps the copy"), 10),
        Column(translate("Copies"), 6, "number"),
        Column(translate("Handed over on"), 9, "day"),
        Column(translate("Received by"), 10),
        Column(translate("Note"), 10),
        Column(translate("Form and direction"), 11),
        Column(translate("Extent"), 7),
        Column(translate("SHA-256 of source and copy"), 17),
        Column(translate("State and reason"), 12),
        Column(translate("Hash"), 10),
    )


def _row(copy: CopyRow) -> tuple[str | int, ...]:
    delivered = next((step for step in copy.steps if step.state == "delivered"), None)
    state = code_list("copy_state").label(copy.state)
    form = code_list("copy_form").label(copy.form)
    direction = code_list("copy_direction").label(copy.direction)
    digests = (copy.source_sha256[:_SHOWN_OF_HASH], copy.output_sha256[:_SHOWN_OF_HASH])
    return (
        copy.symbol,
        copy.issued_on.isoformat() if copy.issued_on else "",
        copy.title,
        "\n".join(filter(None, (copy.signer_title, copy.signer_name))),
        "\n".join(copy.recipients),
        translate("Clerical office"),
        copy.quantity,
        delivered.at.date().isoformat() if delivered else "",
        delivered.reason if delivered else "",
        "",
        f"{form}\n{direction}",
        copy.pages or translate("all"),
        "\n".join(digests),
        "\n".join(filter(None, (state, copy.reason if copy.is_struck else ""))),
        copy.steps[-1].hash[:_SHOWN_OF_HASH],
    )
