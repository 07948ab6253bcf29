"""Two scans side by side that may be of one paper: what differs, and what is decided."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.lanes import Lane
from luutru.gui.pages.page_view import PageView
from luutru.gui.pages.scan_source import images_of, sheets_of, words_of
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import STRETCH, box, column, label, line, row
from luutru.i18n import translate, translate_count

if TYPE_CHECKING:
    from luutru.gui.pages.page_geometry import Sheet
    from luutru.gui.pages.page_images import PageImages
    from luutru.services.archive import Archive
    from luutru.services.twins import Twin

_WIDTH_OF_NOTHING: Final = 560


class ScanSide(QWidget):
    """One of the two scans, under its reference."""

    def __init__(self, desk: Desk, images: "PageImages", open_it: str) -> None:
        super().__init__()
        self._desk = desk
        self._document = 0
        self._wanted = 0
        self.name = ElidedLabel("strong")
        self.view = PageView(images)
        self.open = push_button(open_it, icon_name="external-link")
        head = row((self.name, 1), self.open, margins=(14, 6, 8, 6))
        card = column(head, line(), (self.view, 1), spacing=0, margins=(1, 1, 1, 1))
        self.setLayout(column(box("card", card), spacing=0))

    def show_document(self, document: int, name: str) -> None:
        """Show the scan of a document."""
        self.name.say(name)
        self.open.setAccessibleName(f"{self.open.text().strip()}: {name}")
        self.view.setAccessibleName(translate("Pages of {name}", name=name))
        if document == self._document:
            return
        self._document = document
        archive = self._desk.archive
        self._desk.jobs.start(
            lambda _job: sheets_of(archive, document), self._show, lane=Lane.READING
        )

    def go_to(self, number: int) -> None:
        """Show a page, as soon as the pages are there."""
        self._wanted = number
        if 0 < number <= self.view.page_count:
            self.view.go_to_page(number)

    def _show(self, sheets: "list[Sheet]") -> None:
        words = words_of(self._desk.archive, self._desk.jobs, self._document)
        self.view.show_document(self._document, sheets, words)
        self.go_to(self._wanted)


class TwinsDialog(DeskDialog):
    """Shows what may be the same as one document; a person says whether it is."""

    opened = Signal(str)
    """Show the agreement of this reference."""

    def __init__(self, desk: Desk, reference: str, parent: QWidget) -> None:
        super().__init__(desk, parent, translate("What may be the same"))
        self._reference = reference
        self._twins: tuple[Twin, ...] = ()
        self._pair = 0
        self.choice = QComboBox()
        self.choice.setAccessibleName(translate("Documents that may be the same"))
        self.choice.activated.connect(lambda _place: self._show())
        self.why = label("", "strong", wrap=True)
        self.differs = label("", "muted", wrap=True)
        images = images_of(desk.archive, desk.jobs)
        self.sides = tuple(ScanSide(desk, images, translate("Open")) for _ in range(2))
        self.pages = label("", "caption")
        self.before = icon_button(
            "chevron-left", translate("Previous pages that are alike"), lambda: self._step(-1)
        )
        self.after = icon_button(
            "chevron-right", translate("Next pages that are alike"), lambda: self._step(1)
        )
        self.both = push_button(translate("They are different papers"), self._tell_apart)
        self.both.setToolTip(translate("Note it, so that nobody has to compare them again"))
        self.same = push_button(translate("Another scan of the same paper"), self._make_one)
        desk.permits.guard_each((self.both, "told_apart"), (self.same, "scan_chosen"))
        self.lay_out(
            self.choice,
            self.why,
            self.differs,
            (row(*((side, 1) for side in self.sides), spacing=14), 1),
            foot=(self.before, self.pages, self.after, STRETCH, self.both, self.same),
            size=(1180, 720),
        )
        for at, side in enumerate(self.sides):
            side.open.clicked.connect(lambda _on, at=at: self._open(at))
        self._hide_all()
        archive = desk.archive
        self.run(lambda _job: _twins(archive, reference), self._take, Lane.COMPARING)

    @property
    def twin(self) -> "Twin | None":
        """The document that stands on the right."""
        at = self.choice.currentIndex()
        return self._twins[at] if 0 <= at < len(self._twins) else None

    def follow(self) -> None:
        """Let what can be done follow what is shown."""
        twin = self.twin
        pairs = len(twin.pages) if twin else 0
        self.same.setEnabled(twin is not None)
        self.both.setEnabled(twin is not None)
        self.before.setEnabled(self._pair > 0)
        self.after.setEnabled(self._pair < pairs - 1)

    def _hide_all(self) -> None:
        self.choice.hide()
        for part in (*self.sides, self.before, self.pages, self.after, self.both, self.same):
            part.hide()

    def _take(self, twins: "tuple[Twin, ...]") -> None:
        self._twins = twins
        for twin in twins:
            self.choice.addItem(
                f"{twin.reference} · {twin.title}" if twin.title else twin.reference
            )
        if not twins:
            self.notice.say("good", translate("Nothing in the archive is like this document."))
            self.resize(_WIDTH_OF_NOTHING, self.sizeHint().height())
            return
        self.choice.setVisible(len(twins) > 1)
        for part in (*self.sides, self.before, self.pages, self.after, self.both, self.same):
            part.show()
        self._show()
        self.sides[0].view.setFocus()

    def _show(self) -> None:
        twin = self.twin
        if twin is None:
            return
        self.why.setText(twin.why)
        ours, theirs = twin.differs
        self.differs.setVisible(bool(ours or theirs))
        self.differs.setText(
            translate(
                "Only {one} says: {ours}. Only {other} says: {theirs}.",
                one=twin.of, ours=ours or "–", other=twin.reference, theirs=theirs or "–",
            )
        )  # fmt: skip
        self.sides[0].show_document(twin.of_id, twin.of)
        self.sides[1].show_document(twin.document_id, twin.reference)
        self._pair = 0
        self._step(0)

    def _step(self, by: int) -> None:
        twin = self.twin
        pairs = twin.pages if twin else ()
        self._pair = max(0, min(self._pair + by, len(pairs) - 1))
        if pairs:
            for side, number in zip(self.sides, pairs[self._pair], strict=True):
                side.go_to(number)
        self.pages.setText(
            translate_count("{count} page is alike", "{count} pages are alike", len(pairs))
        )
        self.follow()

    def _open(self, side: int) -> None:
        twin = self.twin
        if twin is not None:
            self.opened.emit(twin.of if side == 0 else twin.agreement_reference)
            self.accept()

    def _tell_apart(self) -> None:
        twin, archive = self.twin, self.desk.archive
        if twin is None:
            return
        self.both.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.apart import tell_apart  # noqa: PLC0415

            tell_apart(archive, twin.of, twin.reference)

        def told(_none: object) -> None:
            self.finish(
                translate(
                    "{one} and {other} are kept as different papers.",
                    one=twin.of, other=twin.reference,
                )
            )  # fmt: skip

        self.run(work, told, Lane.WRITING)

    def _make_one(self) -> None:
        twin, archive = self.twin, self.desk.archive
        if twin is None:
            return
        self.same.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.sorting import Joining, sort_document  # noqa: PLC0415

            sort_document(archive, twin.of, Joining.RESCAN_OF, twin.reference)

        def told(_none: object) -> None:
            self.finish(
                translate(
                    "{one} is kept as another scan of {other}.", one=twin.of, other=twin.reference
                )
            )

        self.run(work, told, Lane.WRITING)


def _twins(archive: "Archive", reference: str) -> "tuple[Twin, ...]":
    from luutru.services.twins import twins_of  # noqa: PLC0415  starts quicker

    return twins_of(archive, reference)
