"""How smoothly the window scrolls and searches with many agreements.

    .venv/bin/python benchmarks/desktop.py [--quick] [--json] [--agreements N] [--seed N]

Agreements are made up: descriptions with partners and fields, without scans (100,000; --quick:
5,000). The real window is drawn without a screen.

`scroll_ms`: the list is moved by three rows and painted at once, the rows read as they come into
sight; wall time of one step. `search_to_paint_ms`: from the search being asked for, the pause in
typing left out, until its answer is painted; median. `longest_block_ms`: the longest time for
which the event loop answered nothing while searches ran and screens were changed, each screen
having been visited once; `longest_block_cpu_ms`: the same in processor time of the window's
thread, which a busy machine does not lengthen; `first_visit_ms`: the longest first visit.
"""

import argparse
import json
import os
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QTableView
from typing_extensions import override

from luutru.gui.agreements.screen import AgreementsScreen
from luutru.gui.app import build
from luutru.gui.main_window import MainWindow
from luutru.gui.preferences import Preferences
from luutru.gui.screens import AGREEMENTS, BY_NAME
from luutru.gui.theme.theme import Scheme
from luutru.records.agreement import Agreement, CooperationField
from luutru.records.code_lists import code_list
from luutru.records.party import Authority, AuthorityName, PartyRole
from luutru.services import indexing
from luutru.services.archive import Archive, create_archive
from luutru.vietnamese.collation import collation_key
from luutru.vietnamese.folding import fold

_BATCH = 1000
_ENDING = 7
"""Of ten agreements so many have an end."""
_WORDS = tuple(
    word
    for line in (
        "hợp tác tiêu chuẩn đo lường chất lượng đánh giá sự phù hợp công nhận năng suất",
        "đào tạo chuyên gia thông tin kỹ thuật an toàn thực phẩm halal năng lượng sạch",
    )
    for word in line.split()
)
_PARTNERS = ("BelGISS", "INSO", "JAKIM", "KATS", "DSM", "SAC", "BSN", "NIMT", "PTB", "ISO")
_COUNTRIES = ("BY", "IR", "MY", "KR", "CN", "ID", "TH", "DE")
_QUERIES = ("đo lường", "tieu chuan", "halal", "JAKIM", "an toàn thực phẩm", "nang suat", "2024")
_STEPS = 400
_PATIENCE = 60.0


def main() -> None:
    """Make an archive, open the window on it, measure."""
    options = _options()
    seed = secrets.randbelow(90_000) + 10_000 if options.seed is None else options.seed
    wanted = options.agreements or (5_000 if options.quick else 100_000)
    with tempfile.TemporaryDirectory(prefix="luutru-desktop-") as room:
        os.environ["LUUTRU_INDEX_DIR"] = str(Path(room) / "index")
        archive = _filled(Path(room) / "archive", wanted, random.Random(seed))  # noqa: S311
        store = QSettings(str(Path(room) / "window.ini"), QSettings.Format.IniFormat)
        told = {"agreements": wanted, "seed": seed} | _measured(archive, Preferences(store))
    if options.json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        print(f"{name:20} {value}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="5,000 agreements")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--agreements", type=int)
    parser.add_argument("--seed", type=int)
    return parser.parse_args()


def _filled(folder: Path, wanted: int, chance: random.Random) -> Archive:
    archive = create_archive(folder, name="Kho thử")
    with archive.catalogue.write() as session:
        authorities = [
            Authority(
                names=[AuthorityName(name=called, name_key=collation_key(called),
                                     name_fold=fold(called), abbreviation=called)]
            )
            for called in _PARTNERS
        ]  # fmt: skip
        session.add_all(authorities)
        session.flush()
        numbers = {called: one.id for called, one in zip(_PARTNERS, authorities, strict=True)}
    for start in range(0, wanted, _BATCH):
        with archive.catalogue.write() as session:
            count = min(_BATCH, wanted - start)
            session.add_all([_agreement(start + n, numbers, chance) for n in range(count)])
    indexing.rebuild(archive)
    return archive


