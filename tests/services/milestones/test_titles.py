"""What a rule planned is called in the reader's language; what a person wrote stays."""

from datetime import date

import pytest

from luutru import i18n
from luutru.records.milestone import Milestone
from luutru.services.briefs.gathering import brief
from luutru.services.briefs.paper import DUTIES, paper_of
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.life import acts
from luutru.services.life.plan_words import sections
from luutru.services.life.plans import carry_out, plan
from luutru.services.milestones.changing import Changes, change
from luutru.services.milestones.icalendar_files import write_ics
from luutru.services.milestones.printed import by_owner_and_week
from luutru.services.milestones.rows import milestone_rows
from luutru.services.milestones.titles import DERIVED, called
from luutru.services.review import accept_review
from luutru.services.rules.pack import shipped
from luutru.services.rules.replanning import RuleChanges, edit_rule, replan

T1 = shipped()["T1"]
EXPIRY_VI = i18n.in_language("vi", DERIVED["expiry"])


@pytest.fixture
def planned(archive, reference):
    """An agreement with what the rules and its dates ask for."""
    describe(archive, reference, [("official_name", "memorandum")])
    accept_review(archive, reference)
    carry_out(archive, acts.Extension(
        reference=reference, effective_on=date(2026, 11, 1), new_expiry="2028-01-20",
    ))  # fmt: skip
    return reference


def by_rule(archive):
    return {row.statutory_rule or row.derived_from: row for row in milestone_rows(archive)}


def test_the_title_of_a_rule_is_shown_in_the_language_of_the_reader(archive, planned):
    rows = by_rule(archive)
    assert rows["T1"].called == T1.called("en")
    assert rows["expiry"].called == "The agreement expires"
    i18n.use_language("vi")
    assert rows["T1"].called == T1.called("vi")
    assert rows["expiry"].called == EXPIRY_VI
    assert T1.called("vi") != T1.called("en")


def test_what_is_kept_stays_vietnamese(archive, planned):
    with archive.catalogue.read() as session:
        kept = {one.title for one in session.query(Milestone)}
    assert {T1.called("vi"), EXPIRY_VI} <= kept
    assert by_rule(archive)["T1"].title == T1.called("vi")


def test_a_title_that_a_person_changed_is_left_as_it_is(archive, planned):
    change(archive, by_rule(archive)["T1"].id, Changes(title="Gửi báo cáo cho Vụ"))
    assert by_rule(archive)["T1"].called == "Gửi báo cáo cho Vụ"


def test_a_title_of_nobodys_rule_is_only_a_title():
    assert called(T1.called("vi"), "", "") == T1.called("vi")
    assert called("Hội thảo", "T1", "expiry") == "Hội thảo"
    assert called(T1.called("vi"), "T99", "") == T1.called("vi")


def test_a_rule_that_the_archive_words_otherwise_is_known_in_both_languages(archive, planned):
    edit_rule(archive, "T1", RuleChanges(title={"vi": "Báo cáo riêng", "en": "Own report"}), "vì")
    assert by_rule(archive)["T1"].called == T1.called("en")  # planned by the words of before
    replan(archive, "vì", "T1")
    assert by_rule(archive)["T1"].called == "Own report"
    i18n.use_language("vi")
    assert by_rule(archive)["T1"].called == "Báo cáo riêng"


def test_lists_cards_calendars_and_briefs_call_it_so(archive, planned, tmp_path):
    wanted = {"The agreement expires"}
    assert wanted <= {row[3] for row in by_owner_and_week(archive).rows}
    assert wanted <= {one.called for one in card(archive, planned).milestones}
    duties = [one for one in paper_of(brief(archive, country="BY"), "").sections
              if one.kind == DUTIES]  # fmt: skip
    assert wanted <= {row[1] for section in duties for row in section.rows}
    write_ics(archive, tmp_path / "a.ics")
    written = (tmp_path / "a.ics").read_text("utf-8").replace("\r\n ", "").replace("\n ", "")
    assert "SUMMARY:The agreement expires" in written
    assert EXPIRY_VI not in written


def test_an_act_tells_what_it_moves_in_the_language_of_the_reader(archive, planned):
    act = acts.Extension(reference=planned, effective_on=date(2026, 11, 2), new_expiry="2029-01-20")
    told = dict(sections(plan(archive, act)))
    assert any("The agreement expires" in line for line in told["Milestones moved"])
