"""A year is closed for good; its head is stated, printed and compared."""

import pytest
from pypdf import PdfReader

from luutru.errors import RegisterClosed, YearNotClosable, YearNotClosed
from luutru.services.copies.changing import deliver, revoke
from luutru.services.copies.closing import close_year, closing_statement, state_head
from luutru.services.copies.examining import examine
from luutru.services.copies.lines import copies_book
from luutru.services.copies.printed import write_register
from luutru.services.copies.statements import write_statement


def test_a_closed_year_gives_no_number_and_the_next_begins_with_one(archive, issuing, on_the_day):
    on_the_day(2027, 12, 31)
    issuing()
    statement = close_year(archive, 2027)
    assert (statement.last_number, statement.issued, statement.is_closed) == (1, 1, True)
    with pytest.raises(RegisterClosed):
        issuing()
    on_the_day(2028, 1, 3)
    assert issuing().symbol == "01/SY-TĐC"
    with pytest.raises(RegisterClosed):
        close_year(archive, 2027)


def test_a_copy_of_a_closed_year_is_delivered_and_revoked(archive, issuing, on_the_day):
    on_the_day(2027, 12, 31)
    issuing()
    statement = close_year(archive, 2027)
    deliver(archive, 2027, 1, "Vụ Pháp chế")
    revoke(archive, 2027, 1, "sai số trang")
    (row,) = copies_book(archive, 2027).rows
    assert row.state == "revoked"
    assert closing_statement(archive, 2027) == statement
    assert examine(archive) == []


def test_a_year_is_not_closed_while_it_runs_nor_before_it_begins(archive, on_the_day):
    on_the_day(2027, 11, 30)
    for year in (2027, 2028):
        with pytest.raises(YearNotClosable):
            close_year(archive, year)
    with pytest.raises(YearNotClosed):
        closing_statement(archive, 2027)


def test_a_number_without_an_outcome_keeps_the_year_open(archive, issuing, on_the_day, monkeypatch):
    on_the_day(2027, 12, 30)
    monkeypatch.setattr("luutru.services.copies.issuing._make", lambda *_: pytest.fail("killed"))
    with pytest.raises(pytest.fail.Exception):
        issuing()
    with pytest.raises(YearNotClosable, match="01/SY-TĐC"):
        close_year(archive, 2027)


def test_a_head_on_paper_shows_that_the_end_was_cut_off(archive, issuing, on_the_day):
    on_the_day(2027, 6, 30)
    issuing()
    head = state_head(archive, 2027).head
    assert examine(archive, [head, head[:16]]) == []
    issuing()
    assert examine(archive, [head]) == []
    (found,) = examine(archive, ["0" * 64])
    assert found.kind == "copies_cut"


def test_the_statement_is_one_page_with_everything_to_be_signed(archive, issuing, out, on_the_day):
    on_the_day(2027, 12, 31)
    issuing()
    revoke(archive, 2027, 1, "sai số trang")
    statement = close_year(archive, 2027)
    write_statement(statement, out / "closing.pdf")
    (page,) = PdfReader(out / "closing.pdf").pages
    text = " ".join(page.extract_text().split())
    assert statement.head[:8] in text
    assert statement.head[-8:] in text
    for told in ("2027", "01/SY-TĐC", "TỔNG CỤC TRƯỞNG", "begins with 01"):
        assert told in text


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx", "pdf"])
def test_the_register_is_written_in_every_form(archive, issuing, out, form):
    issued = issuing()
    write_register(archive, issued.year, out / f"register.{form}")
    assert (out / f"register.{form}").stat().st_size > 100
    if form == "csv":
        assert issued.sha256 in (out / "register.csv").read_text(encoding="utf-8-sig")
