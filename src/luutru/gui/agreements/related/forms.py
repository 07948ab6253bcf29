"""What is asked before something is changed: a new relation, a reason, another agreement."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QWidget
from typing_extensions import override

from luutru.errors import UnacceptableValue
from luutru.gui.fields.field_inputs import ChoiceInput, LineInput
from luutru.gui.screen import Desk
from luutru.gui.widgets.agreement_picker import AgreementPicker
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, Item, column, label, row
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.records.document import Part
from luutru.services.relations.relating import NewRelation, day_of


class AskingForm(QFrame):
    """A frame with inputs, a button that does it and one that does not; Escape closes it."""

    closed = Signal()

    def __init__(self, title: str, do: str, *, kind: str = "primary") -> None:
        super().__init__()
        self.setProperty("ground", "sunken")
        self._title = label(title, "strong", wrap=True)
        self.error = label("", "bad", wrap=True)
        self.error.hide()
        self.yes = push_button(do, self.try_it, kind=kind)
        self._no = push_button(translate("Cancel"), self.close_form)
        self.hide()

    def fill(self, *items: Item) -> None:
        """Put the inputs between title and buttons."""
        buttons = row(STRETCH, self._no, self.yes)
        self.setLayout(
            column(self._title, *items, self.error, buttons, spacing=10, margins=(14, 12, 14, 12))
        )

    def try_it(self) -> None:
        """Do it, or say what is wrong."""

    def ask(self, first: QWidget) -> None:
        """Show the form with the focus in its first input."""
        self.say("")
        self.show()
        first.setFocus()

    def say(self, wrong: str) -> None:
        """Say what is wrong; "" takes it away."""
        self.error.setText(wrong)
        self.error.setVisible(bool(wrong))

    def close_form(self) -> None:
        """Take the form away; nothing was done."""
        self.hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.try_it()
        else:
            super().keyPressEvent(event)


class RelationForm(AskingForm):
    """Asks what the agreement is to another one."""

    wanted = Signal(object)
    """A `NewRelation`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("New relation"), translate("Record"))
        self.kind = ChoiceInput(code_list("relation"), may_be_empty=False)
        self.kind.setAccessibleName(translate("What this agreement does"))
        self.other = AgreementPicker(desk, translate("The other agreement"))
        self.day = LineInput(20)
        self.day.setAccessibleName(translate("From when"))
        self.day.setPlaceholderText(translate("day/month/year"))
        self.clause = LineInput(200)
        self.clause.setAccessibleName(translate("Where it is said"))
        self.clause.setPlaceholderText(translate("Article, paragraph"))
        self.reason = LineInput(200)
        self.reason.setAccessibleName(translate("Reason, for the log"))
        self.fill(
            row((_named(translate("This agreement"), self.kind), 2),
                (_named(translate("the agreement"), self.other), 5), spacing=10),
            row((_named(translate("From when"), self.day), 2),
                (_named(translate("Where it is said"), self.clause), 5), spacing=10),
            _named(translate("Reason, for the log"), self.reason),
        )  # fmt: skip

    def begin(self, own: str, kind: str = "", reference: str = "", title: str = "") -> None:
        """Ask anew; what is known already stands there."""
        self.kind.put(kind or code_list("relation").codes[0])
        self.other.begin(own, reference, title)
        for one in (self.day, self.clause, self.reason):
            one.put("")
        self.ask(self.day if reference else self.kind)

    @override
    def try_it(self) -> None:
        if not self.other.reference():
            self.say(translate("Choose the other agreement."))
            self.other.setFocus()
            return
        try:
            day = day_of(self.day.typed())
        except UnacceptableValue as error:
            self.say(str(error))
            self.day.setFocus()
            return
        told = (self.clause.typed(), self.reason.typed())
        self.wanted.emit(NewRelation(self.kind.typed(), self.other.reference(), day, *told))


class RemovalForm(AskingForm):
    """Asks why something is taken away."""

    def __init__(self) -> None:
        super().__init__("", translate("Take away"), kind="danger")
        self.reason = LineInput(200)
        self.reason.setAccessibleName(translate("Reason, for the log"))
        self._do: Callable[[str], object] = str
        self.fill(_named(translate("Reason, for the log"), self.reason))

    def begin(self, sentence: str, do: Callable[[str], object]) -> None:
        """Ask for the reason; `do` receives it."""
        self._title.setText(sentence)
        self._do = do
        self.reason.put("")
        self.ask(self.reason)

    @override
    def try_it(self) -> None:
        if not self.reason.typed():
            self.say(translate("Say why; the log keeps it."))
            self.reason.setFocus()
            return
        self._do(self.reason.typed())


class AttachForm(AskingForm):
    """Asks to which agreement a document belongs, and as what."""

    wanted = Signal(str, str, str)
    """The document, the agreement, and the part."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("", translate("Attach"))
        self._document = ""
        self.other = AgreementPicker(desk, translate("The agreement it belongs to"))
        self.part = ChoiceInput(code_list("part"), may_be_empty=False)
        self.part.setAccessibleName(translate("What it is to that agreement"))
        self.fill(
            row((_named(translate("Agreement"), self.other), 5),
                (_named(translate("As"), self.part), 2), spacing=10),
        )  # fmt: skip

    def begin(self, own: str, document: str) -> None:
        """Ask for the agreement of a document of `own`."""
        self._document = document
        told = translate("Attach {reference} to another agreement", reference=document)
        self._title.setText(told)
        self.other.begin(own)
        self.part.put(Part.ANNEX)
        self.ask(self.other)

    @override
    def try_it(self) -> None:
        if not self.other.reference():
            self.say(translate("Choose the agreement it belongs to."))
            self.other.setFocus()
            return
        self.wanted.emit(self._document, self.other.reference(), self.part.typed())


def _named(name: str, field: QWidget) -> QLayout:
    caption = label(name, "caption")
    caption.setBuddy(field)
    return column(caption, field, spacing=4)
