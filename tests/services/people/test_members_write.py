"""A desk that is shown a part of a shared archive changes what it is shown, and nothing else."""

from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import insert
from tests.services.people.conftest import PASSWORD
from tests.services.people.connected import (
    an_office,
    desk,
    differences_of,
    is_sound,
    rows,
    tied,
    told,
)

from luutru.errors import EditedMeanwhile, NotPermitted, PartOfArchive
from luutru.records.agreement import CooperationField
from luutru.records.base import table_of
from luutru.records.custody import SEALING
from luutru.records.roles import acts_of_members
from luutru.services import correcting, handing_out, review, saved_searches, together
from luutru.services.archive import open_archive
from luutru.services.authorities import changing as authorities
from luutru.services.authorities import merging
from luutru.services.batches import set_for_batch
from luutru.services.copies.requests import Asked, decide, request_copy
from luutru.services.describe import describe
from luutru.services.healing import heal
from luutru.services.indexing import bring_up_to_date, follow_descriptions
from luutru.services.life import acts as guided
from luutru.services.life.derived import follow_all
from luutru.services.life.plans import carry_out
from luutru.services.members import is_kept_here
from luutru.services.milestones import changing, editing, planning
from luutru.services.milestones.handing_over import reassign
from luutru.services.people import accounts, signing_in, switching
from luutru.services.relations import relating
from luutru.services.rows import agreement_ids
from luutru.services.rules import replanning
from luutru.services.search import search
from luutru.services.tables.agreements import export_list, write_for_print

FIRST, SECOND, MARKED = "2026-0001", "2026-0002", "2026-0003"
COMPLETE = [
    ("party.vietnamese", "Ủy ban A; UBA"), ("official_name", "mou"), ("copy_kind", "original"),
    ("medium", "paper"),
]  # fmt: skip
"""What a review asks for besides what the agreement has."""


@pytest.fixture
def shared(server, tmp_path, monkeypatch):
    """A shared archive with marked agreements, as its owner has it open."""
    monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / "owner"))
    with an_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def at_own_desk(shared, tmp_path, monkeypatch):
    """Open desks of members, each with its own index; closed at the end."""
    opened = []

    def enter(name):
        monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / name / "index"))
        home = desk(shared, tied(shared, name), tmp_path / name / "home")
        archive = home.__enter__()
        opened.append(home)
        signing_in.sign_in(archive, name, PASSWORD)
        return archive

    yield enter
    for home in opened:
        home.__exit__(None, None, None)


def describing(archive, folder):
    """Do what those do who describe."""
    describe(archive, FIRST, [("title_vi", "Hợp tác về Đo lường vatlymoi")])
    describe(archive, FIRST, [
        ("party.foreign", "Viện Mới; VM; BY"), ("signatory.foreign", "A; Cục trưởng"),
        ("duration", "P3Y"), ("effect_rule", "on_signing"), ("title_en", "Measurement"),
    ])  # fmt: skip
    correcting.correct_at(archive, FIRST, 1, (10, 10, 200, 40), "đo lường")
    describe(archive, FIRST, COMPLETE)
    review.accept_review(archive, FIRST)
    relating.relate(archive, SECOND, relating.NewRelation("amends", FIRST))
    relating.unrelate(archive, SECOND, "amends", FIRST)
    carry_out(archive, guided.Termination(
        effective_on=date(2026, 1, 2), reason="thôi", reference=FIRST,
    ))  # fmt: skip
    seen = together.preview_together(archive, [1, 2], [("note", "chung")])
    together.set_together(archive, seen, [("note", "chung")])
    set_for_batch(archive, 2, [("fields", "Đo lường")], replace=True)
    one, other = (authorities.new_authority(archive, authorities.NameValues(name)) for name in "ab")
    name = authorities.add_name(archive, one, authorities.NameValues("c"))
    authorities.correct_name(archive, name, authorities.NameValues("d"))
    authorities.change(archive, one, note="x")
    merging.merge(archive, one, other, "một")
    merging.undo_merge(archive, one)
    lists(archive, folder)


def lists(archive, folder):
    """Do what everybody may."""
    write_for_print(archive, folder / "print.pdf", [1, 2], ())
    export_list(archive, folder / "list.csv", [1, 2])
    handing_out.record_print(archive, FIRST, [1], "máy in")
    saved = saved_searches.save_search(archive, "tìm", "do luong")
    saved_searches.change_search(archive, saved.id, saved.version, name="khác")
    saved_searches.delete_search(archive, saved.id)


def planning_work(archive, folder):
    """Do what those do who follow up."""
    lists(archive, folder)
    handing_out.hand_out(archive, FIRST, folder / "out.pdf")
    number = planning.add(archive, FIRST, planning.New("Họp", date(2027, 1, 1), owner="An"))
    changing.change(archive, number, changing.Changes(note="x"))
    changing.move(archive, number, date(2027, 2, 1), "hoãn")
    changing.begin(archive, number)
    changing.complete(archive, number, reason="xong")
    changing.reopen(archive, number, "chưa")
    reassign(archive, "An", "Bình")
    changing.cancel(archive, number, "thôi")
    replanning.replan(archive, "theo quy tắc")
    label = request_copy(archive, Asked(FIRST, "Phòng A"))
    decide(archive, label, "withdrawn")


def test_an_archivist_describes_at_a_members_desk(shared, at_own_desk, tmp_path):
    before = len(told(shared))
    describing(at_own_desk("hoa"), tmp_path)
    done = told(shared)[before:]
    assert {one.act for one in done} >= {
        "described", "corrected", "word_corrected", "reviewed", "related", "unrelated", "guided",
        "set_together", "set_for_batch", "authority_recorded", "authority_changed",
        "authority_name_added", "authority_name_corrected", "authorities_merged", "merger_undone",
        "printed", "list_exported", "search_saved", "search_changed", "search_deleted",
    }  # fmt: skip
    assert {one.person for one in done if one.act not in (SEALING, "user_tied")} == {"Người hoa"}
    assert is_sound(shared)


