"""The tab “Tổng quan”: files, index and disk on cards, what has to be seen to."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from luutru.gui import formats
from luutru.gui.administration.findings_dialog import FindingsDialog
from luutru.gui.administration.log_icons import icon_of
from luutru.gui.administration.overview_words import index_text, integrity_text, storage_text
from luutru.gui.administration.running import RunningLine
from luutru.gui.administration.state_card import StateCard
from luutru.gui.administration.work import Caretaking
from luutru.gui.jobs import Newest
from luutru.gui.own_pages import check_desk
from luutru.gui.screen import Desk
from luutru.gui.screens import ADMINISTRATION, INTAKE
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import (
    STRETCH,
    card,
    column,
    empty,
    heading,
    label,
    line,
    row,
    scrolled,
    widget,
)
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.records.roles import Permission

if TYPE_CHECKING:
    from luutru.services.administration.condition import Condition, Trouble
    from luutru.services.administration.log_reading import LogRow
    from luutru.services.archive import Archive
    from luutru.services.inspecting import Verdict

_NEWEST: Final = 6
_ICONS: Final = {
    "verify": "shield-alert",
    "rebuild": "search",
    "intake": "scan-line",
    "disk": "hard-drive",
    "backup": "usb",
}


class OverviewTab(QWidget):
    """Reads everything anew whenever the archive has changed."""

    log_wanted = Signal(int)
    """Show the log, at this entry; 0 for the newest."""
    read = Signal(object)
    """What was read, for the heading of the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = Newest(desk.jobs)
        self._told: Condition | None = None
        self._verdict: Verdict | None = None
        self.work = Caretaking(desk, self)
        self._make_buttons()
        self.integrity = StateCard(
            translate("Integrity of files"), "shield-check", "active", self.compare, self.findings
        )
        self.index = StateCard(
            translate("Search index"), "search", "progress", self.rebuild, self.synonyms
        )
        self.storage = StateCard(
            translate("Storage"),
            "hard-drive",
            "signed",
            self.recover,
            self.self_check,
            *((self.passphrase,) if self._desk.archive.keyring.is_encrypted else ()),
        )
        self.running = RunningLine()
        self._troubles = QVBoxLayout()
        self._newest = QVBoxLayout()
        self._lay_out()
        self.work.changed.connect(self._follow)
        self.work.verified.connect(self._keep)
        self._follow()
        self.refresh()

    def _make_buttons(self) -> None:
        self.compare = push_button(
            translate("Compare now"), self.work.verify, icon_name="shield-check", kind="primary",
            tip=translate("Read every original and compare its SHA-256"),
        )  # fmt: skip
        self.findings = push_button(
            translate("Report…"), self.show_findings, icon_name="file-text",
            tip=translate("Show what was found, print it, or save it as a file"),
        )  # fmt: skip
        self.rebuild = push_button(
            translate("Build anew"), self.work.rebuild, icon_name="refresh-cw",
            tip=translate("Throw the index away and fill it again; nothing is read anew"),
        )  # fmt: skip
        self.synonyms = push_button(
            translate("Synonyms…"), self._show_synonyms, icon_name="book-copy",
            tip=translate("Say which words are searched as one"),
        )  # fmt: skip
        self.recover = push_button(
            translate("Put right"), self.work.put_right, icon_name="rotate-ccw",
            tip=translate(
                "Sweep unfinished copies, set aside files without a record, make lost "
                "derivatives again"
            ),
        )  # fmt: skip
        self._desk.permits.guard_each((self.compare, "verified"), (self.recover, "recovered"))

        self.passphrase = push_button(
            translate("Passphrase…"), self._change_passphrase, icon_name="key-round",
            tip=translate("Change what unlocks this encrypted archive"),
        )  # fmt: skip
        self._desk.permits.guard(self.passphrase, "passphrase_changed")
        self.self_check = push_button(
            translate("Self-check…"), self._check_itself, icon_name="list-checks",
            tip=translate("Look whether this computer has what the program needs"),
        )  # fmt: skip

    def _lay_out(self) -> None:
        cards = QGridLayout()
        cards.setSpacing(14)
        cards.setContentsMargins(0, 0, 0, 0)
        for place, state in enumerate((self.integrity, self.index, self.storage)):
            cards.addWidget(state, 0, place)
            cards.setColumnStretch(place, 1)
        self._troubles.setSpacing(0)
        self._newest.setSpacing(0)
        open_log = push_button(
            translate("Open the log"), lambda: self.log_wanted.emit(0), kind="ghost"
        )
        troubles = _list_card(translate("To be seen to"), self._troubles)
        self.newest = _list_card(translate("Newest entries of the log"), self._newest, open_log)
        below = row((troubles, 1), (self.newest, 1), spacing=14)
        self.newest.setVisible(self._desk.archive.may(Permission.INSPECT))
        body = column(self.running, cards, (below, 1), spacing=14)
        area = scrolled(widget(body))
        area.setAccessibleName(translate("Overview"))
        self.setLayout(column(area, spacing=0))

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.compare

    def refresh(self) -> None:
        """Read anew how the archive is."""
        archive = self._desk.archive
        self._reading.ask(lambda _job: _read(archive), self._show)

    def show_findings(self) -> None:
        """Show what the last verification found, and offer its report."""
        if self._verdict is not None:
            FindingsDialog(self._desk, self.work, self._verdict, self).open()

    def _show_synonyms(self) -> None:
        from luutru.gui.synonyms.dialog import SynonymsDialog  # noqa: PLC0415  knows the index

        SynonymsDialog(self._desk, self).open()

    def _change_passphrase(self) -> None:
        from luutru.gui.administration.passphrase_dialog import (  # noqa: PLC0415  seldom asked
            PassphraseDialog,
        )

        dialog = PassphraseDialog(self._desk, self)
        dialog.told.connect(lambda title, text: self._desk.told.emit("good", title, text))
        dialog.open()

    def _check_itself(self) -> None:
        check_desk(self._desk, self)

    def _show_backups(self) -> None:
        self._desk.part_wanted.emit(ADMINISTRATION, "backup")

    def _keep(self, verdict: "Verdict") -> None:
        self._verdict = verdict
        if not verdict.is_sound:
            self.show_findings()

    def _show(self, told: "tuple[Condition, list[LogRow]]") -> None:
        condition, newest = told
        self._told = condition
        if (
            self._verdict is None
            or condition.verdict is None
            or (
                condition.verdict.at > self._verdict.at
                and condition.verdict.head != self._verdict.head
            )
        ):
            self._verdict = condition.verdict
        self.integrity.show_text(integrity_text(condition.verdict, condition.storage))
        self.index.show_text(index_text(condition.index))
        self.storage.show_text(storage_text(condition.storage))
        self.findings.setVisible(self._verdict is not None)
        _fill(self._troubles, [self._trouble(one) for one in condition.troubles] or [_all_well()])
        _fill(self._newest, [self._entry(one) for one in newest])
        self.read.emit(condition)

    def _follow(self) -> None:
        """Show the work that runs, and let no button start it twice."""
        verification = self.work.verification
        self.compare.setEnabled(verification is None)
        self.rebuild.setEnabled(self.work.rebuilding is None)
        self.recover.setEnabled(self.work.putting_right is None)
        self.running.follow(verification or self.work.rebuilding or self.work.putting_right)

    def _trouble(self, told: "Trouble") -> QWidget:
        words = column(
            label(told.what, "strong", wrap=True), label(told.advice, "caption", wrap=True),
            spacing=1,
        )  # fmt: skip
        icon = IconLabel(_ICONS[told.kind], "expiring", 16, square=32)
        ways = self._ways(told)
        return widget(row(icon, (words, 1), *ways, spacing=12, margins=(0, 9, 0, 9)))

    def _ways(self, told: "Trouble") -> list[QWidget]:
        if told.kind == "intake":
            go = translate("Go to the intake")
            return [push_button(go, lambda: self._desk.screen_wanted.emit(INTAKE), kind="ghost")]
        if told.kind == "backup":
            go = translate("Go to the backups")
            return [push_button(go, self._show_backups, kind="ghost")]
        if told.kind == "verify" and self._verdict is not None and not self._verdict.is_sound:
            return [push_button(translate("Findings…"), self.show_findings, kind="ghost")]
        return []

    def _entry(self, told: "LogRow") -> QWidget:
        act = code_list("act").label(told.act)
        title = " · ".join(filter(None, (act, told.reference)))
        about = " · ".join(filter(None, (told.person, told.told)))
        words = column(_cut(title, "strong"), _cut(about, "caption"), spacing=1)
        icon_name, state = icon_of(told.act)
        when = label(formats.moment_near(told.at), "caption")
        return widget(
            row(IconLabel(icon_name, state, 16, square=32), (words, 1), when, spacing=12,
                margins=(0, 8, 0, 8))
        )  # fmt: skip


