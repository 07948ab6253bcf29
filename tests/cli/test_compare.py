import pytest
from tests.services.test_comparing_records import RECORDED
from tests.services.test_sorting import MEMORANDUM
from tests.services.typed import bring

from luutru.services.archive import open_archive


@pytest.fixture
def arrived(luutru, home, tmp_path):
    """An agreement recorded without a scan, and the scan that has arrived."""
    recorded = luutru("new", *(f"{field}={value}" for field, value in RECORDED)).out.strip()
    archive = open_archive(home)
    reference = bring(archive, tmp_path, "arrived", MEMORANDUM)
    archive.close()
    return recorded, reference


def test_a_scan_is_compared_with_what_was_recorded_and_joined(luutru, arrived):
    recorded, reference = arrived
    assert recorded in luutru("compare", reference).out
    (record,) = luutru("compare", reference, "--json").json["records"]
    assert record["reference"] == recorded
    told = luutru("compare", reference, recorded)
    line = next(line for line in told.lines if line.startswith("signed_on"))
    assert "1998-12-17" in line
    assert line.endswith("Different")
    fields = luutru("compare", reference, recorded, "--json").json["fields"]
    assert {field["state"] for field in fields} >= {"same", "different", "only_recorded"}
    done = luutru("compare", reference, recorded, "--take", "signed_on")
    assert (done.status, done.err.strip()) == (0, f"{reference} now belongs to {recorded}.")
    assert luutru("show", recorded, "--json").json["signed_on"] == "1998-12-16"
    assert "fits" in luutru("compare", reference).err
