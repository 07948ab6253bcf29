"""The card “An toàn kho lưu trữ”: when every original was compared last, and room on the disk."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from luutru.gui import formats
from luutru.gui.formats import Grouped
from luutru.gui.home.checking import Checking
from luutru.gui.screen import Desk
from luutru.gui.screens import ADMINISTRATION
from luutru.gui.widgets.bars import ThinBar
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, line, row, widget
from luutru.gui.widgets.pill import Look, Pill
from luutru.i18n import translate, translate_count

if TYPE_CHECKING:
    from luutru.services.backup.told import Safekeeping
    from luutru.services.home.today import Safety

_SOUND = Look("active", "circle-check")
_DAMAGED = Look("overdue", "shield-alert")
_LATE = Look("expiring", "triangle-alert")
_UNKNOWN = Look("draft", "circle-dashed")


class SafetyCard(QFrame):
    """Tells what the custody log says of the last comparison; makes another."""

    def __init__(self, desk: Desk, checking: Checking) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._pill = Pill(_UNKNOWN, translate("Not compared yet"))
        self._compared, self._since, self._last, self._room, self._backup = (
            label("", "strong") for _ in range(5)
        )
        self._due = Pill(_LATE, translate("Backup is due"))
        self._bar = ThinBar(translate("Disk in use"))
        self.go_to_backups = push_button(
            translate("Backup…"), lambda: desk.part_wanted.emit(ADMINISTRATION, "backup"),
            icon_name="hard-drive",
            tip=translate("Show when the archive was backed up, and back it up"),
        )  # fmt: skip
        self.check = push_button(
            translate("Compare now"),
            checking.begin,
            icon_name="shield-check",
            tip=translate("Read every original and compare it with its checksum"),
        )
        desk.permits.guard(self.check, "verified")
        checking.changed.connect(self._follow)
        self._checking = checking
        self._since_line = _fact(translate("Taken in since"), self._since)
        self._lay_out()
        self._follow()

    def _lay_out(self) -> None:
        self.setLayout(
            column(
                row(label(translate("Safety of the archive"), "h2"), STRETCH, self._pill),
                _fact(translate("Checksums"), self._compared),
                line(),
                _fact(translate("Compared last"), self._last),
                line(),
                self._since_line,
                row(label(translate("Last backup"), "muted"), STRETCH, self._backup, self._due),
                line(),
                _fact(translate("Disk"), self._room),
                self._bar,
                STRETCH,
                row(self.check, self.go_to_backups, STRETCH),
                spacing=8,
                margins=(18, 14, 18, 14),
            )
        )

    @property
    def told(self) -> str:
        """What the card says, as one text."""
        shown = (self._compared, self._last, self._since, self._backup, self._room)
        return " · ".join([self._pill.accessibleName(), *(one.text() for one in shown)])

    def show_safety(self, told: "Safety") -> None:
        """Show what is known."""
        self._pill.show_state(*_verdict(told))
        self._compared.setText(_compared(told))
        self._last.setText(
            formats.moment(told.verified_at) if told.verified_at else translate("never")
        )
        self._backup.setText(_backup(told.backup))
        self._due.setVisible(told.backup.is_late)
        since = told.since if told.verified_at else 0
        self._since.setText(
            translate_count("{count} original", "{count} originals", Grouped(since))
        )
        self._since_line.setVisible(since > 0)
        used = told.disk_size - told.disk_free
        self._room.setText(
            translate("{free} free of {size}", free=formats.size(told.disk_free),
                      size=formats.size(told.disk_size))
        )  # fmt: skip
        self._bar.show_share(used / told.disk_size if told.disk_size else 0)

    def _follow(self) -> None:
        self.check.setEnabled(not self._checking.running)


def _verdict(told: "Safety") -> tuple[Look, str]:
    if told.verified_at is None:
        return _UNKNOWN, translate("Not compared yet")
    if told.findings:
        return _DAMAGED, translate_count("{count} finding", "{count} findings", told.findings)
    return _SOUND, translate("Sound")


def _backup(told: "Safekeeping") -> str:
    """Say when the last backup was made."""
    if told.last is None:
        return translate("never")
    if told.is_late:
        return translate_count("{count} day ago", "{count} days ago", Grouped(told.days))
    return formats.moment_near(told.last.at)


def _compared(told: "Safety") -> str:
    if told.verified_at is None:
        return translate_count("{count} original kept", "{count} originals kept",
                               Grouped(told.originals))  # fmt: skip
    if told.findings:
        return translate_count("{count} original compared", "{count} originals compared",
                               Grouped(told.compared))  # fmt: skip
    return translate_count("{count} original matches", "{count} originals match",
                           Grouped(told.compared))  # fmt: skip


def _fact(name: str, value: QLabel) -> QWidget:
    return widget(row(label(name, "muted"), STRETCH, value))
