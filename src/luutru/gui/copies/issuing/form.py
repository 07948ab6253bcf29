"""What is asked for: which document, which form, which pages, who signs, with which key."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from luutru.gui import choosing
from luutru.gui.fields.field_inputs import LineInput, TextInput
from luutru.gui.screen import Desk
from luutru.gui.widgets.agreement_picker import AgreementPicker
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row, scrolled, widget
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.copies.forms import FORMS
from luutru.services.copies.parts import read_part, written_parts
from luutru.services.copies.request import ON_PAPER, KeyFile, Wanted

PREFIXES: Final = ("", "TM.", "Q.", "KT.", "TL.", "TUQ.")
_EXTRACT: Final = 2
_TRIAL, _KEY = range(2)
_ELECTRONIC, _PAPER = range(2)


class IssueForm(QWidget):
    """Four numbered parts; tells each change."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.agreement = AgreementPicker(desk, translate("Document to be copied"))
        forms = code_list("copy_form")
        self.form = Segmented(
            translate("Form of the copy"), *((forms.label(code), "") for code in FORMS)
        )
        self.pages = _line(translate("Pages of the extract, such as 3-5"))
        self.parts = _line(translate("Parts of pages in per cent, such as 3:0,0,100,40"))
        self.made_as = Segmented(
            translate("What is made"), (translate("Electronic"), ""), (translate("On paper"), "")
        )
        self.rebuilds = QCheckBox(translate("Rebuild the pages, with the untouched file attached"))
        self.prefix, self.signer_title = QComboBox(), _line(translate("Post of the signer"))
        self.signer_name = _line(translate("Name of the signer"))
        self.recipients = TextInput()
        self.key = Segmented(
            translate("Key"), (translate("Trial key"), ""), (translate("Key file"), "")
        )
        self.by_hand = Segmented(
            translate("Signature"), (translate("Trial"), ""), (translate("By hand and seal"), "")
        )
        self.key_file = ElidedLabel("muted")
        self._path: Path | None = None
        self.request = self.repeats = ""
        """The request and the earlier copy upon which it is issued."""
        self.password = QLineEdit()
        self._dress()
        self.setLayout(column((scrolled(self._parts(), "clear"), 1), spacing=0))
        self._connect()
        self._follow()

    def _dress(self) -> None:
        self.rebuilds.hide()
        self.prefix.setAccessibleName(translate("Authority to sign"))
        for prefix in PREFIXES:
            self.prefix.addItem(prefix or translate("by the head"), prefix)
        self.recipients.setAccessibleName(translate("Recipients, one a line"))
        self.recipients.setPlainText("Lưu: VT.")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(translate("Password of the key"))
        self.password.setPlaceholderText(translate("Password, asked for once and never kept"))

    def _parts(self) -> QWidget:
        choose = push_button(translate("Choose a key…"), self._choose, icon_name="key-round")
        self._no_key = label(translate("No key and no PIN is asked for."), "caption", wrap=True)
        self._of_key = widget(column(row((self.key_file, 1), choose), self.password, spacing=6))
        return widget(
            column(
                _part("1", translate("Document"), self.agreement, self.rebuilds),
                _part("2", translate("Form and pages"), row(self.form, STRETCH), self.pages,
                      self.parts, row(self.made_as, STRETCH)),
                _part("3", translate("Signer and recipients"),
                      row(_named(translate("Authority"), self.prefix),
                          (_named(translate("Post"), self.signer_title), 1), spacing=10),
                      _named(translate("Full name"), self.signer_name),
                      _named(translate("Recipients, one a line"), self.recipients)),
                _part("4", translate("Signature"), row(self.key, STRETCH), self._of_key,
                      row(self.by_hand, STRETCH), self._no_key),
                STRETCH,
                spacing=18,
                margins=(18, 16, 18, 16),
            )
        )  # fmt: skip

    def _connect(self) -> None:
        self.agreement.edited.connect(self.edited)
        for segmented in (self.form, self.made_as, self.key, self.by_hand):
            segmented.picked.connect(self._changed)
        self.prefix.activated.connect(self._changed)
        self.rebuilds.toggled.connect(self._changed)
        for line in (self.pages, self.parts, self.signer_title, self.signer_name):
            line.edited.connect(self.edited)
        self.recipients.edited.connect(self.edited)
        self.password.textChanged.connect(self._changed)

    # --- what is entered -------------------------------------------------------------------

    @property
    def is_trial(self) -> bool:
        """Tell whether it is made for trying out."""
        return (self.by_hand if self.is_on_paper else self.key).current == _TRIAL

    @property
    def is_on_paper(self) -> bool:
        """Tell whether it is to be printed, signed by hand and sealed."""
        return self.made_as.current == _PAPER

    def wanted(self) -> Wanted | None:
        """Return what is asked for; None as long as no document is chosen.

        Raises:
            UnacceptableValue: Something that was typed says no part of a page.
        """
        reference = self.agreement.reference()
        if not reference:
            return None
        lines = self.recipients.toPlainText().splitlines()
        is_extract = self.form.current == _EXTRACT
        return Wanted(
            reference=reference.split(" ")[0],
            form=FORMS[self.form.current],
            direction=ON_PAPER if self.is_on_paper else "",
            pages=self.pages.typed() if is_extract else "",
            parts=tuple(map(read_part, self.parts.typed().split())) if is_extract else (),
            rebuilds=self.rebuilds.isChecked() and not self.rebuilds.isHidden(),
            prefix=str(self.prefix.currentData()),
            signer_title=self.signer_title.typed(),
            signer_name=self.signer_name.typed(),
            recipients=tuple(line.strip() for line in lines if line.strip()),
            key=self._key(),
            as_trial=self.is_trial,
            request=self.request,
            repeats=self.repeats,
        )

    def _key(self) -> KeyFile | None:
        if self.is_trial or self.is_on_paper:
            return None
        return KeyFile(self._path or Path(), self.password.text())

    def offer_rebuilding(self, *, is_offered: bool) -> None:
        """Show the choice to rebuild pages where nothing can be appended to them, or hide it."""
        self.rebuilds.setVisible(is_offered)

    def put(self, reference: str, title: str) -> None:
        """Choose a document."""
        self.agreement.begin("", reference, title)
        self.edited.emit()

    def ask_for(self, wanted: Wanted) -> None:
        """Enter what an earlier copy said, or what a request asks for."""
        self.form.pick(FORMS.index(wanted.form))
        self.made_as.pick(_PAPER if wanted.is_on_paper else _ELECTRONIC)
        self.pages.put(wanted.pages)
        self.parts.put(written_parts(wanted.parts))
        self.rebuilds.setChecked(wanted.rebuilds)
        self.prefix.setCurrentIndex(max(0, self.prefix.findData(wanted.prefix)))
        if wanted.signer_name or wanted.signer_title:
            self.signer_title.put(wanted.signer_title)
            self.signer_name.put(wanted.signer_name)
        self.recipients.setPlainText("\n".join(wanted.recipients))
        self.request, self.repeats = wanted.request, wanted.repeats
        self._changed()

    def forget_password(self) -> None:
        """Empty the line of the password: it is kept nowhere."""
        self.password.clear()

    def _changed(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        for line in (self.pages, self.parts):
            line.setVisible(self.form.current == _EXTRACT)
        self.key.setVisible(not self.is_on_paper)
        self._of_key.setVisible(not self.is_on_paper and not self.is_trial)
        for part in (self.by_hand, self._no_key):
            part.setVisible(self.is_on_paper)
        self.key_file.say(self._path.name if self._path else translate("no key chosen"))

    def _choose(self) -> None:
        choosing.one_file(
            self, self.take_key, translate("Choose a key"),
            translate("Key files (*.p12 *.pfx)"),
        )  # fmt: skip

    def take_key(self, path: Path) -> None:
        """Take a key file."""
        self._path = path
        self._changed()


def _line(hint: str) -> LineInput:
    made = LineInput()
    made.setAccessibleName(hint)
    made.setPlaceholderText(hint)
    return made


def _named(name: str, part: QWidget) -> QWidget:
    return widget(column(label(name, "caption"), part, spacing=3))


def _part(number: str, title: str, *parts: object) -> QWidget:
    head = row(label(number, "step"), label(title, "h3"), STRETCH, spacing=10)
    return widget(column(head, *parts, spacing=8))  # type: ignore[arg-type]
