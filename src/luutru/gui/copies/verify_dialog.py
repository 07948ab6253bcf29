"""Checks a copy that somebody brings, or the code on its sheet: the verdict, and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QWidget

from luutru.gui import choosing
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.copies.code_judging import JudgedCode
    from luutru.services.copies.verifying import Judged

_KINDS: Final = {"accepted": "good", "rejected": "bad", "unchecked": "warn"}


class VerifyDialog(DeskDialog):
    """Chooses a file or takes what a code says, and the certificates that are trusted."""

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
        self._listed: Path | None = None
        self.file, self.roots, self.listed = (ElidedLabel("strong", is_path=True) for _ in range(3))
        self.code = LineInput()
        self.code.setAccessibleName(translate("What the code on the sheet says"))
        self.code.setPlaceholderText(translate("Paste it, or let a code reader type it"))
        self.trial = QCheckBox(translate("Accept trial copies of this archive"))
        self.verdict = Notice(stays=True)
        self.check_it = push_button(translate("Check the copy"), self._check, kind="primary")
        self._lay_out()
        self.code.edited.connect(self._take_code)
        self._say()

    def _lay_out(self) -> None:
        choose = push_button(translate("Choose a copy…"), self._choose, icon_name="file-search")
        trust = push_button(translate("Trusted certificates…"), self._trust, icon_name="key-round")
        listed = push_button(translate("Signed list…"), self._choose_list, icon_name="file-text")
        self.no_list = icon_button("x", translate("Ask the register again"), self.forget_list)
        picture = push_button(translate("From a scan…"), self._choose_scan, icon_name="qr-code")
        self.lay_out(
            column(
                label(translate("File of the copy"), "caption"),
                row((self.file, 1), choose),
                spacing=2,
            ),
            column(
                label(translate("Or the code on the sheet of a paper copy"), "caption"),
                row((self.code, 1), picture),
                spacing=2,
            ),
            column(
                label(translate("Certificates"), "caption"),
                row((self.roots, 1), trust),
                spacing=2,
            ),
            column(
                label(translate("Signed list that is asked instead of the register"), "caption"),
                row((self.listed, 1), self.no_list, listed),
                spacing=2,
            ),
            self.trial,
            self.verdict,
            STRETCH,
            foot=(STRETCH, self.check_it),
            size=(680, 680),
        )

    def choose(self, file: Path) -> None:
        """Take a file to be checked."""
        self._file = file
        self.code.clear()
        self.verdict.clear()
        self._say()

    def choose_scan(self, file: Path) -> None:
        """Read the code in a picture or a scan of a sheet."""

        def work(_job: object) -> str:
            from luutru.services.copies.pictured import code_in  # noqa: PLC0415

            return code_in(file)

        def take(text: str) -> None:
            self.code.put(text)
            self._take_code()

        self.notice.clear()
        self.run(work, take)

    def choose_list(self, file: Path) -> None:
        """Take the signed list of an archive, to be asked instead of the register."""
        self._take_list(file)

    def forget_list(self) -> None:
        """Ask the register again."""
        self._take_list(None)

    def follow(self) -> None:
        """Let the button be on once there is something to check."""
        self.check_it.setEnabled(self._file is not None or bool(self.code.typed()))

    def _take_code(self) -> None:
        self._file = None
        self.verdict.clear()
        self._say()

    def _say(self) -> None:
        nothing = translate("none chosen")
        self.file.say(self._file.name if self._file else nothing)
        self.roots.say(str(self._roots) if self._roots else nothing)
        self.listed.say(str(self._listed) if self._listed else nothing)
        self.no_list.setVisible(self._listed is not None)
        self.follow()

    def _choose(self) -> None:
        choosing.one_file(
            self, self.choose, translate("Choose a copy"), translate("PDF files (*.pdf)")
        )

    def _choose_scan(self) -> None:
        kinds = translate("Scans and pictures (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)")
        choosing.one_file(self, self.choose_scan, translate("Choose a scan of the sheet"), kinds)

    def _trust(self) -> None:
        choosing.folder(self, self._take_roots, translate("Choose the folder of certificates"))

    def _take_roots(self, folder: Path) -> None:
        self._roots = folder
        self._say()

    def _choose_list(self) -> None:
        choosing.one_file(
            self, self.choose_list, translate("Choose a signed list"),
            translate("Signed lists (*.json)"),
        )  # fmt: skip

    def _take_list(self, file: Path | None) -> None:
        self._listed = file
        self.verdict.clear()
        self._say()

    def _check(self) -> None:
        file, archive = self._file, self.desk.archive
        roots, listed = self._roots, self._listed
        text, trial = self.code.typed(), self.trial.isChecked()
        self.check_it.setEnabled(False)

        def of_file(_job: object) -> "Judged":
            from luutru.services.copies.verifying import verify_copy  # noqa: PLC0415

            return verify_copy(
                file or Path(), archive=archive, roots=roots, listed=listed, may_be_trial=trial
            )

        def of_code(_job: object) -> "JudgedCode":
            from luutru.services.copies.codes import verify_code  # noqa: PLC0415

            return verify_code(text, archive=archive, roots=roots, may_be_trial=trial)

        if file is not None:
            self.run(of_file, self._show)
        else:
            self.run(of_code, self._show_code)

    def _show(self, judged: "Judged") -> None:
        from luutru.services.copies.judging import lists_told  # noqa: PLC0415  as needed

        told = judged.checked.manifest
        lines = [f"{told['symbol']} ({told['year']})" if told else "", judged.checked.signer]
        accepted = translate("Accepted: the copy is as it was issued.")
        copy = " · ".join(filter(None, lines))
        self._tell(judged, accepted, "\n".join(filter(None, (copy, *lists_told(judged)))))

    def _show_code(self, judged: "JudgedCode") -> None:
        from luutru.services.copies.code_words import told_of  # noqa: PLC0415  as needed

        accepted = translate("Accepted: the code is genuine. Compare it with the sheet.")
        self._tell(
            judged, accepted, "\n".join(f"{name}: {value}" for name, value in told_of(judged))
        )

    def _tell(self, judged: "Judged | JudgedCode", accepted: str, text: str) -> None:
        self.follow()
        verdict = judged.verdict.value
        titles = {
            "accepted": accepted,
            "rejected": translate("Rejected: {why}.", why=judged.words),
            "unchecked": translate("It cannot be checked: {why}.", why=judged.words),
        }
        if judged.is_trial:
            trial = translate("A trial copy, without any value")
            text = f"{trial}\n{text}"
        self.verdict.say(_KINDS[verdict], titles[verdict], text)
