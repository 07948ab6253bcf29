"""What every test can ask for: a real archive in a folder of its own, and files to take in."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pypdf import PdfWriter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from luutru import i18n
from luutru.holdings.encryption.stretching import Cost, use_cost
from luutru.services.accession import take_in
from luutru.services.archive import Agency, Archive, create_archive
from luutru.services.describe import describe

pytest_plugins = ["tests.tokens"]

# A busy machine is no reason to fail: no example is judged by the clock.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# What a password costs is measured nowhere: a try may be cheap here.
use_cost(Cost(memory_kib=8, passes=1, lanes=1))

PATIENCE_MS = 120_000
"""How long a window may take on the slowest machine before a test gives it up for hung."""


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
def _own_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep every test out of the user's own folders, in English, with a small disk reserve."""
    monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / "index"))
    monkeypatch.setenv("LUUTRU_PERSON", "archivist")
    monkeypatch.setenv("LUUTRU_RESERVE_MB", "1")
    monkeypatch.setenv("LUUTRU_BALLAST_MB", "0")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("LUUTRU_ARCHIVE", raising=False)
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A real, empty archive in its own folder."""
    opened = create_archive(
        tmp_path / "archive",
        name="Test archive",
        agency=Agency(
            "Tổng cục Tiêu chuẩn Đo lường Chất lượng", "TĐC", "HÀ NỘI", "TỔNG CỤC TRƯỞNG"
        ),
        fonds_code="TDC",
    )
    yield opened
    opened.close()


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
