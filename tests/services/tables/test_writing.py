import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import docx
import openpyxl
import pypdf
import pytest

from luutru import i18n
from luutru.errors import DiskTrouble, FormUnknown
from luutru.progress import Cancelled
from luutru.services.tables.table import Column, Table
from luutru.services.tables.writing import FORMS, write_table

COLUMNS = (
    Column("Số lưu trữ", 12),
    Column("Tên thỏa thuận", 40),
    Column("Ngày ký", kind="day"),
    Column("Số trang", kind="number"),
)
ROWS = [
    ("2023-0001", "Bản ghi nhớ với Đài Phát thanh Quốc gia Lào", "2023-12-07", 4),
    ("2023-0002", "Hiệp định; có dấu “chấm phẩy”", "2023-12", 12),
    ("2023-0003", None, "", None),
]
TABLE = Table("DANH SÁCH THỎA THUẬN", ("Tính đến ngày 26/11/2026",), COLUMNS, ROWS)
HARMFUL = ["=1+1", "+84 24", "-2", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\n=cmd"]


@pytest.fixture(autouse=True)
def vietnamese():
    i18n.use_language("vi")


def one_column(*values, kind="text"):
    return Table("Thử", (), (Column("Cột", kind=kind),), [(value,) for value in values])


def read_csv(path):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_csv_opens_in_a_vietnamese_excel(tmp_path):
    path = tmp_path / "danh sách.csv"
    write_table(TABLE, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_csv(path) == [
        ["Số lưu trữ", "Tên thỏa thuận", "Ngày ký", "Số trang"],
        ["2023-0001", "Bản ghi nhớ với Đài Phát thanh Quốc gia Lào", "07/12/2023", "4"],
        ["2023-0002", "Hiệp định; có dấu “chấm phẩy”", "12/2023", "12"],
        ["2023-0003", "", "", ""],
    ]


@pytest.mark.parametrize("text", HARMFUL)
def test_csv_has_no_cell_that_a_spreadsheet_calculates(tmp_path, text):
    write_table(one_column(text), tmp_path / "a.csv")
    assert read_csv(tmp_path / "a.csv")[1][0] == f"'{text}"


def test_a_negative_number_stays_a_number(tmp_path):
    write_table(one_column(-3, kind="number"), tmp_path / "a.csv")
    write_table(one_column(-3, kind="number"), tmp_path / "a.xlsx")
    assert read_csv(tmp_path / "a.csv")[1] == ["-3"]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"].value == -3


def test_xlsx_holds_real_days_and_numbers(tmp_path):
    write_table(TABLE, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    assert sheet["C2"].value == datetime(2023, 12, 7)  # noqa: DTZ001  a sheet knows no zones
    assert sheet["C2"].number_format == "dd/mm/yyyy"
    assert sheet["C3"].value == "12/2023"
    assert sheet["D2"].value == 4
    assert sheet["B4"].value is None


def test_xlsx_is_ready_to_be_read_and_printed(tmp_path):
    write_table(TABLE, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D4"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.oddHeader.center.text == TABLE.title
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width
    assert [row[0].value for row in book.worksheets[1].rows] == [TABLE.title, *TABLE.about]
    assert book.properties.creator == "Lưu Trữ"


@pytest.mark.parametrize("text", HARMFUL)
def test_xlsx_has_no_formula(tmp_path, text):
    write_table(one_column(text), tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value == text


def test_a_text_too_long_for_a_sheet_says_that_it_goes_on(tmp_path):
    write_table(one_column("dài " * 20_000), tmp_path / "a.xlsx")
    value = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"].value
    assert len(value) == 32_767
    assert value.endswith("…")


def test_docx_repeats_its_heading_and_numbers_its_pages(tmp_path):
    write_table(TABLE, tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == [column.title for column in COLUMNS]
    assert [cell.text for cell in table.rows[1].cells] == [
        "2023-0001", "Bản ghi nhớ với Đài Phát thanh Quốc gia Lào", "07/12/2023", "4",
    ]  # fmt: skip
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "NUMPAGES" in document.sections[0].footer.paragraphs[0]._p.xml
    assert [line.text for line in document.paragraphs] == [TABLE.title, *TABLE.about]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.core_properties.author == "Lưu Trữ"


def test_pdf_repeats_its_heading_and_numbers_its_pages(tmp_path):
    rows = [(f"{number:04d}", "Thỏa thuận hợp tác", "2020-01-05", number) for number in range(200)]
    write_table(Table(TABLE.title, TABLE.about, COLUMNS, rows), tmp_path / "a.pdf")
    reader = pypdf.PdfReader(tmp_path / "a.pdf")
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert "Tên thỏa thuận" in text
        assert f"Trang {number}/{len(pages)}" in text
    told = "\n".join(pages)
    assert all(f"{number:04d}" in told for number in range(200))
    assert reader.metadata
    assert (reader.metadata.title, reader.metadata.author) == (TABLE.title, "Lưu Trữ")


def test_pdf_loses_nothing_of_a_row_that_is_higher_than_a_page(tmp_path):
    words = [f"w{number:05d}" for number in range(3000)]
    write_table(one_column(" ".join(words)), tmp_path / "a.pdf")
    pages = pypdf.PdfReader(tmp_path / "a.pdf").pages
    told = " ".join(page.extract_text() for page in pages)
    assert len(pages) > 1
    assert all(word in told for word in words)


def test_pdf_breaks_a_word_that_is_wider_than_its_column(tmp_path):
    write_table(one_column("x" * 3000), tmp_path / "a.pdf")
    told = pypdf.PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert told.count("x") == 3000


@pytest.mark.parametrize("form", FORMS)
def test_control_characters_and_loose_marks_are_no_trouble(tmp_path, form):
    write_table(one_column("a\x00b\x0bc Thỏa\ud800"), tmp_path / f"a.{form}")
    assert (tmp_path / f"a.{form}").stat().st_size > 0


@pytest.mark.parametrize("form", FORMS)
def test_a_list_without_rows_is_a_list(tmp_path, form):
    write_table(Table("Trống", (), COLUMNS, []), tmp_path / f"a.{form}")
    assert (tmp_path / f"a.{form}").stat().st_size > 0


@pytest.mark.parametrize("form", FORMS)
def test_ten_thousand_rows_are_written(tmp_path, form):
    write_table(
        Table("Lớn", (), COLUMNS[:2], [row[:2] for row in ROWS] * 3334), tmp_path / f"a.{form}"
    )
    assert (tmp_path / f"a.{form}").stat().st_size > 10_000


@pytest.mark.parametrize("form", FORMS)
def test_a_list_stopped_in_the_middle_leaves_what_was_there(tmp_path, form):
    class Stopping:
        def report(self, done, total, label):
            if done:
                raise Cancelled

    path = tmp_path / f"a.{form}"
    path.write_text("what was there")
    with pytest.raises(Cancelled):
        write_table(one_column(*["x"] * 5000), path, Stopping())
    assert path.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("form", FORMS)
def test_a_folder_that_is_not_there_is_trouble_of_the_disk(tmp_path, form):
    with pytest.raises(DiskTrouble) as caught:
        write_table(TABLE, tmp_path / "none" / f"a.{form}")
    assert isinstance(caught.value.__cause__, FileNotFoundError)


def test_another_ending_is_refused_with_those_that_are_known(tmp_path):
    with pytest.raises(FormUnknown, match=r"a\.txt"):
        write_table(TABLE, tmp_path / "a.txt")


def test_moments_are_told_on_the_clock_of_the_workstation(tmp_path):
    moment = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
    write_table(one_column(moment, date(2026, 1, 2), kind="moment"), tmp_path / "a.csv")
    assert read_csv(tmp_path / "a.csv")[1:] == [
        [moment.astimezone().strftime("%d/%m/%Y %H:%M")], ["02/01/2026"],
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "pdf"])
def test_the_same_list_gives_the_same_bytes(tmp_path, form):
    write_table(TABLE, tmp_path / f"a.{form}")
    write_table(TABLE, tmp_path / f"b.{form}")
    assert (tmp_path / f"a.{form}").read_bytes() == (tmp_path / f"b.{form}").read_bytes()


def test_pdf_names_no_font_that_it_does_not_carry(tmp_path):
    write_table(TABLE, tmp_path / "a.pdf")
    page: Any = pypdf.PdfReader(tmp_path / "a.pdf").pages[0]
    fonts = page["/Resources"]["/Font"]
    named = {str(fonts[name]["/BaseFont"]) for name in fonts}
    assert named
    assert all("Tinos" in name for name in named), named
