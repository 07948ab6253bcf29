"""Shows whose root certificates are in a file, before they are trusted."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, label
from luutru.i18n import translate
from luutru.vietnamese.dates import short

if TYPE_CHECKING:
    from luutru.services.copies.trusted import SeenCertificate


class RootDialog(DeskDialog):
    """A person compares the SHA-256 with what the authority published, and only then trusts it."""

    def __init__(self, desk: Desk, parent: QWidget, file: Path) -> None:
        super().__init__(
            desk,
            parent,
            translate("Trust an authority"),
            translate(
                "Compare the SHA-256 with what the authority published. From then on copies are "
                "accepted whose keys it certified."
            ),
        )
        self._file = file
        self._found: list[SeenCertificate] = []
        self.found = label("", wrap=True)
        self.trust_it = push_button(
            translate("Trust it"), self._trust, kind="primary", icon_name="shield-check"
        )
        self.lay_out(
            label(file.name, "strong"), self.found, STRETCH,
            foot=(STRETCH, self.trust_it), size=(640, 340),
        )  # fmt: skip
        self.follow()

        def work(_job: object) -> "list[SeenCertificate]":
            from luutru.services.copies.trusted import roots_in  # noqa: PLC0415  starts quicker

            return roots_in(file)

        self.run(work, self._show)

    @override
    def follow(self) -> None:
        """Let the button be on once it is shown what would be trusted."""
        self.trust_it.setEnabled(bool(self._found))

    def _show(self, found: "list[SeenCertificate]") -> None:
        self._found = found
        self.found.setText("\n\n".join(_words(one) for one in found))
        self.found.setAccessibleName(self.found.text())
        self.follow()

    def _trust(self) -> None:
        archive, file, seen = self.desk.archive, self._file, self._found
        self.trust_it.setEnabled(False)

        def work(_job: object) -> list[str]:
            from luutru.services.copies.trusted import trust_root  # noqa: PLC0415

            return trust_root(archive, file, only=frozenset(one.sha256 for one in seen))

        self.run(work, self._trusted, Lane.WRITING)

    def _trusted(self, names: list[str]) -> None:
        self.finish(translate("Trusted from now on: {names}", names="; ".join(names)))


def _words(one: "SeenCertificate") -> str:
    days = translate(
        "Valid from {begins} until {ends}", begins=short(one.begins), ends=short(one.ends)
    )
    grouped = " ".join(one.sha256[at : at + 4] for at in range(0, len(one.sha256), 4))
    return f"{one.subject}\n{days}\nSHA-256: {grouped}"
