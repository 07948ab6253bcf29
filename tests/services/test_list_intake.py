"""A list beside the scans: each row comes in whole with its file, or not at all."""

import openpyxl
import pytest

from luutru import i18n
from luutru.errors import FileVanished, ListUnusable
from luutru.records.fields import FIELDS, LIST_FIELDS
from luutru.services import custody
from luutru.services.accession import Receipt, Rejection, take_in
from luutru.services.cards import card
from luutru.services.inspecting import verify
from luutru.services.list_intake import take_in_list, write_error_sheet
from luutru.services.list_planning import plan_list
from luutru.services.lists import read_list
from luutru.services.rows import agreement_ids


@pytest.fixture
def a_list(tmp_path):
    """Write a list beside the scans of `a_scan`."""

    def write(*lines, name="list.csv"):
        file = tmp_path / "scans" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join(lines), encoding="utf-8")
        return file

    return write


@pytest.fixture
def plan(archive):
    def make(file, *paths):
        return plan_list(archive, read_list(archive, file), paths)

    return make


@pytest.fixture
def brought(archive, plan):
    """Take a list in; return what was kept and what was refused, by name of file."""

    def take(file, *paths):
        results = list(take_in_list(archive, plan(file, *paths)))
        kept = {r.path.name: r for r in results if isinstance(r, Receipt)}
        refused = {r.path.name: str(r.error) for r in results if isinstance(r, Rejection)}
        assert verify(archive, full=True).is_sound
        return kept, refused

    return take


def problems(plan):
    return {row.row.number: " ".join(row.problems) for row in plan.rows if row.problems}


def test_each_file_comes_in_with_what_its_row_says(archive, a_scan, a_list, brought):
    a_scan("a"), a_scan("b")
    file = a_list(
        "file;title_vi;signed_on;signatory.foreign;party.foreign",
        'a.pdf;Hợp tác đo lường;7/12/2023;"Nguyễn A; Viện trưởng";"Viện Belarus; BelGISS; BY"',
        "b.pdf;Hợp tác Halal;không nêu;;",
    )
    kept, refused = brought(file)
    assert refused == {}
    told = card(archive, kept["a.pdf"].reference)
    assert told.values["title_vi"].typed == "Hợp tác đo lường"
    assert told.values["signed_on"].typed == "2023-12-07"
    assert told.values["signed_on"].source == "list"
    assert told.parties[0].name == "Viện Belarus"
    assert told.parties[0].signatories == (("Nguyễn A", "Viện trưởng"),)
    other = card(archive, kept["b.pdf"].reference)
    assert other.values["signed_on"].state == "not_stated"
    assert {entry.act for entry in custody.entries(archive)} >= {"taken_in", "described"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_headings_are_what_the_fields_are_called(a_list, archive, language):
    labels = [i18n.in_language(language, field.label) for field in FIELDS]
    labels += [i18n.in_language(language, label) for label in LIST_FIELDS.values()]
    special = {"vi": ["Tệp", "Là", "Của thỏa thuận", "STT", "Lỗi"], "en": ["File", "Is", "No."]}
    file = a_list(";".join([*labels, *special[language]]), ";" * len(labels) + "a.pdf")
    (row,) = read_list(archive, file).rows
    assert row.file == "a.pdf"


def test_a_row_with_an_error_is_left_out_whole_and_the_others_go_on(
    archive, a_scan, a_list, brought
):
    a_scan("a"), a_scan("b")
    file = a_list("file,title_vi,signed_on", "a.pdf,Một,32/13/2023", "b.pdf,Hai,2023")
    kept, refused = brought(file)
    assert list(kept) == ["b.pdf"]
    assert "32/13/2023" in refused["a.pdf"]
    assert len(agreement_ids(archive)) == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("gone.pdf,,,", "is not there"),
        (",,,", ""),
        (",Một,,", "No file is named"),
        ("../outside.pdf,,,", "is not there"),
        ("/etc/passwd,,,", "is not there"),
        ("bad.txt,,,", "neither a PDF nor an image"),
        ("empty.pdf,,,", "is empty"),
        ("a.pdf,,part-of,2026-0001", "nothing that a file can be"),
        ("a.pdf,,annex-of,", "which agreement"),
        ("a.pdf,,annex-of,2026-0099", "2026-0099"),
        ("a.pdf,Một,annex-of,2026-0001", "no description of its own"),
        ("a.pdf,,,2026-0001", "not said what the file is"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(archive, a_scan, a_list, plan, tmp_path, row, told):
    take_in(archive, a_scan("kept"))
    a_scan("a")
    (tmp_path / "outside.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "scans" / "bad.txt").write_text("Dear Sir")
    (tmp_path / "scans" / "empty.pdf").touch()
    found = problems(plan(a_list("file,title_vi,as,to", row)))
    assert told in found.get(2, "")
    assert bool(found) == bool(told)


def test_two_rows_cannot_have_one_file(a_scan, a_list, plan):
    a_scan("a")
    assert problems(plan(a_list("file", "a.pdf", "A.PDF"))) == {3: "Row 2 names the same file."}


def test_a_name_may_come_with_its_folder_or_without_its_ending(a_scan, a_list, plan, tmp_path):
    for folder in ("2022", "2023"):
        (tmp_path / "scans" / folder).mkdir(parents=True)
        a_scan(folder).rename(tmp_path / "scans" / folder / "a.pdf")
    made = plan(a_list("file", "2023\\a.pdf", "2022/a", "a.pdf"))
    assert [row.path and row.path.parent.name for row in made.rows] == ["2023", "2022", None]
    assert "Several files" in problems(made)[4]


def test_files_that_no_row_names_are_left_and_told(archive, a_scan, a_list, plan):
    a_scan("a"), a_scan("b")
    assert [path.name for path in plan(a_list("file", "a.pdf")).unlisted] == ["b.pdf"]


def test_a_plan_writes_nothing_to_the_archive(archive, a_scan, a_list, plan):
    a_scan("a")
    before = custody.head(archive)
    plan(a_list("file,title_vi,party.foreign", 'a.pdf,Một,"Viện; V; BY"'))
    assert agreement_ids(archive).tolist() == []
    assert custody.head(archive) == before
    assert list(archive.strongroom) == []


def test_a_row_may_join_an_agreement(archive, a_scan, a_list, brought):
    main = take_in(archive, a_scan("main")).reference
    a_scan("a"), a_scan("b")
    kept, refused = brought(
        a_list("file,as,to", f"a.pdf,Phụ lục của,{main}", f"b.pdf,extends,{main}")
    )
    assert refused == {}
    assert [document.part for document in card(archive, main).documents] == ["main", "annex"]
    assert card(archive, main).relations[0].reference == kept["b.pdf"].reference


def test_what_is_known_keeps_its_description(archive, a_scan, a_list, brought):
    reference = take_in(archive, a_scan("a")).reference
    kept, _ = brought(a_list("file,title_vi", "a.pdf,Khác"))
    assert (kept["a.pdf"].known, kept["a.pdf"].reference) == (True, reference)
    assert "row 2" in kept["a.pdf"].remark
    assert card(archive, reference).values["title_vi"].typed == ""


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["file,Màu mực", "a.pdf,xanh"], "Màu mực"),
        (["title_vi", "Một"], "File"),
        (["file,title_vi,Title in Vietnamese", "a.pdf,x,y"], "title_vi"),
        ([""], "empty"),
    ],
)
def test_a_list_that_nobody_understands_is_refused(archive, a_list, lines, told):
    with pytest.raises(ListUnusable, match=told):
        read_list(archive, a_list(*lines))


