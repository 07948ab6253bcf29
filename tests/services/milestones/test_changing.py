"""What becomes of milestones: planned, moved, proved, cancelled, and told in the custody log."""

from datetime import date

import pytest

from luutru.errors import (
    EditedMeanwhile,
    MilestoneNotOpen,
    NotInList,
    PageNotThere,
    ProofMissing,
    ReasonMissing,
    UnacceptableValue,
    UnknownMilestone,
    UnknownReference,
)
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.histories import history
from luutru.services.indexing import bring_up_to_date
from luutru.services.milestones.changing import (
    Changes,
    begin,
    cancel,
    change,
    complete,
    confirm,
    move,
    reopen,
    set_progress,
)
from luutru.services.milestones.details import milestone
from luutru.services.milestones.handing_over import open_of, reassign
from luutru.services.milestones.planning import New, add
from luutru.services.milestones.rows import Wanted, milestone_rows
from luutru.services.milestones.standing import Standing
from luutru.services.milestones.steps import add_step, order_steps, remove_step, tick_step


@pytest.fixture
def planned(archive, reference):
    def make(title="Gửi báo cáo", **more):
        return add(archive, reference, New(title, **more))

    return make


def acts(archive):
    return [entry.act for entry in reversed(custody.entries(archive))]


def test_a_milestone_by_rule_gets_its_day(archive, planned, kept):
    assert kept(planned(due_rule="signing+P15D")).due_on == date(2024, 2, 4)
    assert kept(planned(due_rule="expiry-P6M")).due_on == date(2026, 7, 20)
    assert kept(planned(due_rule="signing+7WD")).due_on == date(2024, 1, 30)
    event = planned(due_rule="event+P15D: gia hạn", event_on=date(2026, 1, 1))
    assert kept(event).due_on == date(2026, 1, 16)
    assert kept(planned(due_rule="event+P15D: gia hạn")).due_on is None


def test_a_day_beside_a_rule_is_one_that_was_moved(planned, kept):
    made = kept(planned(due_rule="signing+P15D", due_on=date(2024, 3, 1)))
    assert (made.due_on, made.planned_on) == (date(2024, 3, 1), date(2024, 2, 4))


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"title": "x" * 301}, {"kind": "duty"}, {"due_rule": "ký+P15D"},
     {"recurrence": "FREQ=HOURLY"}, {"reminder_days": "a month"}, {"owner": "x" * 121}],
)  # fmt: skip
def test_what_does_not_fit_is_not_planned(archive, planned, wrong):
    with pytest.raises(UnacceptableValue):
        planned(**wrong)
    assert milestone_rows(archive) == []
    assert "milestone_added" not in acts(archive)


def test_reminders_have_one_spelling(planned, kept):
    assert kept(planned(reminder_days="7; 30 7")).reminder_days == "30,7"
    assert kept(planned(reminder_days="")).reminder_days == ""


def test_each_act_is_told_with_what_stood_before(archive, reference, planned):
    number = planned(due_on=date(2026, 12, 1), owner="An")
    move(archive, number, date(2026, 12, 20), "Đối tác xin lùi")
    begin(archive, number)
    complete(archive, number, reason="Đã gửi qua đường ngoại giao")
    reopen(archive, number, "Gửi nhầm")
    cancel(archive, number, "Hai bên thôi báo cáo")
    told = milestone(archive, number).history
    assert [entry.entry.act for entry in told] == [
        "milestone_cancelled", "milestone_reopened", "milestone_done", "milestone_begun",
        "milestone_moved", "milestone_added",
    ]  # fmt: skip
    assert told[4].reason == "Đối tác xin lùi"
    assert [(c.field, c.before, c.after) for c in told[4].changes] == [
        ("milestone.due_on", "2026-12-01", "2026-12-20"),
        ("milestone.planned_on", "", "2026-12-01"),
    ]
    entry = history(archive, reference)[0]
    assert (entry.act, entry.changes[0].after) == ("milestone_cancelled", "Gửi báo cáo")


