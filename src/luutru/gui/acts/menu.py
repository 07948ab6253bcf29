"""The menu of the acts that can be carried out upon an agreement or an authority."""

from PySide6.QtWidgets import QMenu, QWidget

from luutru.gui.acts import keeping
from luutru.gui.acts.asks import FORMS, OF_AGREEMENTS, OF_AUTHORITIES
from luutru.gui.acts.dialog import ActDialog
from luutru.gui.acts.reading import Subject
from luutru.gui.screen import Desk
from luutru.gui.theme.icons import icon
from luutru.i18n import translate
from luutru.records.code_lists import code_list


class ActsMenu(QMenu):
    """Lists the acts upon one thing and opens the dialog of the one that is chosen."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent
        self._subject = Subject("")
        self.setAccessibleName(translate("Acts"))
        self.setToolTipsVisible(True)
        self.opened: ActDialog | None = None

    def offer(self, subject: Subject) -> None:
        """Offer the acts upon another agreement or authority."""
        of_agreement = bool(subject.reference)
        if bool(self._subject.reference) != of_agreement or self.isEmpty():
            self.clear()
            groups = OF_AGREEMENTS if of_agreement else OF_AUTHORITIES
            for at, group in enumerate(groups):
                if at:
                    self.addSeparator()
                for kind in group:
                    action = self.addAction(
                        icon(FORMS[kind].icon), code_list("guided_act").label(kind) + "…"
                    )
                    action.setData(kind)
                    self._desk.permits.guard(action, "guided")
                    action.triggered.connect(lambda _checked, k=kind: self.open_dialog(k))
            if of_agreement:
                self.addSeparator()
                for title, icon_name, act, do in (
                    (translate("Freeze…"), "lock", "frozen", self._freeze),
                    (translate("Propose to dispose of it…"), "archive", "disposal_proposed",
                     self._propose),
                    (translate("Who may see it…"), "eye", "clearance_granted", self._clear),
                ):  # fmt: skip
                    other = self._desk.permits.guard(self.addAction(icon(icon_name), title), act)
                    other.triggered.connect(do)
        self._subject = subject

    def open_dialog(self, kind: str) -> ActDialog:
        """Open the dialog of one act."""
        self.opened = ActDialog(self._desk, kind, self._subject, self._parent)
        self.opened.open()
        return self.opened

    def _clear(self) -> None:
        keeping.ask_who_may_see(self._desk, self._parent, self._subject.reference)

    def _freeze(self) -> None:
        keeping.ask_to_freeze(self._desk, self._parent, self._subject.reference)

    def _propose(self) -> None:
        keeping.ask_to_dispose(self._desk, self._parent, self._subject.reference)
