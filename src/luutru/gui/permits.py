"""What whoever works here may not do is off, and says why: in menus, by key and on buttons."""

from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.errors import PartOfArchive
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.records.roles import Permission, acts_of_members, permission_for, roles_with

if TYPE_CHECKING:
    from luutru.services.acting import Actor
    from luutru.services.archive import Archive

Target = TypeVar("Target", bound=QAction | QWidget)
_SAID_ANEW: Final = frozenset({QEvent.Type.EnabledChange, QEvent.Type.ToolTipChange})


class Permits(QObject):
    """What may be done in one workspace, asked by what the log would call it.

    The services refuse by the same table; here the reader learns it before they try. A workspace is
    built for whoever signed in and built anew once that changes, and so each thing is asked once.
    """

    def __init__(self, archive: "Archive") -> None:
        super().__init__()
        self._archive = archive

    def refusal(self, needed: str | Permission) -> str:
        """Return why something may not be done, as a sentence; "" where it may.

        Args:
            needed: A code of the list `act`, or a permission where nothing is entered in the log.
        """
        is_act = not isinstance(needed, Permission)
        if is_act and self._archive.is_read_only:
            reason = self._archive.read_only_reason
            return translate("This window only reads: {reason}.", reason=reason)
        if is_act and self._archive.is_open:  # what stands in until then is built anew
            member = self._archive.member
            if member is not None and needed not in acts_of_members():
                return PartOfArchive(member.name).what_happened()
        return refused(self._archive, permission_for(needed) if is_act else Permission(needed))

    def guard(self, target: Target, needed: str | Permission) -> Target:
        """Keep an action or a widget off where `needed` may not be done, and return it.

        However often it is turned on after that, it stays off, and its tip says why.
        """
        reason = self.refusal(needed)
        if not reason:
            return target
        if isinstance(target, QAction):
            _keep_off(target, reason)
        else:
            target.installEventFilter(_Guard(target, reason))
        return target

    def guard_each(self, *pairs: tuple[QAction | QWidget, str | Permission]) -> None:
        """Guard several things, each with what it needs."""
        for target, needed in pairs:
            self.guard(target, needed)


def refused(actor: "Actor", permission: Permission | None) -> str:
    """Return who alone may do something, as a sentence; "" where `actor` may."""
    if permission is not None and actor.may(permission):
        return ""
    if permission is None:
        return translate("Nobody may do this.")
    label = code_list("role").label
    roles = translate(" or ").join(_inside(label(one)) for one in roles_with(permission))
    what = _inside(code_list("permission").label(permission))
    return translate("Only somebody with the role {roles} may {what}.", roles=roles, what=what)


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def _keep_off(action: QAction, reason: str) -> None:
    def follow(enabled: bool = False) -> None:  # noqa: FBT001, FBT002  as the signal tells it
        if enabled:
            action.setEnabled(False)

    action.setEnabled(False)
    action.setToolTip(reason)
    action.setStatusTip(reason)
    action.enabledChanged.connect(follow)


class _Guard(QObject):
    """Takes back at once what would turn a widget on, or give it another tip."""

    def __init__(self, widget: QWidget, reason: str) -> None:
        super().__init__(widget)
        self._reason = reason
        self._hold(widget)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SAID_ANEW and isinstance(watched, QWidget):
            self._hold(watched)
        return False

    def _hold(self, widget: QWidget) -> None:
        if widget.isEnabled():
            widget.setEnabled(False)
        if widget.toolTip() != self._reason:
            widget.setToolTip(self._reason)
            widget.setAccessibleDescription(self._reason)
