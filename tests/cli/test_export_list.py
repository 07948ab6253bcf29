import openpyxl
import pytest

from luutru.services.tables.agreement_columns import USUAL


@pytest.fixture
def kept(luutru, home):
    return [
        luutru("new", "title_vi=Hợp tác halal", "signed_on=2020").out.strip(),
        luutru("new", "title_vi=Đo lường", "signed_on=2023").out.strip(),
    ]


def rows(path):
    return [list(row) for row in openpyxl.load_workbook(path).worksheets[0].values]


def test_a_list_of_everything_is_written(luutru, kept, tmp_path):
    told = luutru("export-list", "--out", tmp_path / "a.xlsx")
    assert told.status == 0
    assert "2 agreements" in told.err
    heading, *lines = rows(tmp_path / "a.xlsx")
    assert len(heading) == len(USUAL)
    assert [line[0] for line in lines] == kept


def test_only_what_a_query_finds_with_the_columns_asked_for(luutru, kept, tmp_path):
    luutru("export-list", "--out", tmp_path / "a.xlsx", "--columns", "title, reference", "halal")
    assert rows(tmp_path / "a.xlsx") == [["Title", "Reference"], ["Hợp tác halal", kept[0]]]


def test_a_program_hears_how_many(luutru, kept, tmp_path):
    told = luutru("export-list", "--out", tmp_path / "a.csv", "--json")
    assert told.json == {"file": str(tmp_path / "a.csv"), "agreements": 2}


@pytest.mark.parametrize("wrong", [("--out", "a.txt"), ("--out", "a.csv", "--columns", "bogus")])
def test_a_wrong_form_or_column_is_refused(luutru, kept, tmp_path, wrong):
    assert luutru("export-list", *wrong).status == 3


def test_a_list_is_written_as_of_another_day(luutru, kept, tmp_path):
    wanted = ("--columns", "reference", "--as-of", "31/12/2021")
    assert luutru("export-list", "--out", tmp_path / "a.xlsx", *wanted).status == 0
    assert rows(tmp_path / "a.xlsx") == [["Reference"], [kept[0]]]
    about = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[1]
    assert "31/12/2021" in about["A1"].value
