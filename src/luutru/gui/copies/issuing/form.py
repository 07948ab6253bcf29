"""What is asked for: which document, which form, which pages, who signs, with which key."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from luutru.gui.copies.issuing.ground import ARCHIVE_COPY
from luutru.gui.copies.issuing.key_part import KeyPart, secret_line
from luutru.gui.fields.field_inputs import LineInput, TextInput
from luutru.gui.screen import Desk
from luutru.gui.widgets.agreement_picker import AgreementPicker
from luutru.gui.widgets.layouts import STRETCH, column, label, row, scrolled, widget
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.copies.forms import FORMS
from luutru.services.copies.parts import read_part, written_parts
from luutru.services.copies.preparing import Stamper
from luutru.services.copies.request import ON_PAPER, Wanted

PREFIXES: Final = ("", "TM.", "Q.", "KT.", "TL.", "TUQ.")
_EXTRACT: Final = 2
_TRIAL: Final = 0
_ELECTRONIC, _PAPER = range(2)
_NAMED: Final = 8
"""References that are named one by one."""
_BAR: Final = 12
"""Points that the scroll bar takes."""


class IssueForm(QWidget):
    """Four numbered parts; tells each change."""

    edited = Signal()

    def __init__(self, desk: Desk, stamper: Stamper) -> None:
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
        self.source_password = secret_line()
        self.prefix, self.signer_title = QComboBox(), _line(translate("Post of the signer"))
        self.signer_name = _line(translate("Name of the signer"))
        self.recipients = TextInput()
        self.key = KeyPart(desk, stamper)
        self.by_hand = Segmented(
            translate("Signature"), (translate("Trial"), ""), (translate("By hand and seal"), "")
        )
        self.request = self.repeats = ""
        """The request and the earlier copy upon which it is issued."""
        self._several: tuple[str, ...] = ()
        self.several = label("", "strong", wrap=True)
        self.goes_on = QCheckBox(translate("Go on with the others if one cannot be issued"))
        self.goes_on.setChecked(True)
        self._given: dict[str, object] = {}
        """What stood in it before anybody entered something."""
        self._dress()
        parts = self._parts()
        area = scrolled(parts, "clear")
        area.setMinimumWidth(parts.minimumSizeHint().width() + _BAR)
        self.setLayout(column((area, 1), spacing=0))
        self._connect()
        self._follow()
        self._given = self._entered()

    def _dress(self) -> None:
        self.rebuilds.hide()
        self.source_password.hide()
        self.source_password.setAccessibleName(translate("Password of the source"))
        self.source_password.setPlaceholderText(
            translate("Password of the source, used once and never kept")
        )
        self.prefix.setAccessibleName(translate("Authority to sign"))
        for prefix in PREFIXES:
            self.prefix.addItem(prefix or translate("by the head"), prefix)
        self.recipients.setAccessibleName(translate("Recipients, one a line"))
        self.recipients.put(ARCHIVE_COPY)

    def _parts(self) -> QWidget:
        self._no_key = label(translate("No key and no PIN is asked for."), "caption", wrap=True)
        return widget(
            column(
                _part("1", translate("Document"), self.agreement, self.several, self.goes_on,
                      self.source_password, self.rebuilds),
                _part("2", translate("Form and pages"), row(self.form, STRETCH), self.pages,
                      self.parts, row(self.made_as, STRETCH)),
                _part("3", translate("Signer and recipients"),
                      row(_named(translate("Authority"), self.prefix),
                          (_named(translate("Post"), self.signer_title), 1), spacing=10),
                      _named(translate("Full name"), self.signer_name),
                      _named(translate("Recipients, one a line"), self.recipients)),
                _part("4", translate("Signature"), self.key,
                      row(self.by_hand, STRETCH), self._no_key),
                STRETCH,
                spacing=18,
                margins=(18, 16, 18, 16),
            )
        )  # fmt: skip

    def _connect(self) -> None:
        self.agreement.edited.connect(self.edited)
        for segmented in (self.form, self.made_as, self.by_hand):
            segmented.picked.connect(self._changed)
        self.key.edited.connect(self.edited)
        self.prefix.activated.connect(self._changed)
        self.rebuilds.toggled.connect(self._changed)
        self.source_password.textChanged.connect(self.edited)
        for line in (self.pages, self.parts, self.signer_title, self.signer_name):
            line.edited.connect(self.edited)
        self.recipients.edited.connect(self.edited)

    # --- what is entered -------------------------------------------------------------------

    @property
    def is_trial(self) -> bool:
        """Tell whether it is made for trying out."""
        return self.by_hand.current == _TRIAL if self.is_on_paper else self.key.is_trial

    @property
    def is_on_paper(self) -> bool:
        """Tell whether it is to be printed, signed by hand and sealed."""
        return self.made_as.current == _PAPER

    @property
    def is_filled(self) -> bool:
        """Tell whether somebody entered something that would be lost."""
        return self._entered() != self._given

    def _entered(self) -> dict[str, object]:
        lines = (self.pages, self.parts, self.signer_title, self.signer_name, self.recipients)
        return {
            "document": (self._several, self.agreement.reference()),
            "choices": (self.form.current, self.made_as.current, self.by_hand.current,
                        self.prefix.currentIndex(), self.rebuilds.isChecked()),
            "lines": tuple(one.typed() for one in lines),
            "key": (self.source_password.text(), *self.key.entered()),
        }  # fmt: skip

    def start_over(self) -> None:
        """Forget what one copy said; who signs, and with which key, stays for the next."""
        self.forget_secrets()
        self.agreement.begin("")
        for line in (self.pages, self.parts):
            line.put("")
        self.form.pick(0)
        self.made_as.pick(_ELECTRONIC)
        self.rebuilds.setChecked(False)
        self.recipients.put(ARCHIVE_COPY)
        self.request = self.repeats = ""
        self.put_several(())
        self._given = self._entered()

    def lacks_pin(self) -> bool:
        """Tell whether a PIN has to be typed first; then the line for it gets the focus."""
        return not self.is_on_paper and self.key.lacks_pin()

    def wanted(self) -> Wanted | None:
        """Return what is asked for; None as long as no document is chosen.

        Raises:
            UnacceptableValue: Something that was typed says no part of a page.
        """
        reference = self._several[0] if self._several else self.agreement.reference()
        if not reference:
            return None
        lines = self.recipients.toPlainText().splitlines()
        is_extract = self.form.current == _EXTRACT
        wanted = Wanted(
            reference=reference.split(" ")[0],
            form=FORMS[self.form.current],
            direction=ON_PAPER if self.is_on_paper else "",
            pages=self.pages.typed() if is_extract else "",
            parts=tuple(map(read_part, self.parts.typed().split())) if is_extract else (),
            source_password=self.source_password.text(),
            rebuilds=self.rebuilds.isChecked() and not self.rebuilds.isHidden(),
            prefix=str(self.prefix.currentData()),
            signer_title=self.signer_title.typed(),
            signer_name=self.signer_name.typed(),
            recipients=tuple(line.strip() for line in lines if line.strip()),
            as_trial=self.is_trial,
            request=self.request,
            repeats=self.repeats,
        )
        return wanted if self.is_on_paper else self.key.asked_with(wanted)

    def all_wanted(self) -> list[Wanted]:
        """Return what is asked for, once for each of several documents."""
        wanted = self.wanted()
        if wanted is None:
            return []
        return [replace(wanted, reference=one) for one in self._several] or [wanted]

    def put_several(self, references: Sequence[str]) -> None:
        """Choose several documents, of each of which a copy is issued."""
        self._several = tuple(references)
        words = translate_count("{count} document", "{count} documents", len(references))
        listed = ", ".join(references[:_NAMED])
        more = " …" if len(references) > _NAMED else ""
        self.several.setText(f"{words}: {listed}{more}" if references else "")
        self._take_document()
        self._changed()

    def offer_rebuilding(self, *, is_offered: bool) -> None:
        """Show the choice to rebuild pages where nothing can be appended to them, or hide it."""
        self.rebuilds.setVisible(is_offered)

    def offer_password(self, *, is_offered: bool) -> None:
        """Show the line for the password of a source that does not open without, or hide it."""
        self.source_password.setVisible(is_offered)

    def forget_secrets(self) -> None:
        """Empty the lines of passwords and PIN: they are kept nowhere."""
        self.source_password.clear()
        self.key.forget_secrets()

    def put(self, reference: str, title: str) -> None:
        """Choose a document."""
        self.source_password.clear()
        self.agreement.begin("", reference, title)
        self._take_document()
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
        self.recipients.put("\n".join(wanted.recipients))
        self.request, self.repeats = wanted.request, wanted.repeats
        self._given = self._entered()
        self._changed()

    def _take_document(self) -> None:
        """Know that the document was chosen elsewhere: nobody entered it here."""
        self._given["document"] = self._entered()["document"]

    def _changed(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        for line in (self.pages, self.parts):
            line.setVisible(self.form.current == _EXTRACT)
        self.key.setVisible(not self.is_on_paper)
        self.agreement.setVisible(not self._several)
        on_paper, of_several = (self.by_hand, self._no_key), (self.several, self.goes_on)
        for part in on_paper:
            part.setVisible(self.is_on_paper)
        for shown in of_several:
            shown.setVisible(bool(self._several))


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
