"""Lists on paper: by owner and week, minutes of a hand-over, the yearly report."""

from datetime import date

import pytest

from luutru.services.describe import new_agreement
from luutru.services.milestones.changing import complete
from luutru.services.milestones.handing_over import reassign
from luutru.services.milestones.planning import New, add
from luutru.services.milestones.printed import by_owner_and_week, minutes, week_words
from luutru.services.milestones.yearly import yearly_report
from luutru.services.tables.writing import FORMS, write_table


def test_the_list_is_ordered_by_owner_and_week(archive, reference):
    for owner, day in (("Bình", 3), ("An", 9), ("", 1), ("An", 2)):
        add(archive, reference, New("Việc", due_on=date(2026, 12, day), owner=owner))
    rows = by_owner_and_week(archive).rows
    assert [(row[0], row[1]) for row in rows] == [
        ("An", "30/11–06/12/2026"), ("An", "07–13/12/2026"), ("Bình", "30/11–06/12/2026"),
        ("No owner yet", "30/11–06/12/2026"),
    ]  # fmt: skip


def test_a_week_goes_from_monday_to_sunday():
    assert week_words(date(2026, 11, 23)) == week_words(date(2026, 11, 29)) == "23–29/11/2026"
    assert week_words(date(2026, 12, 31)) == "28/12/2026–03/01/2027"
    assert week_words(None) == "Without a day"


def test_minutes_tell_who_hands_what_to_whom(archive, reference):
    add(archive, reference, New("Gửi báo cáo", due_on=date(2026, 12, 1), owner="An"))
    table = minutes(archive, reassign(archive, "An", "Bình"))
    assert "ngày 26 tháng 11 năm 2026" in table.about
    assert "Handed over by: An" in table.about
    assert table.rows[0][:2] == (1, "Gửi báo cáo")


@pytest.mark.parametrize("form", FORMS)
def test_every_list_is_written_in_every_form(archive, reference, tmp_path, form):
    add(archive, reference, New("Gửi báo cáo", due_on=date(2026, 12, 1), owner="An"))
    for name, table in (
        ("list", by_owner_and_week(archive)),
        ("report", yearly_report(archive, 2026)),
        ("minutes", minutes(archive, reassign(archive, "An", "Bình"))),
    ):
        path = tmp_path / f"{name}.{form}"
        write_table(table, path)
        assert path.stat().st_size > 100


def test_the_report_tells_what_was_done_late_and_planned(archive, reference):
    done, late, planned = (
        add(archive, reference, New(title, due_on=day))
        for title, day in (
            ("Họp", date(2026, 3, 1)), ("Báo cáo", date(2026, 6, 1)), ("Đoàn", date(2027, 5, 1)),
        )
    )  # fmt: skip
    complete(archive, done, reason="đã họp", done_on=date(2026, 3, 2))
    table = yearly_report(archive, 2026)
    (row,) = table.rows
    told = dict(zip([column.title for column in table.columns], row, strict=True))
    assert told["Agreement"] == f"{reference} · Bản ghi nhớ về đo lường"
    assert told["Parties"] == "TCM, VM"
    assert told["In the name of"] == "Directorate or department"
    assert told["Term"] == "3 years, until 20/01/2027"
    assert told["Status"] == "In force"
    assert told["Done in 2026"] == "Họp (02/03/2026)"
    assert told["Late"] == "Báo cáo (01/06/2026)"
    assert told["Plan for 2027"] == "Đoàn (01/05/2027)"
    assert {done, late, planned} == {1, 2, 3}


def test_a_past_year_is_told_as_it_was_at_its_end(archive, reference):
    number = add(archive, reference, New("Họp", due_on=date(2025, 3, 1)))
    complete(archive, number, reason="muộn", done_on=date(2026, 2, 1))
    late = [row[-2] for row in yearly_report(archive, 2025).rows]
    assert late == ["Họp (01/03/2025)"]
    assert [row[-2] for row in yearly_report(archive, 2026).rows] == [""]


def test_what_is_not_signed_yet_or_long_over_is_left_out(archive, today):
    changes = [("title_vi", "Cũ"), ("effect_rule", "on_signing"), ("duration", "P1Y")]
    new_agreement(archive, [*changes, ("signed_on", "01/02/2020")])
    new_agreement(archive, [("title_vi", "Mới"), ("signed_on", "01/10/2026")])
    assert [str(row[1]).partition(" · ")[2] for row in yearly_report(archive, 2026).rows] == ["Mới"]
    assert yearly_report(archive, 2025).rows == []
