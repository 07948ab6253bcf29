"""The dialogs in which a name of a partner is entered or corrected, and a partner recorded."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QWidget
from typing_extensions import override

from luutru.errors import EditedMeanwhile
from luutru.gui import formats
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import ChoiceInput, LineInput, TextInput
from luutru.gui.lanes import Lane
from luutru.gui.meeting_dialog import meet
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.records.days import UNKNOWN, Span, span_of
from luutru.services.authorities.changing import (
    NameValues,
    add_name,
    change,
    correct_name,
    new_authority,
)
from luutru.vietnamese.dates import read_day

if TYPE_CHECKING:
    from luutru.services.authorities.card import AuthorityCard
    from luutru.services.authorities.naming import NameRow
    from luutru.services.meeting import Meeting

_SIZE: Final = (620, 470)


class NameFields:
    """The inputs of one name."""

    def __init__(self, form: QFormLayout) -> None:
        self.name, self.abbreviation = LineInput(300), LineInput(40)
        self.language = ChoiceInput(code_list("language"))
        self.first, self.last = LineInput(), LineInput()
        self.legal_act = LineInput(200)
        for day in (self.first, self.last):
            day.setPlaceholderText(translate("day, month or year, such as 21/03/2018"))
        for label, field in (
            (translate("Name"), self.name),
            (translate("Abbreviation"), self.abbreviation),
            (translate("Language of the name"), self.language),
            (translate("Valid from"), self.first),
            (translate("Valid to"), self.last),
            (translate("Legal act"), self.legal_act),
        ):
            add_field(form, label, field)

    def put(self, name: "NameRow") -> None:
        """Show a name."""
        self.name.put(name.name)
        self.abbreviation.put(name.abbreviation)
        self.language.put(name.language)
        self.first.put(formats.plain_day(name.valid_from) if name.valid_from else "")
        self.last.put(formats.plain_day(name.valid_to) if name.valid_to else "")
        self.legal_act.put(name.legal_act)

    def values(self) -> NameValues | None:
        """Return what was entered, None where a day cannot be understood."""
        try:
            first, last = day_typed(self.first.typed()), day_typed(self.last.typed())
        except ValueError:
            return None
        return NameValues(
            name=self.name.typed(),
            abbreviation=self.abbreviation.typed(),
            language=self.language.typed(),
            valid_from=first.first,
            valid_to=last.last,
            legal_act=self.legal_act.typed(),
        )


class PartnerDialog(DeskDialog):
    """A form with one button that records it."""

    recorded = Signal(int)
    """It is recorded; the number of the authority."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, guide: str, save: str) -> None:
        super().__init__(desk, parent, title, guide)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(8)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.save = push_button(save, self.record, kind="primary")
        desk.permits.guard(self.save, "authority_recorded")

    def finish_layout(self) -> None:
        """Lay the form out once all fields are in it."""
        self.lay_out(self.form, STRETCH, foot=(STRETCH, self.save), size=_SIZE)

    def record(self) -> None:
        """Record what was entered."""
        raise NotImplementedError

    def say_day_is_wrong(self) -> None:
        """Say that a day cannot be understood."""
        self.notice.say(
            "bad", translate("A day cannot be understood."),
            translate("Write a day, a month or a year, such as 21/03/2018, 3/2018 or 2018."),
        )  # fmt: skip

    def tell(self, authority_id: int) -> None:
        """Close: it is recorded."""
        self.recorded.emit(authority_id)
        self.accept()


class NameDialog(PartnerDialog):
    """Enters a name of a partner, or corrects one."""

    def __init__(
        self, desk: Desk, parent: QWidget, card: "AuthorityCard", name: "NameRow | None" = None
    ) -> None:
        title = translate("Correct a name") if name else translate("Add a name")
        guide = translate(
            "Agreements keep the name under which they were signed. "
            "What stood here before stays in the custody log."
        )
        super().__init__(desk, parent, title, guide, translate("Save"))
        self._id, self._name = card.partner.id, name
        self.fields = NameFields(self.form)
        if name is not None:
            self.fields.put(name)
        self.finish_layout()
        self.fields.name.setFocus()

    def record(self) -> None:
        """Add or correct the name."""
        values, archive = self.fields.values(), self.desk.archive
        if values is None:
            self.say_day_is_wrong()
            return
        name, authority_id = self._name, self._id

        def work(_job: object) -> object:
            if name is not None:
                return correct_name(archive, name.id, values)
            return add_name(archive, authority_id, values)

        self.run(work, lambda _done: self.tell(authority_id), Lane.WRITING)