def test_a_list_that_is_gone_is_told(archive, tmp_path):
    with pytest.raises(FileVanished):
        read_list(archive, tmp_path / "gone.csv")


def test_the_sheet_of_errors_has_the_rows_and_what_is_wrong_with_them(
    archive, a_scan, a_list, plan
):
    a_scan("a"), a_scan("b")
    made = plan(a_list("Tệp,title_vi,Lỗi", "a.pdf,=1+1,cũ", "c.pdf,+84,"))
    i18n.use_language("vi")
    sheet = write_error_sheet(made)
    assert sheet is not None
    rows = list(openpyxl.load_workbook(sheet).worksheets[0].iter_rows())
    assert [cell.value for cell in rows[0]] == ["Tệp", "title_vi", "Lỗi"]
    assert [cell.value for cell in rows[1]] == ["a.pdf", "=1+1", None]
    assert "c.pdf" in rows[2][2].value
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}


def test_no_sheet_is_written_where_nothing_is_wrong_and_none_over_another(
    a_scan, a_list, plan, tmp_path
):
    a_scan("a")
    assert write_error_sheet(plan(a_list("file", "a.pdf"))) is None
    made = plan(a_list("file", "gone.pdf"))
    assert write_error_sheet(made) != write_error_sheet(made)


def test_a_sheet_of_errors_can_be_brought_again(archive, a_scan, a_list, brought, plan):
    a_scan("a")
    sheet = write_error_sheet(plan(a_list("file,title_vi", "a.pdf,Một", "gone.pdf,Hai")))
    kept, refused = brought(sheet)
    assert list(kept) == ["a.pdf"]
    assert list(refused) == ["gone.pdf"]
