"""Guided acts: what is shown beforehand is what is recorded, as one act."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from luutru import clock
from luutru.errors import ActImpossible, UnknownReference
from luutru.records.act import GuidedAct
from luutru.records.agreement import AgreementEvent, Relation
from luutru.records.milestone import Milestone
from luutru.services import custody, lookup
from luutru.services.describe import describe, new_agreement
from luutru.services.life import acts
from luutru.services.life.derived import follow_all
from luutru.services.life.plans import carry_out, plan
from luutru.services.life.standing import status_of
from luutru.services.review import accept_review

KNOWN = [
    ("title_vi", "Hợp tác đo lường"), ("official_name", "memorandum"),
    ("party.vietnamese", "Tổng cục TCĐLCL; TĐC"), ("party.foreign", "BelGISS; BelGISS; BY"),
    ("signed_on", "7/12/2023"), ("effect_rule", "on_signing"), ("duration", "P3Y"),
    ("renewal", "written"), ("notice_period", "P6M"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _stopped(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 2))


@pytest.fixture
def reference(archive):
    made = new_agreement(archive, KNOWN)
    accept_review(archive, made)
    return made


def test_a_reviewed_agreement_is_watched(archive, reference):
    assert milestones(archive) == [
        ("notice", date(2026, 6, 7), "open"),
        ("expiry", date(2026, 12, 7), "open"),
    ]
    describe(archive, reference, [("duration", "P4Y")])
    assert milestones(archive) == [
        ("notice", date(2027, 6, 7), "open"),
        ("expiry", date(2027, 12, 7), "open"),
    ]
    entry = custody.entries(archive, reference, 1)[0]
    assert entry.act == "dates_followed"
    assert ["milestone.due_on", "2026-12-07", "2027-12-07"] in entry.detail["changes"]


def test_what_passed_before_anybody_watched_is_not_planned(archive):
    made = new_agreement(archive, [*KNOWN, ("duration", "P2Y")])
    accept_review(archive, made)
    assert milestones(archive) == []


def test_nothing_follows_before_the_review(archive):
    new_agreement(archive, KNOWN)
    assert milestones(archive) == []


def test_an_open_milestone_with_a_rule_follows_and_a_done_one_stays(archive, reference):
    with archive.catalogue.write() as session:
        agreement = lookup.agreement(session, reference)
        for title, state in (("A", "open"), ("B", "done")):
            session.add(Milestone(
                agreement_id=agreement.id, title=title, state=state, due_rule="signing+P15D",
                due_on=date(2023, 12, 22),
            ))  # fmt: skip
    describe(archive, reference, [("signed_on", "10/12/2023")])
    told = dict(all_milestones(archive))
    assert (told["A"], told["B"]) == (date(2023, 12, 25), date(2023, 12, 22))


@pytest.mark.parametrize(
    ("act", "ends", "day"),
    [
        ({"letters": (date(2026, 10, 1), date(2026, 11, 20)), "period": "P3Y"}, "2029-12-07",
         date(2026, 11, 20)),
        ({"effective_on": date(2026, 12, 7), "new_expiry": "2030-01-31"}, "2030-01-31",
         date(2026, 12, 7)),
    ],
)  # fmt: skip
def test_an_extension_shows_the_new_end_and_is_recorded_so(archive, reference, act, ends, day):
    wanted = acts.Extension(reference=reference, **act)
    shown = plan(archive, wanted)
    assert counts(archive) == (0, 0)
    done = carry_out(archive, wanted)
    assert counts(archive) == (1, 1)
    assert (shown.agreements, shown.notes) == (done.agreements, done.notes)
    assert [(one.title, one.after) for one in shown.milestones] == [
        (one.title, one.after) for one in done.milestones
    ]
    (change,) = done.agreements
    assert (change.expires_before, change.expires_after) == ("2026-12-07", ends)
    assert (shown.act_id, shown.day) == (None, day)
    assert {one.what for one in done.milestones} == {"moved"}
    assert custody.entries(archive, reference, 1)[0].detail["act"] == "extension"


def test_an_extension_after_a_lapse_says_so(archive, reference):
    done = carry_out(archive, acts.Extension(
        reference=reference, effective_on=date(2027, 3, 1), period="P3Y",
    ))  # fmt: skip
    assert done.agreements[0].status_before == "expired"
    assert done.agreements[0].status_after == "in_force"
    assert "It had ended on 07/12/2026: from 08/12/2026 to 28/02/2027 it was not in force." in (
        done.notes
    )
    assert status_of(archive, reference, date(2027, 1, 1)).status == "expired"


def test_another_agreement_extends_amends_and_replaces(archive, reference):
    other = new_agreement(archive, [("title_vi", "Khác"), ("expires_on", "7/12/2029")])
    on = {"reference": reference, "by": other}
    extended = carry_out(archive, acts.Extension(effective_on=date(2026, 12, 1), **on))
    assert extended.agreements[0].expires_after == "2029-12-07"
    assert extended.relations == (f"{other}: Extends {reference}",)
    amended = carry_out(archive, acts.Amendment(effective_on=date(2027, 1, 1), **on))
    assert amended.agreements[0].status_after == "in_force"
    replaced = carry_out(archive, acts.Replacement(effective_on=date(2028, 1, 1), **on))
    assert replaced.agreements[0].status_after == "replaced"
    assert len(replaced.of("closed")) == 2
    with archive.catalogue.read() as session:
        kinds = set(session.scalars(select(Relation.kind)))
    assert kinds == {"extends", "amends", "replaces"}


@pytest.mark.parametrize("kind", [acts.Termination, acts.Withdrawal])
def test_what_was_planned_closes_with_the_end(archive, reference, kind):
    done = carry_out(
        archive, kind(reference=reference, effective_on=date(2026, 5, 1), reason="Thư ngày 1/4")
    )
    assert done.agreements[0].status_after == "terminated"
    assert [one.title for one in done.of("closed")] == [
        "Hạn cuối để thông báo", "Thỏa thuận hết hiệu lực",
    ]  # fmt: skip
    assert {state for _, _, state in milestones(archive)} == {"cancelled"}


def test_a_suspension_is_lifted(archive, reference):
    carry_out(archive, acts.Suspension(reference=reference, effective_on=date(2025, 3, 1)))
    assert status_of(archive, reference, date(2026, 1, 1)).status == "suspended"
    done = carry_out(archive, acts.Lifting(reference=reference, effective_on=date(2025, 6, 1)))
    assert (done.agreements[0].status_before, done.agreements[0].status_after) == (
        "suspended", "in_force",
    )  # fmt: skip
    assert status_of(archive, reference, date(2025, 5, 31)).status == "suspended"
    assert status_of(archive, reference, date(2025, 6, 1)).status == "in_force"


def test_the_next_term_is_watched_when_one_has_passed(archive, reference, monkeypatch):
    describe(archive, reference, [("renewal", "automatic"), ("renewal_period", "P1Y")])
    assert follow_all(archive) == 0
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 8))
    assert follow_all(archive) == 1
    assert [(name, day) for name, day, state in milestones(archive) if state == "open"] == [
        ("notice", date(2027, 6, 7)),
        ("renewal", date(2027, 12, 7)),
    ]
    assert follow_all(archive) == 0


def test_a_late_notice_stops_the_renewal_after_next(archive, reference):
    describe(archive, reference, [("renewal", "automatic"), ("renewal_period", "P1Y")])
    done = carry_out(archive, acts.Notice(reference=reference, effective_on=date(2026, 6, 8)))
    assert done.agreements[0].expires_after == "2027-12-07"
    assert "6 months before 07/12/2026: 07/06/2026 at the latest." in done.notes
    assert any(note.startswith("Too late") for note in done.notes)


def test_a_person_sets_the_status_and_takes_it_back(archive, reference):
    carry_out(archive, acts.Override(
        reference=reference, status="terminated", effective_on=date(2026, 1, 1),
        reason="Đối tác thông báo qua điện thoại",
    ))  # fmt: skip
    told = status_of(archive, reference, date(2026, 2, 1))
    assert (told.status, told.computed) == ("terminated", "in_force")
    assert told.explained == (
        "Set by archivist from 01/01/2026: Đối tác thông báo qua điện thoại. "
        "Rule 7: In effect since 07/12/2023, until 07/12/2026."
    )
    assert status_of(archive, reference, date(2025, 12, 31)).status == "in_force"
    carry_out(archive, acts.Override(reference=reference, reason="Nhầm"))
    assert status_of(archive, reference, date(2026, 2, 1)).override is None


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (acts.Extension(reference="", new_expiry="2026-01-01", effective_on=date(2025, 1, 1)),
         "does not lie after the present one"),
        (acts.Extension(reference="", effective_on=date(2025, 1, 1)), "until when"),
        (acts.Extension(reference="", new_expiry="2030"), "no day is given"),
        (acts.Extension(reference="", new_expiry="30", effective_on=date(2025, 1, 1)), "no day"),
        (acts.Extension(reference="", period="3", effective_on=date(2025, 1, 1)), "no period"),
        (acts.Termination(reference="", effective_on=date(2020, 1, 1)), "before its signing"),
        (acts.Lifting(reference="", effective_on=date(2025, 1, 1)), "not suspended"),
        (acts.Suspension(reference="", effective_on=date(2025, 1, 1), until=date(2024, 1, 1)),
         "end before it begins"),
        (acts.Replacement(reference="", effective_on=date(2025, 1, 1)), "by which agreement"),
        (acts.Amendment(reference="", effective_on=date(2025, 1, 1)), "by what"),
        (acts.Override(reference="", reason="x"), "nobody has set"),
        (acts.Override(reference="", status="gone", reason="x"), "no status"),
        (acts.Override(reference="", status="expired"), "no reason"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_advice(archive, reference, act, words):
    with pytest.raises(ActImpossible) as told:
        carry_out(archive, replace(act, reference=reference))
    assert words in told.value.what_happened()
    assert told.value.what_next()
    assert counts(archive) == (0, 0)


def test_nothing_more_is_done_to_what_has_ended(archive, reference):
    carry_out(archive, acts.Termination(reference=reference, effective_on=date(2025, 1, 1)))
    for kind in (acts.Termination, acts.Suspension):
        with pytest.raises(ActImpossible, match="terminated on 01/01/2025"):
            plan(archive, kind(reference=reference, effective_on=date(2025, 2, 1)))
    with pytest.raises(ActImpossible, match="itself"):
        plan(archive, acts.Replacement(
            reference=reference, by=reference, effective_on=date(2024, 1, 1),
        ))  # fmt: skip


def test_a_proof_has_to_be_kept(archive, reference):
    with pytest.raises(UnknownReference):
        plan(archive, acts.Termination(
            reference=reference, effective_on=date(2025, 1, 1), evidence=("2026-9999",),
        ))  # fmt: skip


def milestones(archive):
    with archive.catalogue.read() as session:
        query = select(Milestone.derived_from, Milestone.due_on, Milestone.state)
        return [tuple(row) for row in session.execute(query.order_by(Milestone.due_on))]


def all_milestones(archive):
    with archive.catalogue.read() as session:
        return [tuple(row) for row in session.execute(select(Milestone.title, Milestone.due_on))]


def counts(archive):
    with archive.catalogue.read() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(kind))
            for kind in (GuidedAct, AgreementEvent)
        )
