"""Rules as an archive changes them: told before it is done, and only what is open follows."""

from datetime import date

import pytest
from sqlalchemy import select

from luutru.errors import NotInList, ReasonMissing, UnacceptableValue
from luutru.records.milestone import Milestone
from luutru.services import custody
from luutru.services.describe import new_agreement
from luutru.services.life import acts
from luutru.services.life.plans import carry_out
from luutru.services.milestones.changing import begin, complete, move
from luutru.services.milestones.details import milestone
from luutru.services.milestones.planning import New, add
from luutru.services.milestones.rows import milestone_rows
from luutru.services.review import accept_review
from luutru.services.rules.calendar_days import (
    Entry,
    holidays,
    import_days,
    remove_day,
    set_day,
)
from luutru.services.rules.pack import rules, shipped
from luutru.services.rules.replanning import (
    RuleChanges,
    edit_rule,
    replan,
    restore_rule,
    would_replan,
)

KNOWN = [
    ("title_vi", "Bản ghi nhớ"), ("official_name", "memorandum"), ("originals_held", "Kho 1"),
    ("party.vietnamese", "Tổng cục TCĐLCL; TĐC"), ("party.foreign", "INSO; INSO; IR"),
    ("signed_on", "9/8/2023"), ("signing_level", "directorate"),
]  # fmt: skip
TWENTY = RuleChanges(due_rule="signing+P20D")


@pytest.fixture
def reference(archive):
    made = new_agreement(archive, KNOWN)
    accept_review(archive, made)
    return made


@pytest.fixture
def reported(archive, reference):
    """The number of the milestone that T1 planned."""
    with archive.catalogue.read() as session:
        return session.scalars(select(Milestone.id).where(Milestone.statutory_rule == "T1")).one()


def test_a_rule_is_changed_with_a_reason_and_open_milestones_wait(archive, reported):
    made = edit_rule(archive, "T1", TWENTY, "Sửa theo nghị định mới")
    assert made.is_edited
    assert made.version.endswith("/1")
    assert milestone(archive, reported).row.due_on == date(2023, 8, 24)
    (told,) = would_replan(archive)
    assert (told.due_before, told.due_after) == (date(2023, 8, 24), date(2023, 8, 29))
    assert milestone(archive, reported).row.due_on == date(2023, 8, 24)
    assert replan(archive, "nghị định mới") == [told]
    detail = milestone(archive, reported)
    assert (detail.row.due_on, detail.rule_version) == (date(2023, 8, 29), made.version)
    assert detail.history[0].entry.act == "milestone_replanned"
    assert detail.history[0].reason == "nghị định mới"
    assert would_replan(archive) == []
    entry = next(e for e in custody.entries(archive) if e.act == "rule_changed")
    assert ["T1.due_rule", "signing+P15D", "signing+P20D"] in entry.detail["changes"]


def test_what_is_done_stays_as_it_was_planned(archive, reported):
    complete(archive, reported, reason="đã báo cáo")
    edit_rule(archive, "T1", TWENTY, "vì")
    assert would_replan(archive) == []
    assert milestone(archive, reported).rule_version == shipped()["T1"].version


def test_a_day_that_a_person_moved_stays(archive, reported):
    move(archive, reported, date(2023, 9, 30), "Bộ cho lùi")
    edit_rule(archive, "T1", TWENTY, "vì")
    (told,) = would_replan(archive)
    assert told.due_after == date(2023, 9, 30)
    replan(archive, "vì")
    detail = milestone(archive, reported)
    assert (detail.row.due_on, detail.planned_on) == (date(2023, 9, 30), date(2023, 8, 29))


def test_a_rule_switched_off_closes_what_was_not_begun(archive, reference, reported):
    edit_rule(archive, "T1", RuleChanges(is_active=False), "không áp dụng")
    (told,) = would_replan(archive)
    assert told.is_closed
    replan(archive, "không áp dụng")
    assert milestone(archive, reported).row.state == "cancelled"
    other = new_agreement(archive, KNOWN)
    accept_review(archive, other)
    assert [row.statutory_rule for row in milestone_rows(archive)].count("T1") == 1


