"""What a role may do: one table for all acts, and it is obeyed whatever service is asked."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.services.conftest import filled
from tests.services.people.conftest import PASSWORD, staffed
from tests.services.typed import blank_scan

from luutru.errors import NotPermitted
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.roles import Permission, permissions_of
from luutru.records.schema import METADATA
from luutru.services import (
    apart,
    attaching,
    correcting,
    custody,
    describe,
    door,
    handing_out,
    inspecting,
    reading_order,
    rereading,
    retries,
    rows,
    saved_searches,
    searchable,
    sorting,
    synonyms,
    together,
    watching,
)
from luutru.services.accession import Joining, take_in
from luutru.services.administration import agency, codes, log_reading
from luutru.services.archive import create_archive, open_archive
from luutru.services.arranging import PageTurn, arrange
from luutru.services.authorities import changing
from luutru.services.copies.closing import close_year
from luutru.services.indexing import bring_up_to_date
from luutru.services.life import settings as life_settings
from luutru.services.milestones import planning
from luutru.services.people import accounts, clearances, switching
from luutru.services.people.signing_in import sign_in
from luutru.services.recovery import recover
from luutru.services.relations import relating
from luutru.services.rules import calendar_days
from luutru.services.search import search


def test_every_permission_and_every_role_has_words():
    assert set(code_list("permission").codes) == set(Permission)
    assert all(permissions_of([role]) for role in code_list("role").codes)


def test_an_act_that_stands_in_no_table_is_refused_to_whoever_signed_in(archive, signed_in):
    staffed(archive)
    his = signed_in(archive, "quantri")
    with pytest.raises(NotPermitted), his.catalogue.write() as session:
        custody.record(session, his.person, "invented")


def versions(archive):
    """Return how often each agreement was corrected."""
    with archive.catalogue.read() as session:
        return dict(session.execute(select(Agreement.id, Agreement.version)).all())


CHANGES = {
    "take in": lambda a, r, f: take_in(a, f),
    "record": lambda a, r, f: describe.new_agreement(a, [("title_vi", "x")]),
    "describe": lambda a, r, f: describe.describe(a, r, [("title_vi", "x")]),
    "attach": lambda a, r, f: attaching.attach(a, "2026-0002", to=r),
    "sort": lambda a, r, f: sorting.sort_document(a, "2026-0002", Joining.ANNEX_OF, r),
    "arrange": lambda a, r, f: arrange(a, r, [PageTurn(1, 90)]),
    "copy out": lambda a, r, f: handing_out.hand_out(a, r, f.with_name("out.pdf")),
    "lend": lambda a, r, f: handing_out.lend(a, r, f.with_name("lent.pdf")),
    "searchable": lambda a, r, f: searchable.export_searchable(a, r, f.with_name("s.pdf")),
    "sooner": lambda a, r, f: reading_order.read_sooner(a, r),
    "later": lambda a, r, f: reading_order.read_later(a, r),
    "read again": lambda a, r, f: rereading.read_again(a),
    "retry": lambda a, r, f: retries.run(a),
    "dismiss": lambda a, r, f: retries.dismiss(a, 1),
    "tell apart": lambda a, r, f: apart.tell_apart(a, r, "2026-0002"),
    "correct a word": lambda a, r, f: correcting.correct_word(a, r, 1, "đường", "x"),
    "look at the door": lambda a, r, f: door.held_documents(a),
    "set together": lambda a, r, f: together.set_together(
        a, together.Together((), (), {3: versions(a)[3]}), [("fields", "Halal")]
    ),
    "plan": lambda a, r, f: planning.add(a, r, planning.New("x", date(2030, 1, 1))),
    "relate": lambda a, r, f: relating.relate(a, r, relating.NewRelation("amends", "2026-0002")),
    "synonyms": lambda a, r, f: synonyms.put_group(a, "x", ["y", "z"]),
    "restore synonyms": lambda a, r, f: synonyms.restore_groups(a),
    "holiday": lambda a, r, f: calendar_days.set_day(
        a, calendar_days.Entry(date(2026, 9, 4), "working")
    ),
    "watch": lambda a, r, f: watching.set_watch(a, watching.WatchSettings(f.parent)),
    "verify": lambda a, r, f: inspecting.verify(a, full=True),
    "name the archive": lambda a, r, f: agency.name_archive(a, "x"),
    "add a code": lambda a, r, f: codes.add_code(a, "cooperation_field", "Mới", "New"),
    "new partner": lambda a, r, f: changing.new_authority(a, changing.NameValues("Mới")),
    "close a year": lambda a, r, f: close_year(a, 2026),
    "days": lambda a, r, f: life_settings.set_ending_soon_days(a, 30),
    "add an account": lambda a, r, f: accounts.add_account(a, "x", "", ["reader"], PASSWORD),
    "list accounts": lambda a, r, f: accounts.accounts(a),
    "roles": lambda a, r, f: accounts.set_roles(a, "doc", ["administrator"]),
    "disable": lambda a, r, f: accounts.set_disabled(a, "quantri", disabled=True),
    "reset": lambda a, r, f: accounts.reset_password(a, "quantri", "mat-khau-moi"),
    "turn off": lambda a, r, f: switching.turn_off(a),
    "grant": lambda a, r, f: clearances.grant(a, r, "doc", "vì"),
    "withdraw": lambda a, r, f: clearances.withdraw(a, r, "doc", "vì"),
    "list marked": lambda a, r, f: clearances.marked_agreements(a),
    "read the log": lambda a, r, f: custody.entries(a),
    "look through the log": lambda a, r, f: log_reading.log_numbers(a),
}
"""What changes an archive, takes something out of it, or looks behind it."""


@pytest.fixture(scope="module")
def as_reader(tmp_path_factory):
    """An archive with three agreements, opened by somebody who may only read; and a reference."""
    folder = tmp_path_factory.mktemp("read")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        with closing(create_archive(folder / "archive")) as archive:
            three = filled(archive, folder)
            staffed(archive, doc="reader")
            with closing(open_archive(archive.folder)) as reader:
                sign_in(reader, "doc", PASSWORD)
                yield reader, three["bare"], folder


def everything(archive):
    """Return all rows of all tables."""
    with archive.catalogue.read(whole=True) as session:
        connection = session.connection()
        return {t.name: connection.execute(t.select()).all() for t in METADATA.sorted_tables}


@pytest.mark.parametrize("change", CHANGES)
def test_a_reader_changes_nothing(as_reader, change):
    archive, reference, folder = as_reader
    before, files = everything(archive), sorted(archive.folder.rglob("*.pdf"))
    scan = blank_scan(folder, "scan")
    with pytest.raises(NotPermitted):
        CHANGES[change](archive, reference, scan)
    assert everything(archive) == before
    assert sorted(archive.folder.rglob("*.pdf")) == files
    assert not {"out.pdf", "lent.pdf", "s.pdf"} & {path.name for path in folder.iterdir()}


def test_a_reader_sees_finds_prints_and_keeps_searches(as_reader):
    archive, reference, _ = as_reader
    assert rows.agreement_rows(archive, [1, 2, 3])
    assert search(archive, "halal").total == 2
    handing_out.record_print(archive, reference, [1], "printer")
    saved_searches.save_search(archive, "Halal", "halal")
    bring_up_to_date(archive)
    recover(archive)


def test_an_administrator_sees_no_agreement(archive, own, signed_in):
    staffed(archive)
    his = signed_in(archive, "quantri")
    assert rows.agreement_rows(his, [1, 2, 3]) == []
    assert search(his, "halal").total == 0
    assert len(accounts.accounts(his)) == 1


def test_the_table_in_the_documents_is_the_one_that_counts():
    told = (Path(__file__).parents[3] / "docs" / "roles.md").read_text(encoding="utf-8")
    roles = code_list("role").codes
    for permission in Permission:
        row = next(line for line in told.splitlines() if f"(`{permission}`)" in line)
        marks = [cell.strip() == "•" for cell in row.split("|")[2:-1]]
        assert marks == [permission in permissions_of([role]) for role in roles], permission
