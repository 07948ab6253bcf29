"""The account at the end of the walk can be read, and read by a program."""

import json

import pytest

from luutru.cli.terminal import Terminal
from luutru.demo.account import Account, command_for_window, tell
from luutru.demo.place import Place
from luutru.services.describe import new_agreement
from luutru.services.indexing import IndexingReport, bring_up_to_date
from luutru.services.search import search


@pytest.fixture
def account(archive, tmp_path):
    partner = "Viện Tiêu chuẩn và Chứng nhận Quốc gia Belarus; BelGISS; BY"
    title = "Bản ghi nhớ về tiêu chuẩn hóa"
    new_agreement(archive, [("title_vi", title), ("party.foreign+", partner)])
    bring_up_to_date(archive)
    answers = tuple(search(archive, query) for query in ("Belarus", "tieu chuan hoa", "xyz"))
    reading = IndexingReport(1, 3, 0, 93.6, 12.4)
    return Account(Place(tmp_path / "demo place"), 1, reading, answers, (), 20.0)


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
    tell(Account(account.place, 1, reading, (), (account.place.screenshots,), 1.0), Terminal())
    told = capsys.readouterr().out
    assert "2 pages could not be read." in told
    assert "confidence" not in told
    assert str(account.place.screenshots) in told


def test_a_program_reads_one_document(account, capsys):
    tell(account, Terminal(wants_json=True))
    told = json.loads(capsys.readouterr().out)
    assert told["pages"] == 3
    assert [search["total"] for search in told["searches"]] == [1, 1, 0]
    assert told["searches"][0]["hits"][0]["title"] == "Bản ghi nhớ về tiêu chuẩn hóa"


def test_the_command_for_the_window_can_be_pasted(account):
    assert command_for_window(account.place).endswith(f"'{account.place.archive}'")
