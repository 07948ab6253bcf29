"""The account at the end of the walk can be read, and read by a program."""

import json
from dataclasses import replace

import pytest

from luutru.cli.terminal import Terminal
from luutru.demo.account import Account, command_for_window, tell
from luutru.demo.follow_up import TrialCopy
from luutru.demo.place import Place
from luutru.services.copies.request import Issued
from luutru.services.copies.verifying import Judged
from luutru.services.describe import new_agreement
from luutru.services.indexing import IndexingReport, bring_up_to_date
from luutru.services.milestones.standing import Standing
from luutru.services.search import search
from luutru.stamping.told import Checked, Verdict


@pytest.fixture
def account(archive, tmp_path):
    partner = "Viện Tiêu chuẩn và Chứng nhận Quốc gia Belarus; BelGISS; BY"
    title = "Bản ghi nhớ về tiêu chuẩn hóa"
    new_agreement(archive, [("title_vi", title), ("party.foreign+", partner)])
    bring_up_to_date(archive)
    answers = tuple(search(archive, query) for query in ("Belarus", "tieu chuan hoa", "xyz"))
    reading = IndexingReport(1, 3, 0, 93.6, 12.4)
    place = Place(tmp_path / "demo place")
    standings = dict.fromkeys(Standing, 0) | {Standing.THIS_WEEK: 1, Standing.PLANNED: 4}
    return Account(place, 1, reading, answers, standings, copy_of(place), (), 20.0)


def copy_of(place, verdict=Verdict.ACCEPTED, words=""):
    issued = Issued("01/SY-TĐC", 2026, 1, "ab" * 32, place.copies / "01-SY-TĐC.2026.pdf")
    return TrialCopy(issued, Judged(verdict, words, Checked(verdict)))


def test_a_person_reads_what_was_found_and_where_it_lies(account, capsys):
    tell(account, Terminal())
    told = capsys.readouterr().out
    assert "The sample archive holds 1 agreement. 3 pages were read in 12 s." in told
    assert "Mean confidence of recognition: 94 %." in told
    assert "Belarus  1 agreement\n" in told
    assert "tieu chuan hoa  1 agreement\n" in told
    assert "xyz  0 agreements\n" in told
    assert told.count("Bản ghi nhớ về tiêu chuẩn hóa") == 2
    assert str(account.place.scans) in told
    assert "Pictures of the window" not in told


def test_pages_that_could_not_be_read_are_told(account, capsys):
    reading = IndexingReport(1, 3, 2, None, 1.0)
    pictures = (account.place.screenshots,)
    tell(replace(account, reading=reading, answers=(), pictures=pictures), Terminal())
    told = capsys.readouterr().out
    assert "2 pages could not be read." in told
    assert "confidence" not in told
    assert str(account.place.screenshots) in told


def test_what_is_to_be_done_and_the_trial_copy_are_told(account, capsys):
    tell(account, Terminal())
    told = " ".join(capsys.readouterr().out.split())
    assert "Milestones: 4 milestones are planned for later; 1 within 30 days, 0 late" in told
    assert "Trial copy 01/SY-TĐC: issued, checked and accepted." in told
    assert "01-SY-TĐC.2026.pdf" in told


def test_a_copy_that_is_not_accepted_is_not_passed_over(account, capsys):
    refused = copy_of(account.place, Verdict.REJECTED, "it was revoked: wrong page")
    tell(replace(account, copy=refused), Terminal())
    assert "not accepted: it was revoked: wrong page." in capsys.readouterr().out


def test_a_program_reads_one_document(account, capsys):
    tell(account, Terminal(wants_json=True))
    told = json.loads(capsys.readouterr().out)
    assert told["pages"] == 3
    assert told["milestones"]["planned"] == 4
    assert (told["copy"]["symbol"], told["copy"]["verdict"]) == ("01/SY-TĐC", "accepted")
    assert [search["total"] for search in told["searches"]] == [1, 1, 0]
    assert told["searches"][0]["hits"][0]["title"] == "Bản ghi nhớ về tiêu chuẩn hóa"


def test_the_command_for_the_window_can_be_pasted(account):
    assert command_for_window(account.place).endswith(f"'{account.place.archive}'")