def _read(archive: "Archive") -> "tuple[Condition, list[LogRow]]":
    """Read how the archive is; of its log what whoever works here may read."""
    from luutru.services.administration.condition import condition  # noqa: PLC0415  starts quicker
    from luutru.services.administration.log_reading import log_numbers, log_rows  # noqa: PLC0415

    if not archive.may(Permission.INSPECT):
        return condition(archive), []
    return condition(archive), log_rows(archive, log_numbers(archive)[:_NEWEST])


def _cut(text: str, role: str) -> QWidget:
    from luutru.gui.widgets.elided_label import ElidedLabel  # noqa: PLC0415

    made = ElidedLabel(role)
    made.say(text)
    return made


def _list_card(title: str, lines: QVBoxLayout, *more: QWidget) -> QFrame:
    return card(heading(title, *more), lines, STRETCH, spacing=8)


def _all_well() -> QWidget:
    icon = IconLabel("circle-check", "active", 16, square=32)
    words = label(translate("Nothing has to be seen to."), "muted")
    return widget(row(icon, (words, 1), spacing=12, margins=(0, 9, 0, 9)))


def _fill(lines: QVBoxLayout, parts: list[QWidget]) -> None:
    empty(lines)
    for number, part in enumerate(parts):
        if number:
            lines.addWidget(line())
        lines.addWidget(part)
