"""The article that a milestone comes from, with its source, the day it was checked, how surely."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame

from luutru.gui.formats import day
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row, set_ground
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from luutru.services.milestones.details import Article

_SURE: Final = {
    "read": mark("The article was read."),
    "reported": mark("Known from summaries; look the article up before you rely on it."),
    "own": mark("Set by this program or by the agency, not by law."),
}


class ArticlePanel(QFrame):
    """What the law asks for, in our words; the wording of the law has to be looked up."""

    def __init__(self, told: "Article", planned_by: str) -> None:
        super().__init__()
        set_ground(self, "info")
        sources = [translate("Source: {source}", source=told.source)]
        if told.checked_on:
            sources.append(translate("checked on {day}", day=day(told.checked_on)))
        sources.append(translate("version {version}", version=told.version))
        if planned_by and planned_by != told.version:
            sources.append(translate("planned by version {version}", version=planned_by))
        if told.is_edited:
            sources.append(translate("changed by this archive"))
        sure = translate(_SURE[told.certainty]) if told.certainty in _SURE else ""
        words = column(
            label(f"{told.rule} · {told.reference}", "strong", wrap=True),
            label(told.summary, wrap=True),
            label(" · ".join(sources), "caption", wrap=True),
            label(sure, "caption", wrap=True),
            spacing=4,
        )
        icon = column(1, IconLabel("landmark", "accent"), STRETCH)
        self.setLayout(row(icon, (words, 1), spacing=12, margins=(14, 12, 14, 12)))
