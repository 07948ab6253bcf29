"""Says that a scan is nearly the same as one that is kept already, and leads to it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.notice import Notice
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from luutru.services.duplicates import NearDuplicate

_SAME: Final = mark("This scan is nearly the same as {reference}.")
_SAME_MOULD: Final = mark("The wording is nearly that of {reference}.")


class DuplicateNotice(Notice):
    """Hidden where nothing is nearly the same; nothing is merged or deleted from here."""

    wanted = Signal(str, int)
    """Show this agreement and this document of it."""

    def show_duplicates(self, found: Sequence["NearDuplicate"]) -> None:
        """Tell of the scan that is most alike, and how many more there are."""
        if not found:
            self.clear()
            return
        best, more = found[0], len(found) - 1
        said = [f"{best.title}. {best.why}" if best.title else best.why]
        if more:
            said.append(translate_count("{count} more is alike.", "{count} more are alike.", more))
        title = _SAME if best.is_same else _SAME_MOULD
        self.say(
            "info",
            translate(title, reference=best.reference),
            " ".join(said),
            push_button(
                translate("Open {reference}", reference=best.reference),
                lambda: self.wanted.emit(best.agreement_reference, best.document_id),
            ),
        )