def test_completion_asks_for_proof_or_a_reason(archive, planned, keep, kept):
    number = planned()
    with pytest.raises(ProofMissing):
        complete(archive, number, reason="  ")
    with pytest.raises(UnknownReference):
        complete(archive, number, ("2030-0001", 1))
    minutes = keep("Biên bản")
    complete(archive, number, (minutes, 1), done_on=date(2026, 11, 20))
    told = milestone(archive, number)
    assert told.evidence is not None
    assert (told.evidence.reference, told.evidence.page) == (minutes, 1)
    assert (told.row.standing, told.row.percent_done) == (Standing.DONE, 100)
    assert kept(number).done_on == date(2026, 11, 20)


def test_the_proof_is_a_page_that_is_there(archive, planned, a_scan):
    minutes = take_in(archive, a_scan("minutes", pages=2)).reference
    bring_up_to_date(archive)
    number = planned()
    with pytest.raises(PageNotThere):
        complete(archive, number, (minutes, 3))
    with pytest.raises(PageNotThere):
        complete(archive, number, (minutes, 0))
    complete(archive, number, (minutes, 2))


def test_moving_cancelling_and_reopening_ask_why(archive, planned, kept):
    number = planned(due_on=date(2026, 12, 1))
    for act in (
        lambda: move(archive, number, date(2027, 1, 1), ""),
        lambda: cancel(archive, number, " "),
    ):
        with pytest.raises(ReasonMissing):
            act()
    cancel(archive, number, "thừa")
    with pytest.raises(ReasonMissing):
        reopen(archive, number, "")
    assert kept(number).state == "cancelled"


def test_what_is_closed_or_suggested_is_not_changed_as_if_open(archive, planned):
    done, suggested = planned(), planned(state="suggested")
    complete(archive, done, reason="xong")
    for number in (done, suggested):
        for act in (
            lambda n: move(archive, n, date(2027, 1, 1), "vì"),
            lambda n: complete(archive, n, reason="vì"),
            lambda n: set_progress(archive, n, 10),
        ):
            with pytest.raises(MilestoneNotOpen):
                act(number)
    with pytest.raises(MilestoneNotOpen):
        reopen(archive, suggested, "vì")
    with pytest.raises(UnknownMilestone):
        begin(archive, 99)


def test_moved_back_is_moved_no_more(archive, planned, kept):
    number = planned(due_on=date(2026, 12, 1))
    move(archive, number, date(2026, 12, 5), "một")
    move(archive, number, date(2026, 12, 9), "hai")
    assert kept(number).planned_on == date(2026, 12, 1)
    move(archive, number, date(2026, 12, 1), "ba")
    assert kept(number).planned_on is None


def test_what_somebody_else_wrote_is_not_overwritten(archive, planned, kept):
    number = planned()
    change(archive, number, Changes(title="Một", note=" ghi chú "), version=1)
    with pytest.raises(EditedMeanwhile):
        change(archive, number, Changes(title="Hai"), version=1)
    assert (kept(number).title, kept(number).note, kept(number).version) == ("Một", "ghi chú", 2)


def test_a_change_that_changes_nothing_is_not_told(archive, planned):
    number = planned()
    before = acts(archive)
    change(archive, number, Changes(title="Gửi báo cáo"))
    assert acts(archive) == before


def test_a_rule_given_later_reckons_the_day(archive, planned, kept):
    number = planned(due_on=date(2026, 12, 1))
    change(archive, number, Changes(due_rule="signing+P15D"))
    assert kept(number).due_on == date(2024, 2, 4)
    change(archive, number, Changes(due_rule=""))
    assert (kept(number).due_on, kept(number).due_rule) == (date(2024, 2, 4), "")


def test_suggestions_are_confirmed_together(archive, planned, kept):
    one, two, other = planned(state="suggested"), planned(state="suggested"), planned()
    assert confirm(archive, [one, two, other], owner="An") == 2
    assert {kept(number).state for number in (one, two)} == {"open"}
    assert kept(one).owner == "An"
    assert kept(other).owner == ""


