"""What can be done with the scan that is shown: print it, save a copy of its file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from luutru.gui.lanes import Lane
from luutru.gui.pages.page_view import PageView
from luutru.gui.plain_copies import DOCUMENT, NewFile, to_new_file
from luutru.gui.screen import Desk
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.cards import DocumentCard


def print_scan(parent: QWidget, desk: Desk, view: PageView, document: "DocumentCard") -> None:
    """Ask how the pages of a document are to be printed, if they may be."""
    archive, reference = desk.archive, document.reference
    sheets, page = view.sheets, view.page

    def ask(_nothing: object) -> None:
        from luutru.gui.printing import Scan, print_pages  # noqa: PLC0415  starts quicker

        scan = Scan(archive, document.id, reference, sheets)
        print_pages(parent, desk, scan, page=page)

    def may(_job: object) -> None:
        from luutru.services.handing_out import make_sure_it_may  # noqa: PLC0415

        make_sure_it_may(archive, reference)

    desk.jobs.start(may, ask, lane=Lane.READING)


def save_copy(parent: QWidget, desk: Desk, document: "DocumentCard") -> None:
    """Ask where a copy of the file is to be saved, if it may be."""
    archive, reference = desk.archive, document.reference

    def name(_job: object) -> str:
        from luutru.services.handing_out import make_sure_it_may, name_outside  # noqa: PLC0415

        make_sure_it_may(archive, reference)
        return name_outside(archive, reference)

    def ask(proposed: str) -> None:
        suffix = Path(proposed).suffix
        kinds = translate("Files of this kind (*{suffix})", suffix=suffix)
        title = translate("Save a copy of {reference}", reference=reference)
        to_new_file(desk, DOCUMENT, NewFile(parent, title, proposed, kinds), save)

    def save(target: Path) -> None:
        desk.jobs.start(
            lambda _job: write(target),
            lambda _nothing: tell(target),
            lane=Lane.WRITING,
            title=translate("Saving a copy"),
        )

    def write(target: Path) -> None:
        from luutru.services.handing_out import hand_out  # noqa: PLC0415

        hand_out(archive, reference, target)

    def tell(target: Path) -> None:
        said = translate("A copy of {reference} was saved.", reference=reference)
        desk.told.emit("good", said, str(target))

    desk.jobs.start(name, ask, lane=Lane.READING)