def test_an_officer_plans_and_asks_for_copies_at_a_members_desk(shared, at_own_desk, tmp_path):
    before = len(told(shared))
    planning_work(at_own_desk("can"), tmp_path)
    assert {one.act for one in told(shared)[before:]} >= {
        "milestone_added", "milestone_changed", "milestone_moved", "milestone_begun",
        "milestone_done", "milestone_reopened", "milestones_reassigned", "milestone_cancelled",
        "copy_requested", "copy_request_withdrawn", "exported",
    }  # fmt: skip
    assert is_sound(shared)


def test_who_asked_withdraws_what_was_approved_meanwhile(shared, at_own_desk):
    member = at_own_desk("can")
    label = request_copy(member, Asked(FIRST, "Phòng A"))
    with pytest.raises(NotPermitted):
        decide(member, label, "approved")
    accounts.add_account(shared, "duyet", "", ["approver"], PASSWORD)
    with closing(open_archive(shared.folder)) as owners:
        signing_in.sign_in(owners, "duyet", PASSWORD)
        decide(owners, label, "approved")
    decide(member, label, "withdrawn")
    assert is_sound(shared)


def test_whoever_only_reads_saves_searches_and_prints(shared, at_own_desk, tmp_path):
    archive = at_own_desk("doc")
    lists(archive, tmp_path)
    with pytest.raises(NotPermitted):
        describe(archive, FIRST, [("title_vi", "x")])
    with pytest.raises(NotPermitted):
        planning.add(archive, FIRST, planning.New("Họp", date(2027, 1, 1)))
    assert is_sound(shared)


def test_what_a_member_writes_is_found_there_and_at_every_other_desk(shared, at_own_desk):
    bring_up_to_date(shared)
    member, other = at_own_desk("hoa"), at_own_desk("doc")
    for one in (member, other):
        bring_up_to_date(one)
    describe(member, FIRST, [("title_vi", "Hợp tác vatlymoi")])
    for one in (member, other):
        follow_descriptions(one)
        assert search(one, "vatlymoi").total == 1
    with closing(open_archive(shared.folder)) as owners:
        signing_in.sign_in(owners, "hoa", PASSWORD)
        follow_descriptions(owners)
        assert search(owners, "vatlymoi").total == 1


def test_two_members_do_not_overwrite_each_other(shared, at_own_desk):
    one, other = at_own_desk("hoa"), at_own_desk("can")
    number = planning.add(other, FIRST, planning.New("Họp", date(2027, 1, 1)))
    with one.catalogue.read() as session:
        version = editing.found(session, number)[0].version
    changing.move(other, number, date(2027, 2, 1), "hoãn")
    with pytest.raises(EditedMeanwhile):
        changing.move(one, number, date(2027, 3, 1), "hoãn", version=version)
    assert is_sound(shared)


def test_dates_that_an_archivist_describes_move_the_milestones(shared, at_own_desk):
    archive = at_own_desk("hoa")
    describe(archive, FIRST, COMPLETE)
    review.accept_review(archive, FIRST)
    describe(archive, FIRST, [
        ("signed_on", "7/12/2024"), ("effect_rule", "on_signing"), ("duration", "P5Y"),
        ("renewal", "written"), ("notice_period", "P6M"),
    ])  # fmt: skip
    due = rows(
        archive.settings.catalogue,
        "SELECT due_on FROM milestone WHERE agreement_id = 1 AND derived_from > '' ORDER BY 1",
    )
    assert due == [(date(2029, 6, 7),), (date(2029, 12, 7),)]
    assert is_sound(shared)


def test_what_is_done_at_every_desk_by_itself_is_left_to_the_owner(shared, at_own_desk):
    archive = at_own_desk("hoa")
    before = len(told(shared))
    assert not is_kept_here(archive)
    assert (heal(archive), follow_all(archive)) == (False, 0)
    bring_up_to_date(archive)
    assert len(told(shared)) == before


def test_roles_count_where_nobody_signs_in_as_well(shared, tmp_path):
    address = tied(shared, "can")
    switching.turn_off(shared)
    with desk(shared, address, tmp_path / "home") as archive:
        assert archive.account.name == "can"
        planning.add(archive, FIRST, planning.New("Họp", date(2027, 1, 1)))
        with pytest.raises(NotPermitted):
            describe(archive, FIRST, [("title_vi", "x")])
        assert len(agreement_ids(archive)) == 2
    assert is_sound(shared)


def test_the_acts_of_members_are_those_that_take_no_file_and_no_number():
    others = {
        "taken_in", "admitted", "copy_issued", "cleared", "made_searchable", "user_added", "frozen",
        "disposed", "verified", "backed_up", "rule_changed", "signed_in", "password_changed",
    }  # fmt: skip
    assert not acts_of_members() & others


def test_no_row_is_sealed_as_gone_that_its_writer_is_not_shown(shared, at_own_desk):
    archive = at_own_desk("hoa")
    with shared.catalogue.database.writing.begin() as owner:
        owner.exec_driver_sql("ALTER POLICY luutru_insert ON cooperation_field WITH CHECK (true)")
    before = len(told(shared))
    with pytest.raises(PartOfArchive), archive.catalogue.write() as session:
        session.execute(insert(table_of(CooperationField)).values(agreement_id=3, code="halal"))
    assert len(told(shared)) == before
    assert [one.table for one in differences_of(shared)] == ["schema_postgresql"]
