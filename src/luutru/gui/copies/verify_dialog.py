"""Checks a copy that somebody brings: the verdict in one line, and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QWidget

from luutru.gui import choosing
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.copies.verifying import Judged

_KINDS: Final = {"accepted": "good", "rejected": "bad", "unchecked": "warn"}


class VerifyDialog(DeskDialog):
    """Chooses a file, and the folder of the certificates that are trusted."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk,
            parent,
            translate("Check a copy"),
            translate(
                "A copy is accepted only if its signature covers the whole file, nothing can "
                "follow it, its key is trusted and the register bears it out."
            ),
        )
        self._file: Path | None = None
        self._roots: Path | None = None
        self.file = ElidedLabel("strong")
        self.roots = ElidedLabel("strong")
        self.trial = QCheckBox(translate("Accept trial copies of this archive"))
        choose = push_button(translate("Choose a copy…"), self._choose, icon_name="file-search")
        trust = push_button(translate("Trusted certificates…"), self._trust, icon_name="key-round")
        self.verdict = Notice(stays=True)
        self.check_it = push_button(translate("Check"), self._check, kind="primary")
        self.lay_out(
            column(label(translate("Copy"), "caption"), row((self.file, 1), choose), spacing=2),
            column(label(translate("Certificates"), "caption"), row((self.roots, 1), trust),
                   spacing=2),
            self.trial,
            self.verdict,
            STRETCH,
            foot=(STRETCH, self.check_it),
            size=(640, 420),
        )  # fmt: skip
        self._say()

    def choose(self, file: Path) -> None:
        """Take a file to be checked."""
        self._file = file
        self.verdict.clear()
        self._say()

    def follow(self) -> None:
        """Let the button be on once there is a file."""
        self.check_it.setEnabled(self._file is not None)

    def _say(self) -> None:
        nothing = translate("none chosen")
        self.file.say(self._file.name if self._file else nothing)
        self.roots.say(str(self._roots) if self._roots else nothing)
        self.follow()

    def _choose(self) -> None:
        choosing.one_file(
            self, self.choose, translate("Choose a copy"), translate("PDF files (*.pdf)")
        )

    def _trust(self) -> None:
        choosing.folder(self, self._take_roots, translate("Choose the folder of certificates"))

    def _take_roots(self, folder: Path) -> None:
        self._roots = folder
        self._say()

    def _check(self) -> None:
        file, archive, roots = self._file, self.desk.archive, self._roots
        if file is None:
            return
        trial = self.trial.isChecked()
        self.check_it.setEnabled(False)

        def work(_job: object) -> "Judged":
            from luutru.services.copies.verifying import verify_copy  # noqa: PLC0415

            return verify_copy(file, archive=archive, roots=roots, may_be_trial=trial)

        self.run(work, self._show)

    def _show(self, judged: "Judged") -> None:
        self.follow()
        verdict = judged.verdict.value
        titles = {
            "accepted": translate("Accepted: the copy is as it was issued."),
            "rejected": translate("Rejected: {why}.", why=judged.words),
            "unchecked": translate("It cannot be checked: {why}.", why=judged.words),
        }
        told = judged.checked.manifest
        lines = [f"{told['symbol']} ({told['year']})" if told else "", judged.checked.signer]
        if judged.is_trial:
            lines.insert(0, translate("A trial copy, without any value"))
        self.verdict.say(_KINDS[verdict], titles[verdict], " · ".join(filter(None, lines)))
