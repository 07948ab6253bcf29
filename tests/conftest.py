"""What every test can ask for: a real archive in a folder of its own, and files to take in."""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

# The tests start hundreds of processes: none is to compile anew what one before it has compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
from hypothesis import HealthCheck, settings
from pypdf import PdfWriter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, create_engine
from tests import encrypted_run, office_run, quick_place

from luutru import clock, i18n
from luutru.holdings.databases import postgresql, sqlite
from luutru.holdings.encryption.stretching import Cost, use_cost
from luutru.services.accession import take_in
from luutru.services.archive import Archive, create_archive, open_archive
from luutru.services.charter import Agency
from luutru.services.describe import describe

pytest_plugins = ["tests.tokens", "tests.lent_processes", "tests.servers"]

quick_place.begin()
if encrypted_run.IS_WANTED:
    encrypted_run.begin()
if office_run.IS_WANTED:
    office_run.begin()

# A busy machine is no reason to fail: no example is judged by the clock. And a change is judged by
# the same examples as the one before it; `--hypothesis-profile=default` draws others.
settings.register_profile(
    "unhurried", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")

# What a password costs is measured nowhere: a try may be cheap here.
use_cost(Cost(memory_kib=8, passes=1, lanes=1))

_RUNNING = clock.now

_COMPILING = Path(__file__).parents[1] / "packaging" / "compile_messages.py"

_TESTS = count(1)
_WHOLE_AFTER = 100
"""Tests after which all garbage is looked for, but in what was there when it was looked for last.

What outlives so many tests (modules, statements that were compiled) grows with each of them, and to
go through all of it takes longer in the end than the tests in between.
"""

PATIENCE_MS = 120_000
"""How long a window may take on the slowest machine before a test gives it up for hung."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile changed sentences as `./run` does, once, before any worker reads them."""
    sys.dont_write_bytecode = False
    if office_run.IS_WANTED:
        # Many tests drop an archive that they opened: a file minds as little as a server.
        config.addinivalue_line(
            "filterwarnings", "ignore:.*deleted while still open:ResourceWarning"
        )
    if not hasattr(config, "workerinput"):
        subprocess.run([sys.executable, _COMPILING], check=True)
        if office_run.IS_WANTED:
            server = office_run.Server()
            os.environ[office_run.SERVER] = str(server.folder)
            config.add_cleanup(server.remove)
            office_run.prepare()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Mark what brings a server itself: on either engine it is the same test."""
    for item in items:
        if "server" in item.fixturenames:
            item.add_marker(pytest.mark.own_server)


class PatientQtBot(QtBot):
    """Waits as long as a hung window can be told from a busy machine, whatever a test does."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802  pytest-qt's own name
        """Wait until `callback` holds."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:  # noqa: N802  as above
        """Wait until `signal` is emitted."""
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802  as above
        """Wait until `widget` is the active window."""
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802  as above
        """Wait until `widget` is shown."""
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The window's user, with patience."""
    return PatientQtBot(request)


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """Collect garbage as the window does: on the thread to which the objects of Qt belong."""
    gc.disable()
    yield
    if next(_TESTS) % _WHOLE_AFTER:
        gc.collect(1)
    else:
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True)
def _own_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep every test out of the user's own folders, in English, with a small disk reserve."""
    monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / "index"))
    keep_small(monkeypatch)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("LUUTRU_ARCHIVE", raising=False)
    i18n.use_language("en")
    yield
    i18n.use_language("en")
    encrypted_run.forget_below(tmp_path)
    if office_run.IS_WANTED:
        office_run.forget_below(tmp_path)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Let no archive compile a statement anew that one before it has compiled.

    A program opens one archive, the tests open thousands of the same kind.
    """
    first: dict[str, Engine] = {}

    def make(*facts: Any, **more: Any) -> Engine:
        made = create_engine(*facts, query_cache_size=5_000, **more)
        like = first.setdefault(made.name, made)
        if like.dialect.server_version_info is None:  # it has never been connected
            first[made.name] = made
        else:
            made.dialect, made._compiled_cache = like.dialect, like._compiled_cache
        return made

    with pytest.MonkeyPatch.context() as patch:
        for engine in (postgresql, sqlite):
            patch.setattr(engine, "create_engine", make)
        yield


def keep_small(patch: pytest.MonkeyPatch) -> None:
    """Reserve next to nothing of the disk, and work as the archivist."""
    patch.setenv("LUUTRU_PERSON", "archivist")
    patch.setenv("LUUTRU_RESERVE_MB", "1")
    patch.setenv("LUUTRU_BALLAST_MB", "0")


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty archive that is only copied: to found one takes every step of its schema anew."""
    folder = tmp_path_factory.mktemp("founded") / "archive"
    with pytest.MonkeyPatch.context() as patch:
        keep_small(patch)
        patch.setenv("LUUTRU_INDEX_DIR", str(folder.parent / "index"))
        _found(folder).close()
    return folder


@pytest.fixture
def archive(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Archive]:
    """A real, empty archive in its own folder."""
    folder = tmp_path / "archive"
    if clock.now is _RUNNING:
        shutil.copytree(request.getfixturevalue("founded"), folder)
        opened = open_archive(folder)
    else:
        opened = _found(folder)  # on the day that the test stopped its clock at
    yield opened
    opened.close()


def _found(folder: Path) -> Archive:
    agency = Agency("Tổng cục Tiêu chuẩn Đo lường Chất lượng", "TĐC", "HÀ NỘI", "TỔNG CỤC TRƯỞNG")
    return create_archive(folder, name="Test archive", agency=agency, fonds_code="TDC")


@pytest.fixture
def a_scan(tmp_path: Path) -> Callable[..., Path]:
    """Make a small PDF; scans with different marks are different files."""

    def make(mark: str = "a", pages: int = 1) -> Path:
        writer = PdfWriter()
        for _ in range(pages):
            writer.add_blank_page(width=595, height=842)
        writer.add_metadata({"/Subject": mark})
        file = tmp_path / "scans" / f"{mark}.pdf"
        file.parent.mkdir(exist_ok=True)
        writer.write(file)
        return file

    return make


@pytest.fixture
def keep(archive: Archive, a_scan: Callable[..., Path]) -> Callable[..., str]:
    """Take an agreement in, describe it, and return its reference."""

    def take(title: str = "Lease", **values: str) -> str:
        reference = take_in(archive, a_scan(title)).reference
        changes = [
            ("title_vi", title),
            *((name.replace("__", "."), v) for name, v in values.items()),
        ]
        describe(archive, reference, changes)
        return reference

    return take
