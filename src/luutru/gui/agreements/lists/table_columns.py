"""The columns of the table view: which there are, and what they say of a row."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from luutru.gui.agreements.result_model import ResultColumn
from luutru.i18n import translate
from luutru.services.rows import AgreementRow, Order
from luutru.services.tables.agreement_columns import ROW_COLUMNS
from luutru.services.tables.agreements import ROW_VALUES
from luutru.services.tables.table import Column, told

ORDERS: Final = {
    "reference": Order.REFERENCE,
    "title": Order.TITLE,
    "partners": Order.PARTNER,
    "signed_on": Order.SIGNED_ON,
    "expires_on": Order.EXPIRES_ON,
}
USUAL: Final = (
    "number", "title", "partners", "signed_on", "expires_on", "status", "countries", "reference",
)  # fmt: skip
"""What tells agreements from each other comes first: a table is often wider than its place."""
_KNOWN: Final = {column.name: column for column in ROW_COLUMNS}


def labels() -> list[tuple[str, str]]:
    """Return the columns there are: name and what each is called."""
    return [(column.name, translate(column.label)) for column in ROW_COLUMNS]


def table_columns(names: Sequence[str]) -> tuple[ResultColumn, ...]:
    """Return the columns called `names`, in this order; the usual ones where none is known."""
    wanted = [name for name in names if name in _KNOWN] or USUAL
    return tuple(_column(name) for name in wanted)


def _column(name: str) -> ResultColumn:
    known = _KNOWN[name]
    column = known.column()
    said = partial(_said, name, column)
    order = ORDERS.get(name)
    return ResultColumn(known.label, said, order, column.letters, name, column.is_number)


def _said(name: str, column: Column, row: AgreementRow) -> str:
    return told(column, ROW_VALUES[name](row))
