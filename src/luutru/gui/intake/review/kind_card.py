"""What kind of file it is: asked first, with what is proposed and why."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.formats import percent
from luutru.gui.intake.review.check_pill import CheckPill, Standing
from luutru.gui.intake.review.checks import NAMES, OWN, joining_words
from luutru.gui.intake.review.draft import Kind
from luutru.gui.intake.review.options import Options
from luutru.gui.intake.review.spots import Spot
from luutru.gui.widgets.layouts import STRETCH, column, label, row, widget
from luutru.i18n import translate
from luutru.services.arrivals import Joining
from luutru.services.propose import SURE
from luutru.services.sort_proposals import SortProposal

_MOST: Final = 4
"""Proposals offered; the others are chosen by name."""


class KindCard(QWidget):
    """Proposals to choose from, and every other kind by name."""

    edited = Signal()
    target_sought = Signal(str)
    """Tell (`show_target`) what is called so."""

    def __init__(self) -> None:
        super().__init__()
        self.key = "kind"
        """Which frames on the scan are its own."""
        self._proposals: tuple[SortProposal, ...] = ()
        self._kinds: list[Kind] = []
        self._begun: Kind = (Joining.NEW, "")
        self._chosen = 0
        self._seen = False
        name = translate("What is this file?")
        self.pill = CheckPill(name)
        self.options = Options()
        self._why = label("", "caption", wrap=True)
        self.error = label("", "bad", wrap=True)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(translate("Kind of file"))
        for joining in list(Joining)[1:]:
            self.kinds.addItem(translate(NAMES[joining]), joining)
        self.target = LineInput(32)
        self.target.setPlaceholderText(translate("Reference, such as 2026-0003"))
        self.target.setAccessibleName(translate("Reference of what it belongs to"))
        self._title = label("", "caption", wrap=True)
        self._other = widget(column(self.kinds, self.target, self._title, spacing=6))
        self.setLayout(
            column(
                row(label(name, "strong"), STRETCH, self.pill),
                self.options,
                self._other,
                self._why,
                self.error,
                spacing=8,
            )
        )
        self.options.chosen.connect(self._choose)
        self.kinds.activated.connect(lambda _place: self._on_edited())
        self.target.edited.connect(self._on_edited)
        self.pill.clicked.connect(lambda _checked: self._see())
        self.show_error("")

    def show_kinds(
        self, proposals: tuple[SortProposal, ...], part_of: str, chosen: Kind | None
    ) -> None:
        """Offer proposals; a part of the agreement `part_of` may stay what it is."""
        self._proposals = proposals[:_MOST]
        self._kinds = [(one.joining, one.reference) for one in self._proposals]
        words = [joining_words(one.joining, one.reference) for one in self._proposals]
        if part_of:
            self._kinds.insert(0, (None, part_of))
            words.insert(0, translate("It stays a part of {reference}", reference=part_of))
        elif (Joining.NEW, "") not in self._kinds:
            self._kinds.append((Joining.NEW, ""))
            words.append(translate(NAMES[Joining.NEW]))
        self.options.show_options([*words, translate("Something else…")])
        self._begun = self._kinds[0]
        self._seen = False
        self._put(chosen or self._begun)
        self._show()

    @property
    def kind(self) -> Kind:
        """What is chosen now."""
        if self._chosen < len(self._kinds):
            joining, reference = self._kinds[self._chosen]
            if joining in (None, Joining.NEW) or reference:
                return joining, reference
            return joining, self.target.typed()
        return Joining(self.kinds.currentData()), self.target.typed()

    @property
    def is_changed(self) -> bool:
        """Tell whether something else is chosen than what is likeliest."""
        return self.kind != self._begun

    @property
    def is_own(self) -> bool:
        """Tell whether the file has a description of its own."""
        return self.kind[0] in OWN

    @property
    def is_open(self) -> bool:
        """Tell whether a person still has to look."""
        doubtful = not self.pill.isHidden() and self.pill.standing.is_open
        return doubtful or self.lacks_target

    @property
    def lacks_target(self) -> bool:
        """Tell whether it is not said what the file belongs to."""
        joining, reference = self.kind
        return joining not in (None, Joining.NEW) and not reference

    def spots(self) -> list[Spot]:
        """Return where the scan says what it is."""
        told = self._proposal
        name = translate("What is this file?")
        return [Spot(self.key, name, "replaced", place) for place in told.places] if told else []

    def first(self) -> QWidget:
        """Return what takes the focus when the card is entered."""
        if self.lacks_target:
            return self.target
        return self.options.buttons[self._chosen] if self.options.buttons else self

    def show_target(self, reference: str, title: str) -> None:
        """Say what is called so; an empty title says that nothing is."""
        if reference == self.target.typed() and reference:
            told = title or translate("Nothing is called {reference}.", reference=reference)
            self._title.setText(told)
            self._title.show()

    def show_error(self, text: str) -> None:
        """Say what is wrong with the choice; "" takes it away."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    # --- inside ----------------------------------------------------------------------------

    @property
    def _proposal(self) -> SortProposal | None:
        if self._chosen >= len(self._kinds):
            return None
        wanted = self._kinds[self._chosen]
        same = (one for one in self._proposals if (one.joining, one.reference) == wanted)
        return next(same, None)

    def _put(self, kind: Kind) -> None:
        joining, reference = kind
        self.target.put("")
        if kind in self._kinds:
            self._chosen = self._kinds.index(kind)
            return
        bare = (joining, "")
        self._chosen = self._kinds.index(bare) if bare in self._kinds else len(self._kinds)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(joining)))
        self.target.put(reference)

    def _choose(self, number: int) -> None:
        self._chosen, self._seen = number, True
        self._on_edited()

    def _see(self) -> None:
        self._seen = True
        self._on_edited()

    def _on_edited(self) -> None:
        self.show_error("")
        self._show()
        if self.target.typed():
            self.target_sought.emit(self.target.typed())
        self.edited.emit()

    def _show(self) -> None:
        self.options.mark(self._chosen)
        free, told = self._chosen >= len(self._kinds), self._proposal
        joining = None if free else self._kinds[self._chosen][0]
        sought = free or (joining not in (None, Joining.NEW) and not self._kinds[self._chosen][1])
        self.kinds.setVisible(free)
        self._other.setVisible(sought)
        self._title.setVisible(bool(self.target.typed() and self._title.text()))
        said = [told.why, told.title] if told else []
        self._why.setText("\n".join(filter(None, said)))
        self._why.setVisible(bool(self._why.text()))
        self._show_pill(told)

    def _show_pill(self, told: SortProposal | None) -> None:
        if told is None:
            self.pill.hide()
            return
        doubtful = told.confidence < SURE
        standing = Standing.SEEN if self._seen else Standing.LOOK if doubtful else Standing.SURE
        page = told.places[0].page if told.places else 0
        self.pill.show_standing(standing, page, percent(told.confidence))
