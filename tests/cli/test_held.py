import pytest
from tests.services.typed import tell

from luutru.services.archive import open_archive


@pytest.fixture
def stopped(home, taken_in):
    """The reference of a document that waits at the door."""
    reference = taken_in("kehoachkin")
    archive = open_archive(home)
    tell(archive, ["MẬT\nThung lũng Xanh"])
    archive.close()
    return reference


def test_what_waits_is_listed_and_let_in_with_its_secrecy(luutru, stopped):
    assert "kehoachkin" not in luutru("list").out
    told = luutru("held")
    assert told.lines[1].split()[:3] == [stopped, "Secret", "1"]
    assert "kehoachkin" not in told.out
    (held,) = luutru("held", "list", "--json").json["held"]
    assert (held["reference"], held["mark"], held["page"]) == (stopped, "secret", 1)
    done = luutru("held", "admit", stopped, "--as", "secret", "--reason", "Có người phụ trách")
    assert (done.status, done.err.strip()) == (0, f"{stopped} was admitted.")
    assert luutru("show", stopped, "--json").json["secrecy"] == "secret"
    assert "Nothing waits" in luutru("held").err


def test_it_is_refused_by_its_mark_and_stays(luutru, stopped):
    told = luutru("show", stopped)
    assert told.status == 3
    assert "held at the door" in told.err
    assert luutru("held", "refuse", stopped, "--reason", "Không thuộc kho").status == 0
    assert stopped in luutru("held").out


def test_a_false_alarm_is_cleared_with_a_reason(luutru, stopped):
    assert luutru("held", "clear", stopped).status == 3
    assert luutru("held", "clear", stopped, "--reason", "Không phải dấu mật").status == 0
    assert luutru("show", stopped).status == 0
