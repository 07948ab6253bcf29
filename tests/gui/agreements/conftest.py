"""Agreements with scans whose words are known, so that the screen can be tried without OCR."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from pypdf import PdfWriter
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
from luutru.services.archive import Archive, create_archive
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date

PARTIES = (
    ("party.vietnamese", "Tổng cục Tiêu chuẩn Đo lường Chất lượng; TĐC; VN"),
    ("party.foreign", "Viện Tiêu chuẩn và Chứng nhận Quốc gia Belarus; BelGISS; BY"),
)
BELARUS = "Bản ghi nhớ về tiêu chuẩn hóa với Belarus"
IRAN = "Bản ghi nhớ hợp tác với INSO"
HALAL = "Thỏa thuận về chứng nhận Halal"
LIBRARY: Final[list[tuple[str, list[str], dict[str, Any]]]] = [
    (
        BELARUS,
        [
            "Hai Bên hợp tác về\nđánh giá sự phù hợp\nsong phương",
            "Điều 2\ntrao đổi thông tin\nsong phương",
        ],
        {"signed_on": "7/12/2023", "official_name": "memorandum", "fields": "standardization"},
    ),
    (
        IRAN,
        ["Hợp tác tiêu chuẩn\nsong phương"],
        {
            "parties": (("party.foreign", "Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR"),),
            "signed_on": "9/8/2023",
            "official_name": "memorandum",
        },
    ),
    (
        HALAL,
        ["chứng nhận"],
        {
            "parties": (("party.foreign", "Cục Phát triển Hồi giáo Malaysia; JAKIM; MY"),),
            "signed_on": "1/2/2020",
            "official_name": "accord",
        },
    ),
]


@dataclass(frozen=True)
class Library:
    """An archive with three agreements and their references."""

    archive: Archive
    belarus: str
    iran: str
    halal: str


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


def put(
    archive: Archive,
    scan: Path,
    title: str,
    *pages: str,
    parties: Sequence[tuple[str, str]] = PARTIES,
    rotation: int = 0,
    **values: str,
) -> str:
    """Take in a scan, tell what its pages say, describe it; return its reference."""
    reference = take_in(archive, scan).reference
    shapes = (PageShape(595, 842),) * max(1, len(pages))
    for file_id, _sha256 in readings.uncounted(archive):
        readings.store_inspection(archive, file_id, Inspection(shapes))
    for page in readings.waiting_pages(archive):
        text = pages[page.number - 1] if pages else ""
        told = PageReading(
            page.page_id,
            page.number,
            PageStatus.READ,
            text,
            words=words_of(text),
            origin=TextOrigin.OCR,
            confidence=96.0,
            rotation=rotation,
        )
        readings.store_reading(archive, told)
    describe(archive, reference, [("title_vi", title), *parties, *values.items()])
    return reference


@pytest.fixture
def shelve(archive: Archive, a_scan: Callable[..., Path]) -> Callable[..., str]:
    """Put agreements into the archive of one test."""

    def one(title: str, *pages: str, **more: Any) -> str:
        return put(archive, a_scan(title[:60], pages=max(1, len(pages))), title, *pages, **more)

    return one


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Three agreements, indexed, for tests that only read; made once for a module."""
    folder = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as world:
        world.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        world.setenv("LUUTRU_RESERVE_MB", "1")
        archive = create_archive(folder / "archive", person="archivist")
        references = [
            put(archive, _blank(folder / f"{number}.pdf", len(pages)), title, *pages, **more)
            for number, (title, pages, more) in enumerate(LIBRARY)
        ]
        bring_up_to_date(archive, recognise=False)
        yield Library(archive, *references)
        archive.close()


def _blank(file: Path, pages: int) -> Path:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Subject": file.stem})
    writer.write(file)
    return file


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
        last = screen.finding.last
        if last is not None and last.ids:
            qtbot.waitUntil(lambda: screen.agreement.row is not None)
        return screen

    return show


@pytest.fixture
def search(qtbot: QtBot) -> Callable[[AgreementsScreen, str], None]:
    """Search and wait for the answer and its counts."""

    def ask(screen: AgreementsScreen, text: str) -> None:
        with qtbot.waitSignal(screen.finding.divided):
            screen.search(text)

    return ask