def test_what_was_begun_goes_on_although_its_rule_was_switched_off(archive, reported):
    begin(archive, reported)
    edit_rule(archive, "T1", RuleChanges(is_active=False), "không áp dụng")
    assert not any(told.is_closed for told in would_replan(archive))


def test_duties_of_an_act_are_counted_from_its_day_again(archive, reference):
    act = acts.Termination(reference=reference, effective_on=date(2026, 1, 31))
    carry_out(archive, act)
    assert would_replan(archive) == []
    edit_rule(archive, "T4", RuleChanges(due_rule="event+10WD"), "vì")
    (told,) = would_replan(archive, "T4")
    assert told.due_after == date(2026, 2, 13)
    day = "ngày chấm dứt, rút khỏi, tạm đình chỉ có hiệu lực"
    assert ("milestone.due_rule", f"event+P15D: {day}", f"event+10WD: {day}") in told.changes


def test_a_restored_rule_is_the_one_of_the_program(archive, reported):
    edit_rule(archive, "T1", TWENTY, "vì")
    replan(archive, "vì")
    restored = restore_rule(archive, "T1", "nhầm")
    assert restored == shipped()["T1"]
    assert next(rule for rule in rules(archive) if rule.id == "T1") == shipped()["T1"]
    replan(archive, "nhầm")
    assert milestone(archive, reported).row.due_on == date(2023, 8, 24)


def test_what_does_not_fit_changes_nothing(archive):
    for rule, changes, reason, refusal in (
        ("T99", TWENTY, "vì", NotInList),
        ("T1", TWENTY, " ", ReasonMissing),
        ("T1", RuleChanges(due_rule="ký+15"), "vì", UnacceptableValue),
        ("T5", RuleChanges(recurrence="FREQ=HOURLY"), "vì", UnacceptableValue),
        ("T1", RuleChanges(title={"vi": " "}), "vì", UnacceptableValue),
    ):
        with pytest.raises(refusal):
            edit_rule(archive, rule, changes, reason)
    assert not any(rule.is_edited for rule in rules(archive))
    with pytest.raises(ReasonMissing):
        replan(archive, "")


def test_days_of_the_calendar_are_entered_replaced_and_taken_back(archive):
    day = date(2026, 11, 24)
    assert day not in [one.day for one in holidays(archive, 2026)]
    set_day(archive, Entry(day, "holiday", "Ngày riêng", "QĐ 1"))
    set_day(archive, Entry(day, "làm bù", "Làm bù", "QĐ 2"))
    (told,) = [one for one in holidays(archive, 2026) if one.day == day]
    assert (told.is_worked, told.name, told.source, told.is_own) == (True, "Làm bù", "QĐ 2", True)
    remove_day(archive, day)
    assert day not in [one.day for one in holidays(archive, 2026)]
    with pytest.raises(NotInList):
        remove_day(archive, day)
    assert [e.act for e in custody.entries(archive)].count("calendar_changed") == 3


def test_a_day_off_moves_what_is_counted_in_working_days(archive, reference):
    number = add(archive, reference, New("Trả lời", due_rule="signing+7WD"))
    assert milestone(archive, number).row.due_on == date(2023, 8, 18)
    set_day(archive, Entry(date(2023, 8, 14), "holiday", "Nghỉ riêng", "QĐ 1"))
    (told,) = would_replan(archive)
    assert (told.milestone_id, told.due_after) == (number, date(2023, 8, 21))


def test_a_file_of_days_is_entered_whole_or_not_at_all(archive, tmp_path):
    file = tmp_path / "lich.csv"
    file.write_text(
        "Ngày;Loại;Tên;Nguồn\n24/11/2026;nghỉ;Riêng;QĐ 1\n29/11/2026;làm bù;;\n", "utf-8"
    )
    assert import_days(archive, file) == 2
    assert import_days(archive, file) == 0
    file.write_text("25/11/2026,holiday\n31/02/2026,holiday\n", "utf-8")
    with pytest.raises(UnacceptableValue):
        import_days(archive, file)
    assert date(2026, 11, 25) not in [one.day for one in holidays(archive, 2026)]
