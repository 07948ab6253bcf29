"""The brief of a country or a partner: everything signed, what holds, what is to do; on paper."""

from datetime import date

import docx
import pypdf
import pytest

from luutru import i18n
from luutru.errors import FormUnknown, UnacceptableValue, UnknownPartner
from luutru.records.milestone import Milestone
from luutru.services import custody
from luutru.services.authorities.changing import change
from luutru.services.authorities.merging import merge
from luutru.services.briefs.gathering import brief
from luutru.services.briefs.paper import paper_of
from luutru.services.briefs.writing import export_brief
from luutru.services.partners import partners

INSO = "Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR"
OTHER = "Viện Đo lường Iran; NMCI; IR"


@pytest.fixture
def iran(archive, keep):
    """Three agreements with two Iranian bodies, one with another country, two milestones."""
    keep("Còn hiệu lực", party__foreign=INSO, signed_on="2023-08-09", effect_rule="on_signing",
         focal_partner="Ông Karimi, Vụ Hợp tác")  # fmt: skip
    keep("Hết hiệu lực", party__foreign=INSO, signed_on="2009-08-09", effect_rule="on_signing",
         duration="P5Y")  # fmt: skip
    keep("Không rõ", party__foreign=OTHER)
    keep("Nước khác", party__foreign="Viện Belarus; BelGISS; BY")
    with archive.catalogue.write() as session:
        for number, title, day, state in (
            (1, "Trễ", date(2020, 1, 1), "open"), (1, "Sau này", date(2090, 1, 1), "open"),
            (1, "Xong", date(2024, 1, 1), "done"), (4, "Nước khác", date(2020, 1, 1), "open"),
        ):  # fmt: skip
            session.add(Milestone(agreement_id=number, title=title, due_on=day, state=state))
    return partners(archive, "INSO")[0].id


def titles(rows):
    return [row.title for row in rows]


def test_a_country_is_told_with_all_its_partners(archive, iran):
    told = brief(archive, country="IR")
    assert titles(told.holding) == ["Còn hiệu lực"]
    assert titles(told.unclear) == ["Không rõ"]
    assert titles(told.over) == ["Hết hiệu lực"]
    assert titles(told.duties) == ["Trễ", "Sau này"]
    assert [one.short for one in told.partners] == ["INSO", "NMCI"]
    assert (told.subject, told.agreements, told.overdue) == ("Iran", 3, 1)
    assert told.contacts == ("Ông Karimi, Vụ Hợp tác",)


def test_a_partner_is_told_with_what_was_merged_into_it(archive, iran):
    other = partners(archive, "NMCI")[0].id
    assert brief(archive, authority_id=iran).agreements == 2
    merge(archive, other, iran, "một cơ quan")
    change(archive, iran, note="Phòng 12")
    told = brief(archive, authority_id=other)
    assert (told.subject, told.agreements) == ("INSO", 3)
    assert told.contacts == ("Ông Karimi, Vụ Hợp tác", "Phòng 12")


def test_who_is_not_there_has_no_brief(archive, iran):
    with pytest.raises(UnknownPartner):
        brief(archive, authority_id=99)
    with pytest.raises(UnacceptableValue):
        brief(archive, country="XX")


def test_a_country_without_agreements_says_so(archive, iran):
    paper = paper_of(brief(archive, country="FR"), "Kho")
    assert paper.figures[:2] == (("0", "signed in all"), ("0", "in force"))
    assert [one.empty for one in paper.sections if not one.rows][:2] == [
        "No partner is recorded.", "Nothing is in force."]  # fmt: skip


def test_on_paper_stand_title_figures_and_every_agreement(archive, iran, tmp_path):
    i18n.use_language("vi")
    file = tmp_path / "iran.pdf"
    export_brief(archive, brief(archive, country="IR"), file)
    pages = pypdf.PdfReader(file).pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1
    for words in ("Bản tóm tắt hợp tác: Iran", "3", "đã ký", "Còn hiệu lực", "09/08/2023", "Trễ",
                  "Quá hạn", "Ông Karimi", "Trang 1/1"):  # fmt: skip
        assert words in text
    assert "Nước khác" not in text


def test_a_long_brief_goes_on_overleaf_with_the_headings(archive, keep, tmp_path):
    for number in range(45):
        keep(f"Thỏa thuận hợp tác số {number:02}", party__foreign=INSO, signed_on="2009-08-09",
             effect_rule="on_signing", duration="P1Y")  # fmt: skip
    file = tmp_path / "long.pdf"
    export_brief(archive, brief(archive, country="IR"), file)
    pages = [page.extract_text() for page in pypdf.PdfReader(file).pages]
    assert len(pages) == 2
    assert all("Signed on" in text for text in pages)
    assert "Page 2/2" in pages[1]
    told = "".join(pages)
    assert all(f"số {number:02}" in told for number in range(45))


def test_as_a_word_file_it_says_the_same(archive, iran, tmp_path):
    file = tmp_path / "iran.docx"
    export_brief(archive, brief(archive, country="IR"), file)
    document = docx.Document(str(file))
    assert document.paragraphs[0].text == "Brief: Iran"
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["2026", "Trễ"] not in cells
    assert any(row[1] == "Còn hiệu lực" and row[3] == "09/08/2023" for row in cells)


def test_words_that_look_like_markup_are_printed_as_they_are(archive, keep, tmp_path):
    keep("A <b>& B", party__foreign="Cơ quan <i>X & Y; X<Y; IR")
    file = tmp_path / "odd.pdf"
    export_brief(archive, brief(archive, country="IR"), file)
    assert "A <b>& B" in pypdf.PdfReader(file).pages[0].extract_text()


def test_that_it_left_the_archive_is_in_the_log(archive, iran, tmp_path):
    export_brief(archive, brief(archive, country="IR"), tmp_path / "iran.pdf")
    (entry,) = custody.entries(archive, limit=1)
    assert (entry.act, entry.detail["count"], entry.detail["form"]) == ("list_exported", 3, "pdf")


def test_a_form_that_is_not_written_leaves_nothing(archive, iran, tmp_path):
    told = brief(archive, country="IR")
    with pytest.raises(FormUnknown):
        export_brief(archive, told, tmp_path / "iran.odt")
    assert list(tmp_path.glob("iran*")) == []
    assert custody.entries(archive, limit=1)[0].act != "list_exported"
