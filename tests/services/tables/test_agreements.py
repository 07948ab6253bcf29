import csv
import io

import pytest

from luutru import i18n
from luutru.errors import DiskTrouble, FormUnknown, NotInList
from luutru.services import custody
from luutru.services.describe import describe, new_agreement
from luutru.services.rows import Order, agreement_ids
from luutru.services.tables.agreement_columns import COLUMNS, USUAL
from luutru.services.tables.agreements import (
    Asked,
    agreement_table,
    export_list,
    write_for_print,
)


@pytest.fixture(autouse=True)
def vietnamese():
    i18n.use_language("vi")


@pytest.fixture
def kept(archive):
    belarus = new_agreement(
        archive,
        [
            ("title_vi", "Bản ghi nhớ với BelGISS"),
            ("party.foreign", "Viện tiêu chuẩn Belarus; BelGISS; BY\nBộ Công nghiệp; ; BY"),
            ("signed_on", "7/12/2023"),
            ("duration", "3 năm"),
            ("fields", "Đo lường, Halal"),
            ("legal_basis", "không nêu"),
        ],
    )
    return belarus, new_agreement(archive, [("title_vi", "=1+1")])


def every_id(archive):
    return agreement_ids(archive, order=Order.REFERENCE, descending=False)


def test_a_list_has_the_columns_that_were_chosen_in_that_order(archive, kept):
    chosen = ["signed_on", "title", "party.foreign", "fields", "duration", "legal_basis"]
    table = agreement_table(archive, every_id(archive), chosen)
    assert [column.title for column in table.columns] == [
        "Ngày ký", "Tên thỏa thuận", "Bên nước ngoài", "Lĩnh vực", "Thời hạn", "Căn cứ",
    ]  # fmt: skip
    assert table.rows[0] == (
        "2023-12-07",
        "Bản ghi nhớ với BelGISS",
        "Viện tiêu chuẩn Belarus; BelGISS; BY\nBộ Công nghiệp; ; BY",
        "Halal, Đo lường",
        "3 năm",
        "không nêu",
    )


def test_every_column_can_be_told(archive, kept):
    table = agreement_table(archive, every_id(archive), list(COLUMNS))
    assert all(len(row) == len(COLUMNS) for row in table.rows)
    assert len({column.title for column in table.columns}) == len(COLUMNS)


def test_without_a_choice_the_usual_columns_are_told(archive, kept):
    table = agreement_table(archive, every_id(archive))
    assert len(table.columns) == len(USUAL)


def test_rows_stand_in_the_order_of_the_result(archive, kept):
    ids = list(every_id(archive))
    told = agreement_table(archive, ids[::-1], ["reference"])
    assert told.rows == [(reference,) for reference in kept[::-1]]


def test_an_agreement_that_is_gone_is_left_out(archive, kept):
    assert len(agreement_table(archive, [*every_id(archive), 999], ["title"]).rows) == 2


def test_the_log_tells_that_a_list_left_and_nothing_of_what_it_says(archive, kept, tmp_path):
    path = tmp_path / "a.csv"
    assert export_list(archive, path, every_id(archive), ["title"], asked=Asked("halal")) == 2
    text = path.read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["Tên thỏa thuận"], ["Bản ghi nhớ với BelGISS"], ["'=1+1"],
    ]  # fmt: skip
    (entry,) = custody.entries(archive, limit=1)
    assert entry.act == "list_exported"
    assert entry.detail == {"count": 2, "form": "csv", "columns": ["title"], "asked": "halal"}


def test_the_log_tells_that_a_list_went_to_paper(archive, kept, tmp_path):
    write_for_print(archive, tmp_path / "a.pdf", every_id(archive), ["title"])
    (entry,) = custody.entries(archive, limit=1)
    assert (entry.act, entry.detail["form"], entry.detail["count"]) == ("list_exported", "paper", 2)


def test_nothing_is_logged_of_a_list_that_was_not_written(archive, kept, tmp_path):
    before = custody.head(archive)
    with pytest.raises(NotInList):
        export_list(archive, tmp_path / "a.csv", every_id(archive), ["bogus"])
    with pytest.raises(FormUnknown):
        export_list(archive, tmp_path / "a.txt", every_id(archive))
    with pytest.raises(DiskTrouble):
        export_list(archive, tmp_path / "none" / "a.csv", every_id(archive))
    assert custody.head(archive) == before


def test_a_correction_is_in_the_next_list(archive, kept):
    describe(archive, kept[1], [("title_vi", "Khác")])
    assert ("Khác",) in agreement_table(archive, every_id(archive), ["title"]).rows
