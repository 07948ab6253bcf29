"""What the law asks for: planned by level and event, told beforehand, never planned twice."""

from datetime import date

import pytest
from sqlalchemy import select

from luutru import clock
from luutru.errors import NotInList
from luutru.records.milestone import Milestone
from luutru.records.party import Authority
from luutru.services.describe import describe, new_agreement
from luutru.services.life import acts
from luutru.services.life.plans import carry_out, plan
from luutru.services.milestones.changing import begin, move
from luutru.services.milestones.details import milestone
from luutru.services.review import accept_review
from luutru.services.rules.duties import plan_for, plan_rule, would_plan
from luutru.services.rules.pack import rules, shipped

KNOWN = [
    ("title_vi", "Bản ghi nhớ"), ("official_name", "memorandum"),
    ("party.vietnamese", "Tổng cục TCĐLCL; TĐC"), ("party.foreign", "INSO; INSO; IR"),
    ("signed_on", "9/8/2023"), ("originals_held", "Kho 1"),
]  # fmt: skip


@pytest.fixture
def reviewed(archive):
    def make(level="directorate", *more):
        changes = [*KNOWN, *((("signing_level", level),) if level else ()), *more]
        reference = new_agreement(archive, changes)
        accept_review(archive, reference)
        return reference

    return make


def planned(archive):
    with archive.catalogue.read() as session:
        rows = session.scalars(
            select(Milestone).where(Milestone.statutory_rule > "").order_by(Milestone.id)
        ).all()
    return [(row.statutory_rule, str(row.due_on or ""), row.state) for row in rows]


@pytest.mark.parametrize(
    ("level", "asked"),
    [
        ("directorate", [("T1", "2023-08-24", "open")]),
        ("ministry", [("T2", "2023-08-24", "open")]),
        ("unit", [("T1", "2023-08-24", "suggested")]),
        ("government", []),
        ("", []),
    ],
)
def test_the_level_of_signing_says_to_whom_it_is_reported(archive, reviewed, level, asked):
    reviewed(level)
    assert planned(archive) == asked


def test_the_article_and_the_version_are_kept_with_the_milestone(archive, reviewed):
    reference = reviewed()
    with archive.catalogue.read() as session:
        made = session.scalars(select(Milestone).where(Milestone.statutory_rule == "T1")).one()
    assert made.kind == "statutory"
    assert made.legal_reference == "Nghị định 64/2021/NĐ-CP, Điều 4 khoản 5"
    assert (made.due_rule, made.rule_version) == ("signing+P15D", shipped()["T1"].version)
    told = milestone(archive, made.id)
    assert told.article is not None
    assert (told.article.reference, told.article.certainty) == (
        "Decree 64/2021/NĐ-CP, article 4.5", "reported",
    )  # fmt: skip
    assert told.row.reference == reference


@pytest.mark.parametrize("day", ["30/6/2021", "2020"])
def test_what_was_signed_before_the_law_knows_no_such_duty(archive, reviewed, day):
    reviewed("directorate", ("signed_on", day))
    assert planned(archive) == []


def test_a_month_of_signing_is_too_coarse_for_a_day(archive, reviewed):
    reviewed("directorate", ("signed_on", "8/2023"))
    assert planned(archive) == [("T1", "", "open")]


def test_what_is_missing_is_asked_for(archive, reviewed):
    reviewed("ministry", ("translation", "missing"), ("originals_held", ""))
    assert planned(archive)[1:] == [("T8", "", "suggested"), ("T9", "2023-09-08", "open")]


def test_the_dossier_is_handed_over_a_year_after_the_end(archive, reviewed):
    reviewed("unit", ("effect_rule", "on_signing"), ("duration", "P3Y"))
    assert planned(archive)[-1] == ("T12", "2027-08-09", "open")


def test_what_renews_itself_is_not_handed_over(archive, reviewed):
    more = [("duration", "P3Y"), ("renewal", "automatic"), ("renewal_period", "P1Y")]
    reviewed("unit", ("effect_rule", "on_signing"), *more)
    assert [rule for rule, *_ in planned(archive)] == ["T1"]


def test_it_is_told_beforehand_and_planned_once(archive):
    reference = new_agreement(archive, [*KNOWN, ("signing_level", "directorate")])
    told = would_plan(archive, reference)
    assert [(duty.rule.id, duty.due_on) for duty in told] == [("T1", date(2023, 8, 24))]
    assert planned(archive) == []
    assert plan_for(archive, reference) == []  # not before the review
    accept_review(archive, reference)
    assert would_plan(archive, reference) == []
    assert plan_for(archive, reference) == []
    accept_review(archive, reference, approve=False)
    assert len(planned(archive)) == 1


