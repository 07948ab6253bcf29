"""What has to be said of the file itself, above its pages: damage, and what it could do if let."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from luutru.errors import FixityLost, LuutruError, OriginalMissing
from luutru.gui.formats import moment
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import column
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.cards import DocumentCard
from luutru.services.soundness import KeptFile, Outcome, look_at

_HARMLESS = "uri"
"""Links to addresses: they lead nowhere on a workstation without a network."""
_MAY_BREAK = "\u200b"


class FileNotices(QWidget):
    """Looks at the file of the document that is shown, in the background."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._document = 0
        self._looking = Newest(desk.jobs, Lane.COMPARING)
        self.damage = Notice(stays=True)
        self.active = Notice()
        for notice in (self.damage, self.active):
            notice.setProperty("spaced", "true")
        self.setLayout(column(self.damage, self.active, spacing=0))

    def clear(self) -> None:
        """Say nothing any more."""
        self._document = 0
        self._looking.forget()
        self.damage.clear()
        self.active.clear()

    def show_document(self, document: DocumentCard) -> None:
        """Say what is to be said of a document, as soon as it is known."""
        if document.id != self._document:
            self.clear()
            self._document = document.id
            self._say_active(document)
        self.look_again()

    def look_again(self) -> None:
        """Read the file anew: something about it seems to be wrong, or put right."""
        if self._document:
            archive, document = self._desk.archive, self._document
            self._looking.ask(lambda _job: look_at(archive, document), self._say_damage)

    def _say_active(self, document: DocumentCard) -> None:
        kinds = [kind for kind in document.active_content if kind != _HARMLESS]
        if kinds:
            words = code_list("active_content")
            self.active.say(
                "warn",
                translate("This file has active content: {kinds}.",
                          kinds=", ".join(words.label(kind) for kind in kinds)),
                translate("Nothing of it is run here; only its pages are drawn. Be careful with "
                          "other programs."),
            )  # fmt: skip

    def _say_damage(self, kept: KeptFile | None) -> None:
        if kept is None or kept.outcome is Outcome.SOUND:
            self.damage.clear()
            return
        error: LuutruError = FixityLost(kept.reference)
        if kept.outcome is Outcome.MISSING:
            error = OriginalMissing(kept.reference)
        text = "\n".join([*_facts(kept), error.what_next()])
        self.damage.say(
            "bad",
            error.what_happened(),
            text,
            push_button(
                translate("Copy"),
                lambda: QGuiApplication.clipboard().setText(text.replace(_MAY_BREAK, "")),
                icon_name="copy", tip=translate("Copy these facts for whoever restores the file"),
            ),
        )  # fmt: skip


def _facts(kept: KeptFile) -> list[str]:
    facts = [
        translate("Path: {path}", path=_breakable(kept.path)),
        translate("Checksum (SHA-256): {sha256}", sha256=_halves(kept.sha256)),
    ]
    if kept.found_sha256:
        facts.append(translate("Found instead: {sha256}", sha256=_halves(kept.found_sha256)))
    facts.append(translate("Last found sound: {moment}", moment=moment(kept.last_sound)))
    return facts


def _breakable(path: str) -> str:
    """Let a path be broken anywhere: the name of a file is as long as its checksum."""
    return _MAY_BREAK.join(path)


def _halves(sha256: str) -> str:
    half = len(sha256) // 2
    return f"\n{sha256[:half]}\n{sha256[half:]}"
