"""Milestones that no longer fit their rule or the calendar: shown first, then brought in step."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import box, column, label
from luutru.gui.widgets.word_table import Line, WordTable
from luutru.i18n import mark, translate, translate_count

if TYPE_CHECKING:
    from datetime import date

    from luutru.services.rules.replanning import Replanned

_HEADINGS: Final = (mark("Agreement"), mark("Milestone"), mark("Before"), mark("After"))
_WIDTHS: Final = {0: 110, 2: 110, 3: 150}


class ReplanDialog(DeskDialog):
    """Changes nothing before a reason is given; days that a person moved stay."""

    def __init__(
        self, desk: Desk, rule: str, stale: "Sequence[Replanned]", parent: QWidget
    ) -> None:
        title = translate_count(
            "{count} open milestone no longer fits", "{count} open milestones no longer fit",
            len(stale),
        )  # fmt: skip
        guide = translate(
            "They are planned anew; what is done, and what a person moved, stays as it is."
        )
        super().__init__(desk, parent, title, guide)
        self._rule = rule
        self.table = WordTable(
            translate("Milestones"), [translate(one) for one in _HEADINGS], _WIDTHS, 1
        )
        self.table.show_lines([_line(one) for one in stale])
        self.reason = LineInput(500)
        self.reason.setAccessibleName(translate("Reason"))
        self.reason.edited.connect(self.follow)
        why = label(translate("Reason (kept in the log)"), "caption")
        why.setBuddy(self.reason)
        self.make = push_button(translate("Plan anew"), self._make, kind="primary")
        card = box("card", column(self.table, spacing=0, margins=(1, 6, 1, 6)))
        self.lay_out(
            (card, 1), column(why, self.reason, spacing=3), foot=(self.make,), size=(820, 480)
        )
        self.follow()

    def follow(self) -> None:
        """Let the button be on once a reason is given."""
        self.make.setEnabled(bool(self.reason.typed()))

    def _make(self) -> None:
        archive, rule, reason = self.desk.archive, self._rule, self.reason.typed()
        self.make.setEnabled(False)

        def work(_job: object) -> int:
            from luutru.services.rules.replanning import replan  # noqa: PLC0415

            return len(replan(archive, reason, rule))

        def told(count: int) -> None:
            self.finish(
                translate_count("{count} milestone planned anew.",
                                "{count} milestones planned anew.", count)
            )  # fmt: skip

        self.run(work, told, Lane.WRITING)


def offer_replanning(
    desk: Desk, parent: QWidget, rule: str, offer: Callable[[ReplanDialog], object]
) -> None:
    """Look in the background which milestones no longer fit, and offer to plan them anew."""
    archive = desk.archive

    def work(_job: object) -> "list[Replanned]":
        from luutru.services.rules.replanning import would_replan  # noqa: PLC0415

        return would_replan(archive, rule)

    def show(stale: "list[Replanned]") -> None:
        if stale:
            dialog = ReplanDialog(desk, rule, stale, parent)
            dialog.told.connect(lambda title, text: desk.told.emit("good", title, text))
            offer(dialog)

    desk.jobs.start(work, show, lane=Lane.READING)


def _line(told: "Replanned") -> Line:
    after = translate("cancelled") if told.is_closed else _day(told.due_after)
    return Line((told.reference, told.title, _day(told.due_before), after))


def _day(value: "date | None") -> str:
    return value.strftime("%d/%m/%Y") if value else "–"