def _agreement(number: int, numbers: dict[str, int], chance: random.Random) -> Agreement:
    title = " ".join(["Bản ghi nhớ về", *chance.choices(_WORDS, k=9)])
    partner = chance.choice(_PARTNERS)
    signed = date(2000, 1, 1) + timedelta(days=chance.randrange(9700))
    made = Agreement(
        reference=f"{signed.year}-{number:06d}",
        fonds_id=1,
        title=title,
        title_vi=title,
        title_key=collation_key(title),
        title_fold=fold(title),
        partner_key=collation_key(partner),
        official_name=chance.choice(("memorandum", "accord", "plan", "programme")),
        review_state=chance.choice(("reviewed", "reviewed", "awaiting_review")),
        signed_on=signed.isoformat(),
        effective_on=signed.isoformat(),
    )
    made.signed_first = made.signed_last = made.begins_first = made.begins_last = signed
    if chance.randrange(10) < _ENDING:
        made.ends_first = made.ends_last = signed + timedelta(days=365 * chance.randrange(3, 15))
    made.fields = [CooperationField(code=chance.choice(code_list("cooperation_field").codes))]
    party = PartyRole(
        side="foreign",
        name_as_signed=partner,
        short_name=partner,
        country=chance.choice(_COUNTRIES),
    )
    party.authority_id = numbers[partner]
    made.parties = [party]
    return made


def _measured(archive: Archive, preferences: Preferences) -> dict[str, float]:
    application, theme = build(["desktop"], Scheme.LIGHT)
    preferences.reminds = False
    window = MainWindow(theme, preferences)
    window.resize(1600, 1000)
    workspace = window.work_in(archive)
    window.show()
    try:
        visits = [_timed(partial(_visit, window, name)) for name in BY_NAME]
        screen = workspace.screen_shown(AGREEMENTS)
        if not isinstance(screen, AgreementsScreen):
            raise TypeError(screen)
        _until(lambda: not screen.finding.waiting)
        steps = list(_scrolled(screen.results.table))
        watch = _Watch(application)
        searches = [_search(window, screen, query) for query in _QUERIES * 3]
        for name in (*BY_NAME, *BY_NAME):
            _visit(window, name)
        blocked, busy = watch.longest, watch.busiest
    finally:
        window.let_go()
        window.close()
    return {
        "scroll_ms_p50": round(statistics.median(steps), 1),
        "scroll_ms_p95": round(statistics.quantiles(steps, n=20)[18], 1),
        "search_to_paint_ms": round(statistics.median(searches), 1),
        "longest_block_ms": round(blocked, 1),
        "longest_block_cpu_ms": round(busy, 1),
        "first_visit_ms": round(max(visits), 1),
    }


def _visit(window: MainWindow, name: str) -> None:
    if window.workspace is not None and window.session is not None:
        window.workspace.show_screen(name)
        jobs = window.session.jobs
        _until(lambda: jobs.idle)


def _scrolled(table: QTableView) -> Iterator[float]:
    bar = table.verticalScrollBar()
    step = 3 * table.verticalHeader().defaultSectionSize()
    for number in range(_STEPS):
        bar.setValue(number * step)
        yield _timed(table.viewport().repaint)


def _search(window: MainWindow, screen: AgreementsScreen, query: str) -> float:
    painted = _Painted(screen.results.table.viewport())
    began = time.perf_counter()
    if window.workspace is not None:
        window.workspace.search(query)
    _until(lambda: not screen.finding.waiting)
    painted.seen = False
    screen.results.table.viewport().update()  # the rows may have been painted with the answer
    _until(lambda: painted.seen)
    return (time.perf_counter() - began) * 1000


def _timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def _until(fulfilled: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not fulfilled():
        if time.monotonic() > deadline:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.0005)


class _Painted(QObject):
    """Notes that a widget was painted."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.seen = False
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen = True
        return False


class _Watch(QTimer):
    """Notes the longest time between two turns of the event loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self.busiest = 0.0
        self._last = time.perf_counter()
        self._spent = time.thread_time()
        self.timeout.connect(self._note)
        self.start(0)

    def _note(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now
        spent = time.thread_time()
        self.busiest = max(self.busiest, (spent - self._spent) * 1000)
        self._spent = spent


if __name__ == "__main__":
    main()
