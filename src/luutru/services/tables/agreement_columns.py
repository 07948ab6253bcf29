"""The columns that a list of agreements may have: those of its rows, and every described field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luutru.errors import NotInList
from luutru.i18n import mark, translate
from luutru.records.fields import FIELDS, LIST_FIELDS, Kind
from luutru.services.tables.table import Column
from luutru.services.tables.table import Kind as CellKind


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column that can be chosen."""

    name: str
    label: str
    """A marked sentence."""
    width: int = 0
    kind: CellKind = "text"

    def column(self) -> Column:
        """Return it as a column of a table, in the language of the reader."""
        return Column(translate(self.label), self.width, self.kind)


ROW_COLUMNS: Final = (
    ListColumn("reference", mark("Reference"), 12),
    ListColumn("number", mark("Number and notation"), 15),
    ListColumn("title", mark("Title"), 48),
    ListColumn("instrument", mark("Instrument"), 16),
    ListColumn("partners", mark("Partner"), 24),
    ListColumn("countries", mark("Country"), 14),
    ListColumn("signed_on", mark("Signed on"), kind="day"),
    ListColumn("effective_on", mark("In force from"), kind="day"),
    ListColumn("expires_on", mark("Expires on"), kind="day"),
    ListColumn("status", mark("Status"), 16),
    ListColumn("review_state", mark("Review"), 14),
    ListColumn("documents", mark("Documents"), 8, "number"),
    ListColumn("pages", mark("Pages"), 8, "number"),
    ListColumn("secrecy", mark("Secrecy"), 12),
)
"""What lists of agreements show, told by `services.rows`."""

_TOLD_BY_ROW: Final = frozenset({"official_name", "code_number", "code_notation"}) | {
    column.name for column in ROW_COLUMNS
}
_WIDTHS: Final = {Kind.LONG_TEXT: 40, Kind.CHOICE: 16, Kind.PERIOD: 10, Kind.DAY: 12}

FIELD_COLUMNS: Final = (
    *(ListColumn(name, label, 36) for name, label in LIST_FIELDS.items()),
    *(
        ListColumn(
            field.name,
            field.label,
            _WIDTHS.get(field.kind, 20),
            "day" if field.kind is Kind.DAY else "text",
        )
        for field in FIELDS
        if field.name not in _TOLD_BY_ROW
    ),
)
"""What is described of an agreement besides."""

COLUMNS: Final = {column.name: column for column in (*ROW_COLUMNS, *FIELD_COLUMNS)}

USUAL: Final = (
    "reference", "number", "title", "partners", "countries", "signed_on", "expires_on", "status",
)  # fmt: skip
"""The columns of a list of which nobody said which it shall have."""


def chosen_columns(names: Sequence[str]) -> tuple[ListColumn, ...]:
    """Return the columns called `names`, each once and in this order; the usual ones for none.

    Raises:
        NotInList: There is no column of that name.
    """
    for name in names:
        if name not in COLUMNS:
            raise NotInList(name, ", ".join(COLUMNS))
    return tuple(COLUMNS[name] for name in dict.fromkeys(names or USUAL))
