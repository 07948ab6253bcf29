"""A register with real copies in it, signed with a key that is made once for all tests."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.stamping import pki

from luutru.holdings.stamper import KeyFile, Stamper
from luutru.services.archive import Archive
from luutru.services.copies.issuing import issue
from luutru.services.copies.request import Wanted

SOURCE = {"copy_kind": "original", "medium": "paper", "secrecy": "none"}
TO = ("Lưu: VT.",)


@pytest.fixture(scope="session")
def stamper():
    made = Stamper()
    yield made
    made.close()


@pytest.fixture(scope="session")
def agency():
    """A key of the agency with its certificate; not the trial key of an archive."""
    return pki.holder("Tổng cục Tiêu chuẩn Đo lường Chất lượng")


@pytest.fixture(scope="session")
def key(agency, tmp_path_factory):
    return KeyFile(agency.p12(tmp_path_factory.mktemp("key") / "agency.p12"), "pw")


@pytest.fixture(scope="session")
def roots(agency, tmp_path_factory):
    """A folder with the certificate of the key."""
    folder = tmp_path_factory.mktemp("roots")
    (folder / "agency.der").write_bytes(agency.der)
    return folder


@pytest.fixture
def reference(keep):
    return keep("Bản ghi nhớ về đo lường", signed_on="2023-12-07", **SOURCE)


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@dataclass
class Issuing:
    """Issues copies of one agreement under the agency's key."""

    archive: Archive
    reference: str
    key: KeyFile
    out: Path
    stamper: Stamper

    def wanted(self, **said):
        plain = Wanted(
            self.reference,
            key=self.key,
            signer_name="Người ký",
            signer_title="Chánh Văn phòng",
            recipients=TO,
        )
        return replace(plain, **said)

    def __call__(self, **said):
        return issue(self.archive, self.wanted(**said), self.out, self.stamper)


@pytest.fixture
def issuing(archive, reference, key, out, stamper):
    return Issuing(archive, reference, key, out, stamper)


@pytest.fixture
def on_the_day(monkeypatch):
    """Let the clock stand at a day."""

    def stand(year, month, day, hour=3):
        moment = datetime(year, month, day, hour, tzinfo=UTC)
        monkeypatch.setattr("luutru.clock.now", lambda: moment)

    return stand
