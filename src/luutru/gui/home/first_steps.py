"""What an empty archive shows in the place of figures: the first three steps."""

from typing import Final

from PySide6.QtWidgets import QFrame, QWidget

from luutru.gui.screen import Desk
from luutru.gui.screens import INTAKE
from luutru.gui.widgets.buttons import action_button, push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, box, column, label, line, row, widget
from luutru.i18n import translate

_WIDTH: Final = 760


class FirstSteps(QWidget):
    """Three lines, each with what can be done about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        actions = desk.actions
        watch = push_button(
            translate("Choose a folder…"),
            lambda: desk.part_wanted.emit(INTAKE, "watch"),
            icon_name="folder",
        )
        desk.permits.guard(watch, "watch_set")
        steps = (
            ("scan-line", translate("Take in the first scans"),
             translate("PDF files and images are kept unchanged, read, and made findable."),
             action_button(actions["take_in"], icon_name="plus", kind="primary")),
            ("folder", translate("Watch the folder of the scanner"),
             translate("What the scanner leaves there is taken in by itself, once it is complete."),
             watch),
            ("list-checks", translate("Bring a list that was kept until now"),
             translate("A spreadsheet with one row a document describes the scans beside it."),
             action_button(actions["take_in_list"], icon_name="table-2")),
        )  # fmt: skip
        lines: list[QWidget | QFrame] = []
        for number, (icon_name, title, text, button) in enumerate(steps, start=1):
            lines += [line(), _step(number, icon_name, title, text, button)]
        card = box(
            "card",
            column(
                label(translate("This archive is empty"), "h2"),
                label(translate("Three ways to begin; all of them can be taken later."), "muted"),
                6,
                *lines,
                spacing=10,
                margins=(24, 20, 24, 20),
            ),
        )
        card.setMaximumWidth(_WIDTH)
        self.setLayout(column(row((card, 1), STRETCH), STRETCH))


def _step(number: int, icon_name: str, title: str, text: str, button: QWidget) -> QWidget:
    words = column(
        label(f"{number}. {title}", "strong"), label(text, "muted", wrap=True), spacing=3
    )
    return widget(
        row(IconLabel(icon_name, "accent", 20, square=40), (words, 1), button, spacing=14)
    )
