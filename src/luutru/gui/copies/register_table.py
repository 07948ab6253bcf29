"""The register as a table: the next number in grey on top, void and revoked ones struck through."""

from typing import Final

from PySide6.QtCore import Signal

from luutru.gui.copies.looks import NEXT, STATES
from luutru.gui.formats import day, number
from luutru.gui.widgets.row_table import Cells, RowTable
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.services.copies.lines import CopyRow

_ROW: Final = 46
_HEADINGS: Final = (
    mark("Number"), mark("Document"), mark("Form of the copy"), mark("Recipients"), mark("Day"),
    mark("Copies"), mark("State"),
)  # fmt: skip
_WIDTHS: Final = {0: 112, 2: 124, 3: 120, 4: 96, 5: 66, 6: 130}
_COPIES: Final = 5


class RegisterTable(RowTable):
    """Tells which number is chosen."""

    chosen = Signal(object)
    """The `CopyRow`, or None."""

    def __init__(self) -> None:
        headings = [translate(one) for one in _HEADINGS]
        super().__init__(translate("Register of copies"), headings, _WIDTHS, 1, _ROW)
        self.align_numbers(_COPIES)
        self._copies: dict[str, CopyRow] = {}
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)

    @property
    def row(self) -> CopyRow | None:
        """The number that is chosen."""
        return self._copies.get(self.key())

    def show_copies(self, copies: tuple[CopyRow, ...], next_number: int | None) -> None:
        """Show other rows; `next_number` stands above them in grey, None for nowhere."""
        self._copies = {f"{one.year}/{one.number}": one for one in copies}
        ahead = () if next_number is None else (_ahead(next_number),)
        given = [_cells(key, one) for key, one in self._copies.items()]
        self.show_rows((*ahead, *given))
        if not copies:
            self.chosen.emit(None)
        elif self.row is None:
            self.selectRow(len(ahead))

    def choose(self, copy: CopyRow) -> None:
        """Choose a number, where it is shown."""
        wanted = f"{copy.year}/{copy.number}"
        for at, one in enumerate(self.rows):
            if one.key == wanted:
                self.selectRow(at)
                self.scrollTo(self.model().index(at, 0))

    def _tell_chosen(self) -> None:
        self.chosen.emit(self.row)


def _ahead(next_number: int) -> Cells:
    told = translate("Next number, given when a copy is issued")
    cells = (f"{next_number:02d}", told, "", "", "", "", translate("Not given yet"))
    return Cells(cells, NEXT, is_faint=True)


def _cells(key: str, one: CopyRow) -> Cells:
    cells = (
        one.symbol,
        one.title or one.reason,
        code_list("copy_form").label(one.form) if one.form else "",
        "; ".join(name.rstrip("; ") for name in one.recipients),
        day(one.issued_on.isoformat()) if one.issued_on else "",
        number(one.quantity) if one.quantity else "",
        code_list("copy_state").label(one.state),
    )
    return Cells(cells, STATES[one.state], key, is_struck=one.is_struck)
