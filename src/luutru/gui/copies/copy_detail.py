"""One number of the register, whole: what it says, and everything that was entered of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from luutru.gui.copies.looks import STATES, STEPS
from luutru.gui.formats import day, moment
from luutru.gui.permits import Permits
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, line, row, scrolled, widget
from luutru.gui.widgets.pill import Pill
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.services.copies.lines import CopyRow, Step
from luutru.services.copies.source import rebuilt_words

_WIDTH = 348
_HALF = 32


class CopyDetail(QFrame):
    """Beside the register."""

    agreement_wanted = Signal(str)
    deliver_wanted = Signal(object)
    revoke_wanted = Signal(object)
    again_wanted = Signal(object)
    """Issue the same once more, under a new number."""

    def __init__(self, permits: Permits) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.setFixedWidth(_WIDTH)
        self._row: CopyRow | None = None
        self._area = scrolled(QWidget(), "clear")
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._area.setAccessibleName(translate("Number of the register"))
        self.setFocusProxy(self._area)
        self.again = push_button(translate("Issue again…"), self._again, icon_name="copy")
        self.revoke = push_button(translate("Revoke…"), self._revoke, icon_name="undo-2")
        self.deliver = push_button(
            translate("Delivered…"), self._deliver, icon_name="handshake", kind="primary"
        )
        permits.guard_each(
            (self.again, "copy_issued"), (self.revoke, "copy_revoked"),
            (self.deliver, "copy_delivered"),
        )  # fmt: skip
        foot = column(
            row(self.again, STRETCH),
            row(self.revoke, STRETCH, self.deliver),
            spacing=8,
            margins=(16, 10, 16, 14),
        )
        self.setLayout(column((self._area, 1), foot, spacing=0, margins=(1, 1, 1, 1)))
        self.show_copy(None)

    def show_copy(self, copy: CopyRow | None) -> None:
        """Show a number; None for none."""
        self._row = copy
        self.again.setVisible(copy is not None and copy.has_copy and bool(copy.reference))
        self.deliver.setVisible(copy is not None and copy.state == "issued")
        self.revoke.setVisible(copy is not None and copy.state in ("issued", "delivered"))
        if copy is not None:
            told = translate("Issue again as number {number:02d}…", number=copy.number)
            self.again.setText(f" {told}")
            self.again.setAccessibleName(told)
        if copy is None:
            words = translate("Choose a number to see what became of it.")
            parts: list[QWidget] = [label(words, "muted", wrap=True)]
        else:
            parts = self._parts(copy)
        body = column(*parts, STRETCH, spacing=10, margins=(18, 16, 18, 12))
        self._area.setWidget(widget(body))

    def _parts(self, copy: CopyRow) -> list[QWidget]:
        pill = Pill(STATES[copy.state], code_list("copy_state").label(copy.state))
        head = row(label(copy.symbol, "h2"), pill, STRETCH, spacing=10)
        parts = [widget(head), label(copy.title, "strong", wrap=True)]
        if copy.reference:
            go = push_button(
                translate("Open {reference}", reference=copy.reference), self._open,
                kind="ghost", icon_name="arrow-right",
            )  # fmt: skip
            parts.append(widget(row(go, STRETCH)))
        parts.append(line())
        direction = code_list("copy_direction").label(copy.direction) if copy.direction else ""
        form = code_list("copy_form").label(copy.form) if copy.form else ""
        grounds = [
            _told(name, value)
            for name, value in (
                (translate("Request"), copy.request),
                (translate("Issued again as"), copy.repeats),
            )
            if value
        ]
        parts += grounds
        if not form:
            return [*parts, label(translate("What became of it"), "h3"), *map(_step, copy.steps)]
        parts += [
            _told(translate("Form of the copy"), f"{form} · {direction.lower()}"),
            _told(translate("Pages"), copy.pages or translate("all")),
            *([_told(translate("Note"), note)] if (note := rebuilt_words(copy.told)) else []),
            _told(translate("Day"), day(copy.issued_on.isoformat()) if copy.issued_on else ""),
            _told(translate("Signer"), " · ".join(
                filter(None, (copy.signer_title, copy.signer_name)))),
            _told(translate("Recipients"), "\n".join(copy.recipients)),
            _told(translate("SHA-256 of the copy"), _halves(copy.output_sha256)),
            line(),
            label(translate("What became of it"), "h3"),
            *map(_step, copy.steps),
        ]  # fmt: skip
        return parts

    def _open(self) -> None:
        if self._row is not None:
            self.agreement_wanted.emit(self._row.reference)

    def _deliver(self) -> None:
        self.deliver_wanted.emit(self._row)

    def _revoke(self) -> None:
        self.revoke_wanted.emit(self._row)

    def _again(self) -> None:
        self.again_wanted.emit(self._row)


def _told(name: str, value: str) -> QWidget:
    shown = label(value or "–", wrap=True)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return widget(column(label(name, "caption"), shown, spacing=1))


def _step(step: Step) -> QWidget:
    icon_name, state = STEPS[step.state]
    what = code_list("copy_state").label(step.state)
    told = " · ".join(filter(None, (moment(step.at), step.person)))
    words = column(label(what, "strong"), label(told, "caption"), spacing=1)
    if step.reason:
        words.addWidget(label(step.reason, "caption", wrap=True))
    return widget(row(IconLabel(icon_name, state, 15, square=30), (words, 1), spacing=10))


def _halves(code: str) -> str:
    return f"{code[:_HALF]}\n{code[_HALF:]}" if code else ""
