"""The key that signs: the trial key, a file, or a token; and what the copy carries along."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from luutru.errors import LuutruError
from luutru.gui import choosing
from luutru.gui.copies.issuing.token_items import Named, items_of
from luutru.gui.jobs import Newest
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row, widget
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import translate
from luutru.services.copies.preparing import Stamper
from luutru.services.copies.request import LEVELS, Key, KeyFile, TokenKey, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luutru.services.copies.keys import SeenToken

_TRIAL, _FILE, _TOKEN = range(3)
_MODULE, _CERTIFICATE, _LISTS = "token_module", "token_certificate", "revocation_lists"
"""What a workstation remembers: paths and a fingerprint, never what opens a key."""
_LONGEST_PIN: Final = 64


class KeyPart(QWidget):
    """Tells each change but that of a PIN: nothing is checked with a PIN that is being typed."""

    edited = Signal()

    def __init__(self, desk: Desk, stamper: Stamper, *, signs_copies: bool = True) -> None:
        super().__init__()
        self._desk, self._stamper = desk, stamper
        self._has_levels = signs_copies
        self._looking = Newest(desk.jobs)
        self._file: Path | None = None
        self._module = _path(desk.preferences.line(_MODULE))
        self._lists = _path(desk.preferences.line(_LISTS))
        self.kind = Segmented(
            translate("Key"), (translate("Trial key"), ""), (translate("Key file"), ""),
            (translate("Token"), ""),
        )  # fmt: skip
        self.file, self.module, self.lists = (ElidedLabel("muted", is_path=True) for _ in range(3))
        self.certificates = QComboBox()
        self.found = label("", "caption", wrap=True)
        self.password, self.pin = secret_line(), secret_line()
        self.level = Segmented(
            translate("Level of the signature"), (translate("Level B"), ""),
            (translate("Level B-LT"), ""),
        )  # fmt: skip
        self.accepts_b = QCheckBox(translate("Accept level B if lists are missing"))
        self._dress()
        self._lay_out()
        self._connect()
        self._follow()

    def _dress(self) -> None:
        self.certificates.setAccessibleName(translate("Certificate on the token"))
        self.certificates.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.password.setAccessibleName(translate("Password of the key"))
        self.password.setPlaceholderText(translate("Password, asked for once and never kept"))
        self.pin.setAccessibleName(translate("PIN of the token"))
        self.pin.setPlaceholderText(translate("PIN, sent once and never kept"))
        self.accepts_b.setToolTip(translate("The register tells that, and why."))

    def _lay_out(self) -> None:
        choose = push_button(translate("Choose a key…"), self._choose_file, icon_name="key-round")
        module = push_button(translate("Choose a module…"), self._choose_module, icon_name="usb")
        again = icon_button("refresh-cw", translate("Look for tokens again"), self.look)
        lists = push_button(translate("Choose lists…"), self._choose_lists, icon_name="folder")
        self._of_file = widget(column(row((self.file, 1), choose), self.password, spacing=6))
        self._of_token = widget(
            column(
                row((self.module, 1), module),
                row((self.certificates, 1), again, spacing=6),
                self.found,
                self.pin,
                spacing=6,
            )
        )
        self._of_lists = widget(column(row((self.lists, 1), lists), self.accepts_b, spacing=6))
        self._of_level = widget(column(row(self.level, STRETCH), self._of_lists, spacing=6))
        self.setLayout(
            column(
                row(self.kind, STRETCH), self._of_file, self._of_token, self._of_level, spacing=8
            )
        )

    def _connect(self) -> None:
        self.kind.picked.connect(self._pick)
        self.level.picked.connect(self._changed)
        self.accepts_b.toggled.connect(self._changed)
        self.certificates.activated.connect(self._take_certificate)
        self.password.textChanged.connect(self._changed)

    # --- what is entered -------------------------------------------------------------------

    @property
    def is_trial(self) -> bool:
        """Tell whether the trial key is to sign."""
        return self.kind.current == _TRIAL

    @property
    def is_chosen(self) -> bool:
        """Tell whether a key is named; the trial key always is."""
        if self.kind.current == _FILE:
            return self._file is not None
        return self.is_trial or self.certificates.count() > 0

    def asked_with(self, wanted: Wanted) -> Wanted:
        """Return what is asked for with the key, and the level at which it signs."""
        is_proven = not self.is_trial and self.level.current == 1
        return replace(
            wanted,
            key=self.key(),
            level=LEVELS[1 if is_proven else 0],
            crls=self._lists if is_proven else None,
            accepts_b=is_proven and self.accepts_b.isChecked(),
        )

    def entered(self) -> tuple[object, ...]:
        """Return what is entered, to be compared."""
        return (self.kind.current, self._file, self.password.text(), self.pin.text())

    def lacks_pin(self) -> bool:
        """Tell whether a PIN has to be typed first; then the line for it gets the focus."""
        named = self._named()
        lacks = self.kind.current == _TOKEN and not self.pin.text() and not named.has_own_keys
        if lacks:
            self.pin.setFocus()
        return lacks

    def forget_secrets(self) -> None:
        """Empty the lines of password and PIN: they are kept nowhere."""
        self.pin.clear()
        self.password.clear()

    def take_file(self, path: Path) -> None:
        """Take a key file."""
        self._file = path
        self._changed()

    def take_module(self, path: Path) -> None:
        """Take a PKCS#11 module, remember it for this workstation, and look for its tokens."""
        self._module = path
        self._desk.preferences.keep_line(_MODULE, str(path))
        self.look()

    def take_lists(self, path: Path) -> None:
        """Take the folder of revocation lists, and remember it for this workstation."""
        self._lists = path
        self._desk.preferences.keep_line(_LISTS, str(path))
        self._changed()

    def look(self) -> None:
        """Look for tokens and their certificates; no PIN is sent."""
        module, stamper = self._module, self._stamper
        self.certificates.clear()
        self._changed()
        if module is None:
            return
        self.found.setText(translate("Looking for tokens…"))

        def work(_job: object) -> "list[SeenToken]":
            from luutru.services.copies.keys import tokens_of  # noqa: PLC0415  where one signs

            return tokens_of(stamper, module)

        self._looking.ask(work, self._show_tokens, self._explain)

    def key(self) -> Key | None:
        """Return the key that is chosen, with what opens it; None for the trial key."""
        if self.kind.current == _FILE:
            return KeyFile(self._file or Path(), self.password.text())
        if self.kind.current == _TOKEN:
            named = self._named()
            return TokenKey(self._module or Path(), named.token, named.certificate, self.pin.text())
        return None

    def _named(self) -> Named:
        named = self.certificates.currentData()
        return named if isinstance(named, Named) else Named()

    # --- what is shown ---------------------------------------------------------------------

    def _show_tokens(self, tokens: "Sequence[SeenToken]") -> None:
        self.certificates.clear()
        for words, named in items_of(tokens):
            self.certificates.addItem(words, named)
        count = self.certificates.count()
        self.found.setText("" if count else translate("No token is plugged in."))
        last = self._desk.preferences.line(_CERTIFICATE)
        for at in range(count):
            if self.certificates.itemData(at).certificate == last:
                self.certificates.setCurrentIndex(at)
        self._changed()

    def _explain(self, error: Exception) -> None:
        if not isinstance(error, LuutruError):
            raise error
        self.found.setText(str(error))
        self._changed()

    def _take_certificate(self, _at: int) -> None:
        self._desk.preferences.keep_line(_CERTIFICATE, self._named().certificate)
        self._changed()

    def _pick(self, kind: int) -> None:
        if kind == _TOKEN and not self.certificates.count():
            self.look()
        self._changed()

    def _changed(self, *_: object) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        kind = self.kind.current
        self._of_file.setVisible(kind == _FILE)
        self._of_token.setVisible(kind == _TOKEN)
        self._of_level.setVisible(self._has_levels and kind != _TRIAL)
        self._of_lists.setVisible(self.level.current == 1)
        self.found.setVisible(bool(self.found.text()))
        self.certificates.setEnabled(self.certificates.count() > 0)
        self.file.say(self._file.name if self._file else translate("no key chosen"))
        self.module.say(self._module.name if self._module else translate("no module chosen"))
        self.lists.say(str(self._lists) if self._lists else translate("no folder chosen"))

    def _choose_file(self) -> None:
        choosing.one_file(
            self, self.take_file, translate("Choose a key"), translate("Key files (*.p12 *.pfx)")
        )

    def _choose_module(self) -> None:
        choosing.one_file(
            self, self.take_module, translate("Choose the PKCS#11 module of the token"),
            translate("Modules (*.so *.dll *.dylib)"),
        )  # fmt: skip

    def _choose_lists(self) -> None:
        title = translate("Choose the folder of revocation lists and certificates")
        choosing.folder(self, self.take_lists, title)


def secret_line() -> QLineEdit:
    """Return a line that shows nothing of the password or PIN that is typed into it."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(_LONGEST_PIN)
    return made


def _path(text: str) -> Path | None:
    return Path(text) if text else None
