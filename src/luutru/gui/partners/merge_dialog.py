"""The dialog in which two records of one partner are merged: which, what it means, and why."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QCompleter, QRadioButton, QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import TextInput
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.partners.directory_model import country
from luutru.gui.screen import Desk
from luutru.gui.theme.dressing import dress
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, row
from luutru.i18n import translate, translate_count
from luutru.services.authorities.merging import MergePreview, merge, preview_merge
from luutru.services.partners import Partner

if TYPE_CHECKING:
    from luutru.services.authorities.duplicates import Suspicion

_SIZE: Final = (700, 600)


class MergeDialog(DeskDialog):
    """Chooses the other record, shows what merging means, asks for the reason, and merges."""

    merged = Signal(int)
    """They are one; the number of the one that stays."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        partner: Partner,
        others: Sequence[Partner],
        suspected: Sequence["Suspicion"] = (),
    ) -> None:
        guide = translate(
            "Everything of one record is then listed, counted and found under the other. "
            "Nothing is lost: the merger can be undone at any time."
        )
        super().__init__(desk, parent, translate("Merge duplicate partners"), guide)
        self._partner = partner
        self._previews = Newest(desk.jobs)
        self._seen: MergePreview | None = None
        self.other = _Chooser(translate("The other record"), partner, others, suspected)
        self.other.currentIndexChanged.connect(lambda _place: self._look())
        self.keep_this, self.keep_other = QRadioButton(), QRadioButton()
        self._which = QButtonGroup(self)
        for button in (self.keep_this, self.keep_other):
            self._which.addButton(button)
            button.toggled.connect(lambda on: self._look() if on else None)
        self.reason = TextInput()
        self.reason.setAccessibleName(translate("Reason"))
        self.reason.setPlaceholderText(translate("Why they are one, and who found out"))
        self.reason.edited.connect(self.follow)
        self.meaning = label("", wrap=True)
        self.merge = push_button(translate("Merge"), self._merge, kind="primary")
        self._arrange()
        self.keep_this.setChecked(True)
        self._look()

    def _arrange(self) -> None:
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.lay_out(
            label(translate("The other record"), "strong"),
            self.other,
            label(translate("Which one stays"), "strong"),
            column(self.keep_this, self.keep_other, spacing=6),
            label(translate("What that means"), "strong"),
            (box("sunken", column(self.meaning, margins=(14, 10, 14, 10))), 1),
            row(label(translate("Reason"), "strong"), label(translate("required"), "caption"),
                STRETCH),
            self.reason,
            foot=(STRETCH, self.merge),
            size=_SIZE,
        )  # fmt: skip

    def follow(self) -> None:
        """Let the button be on once everything is known."""
        self.merge.setEnabled(self._seen is not None and bool(self.reason.typed()))

    def _two(self) -> tuple[Partner, Partner] | None:
        """Return which one goes and which one stays."""
        other = self.other.partner()
        if other is None:
            return None
        two = (other, self._partner)
        return two if self.keep_this.isChecked() else two[::-1]

    def _look(self) -> None:
        two = self._two()
        self._seen = None
        other = self.other.partner()
        for button, partner in ((self.keep_this, self._partner), (self.keep_other, other)):
            words = _whole(partner) if partner else translate("the other one")
            button.setText(translate("Keep {partner}", partner=words))
        self.notice.clear()
        self.follow()
        if two is None:
            self.meaning.setText(translate("Choose the other record first."))
            return
        archive, (gone, kept) = self.desk.archive, two
        self._previews.ask(
            lambda _job: preview_merge(archive, gone.id, kept.id), self._show, self.explain
        )

    def _show(self, seen: MergePreview) -> None:
        self._seen = seen
        names = ", ".join(dict.fromkeys(name.abbreviation or name.name for name in seen.names))
        count = translate_count(
            "{count} agreement is listed under it",
            "{count} agreements are listed under it",
            seen.agreements,
        )
        told = [
            translate(
                "{partner} is also found as: {names}", partner=_title(seen.kept), names=names
            ),
            count,
            translate("Each agreement keeps the name under which it was signed."),
        ]
        self.meaning.setText("\n".join(f"•  {line}" for line in told))
        if seen.countries_differ:
            self._warn(translate("They belong to two countries: {countries}.",
                countries=f"{country(seen.gone)}, {country(seen.kept)}"))  # fmt: skip
        elif seen.in_both:
            self._warn(translate_count(
                "Both are party to {count} agreement.", "Both are party to {count} agreements.",
                seen.in_both))  # fmt: skip
        self.follow()

    def _warn(self, title: str) -> None:
        self.notice.say("warn", title, translate("They may be two after all."))

    def _merge(self) -> None:
        two, why, archive = self._two(), self.reason.typed(), self.desk.archive
        if two is None:
            return
        gone, kept = two
        self.merge.setEnabled(False)

        def told(_done: object) -> None:
            self.merged.emit(kept.id)
            self.accept()

        self.run(lambda _job: merge(archive, gone.id, kept.id, why), told, Lane.WRITING)


class _Chooser(QComboBox):
    """A list of partners in which one can type; those suspected to be the same stand first."""

    def __init__(
        self,
        name: str,
        own: Partner,
        others: Sequence[Partner],
        suspected: Sequence["Suspicion"],
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        first = {
            (one.gone if one.kept.id == own.id else one.kept).id
            for one in suspected
            if own.id in (one.gone.id, one.kept.id)
        }
        self._partners = sorted(
            (one for one in others if one.id != own.id), key=lambda one: one.id not in first
        )
        for partner in self._partners:
            self.addItem(_whole(partner))
        self.setCurrentIndex(0 if first else -1)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        if (popup := completer.popup()) is not None:
            dress(popup)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)
            line.setPlaceholderText(translate("Write a part of the name"))

    def partner(self) -> Partner | None:
        """Return the partner that is chosen."""
        place = self.currentIndex()
        return self._partners[place] if 0 <= place < len(self._partners) else None


def _title(partner: Partner) -> str:
    return partner.short or partner.called


def _whole(partner: Partner) -> str:
    count = translate_count("{count} agreement", "{count} agreements", partner.agreements)
    names = dict.fromkeys(filter(None, (partner.short, partner.called, country(partner), count)))
    return " · ".join(names)
