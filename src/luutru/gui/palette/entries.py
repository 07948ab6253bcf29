"""What the palette offers, as plain lines: what each is, and what choosing it does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from luutru.gui.agreements.row_words import status_words
from luutru.gui.palette.commands import Command
from luutru.gui.screen import Desk
from luutru.gui.screens import PARTNERS
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list

if TYPE_CHECKING:
    from luutru.services.quick_finding import QuickAnswer
    from luutru.services.rows import AgreementRow


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette."""

    heading: str
    """What the lines of its kind are called together."""
    icon: str
    title: str
    about: str
    key: str
    """The shortcut that does the same, as it is written on keys."""
    run: Callable[[], object]
    is_off: bool = False
    """It cannot be done here; `about` says why."""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return ", ".join(filter(None, (self.title, self.about, self.heading, self.key)))


def recent_entries(rows: "Sequence[AgreementRow]", desk: Desk) -> list[Entry]:
    """Return the agreements that were open last."""
    return [_agreement(row, desk, translate("Opened last")) for row in rows]


def found_entries(answer: "QuickAnswer", desk: Desk) -> list[Entry]:
    """Return what the archive was found to have."""
    lines = [_agreement(row, desk, translate("Agreements")) for row in answer.agreements]
    return lines + list(_partners(answer, desk))


def command_entries(commands: Sequence[Command]) -> list[Entry]:
    """Return what can be done and where one can go."""
    return [
        Entry(
            translate("Screens") if command.is_screen else translate("Commands"),
            command.icon,
            command.text,
            command.refusal or command.tip,
            command.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            command.run,
            bool(command.refusal),
        )
        for command in commands
    ]


def _agreement(row: "AgreementRow", desk: Desk, heading: str) -> Entry:
    about = " · ".join(filter(None, (row.reference, row.number, ", ".join(row.partners[:2]),
                                     status_words(row)[1])))  # fmt: skip
    return Entry(heading, "file-text", row.title or row.reference, about, "",
                 lambda: desk.agreement_wanted.emit(row.reference))  # fmt: skip


def _partners(answer: "QuickAnswer", desk: Desk) -> Iterator[Entry]:
    """Yield partners and countries: their page where there is one, else their agreements."""
    from luutru.services.filters import Filter  # noqa: PLC0415  the catalogue is open by then

    has_page = desk.has_screen(PARTNERS)
    for country in answer.countries:
        chosen = Filter(countries=frozenset({country.code}))
        go = (
            (lambda code=country.code: desk.country_wanted.emit(code))
            if has_page
            else (lambda wanted=chosen: desk.list_wanted.emit(wanted))
        )
        yield Entry(translate("Countries"), "globe", country.label, _count(country.agreements), "",
                    go)  # fmt: skip
    for partner in answer.partners:
        theirs = Filter(partners=frozenset({partner.id}))
        go = (
            (lambda number=partner.id: desk.partner_wanted.emit(number))
            if has_page
            else (lambda wanted=theirs: desk.list_wanted.emit(wanted))
        )
        where = code_list("country").label(partner.country) if partner.country else ""
        told = " · ".join(filter(None, (partner.short, where, _count(partner.agreements))))
        yield Entry(translate("Partners"), "handshake", partner.called, told, "", go)


def _count(number: int) -> str:
    return translate_count("{count} agreement", "{count} agreements", number)