def test_progress_is_told_in_percent(archive, planned, kept):
    number = planned()
    set_progress(archive, number, 40)
    assert (kept(number).state, kept(number).percent_done) == ("under_way", 40)
    set_progress(archive, number, 0)
    assert kept(number).state == "open"
    with pytest.raises(UnacceptableValue):
        set_progress(archive, number, 101)


def test_completing_one_of_a_series_plans_the_next(archive, planned, kept):
    first = planned(due_on=date(2026, 11, 15), recurrence="FREQ=YEARLY;COUNT=2", steps=("Soạn",))
    move(archive, first, date(2026, 12, 20), "chờ số liệu")
    second = complete(archive, first, reason="đã gửi")
    assert second is not None
    following = kept(second)
    assert (following.due_on, following.planned_on) == (date(2027, 11, 15), None)
    assert following.series == kept(first).uid
    assert [step.title for step in milestone(archive, second).steps] == ["Soạn"]
    assert milestone(archive, first).next_on == date(2027, 11, 15)
    assert complete(archive, second, reason="hết") is None


def test_a_reopened_one_of_a_series_plans_nothing_twice(archive, planned):
    first = planned(due_on=date(2026, 11, 15), recurrence="FREQ=YEARLY")
    complete(archive, first, reason="gửi")
    reopen(archive, first, "thiếu phụ lục")
    assert complete(archive, first, reason="gửi lại") is None
    assert len(milestone_rows(archive)) == 2


def test_cancelling_ends_a_series_or_leaves_one_out(archive, planned):
    ended = planned(due_on=date(2026, 11, 15), recurrence="FREQ=YEARLY")
    cancel(archive, ended, "thôi")
    left_out = planned(due_on=date(2026, 11, 15), recurrence="FREQ=YEARLY")
    cancel(archive, left_out, "năm nay thôi", only_this=True)
    open_ones = milestone_rows(archive, Wanted(standings=frozenset({Standing.PLANNED})))
    assert [row.due_on for row in open_ones] == [date(2027, 11, 15)]


def test_steps_are_added_ticked_ordered_and_left_out(archive, planned):
    number = planned(kind="activity", steps=("Mời", "Họp"))
    third = add_step(archive, number, "Biên bản")
    one, two, _ = milestone(archive, number).steps
    tick_step(archive, number, one.id, done=True)
    told = milestone(archive, number)
    assert (told.row.percent_done, told.row.state) == (33, "under_way")
    assert told.steps[0].done_on == date(2026, 11, 26)
    order_steps(archive, number, [third, two.id])
    assert [s.title for s in milestone(archive, number).steps] == ["Biên bản", "Họp", "Mời"]
    remove_step(archive, number, third)
    tick_step(archive, number, two.id, done=True)
    told = milestone(archive, number)
    assert [step.title for step in told.steps] == ["Họp", "Mời"]
    assert (told.row.percent_done, told.row.standing) == (100, Standing.UNDATED)
    tick_step(archive, number, two.id, done=False)
    assert told.history[0].changes[0].field == "milestone.percent_done"
    with pytest.raises(NotInList):
        tick_step(archive, number, third, done=True)


def test_all_open_of_a_person_are_handed_on_in_one_step(archive, planned, kept):
    mine, done, other = planned(owner="An"), planned(owner="An"), planned(owner="Bình")
    complete(archive, done, reason="xong")
    assert [row.id for row in open_of(archive, "An")] == [mine]
    minutes = reassign(archive, "An", "Chi")
    assert [(row.id, row.owner) for row in minutes.milestones] == [(mine, "Chi")]
    assert minutes.milestones[0].version == kept(mine).version
    assert [kept(n).owner for n in (mine, done, other)] == ["Chi", "An", "Bình"]
    assert milestone(archive, mine).history[0].entry.act == "milestones_reassigned"
    for taker in ("", "Chi"):
        with pytest.raises(UnacceptableValue):
            reassign(archive, "Chi", taker)


def test_the_detail_tells_the_rule_and_how_it_counts(archive, planned):
    told = milestone(archive, planned(due_rule="signing+P15D"))
    assert told.due_words == "signing + 15 days"
    assert "04/02/2024 is not worked (weekly day off)" in told.counting
