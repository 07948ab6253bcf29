"""A verification as data: kept in the log, told again later, written as a report."""

import json

import pytest

from luutru import i18n
from luutru.errors import FormUnknown
from luutru.services.administration.reports import verdict_table, write_verdict
from luutru.services.inspecting import last_verdict, verify


def damage(archive):
    path = archive.strongroom.path_of(next(iter(archive.strongroom)))
    path.rename(path.with_name("0" * 64 + ".pdf"))


def test_before_the_first_verification_there_is_no_verdict(archive, keep):
    keep()
    verify(archive)
    assert last_verdict(archive) is None


def test_the_last_verdict_is_told_again_from_the_log(archive, keep):
    keep("a")
    keep("b")
    made = verify(archive, full=True)
    told = last_verdict(archive)
    assert told is not None
    assert (told.originals, told.matching, told.hashed) == (2, 2, 2)
    assert (told.head, told.custody_entries) == (made.head, made.custody_entries)
    assert told.is_sound
    assert told.person == "archivist"


def test_findings_are_told_again_in_the_language_of_the_reader(archive, keep):
    reference = keep()
    damage(archive)
    made = verify(archive, full=True)
    assert (made.matching, made.missing, made.foreign) == (0, 1, 1)
    assert all(found.advice for found in made.findings)
    i18n.use_language("vi")
    told = last_verdict(archive)
    assert told is not None
    assert {found.kind for found in told.findings} == {"original_missing", "stranger"}
    assert any(f"Thiếu tệp gốc của {reference}" in found.what for found in told.findings)


def test_the_report_tells_what_was_checked_and_what_to_do(archive, keep, tmp_path):
    keep()
    damage(archive)
    verdict = verify(archive, full=True)
    table = verdict_table(archive, verdict)
    assert any("0 of 1 originals match" in line for line in table.about)
    assert len(table.rows) == 2
    write_verdict(archive, verdict, tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    write_verdict(archive, verdict, tmp_path / "report.json")
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert told["sound"] is False
    assert [found["rule"] for found in told["verdict"]["findings"]] == ["I2", "I1"]
    with pytest.raises(FormUnknown):
        write_verdict(archive, verdict, tmp_path / "report.exe")