class NewPartnerDialog(PartnerDialog):
    """Records a partner that has signed nothing yet."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        guide = translate(
            "Partners of agreements are recorded by themselves when an agreement is described; "
            "here one is recorded before anything is signed."
        )
        super().__init__(desk, parent, translate("New partner"), guide, translate("Record"))
        self.fields = NameFields(self.form)
        self.country = ChoiceInput(code_list("country"))
        self.kind = ChoiceInput(code_list("authority_kind"), may_be_empty=False)
        add_field(self.form, translate("Country"), self.country)
        add_field(self.form, translate("Kind of organisation"), self.kind)
        self.finish_layout()
        self.fields.name.setFocus()

    def record(self) -> None:
        """Record the partner."""
        values, archive = self.fields.values(), self.desk.archive
        if values is None:
            self.say_day_is_wrong()
            return
        country, kind = self.country.typed(), self.kind.typed()
        self.run(
            lambda _job: new_authority(archive, values, country=country, kind=kind),
            self.tell,
            Lane.WRITING,
        )


class EditDialog(PartnerDialog):
    """Corrects country, kind and note of a partner."""

    def __init__(self, desk: Desk, parent: QWidget, card: "AuthorityCard") -> None:
        guide = translate("Names are corrected in the table of names, each for itself.")
        title = translate("Edit {partner}", partner=card.partner.short or card.partner.called)
        super().__init__(desk, parent, title, guide, translate("Save"))
        self._card = card
        self.country = ChoiceInput(code_list("country"))
        self.kind = ChoiceInput(code_list("authority_kind"), may_be_empty=False)
        self.note = TextInput()
        self.country.put(card.partner.country)
        self.kind.put(card.kind)
        self.note.put(card.note)
        self._read, self._version = self._typed(), card.version
        add_field(self.form, translate("Country"), self.country)
        add_field(self.form, translate("Kind of organisation"), self.kind)
        add_field(self.form, translate("Note"), self.note)
        self.finish_layout()
        self.resize(560, 360)
        self.country.setFocus()

    def record(self) -> None:
        """Record the corrections."""
        mine = self._typed()
        self._change({name: typed for name, typed in mine.items() if typed != self._read[name]})

    def _typed(self) -> dict[str, str]:
        return {
            "country": self.country.typed(),
            "kind": self.kind.typed(),
            "note": self.note.typed(),
        }

    def _change(self, changed: dict[str, str]) -> None:
        archive, number, version = self.desk.archive, self._card.partner.id, self._version

        def work(_job: object) -> None:
            change(archive, number, **changed, version=version)

        self.run(work, lambda _done: self.tell(number), Lane.WRITING)

    @override
    def explain(self, error: Exception) -> None:
        """Let it be chosen between both values where somebody else corrected the same."""
        super().explain(error)
        if not isinstance(error, EditedMeanwhile):
            return
        archive, number = self.desk.archive, self._card.partner.id
        read, mine = self._read, self._typed()

        def look() -> "Meeting":
            from luutru.services.meeting import of_partner  # noqa: PLC0415  seldom

            return of_partner(archive, number, read, mine)

        def save(meeting: "Meeting", chosen: frozenset[str]) -> None:
            self._show(meeting)
            self._change({**meeting.values, **{name: mine[name] for name in chosen}})

        meet(self.desk, self, look, save, self._show)

    def _show(self, meeting: "Meeting") -> None:
        """Go on from the newer version."""
        self._version = meeting.version


def add_field(form: QFormLayout, label: str, field: QWidget) -> None:
    """Put a field under its label, which is also what a screen reader calls it."""
    field.setAccessibleName(label)
    form.addRow(label, field)


def day_typed(text: str) -> Span:
    """Return the first and the last day of what was typed; nothing is unknown.

    Raises:
        ValueError: It is no day, no month and no year.
    """
    edtf = read_day(text) if text else ""
    if edtf is None:
        raise ValueError(text)
    return span_of(edtf) if edtf else UNKNOWN
