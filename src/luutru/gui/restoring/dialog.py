"""Restores a backup: into a new folder, or into an office."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from luutru.errors import BackupDamaged
from luutru.gui import choosing, formats
from luutru.gui.administration.running import RunningLine
from luutru.gui.desk_dialog import WorkDialog
from luutru.gui.jobs import Job, Jobs, Newest
from luutru.gui.lanes import Lane
from luutru.gui.restoring.office_target import OfficeTarget
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, column, label, widget
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.backup.manifests import Manifest
    from luutru.services.backup.restoring import RestoreReport
    from luutru.services.migration.from_backup import OfficeReport

# ruff: noqa: PLC0415  what works is loaded with the work


class RestoreDialog(WorkDialog):
    """Asks for the medium, the snapshot and the new folder, or the places of an office."""

    restored = Signal(object)
    """The archive is there: the report tells where."""

    def __init__(
        self, jobs: Jobs, parent: QWidget, guide: str, person: str = "", *, is_alone: bool = False
    ) -> None:
        """`person` restores; default: the user of this computer.

        Where it `is_alone`, nothing else shows how far the work is, and closing it stops that.
        """
        super().__init__(jobs, parent, translate("Restore from a backup"), guide)
        self._reading = Newest(jobs)
        self._person = person
        self._job: Job | None = None
        self._is_alone, self._closes = is_alone, False
        self.source = _line(translate("Medium with the backup"))
        self.folder = _line(translate("New folder for the archive"))
        self.snapshot = QComboBox()
        self.snapshot.setAccessibleName(translate("Snapshot"))
        self.snapshot.setEnabled(False)
        self.passphrase = _line(translate("Passphrase of the backup, as it was on that day"))
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.plain = QCheckBox(translate("Make the restored archive plain, without a passphrase"))
        self.plain.setToolTip(translate("Whoever gets hold of its disk can read it then."))
        self._passphrase = widget(column(captioned(self.passphrase), self.plain, spacing=6))
        self._passphrase.hide()
        self.office = OfficeTarget()
        self._folder = widget(_field(self.folder, self._choose_folder))
        self.whole = QCheckBox(translate("Restore what is whole, although files are damaged"))
        self.whole.hide()
        self.running = RunningLine()
        self.begin = push_button(
            translate("Restore"), self._begin, icon_name="history", kind="primary"
        )
        self._arrange()
        self.source.editingFinished.connect(self._look)
        for line in (self.folder, self.passphrase):
            line.textChanged.connect(lambda _text: self.follow())
        self.office.changed.connect(self.follow)
        self.follow()

    def _arrange(self) -> None:
        self.lay_out(
            _field(self.source, self._choose_source),
            column(label(translate("Snapshot"), "caption"), self.snapshot, spacing=3),
            self._passphrase,
            self._folder,
            self.office,
            self.whole,
            self.running,
            STRETCH,
            foot=(STRETCH, self.begin),
            size=(620, 600),
        )

    @override
    def follow(self) -> None:
        """Let it begin once a snapshot is named, and a folder or the places of an office."""
        is_shared = self.office.wanted.isChecked()
        self._folder.setVisible(not is_shared)
        there = self.office.is_complete if is_shared else bool(self.folder.text().strip())
        ready = self.snapshot.count() > 0 and there
        ready = ready and (self._passphrase.isHidden() or bool(self.passphrase.text()))
        self.begin.setEnabled(ready and self._job is None)

    @override
    def reject(self) -> None:
        """Close; where nothing else would show what runs, once that has stopped."""
        if self._job is None or not self._is_alone:
            super().reject()
            return
        self._closes = True
        self._job.cancel()

    @override
    def explain(self, error: Exception) -> None:
        """Say why, and offer to restore what is whole."""
        self._job = None
        self.whole.setVisible(isinstance(error, BackupDamaged))
        super().explain(error)

    def _choose_source(self) -> None:
        def take(folder: Path) -> None:
            self.source.setText(str(folder))
            self._look()

        choosing.folder(self, take, translate("Choose the medium with the backup"))

    def _choose_folder(self) -> None:
        choosing.folder(
            self,
            lambda folder: self.folder.setText(str(folder)),
            translate("Choose a new or empty folder for the archive"),
        )

    def _look(self) -> None:
        """Read which snapshots there are."""
        place = Path(self.source.text().strip())
        if not self.source.text().strip():
            return

        def work(_job: Job) -> "tuple[list[Manifest], bool]":
            from luutru.services.backup.encryption import is_encrypted
            from luutru.services.backup.medium import medium_at

            return medium_at(place).snapshots(), is_encrypted(place)

        self._reading.ask(work, self._show, self.explain)

    def _show(self, told: "tuple[list[Manifest], bool]") -> None:
        found, is_encrypted = told
        self._passphrase.setVisible(is_encrypted)
        self.snapshot.clear()
        for one in found:
            agreements = formats.number(one.counts.get("agreements", 0))
            words = translate(
                "{when} · {count} agreements", when=formats.moment(one.taken_at), count=agreements
            )
            self.snapshot.addItem(words, one.name)
        self.snapshot.setEnabled(bool(found))
        self.notice.hide()
        if not found:
            self.notice.say("warn", translate("There is no whole snapshot on this medium."), "")
        self.follow()

    def _begin(self) -> None:
        source, folder = Path(self.source.text().strip()), Path(self.folder.text().strip())
        name, whole = str(self.snapshot.currentData()), self.whole.isChecked()
        person, passphrase = self._person, self.passphrase.text()
        plain = self.plain.isChecked() and not self._passphrase.isHidden()
        target = self.office.target()

        def work(job: Job) -> "RestoreReport | OfficeReport":
            from luutru.services.backup.encryption import Encrypting, key_of
            from luutru.services.backup.restoring import Wish, restore

            encrypting = Encrypting(key_of(source, passphrase, name), decrypt=plain)
            wish = Wish(name, whole, encrypting, person)
            if target is None:
                return restore([source], folder, wish, job)
            from luutru.services.migration.from_backup import restore_to_office

            return restore_to_office([source], target, wish, job)

        self._job = self._jobs.start(
            work,
            self._done,
            lane=Lane.BACKUP,
            title=translate("Restoring"),
            failed=self.explain,
        )
        self._job.on_end = self._over
        if self._is_alone:
            self.notice.hide()
            self.running.follow(self._job)
            self._jobs.progressed.connect(self._show_progress)
        else:
            self.notice.say("info", translate("Restoring; the job chip shows how far it is."), "")
        self.follow()

    def _show_progress(self, job: Job) -> None:
        if job is self._job:
            self.running.follow(job)

    def _over(self) -> None:
        self._job = None
        self.running.follow(None)
        self.follow()
        if self._closes:
            self.reject()

    def _done(self, report: "RestoreReport | OfficeReport") -> None:
        self.restored.emit(report)
        self.accept()


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    return line


def _field(line: QLineEdit, choose: Callable[[], object]) -> QVBoxLayout:
    button = push_button(translate("Choose…"), choose, icon_name="folder")
    return captioned(line, button)