def test_a_corrected_level_takes_back_what_was_not_begun(archive, reviewed):
    reference = reviewed("directorate")
    describe(archive, reference, [("signing_level", "ministry")])
    assert planned(archive) == [
        ("T1", "2023-08-24", "cancelled"),
        ("T2", "2023-08-24", "open"),
    ]


def test_what_was_begun_stays_although_the_level_was_corrected(archive, reviewed):
    reference = reviewed("directorate")
    with archive.catalogue.read() as session:
        number = session.scalars(select(Milestone.id)).one()
    begin(archive, number)
    describe(archive, reference, [("signing_level", "ministry")])
    assert planned(archive)[0] == ("T1", "2023-08-24", "under_way")


def test_a_day_that_a_person_moved_stays_when_the_signing_is_corrected(archive, reviewed):
    reference = reviewed()
    with archive.catalogue.read() as session:
        number = session.scalars(select(Milestone.id)).one()
    move(archive, number, date(2023, 9, 30), "Bộ cho lùi")
    describe(archive, reference, [("signed_on", "10/8/2023")])
    told = milestone(archive, number)
    assert (told.row.due_on, told.planned_on) == (date(2023, 9, 30), date(2023, 8, 25))


def test_an_extension_is_notified_within_15_days_of_its_effect(archive, reviewed):
    reference = reviewed("ministry", ("effect_rule", "on_signing"), ("duration", "P3Y"))
    act = acts.Extension(reference=reference, letters=(date(2026, 2, 1),), new_expiry="2029-08-09")
    shown = plan(archive, act)
    assert ("T3", date(2026, 2, 16)) in [
        (one.statutory_rule, one.after) for one in shown.of("opened")
    ]
    carry_out(archive, act)
    assert ("T3", "2026-02-16", "open") in planned(archive)
    with archive.catalogue.read() as session:
        made = session.scalars(select(Milestone).where(Milestone.statutory_rule == "T3")).one()
    assert made.due_rule == "event+P15D: ngày sửa đổi, bổ sung, gia hạn có hiệu lực"
    assert made.legal_reference == "Luật 70/2020/QH14, Điều 33 khoản 3"
    assert made.opened_by_id is not None


def test_a_termination_is_notified_and_the_dossier_handed_over(archive, reviewed):
    reference = reviewed("directorate")
    carry_out(archive, acts.Termination(reference=reference, effective_on=date(2026, 1, 31)))
    found = planned(archive)
    assert ("T4", "2026-02-15", "open") in found
    assert ("T12", "2027-01-31", "open") in found


def test_a_unit_below_the_law_is_only_suggested_to_notify(archive, reviewed):
    reference = reviewed("unit")
    day = date(2026, 1, 31)
    carry_out(archive, acts.Suspension(reference=reference, effective_on=day))
    assert ("T4", "2026-02-15", "suggested") in planned(archive)


def test_a_new_name_is_told_to_the_partner_on_its_day(archive, reviewed):
    reviewed("directorate", ("effect_rule", "on_signing"))
    with archive.catalogue.read() as session:
        number = session.scalars(select(Authority.id).order_by(Authority.id)).first()
    day = date(2026, 3, 1)
    carry_out(archive, acts.Renaming(authority_id=number, name="Ủy ban", effective_on=day))
    assert ("T10", "2026-03-01", "open") in planned(archive)


def test_every_rule_says_its_ground_in_both_languages(archive):
    told = rules(archive)
    assert [rule.id for rule in told] == [f"T{n}" for n in range(1, 13)]
    for rule in told:
        for language in ("vi", "en"):
            assert rule.called(language)
            assert rule.summary[language]
            assert all(rule.article(level, language) for level in (*rule.levels, ""))
        assert rule.checked_on
        assert rule.source
        assert rule.certainty in {"read", "reported", "own"}


def test_a_yearly_duty_of_the_agency_is_planned_with_an_agreement_of_its_choice(archive, reviewed):
    reference = reviewed("directorate")
    assert not {"T5", "T6", "T7"} & {rule for rule, *_ in planned(archive)}
    told = milestone(archive, plan_rule(archive, reference, "T6"))
    assert told.row.due_on is not None
    assert told.article is not None
    assert (told.row.due_on.month, told.row.due_on.day) == (11, 15)
    assert told.row.due_on >= clock.today()
    assert told.next_on == told.row.due_on.replace(year=told.row.due_on.year + 1)
    assert told.article.rule == "T6"
    with pytest.raises(NotInList):
        plan_rule(archive, reference, "T99")


def test_what_was_due_long_before_it_was_entered_is_only_suggested(reviewed, archive, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2023, 11, 23))
    reviewed("directorate")
    assert planned(archive)[0] == ("T1", "2023-08-24", "suggested")


def test_what_was_missed_by_a_little_is_late(reviewed, archive, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2023, 11, 22))
    reviewed("directorate")
    assert planned(archive)[0] == ("T1", "2023-08-24", "open")
