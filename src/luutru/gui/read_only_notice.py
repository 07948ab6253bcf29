"""The notice of a window that only reads: why, and the way to write once the desk is free."""

from PySide6.QtCore import Signal

from luutru.gui.session import Session
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate
from luutru.services.read_only import AT_DESK, FULL


class ReadOnlyNotice(Notice):
    """Stays as long as nothing can be changed in this window."""

    taken_over = Signal()
    """From now on this window writes."""

    def __init__(self, session: Session) -> None:
        super().__init__(stays=True)
        self.setProperty("spaced", "true")
        self._session = session
        self._tell()

    def take_over(self) -> None:
        """Write here from now on, if whoever wrote has left."""
        taken = self._session.take_over()
        self._tell()
        if taken:
            self.taken_over.emit()

    def _tell(self) -> None:
        told = self._session.archive.read_only
        if told is None:
            self.clear()
            return
        title = translate("This window only reads: {reason}.", reason=told.in_words())
        if told.kind == FULL:
            text = translate("Nothing can be changed here until there is room on the disk again.")
            self.say("warn", title, text, push_button(translate("Try again"), self.take_over))
            return
        if told.kind != AT_DESK:
            self.say("warn", title, translate("Nothing can be changed in it."))
            return
        text = translate(
            "Nothing can be changed here until the other window is closed; then work can be taken "
            "over."
        )
        again = push_button(translate("Take over"), self.take_over)
        self.say("warn", title, text, again)
