import datetime as dt
import zipfile

import defusedxml
import openpyxl
import pytest

from luutru.reading import tables
from luutru.reading.tables import read_table
from luutru.reading.trouble import Unreadable

ROWS = [(1, ("Tệp", "Tên gọi")), (2, ("a.pdf", "Bản ghi nhớ; 1, “hai”"))]


@pytest.fixture
def write(tmp_path):
    def do(data, name="list.csv"):
        file = tmp_path / name
        file.write_bytes(data)
        return file

    return do


@pytest.fixture
def sheet(tmp_path):
    def do(*rows):
        book = openpyxl.Workbook()
        page = book.worksheets[0]
        for row in rows:
            page.append(row)
        file = tmp_path / "list.xlsx"
        book.save(file)
        return file

    return do


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lists_are_read_however_they_were_saved(write, encoding, separator, end):
    lines = [f"Tệp{separator}Tên gọi", f'a.pdf{separator}"Bản ghi nhớ; 1, “hai”"']
    assert read_table(write(end.join([*lines, ""]).encode(encoding))) == ROWS


def test_the_line_by_which_excel_tells_the_separator_is_no_row(write):
    assert read_table(write("sep=;\r\nTệp;b\r\n".encode())) == [(2, ("Tệp", "b"))]


def test_empty_rows_count_but_are_left_out(write):
    assert [number for number, _ in read_table(write(b"file\n\n,,\na.pdf\n"))] == [1, 4]


@pytest.mark.parametrize("data", [b"T\xea\xa3p;x\n", "Tệp".encode("utf-16-le")[:-1] + b"\x00\xd8"])
def test_an_old_encoding_is_told(write, data):
    with pytest.raises(Unreadable) as told:
        read_table(write(data))
    assert told.value.detail == "encoding"


def test_a_sheet_is_read_as_people_would_type_it(sheet):
    day = dt.datetime(2023, 12, 7)  # noqa: DTZ001  as a spreadsheet has it
    file = sheet(["File", "Signed on", "n", "ok"], ["a.pdf", day, 3.0, True], [None, day.date()])
    assert read_table(file)[1:] == [
        (2, ("a.pdf", "07/12/2023", "3", "yes")), (3, ("", "07/12/2023")),
    ]  # fmt: skip


def test_a_formula_is_never_reckoned(sheet):
    assert read_table(sheet(["File"], ['=HYPERLINK("http://x";"a.pdf")'])) == [(1, ("File",))]


def test_a_sheet_with_entities_is_refused(sheet, write):
    with zipfile.ZipFile(sheet(["File"])) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    name = "xl/worksheets/sheet1.xml"
    files[name] = bomb + files[name]
    file = write(b"", "bomb.xlsx")
    with zipfile.ZipFile(file, "w") as packed:
        for called, content in files.items():
            packed.writestr(called, content)
    with pytest.raises(ValueError, match="could not read worksheets") as told:
        read_table(file)
    assert isinstance(told.value.__cause__, defusedxml.EntitiesForbidden)


@pytest.mark.parametrize(
    ("limit", "value"), [("MOST_ROWS", 2), ("_MOST_LETTERS", 10), ("_MOST_COLUMNS", 1)]
)
def test_a_list_without_end_is_given_up(write, monkeypatch, limit, value):
    monkeypatch.setattr(tables, limit, value)
    with pytest.raises(Unreadable):
        read_table(write(b"file,b\na.pdf,c\nb.pdf,d\n"))


def test_a_file_that_is_too_large_is_not_opened(write, monkeypatch):
    monkeypatch.setattr(tables, "MOST_BYTES", 10)
    with pytest.raises(Unreadable):
        read_table(write(b"file\na.pdf\nb.pdf\n"))
