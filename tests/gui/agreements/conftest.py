"""Agreements with scans whose words are known, so that the screen can be tried without OCR."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from luutru.gui.actions import Actions
from luutru.gui.agreements.screen import AgreementsScreen
from luutru.gui.jobs import Jobs
from luutru.gui.screen import Desk
from luutru.gui.theme.theme import Theme
from luutru.reading.messages import (
    Inspection,
    PageReading,
    PageShape,
    PageStatus,
    TextOrigin,
    Word,
)
from luutru.services import readings
from luutru.services.accession import take_in
from luutru.services.archive import Archive
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date

PARTIES = (
    ("party.vietnamese", "Tổng cục Tiêu chuẩn Đo lường Chất lượng; TĐC; VN"),
    ("party.foreign", "Viện Tiêu chuẩn và Chứng nhận Quốc gia Belarus; BelGISS; BY"),
)
TOP, PITCH, LEFT, STEP = 1000, 300, 500, 900


def words_of(text: str) -> tuple[Word, ...]:
    """Lay the words of a page out on a grid, a line of text a line of print."""
    return tuple(
        Word(
            word, LEFT + STEP * x, TOP + PITCH * y, LEFT + STEP * x + 800, TOP + PITCH * y + 200, 96
        )
        for y, line in enumerate(text.splitlines())
        for x, word in enumerate(line.split())
    )


@pytest.fixture
def shelve(archive: Archive, a_scan: Callable[..., Path]) -> Callable[..., str]:
    """Take in a scan, tell what its pages say, describe it; return its reference."""

    def put(title: str, *pages: str, parties=PARTIES, rotation: int = 0, **values: str) -> str:
        receipt = take_in(archive, a_scan(title.replace("/", "-")[:60], pages=max(1, len(pages))))
        shape = PageShape(595, 842)
        for file_id, _sha256 in readings.uncounted(archive):
            readings.store_inspection(archive, file_id, Inspection((shape,) * max(1, len(pages))))
        for page in readings.waiting_pages(archive):
            text = pages[page.number - 1] if pages else ""
            readings.store_reading(
                archive,
                PageReading(
                    page.page_id,
                    page.number,
                    PageStatus.READ,
                    text,
                    words=words_of(text),
                    origin=TextOrigin.OCR,
                    confidence=96.0,
                    rotation=rotation,
                ),
            )
        changes = [("title_vi", title), *parties, *values.items()]
        describe(archive, receipt.reference, changes)
        return receipt.reference

    return put


@pytest.fixture
def indexed(archive: Archive) -> Callable[[], None]:
    """Bring the index up to date."""

    def index() -> None:
        bring_up_to_date(archive, recognise=False)

    return index


@pytest.fixture
def desk(archive: Archive, jobs: Jobs, theme: Theme) -> Iterator[Desk]:
    """What a screen is given."""
    parent = QObject()
    yield Desk(archive, jobs, Actions(parent), theme)
    parent.deleteLater()


@pytest.fixture
def open_screen(qtbot: QtBot, desk: Desk) -> Callable[..., AgreementsScreen]:
    """Show the screen and wait until it has told what it found."""

    def show(width: int = 1500, height: int = 900) -> AgreementsScreen:
        screen = AgreementsScreen(desk)
        qtbot.addWidget(screen)
        screen.resize(width, height)
        with qtbot.waitSignal(screen.finding.divided):
            screen.show()
        qtbot.waitExposed(screen)
        return screen

    return show


@pytest.fixture
def search(qtbot: QtBot) -> Callable[[AgreementsScreen, str], None]:
    """Search and wait for the answer and its counts."""

    def ask(screen: AgreementsScreen, text: str) -> None:
        with qtbot.waitSignal(screen.finding.divided):
            screen.search(text)

    return ask
