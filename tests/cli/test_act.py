"""`luutru act` and what it tells before it records anything."""

import json

import pytest

from luutru.cli.main import main
from luutru.services import custody
from luutru.services.describe import new_agreement


@pytest.fixture
def reference(archive, monkeypatch):
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(archive.folder))
    monkeypatch.setenv("LUUTRU_LANG", "en")
    return new_agreement(archive, [
        ("title_vi", "Hợp tác"), ("signed_on", "7/12/2023"), ("effect_rule", "on_signing"),
        ("duration", "P3Y"), ("party.foreign", "BelGISS; BGS; BY"),
    ])  # fmt: skip


def test_a_dry_run_shows_the_new_end_and_records_nothing(archive, reference, capsys):
    words = ["act", "extend", reference, "--letter", "1/10/2026", "--letter", "20/11/2026"]
    assert main([*words, "--for", "3 năm", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "In force; expires 07/12/2026 → 07/12/2029" in told
    assert "3 years from 07/12/2026: until 07/12/2029." in told
    assert "guided" not in {entry.act for entry in custody.entries(archive)}
    assert main([*words, "--for", "P3Y", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["recorded"] is True
    assert custody.entries(archive)[0].act == "guided"


@pytest.mark.parametrize(
    "words",
    [
        ["amend", "--on", "1/1/2025", "--reason", "Công hàm"],
        ["terminate", "--on", "1/1/2025"],
        ["withdraw", "--on", "1/1/2025"],
        ["suspend", "--on", "1/1/2025", "--until", "1/2/2025"],
        ["notice", "--on", "1/1/2025"],
        ["override", "--status", "expired", "--reason", "x"],
    ],
)
def test_acts_upon_an_agreement(reference, words):
    kind, *more = words
    assert main(["act", kind, reference, *more, "-q"]) == 0


def test_what_cannot_be_is_refused(reference, capsys):
    assert main(["act", "lift", reference, "--on", "1/1/2025"]) == 3
    assert "not suspended on 01/01/2025" in capsys.readouterr().err
    assert main(["act", "extend", reference, "--on", "2025"]) == 2


def test_acts_upon_an_authority(reference, capsys):
    assert main(["act", "rename", "BGS", "--name", "Viện mới", "--on", "1/1/2025"]) == 0
    assert "BelGISS is called Viện mới from 01/01/2025." in capsys.readouterr().out
    assert main(["act", "succeed", "BGS", "--by", "Viện khác", "--on", "1/2/2025", "-q"]) == 0
    assert main(["act", "divide", "Viện khác", "--into", "A1", "--into", "B1",
                 "--on", "1/3/2025", "-q"]) == 0  # fmt: skip
    assert main(["act", "merge", "A1", "--with", "B1", "--into", "C1", "--on", "1/4/2025"]) == 0
    assert main(["act", "rename", "ai đó", "--name", "X", "--on", "1/1/2025"]) == 3


def test_the_list_and_an_agreement_of_a_past_day(reference, capsys):
    assert main(["list", "--as-of", "1/1/2027"]) == 0
    assert "Expired" in capsys.readouterr().out
    assert main(["list", "--as-of", "1/1/2020"]) == 0
    assert "1 was signed later and is left out." in capsys.readouterr().err
    assert main(["show", reference, "--as-of", "1/1/2024"]) == 0
    told = capsys.readouterr().out
    assert "Rule 7: In effect since 07/12/2023, until 07/12/2026." in told
    assert main(["show", reference, "--as-of", "1/1/2024", "--recorded"]) == 0
    assert "was not recorded yet on 01/01/2024" in capsys.readouterr().err
    assert main(["list", "--as-of", "2024"]) == 2
