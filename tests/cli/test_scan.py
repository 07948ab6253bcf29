import shutil

import pytest

needs_sane = pytest.mark.skipif(
    shutil.which("scanimage") is None, reason="scanimage (Debian: sane-utils) is not installed"
)


@needs_sane
def test_a_sheet_on_the_glass_is_taken_in(luutru, home):
    told = luutru("scan", "--device", "test", "--source", "flatbed", "--no-wait")
    assert told.status == 0
    assert told.lines[0].startswith("ACK ")


def test_without_sane_it_is_trouble(luutru, home, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert luutru("scan", "--list").status == 4
    assert luutru("scan").status == 4
