"""Who is cleared for a marked agreement sees it, and nobody else, whatever becomes of it."""

import shutil
from contextlib import closing

import pytest
from tests.services.people.conftest import staffed
from tests.services.people.marked import MARKERS, filled

from luutru.errors import NotPermitted, UnacceptableValue, UnknownAccount, UnknownReference
from luutru.services import cards, custody
from luutru.services.administration.log_reading import LogFilter, log_numbers
from luutru.services.archive import open_archive
from luutru.services.copies import register
from luutru.services.copies.lines import copies_book
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date, rebuild
from luutru.services.overviews import overview
from luutru.services.people import clearances, switching
from luutru.services.search import search


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The folder of an archive with marked agreements that asks for sign-in."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        patch.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        with closing(filled(folder, secrets=True)) as archive:
            staffed(archive, doc="reader", hoa="archivist", ky="approver certifier")
    return folder / "archive"


@pytest.fixture
def secret(template, tmp_path):
    """A copy of it, in which nobody has signed in yet."""
    with closing(open_archive(shutil.copytree(template, tmp_path / "copy"))) as archive:
        yield archive


def test_whoever_is_cleared_sees_it_everywhere_and_no_longer_once_it_is_withdrawn(
    secret, signed_in
):
    reader, approver = signed_in(secret, "doc"), signed_in(secret, "ky")
    assert search(reader, "tumatla").total == 0
    clearances.grant(approver, "2026-0003", "doc", "Theo dõi việc thực hiện")
    assert search(reader, "tumatla").total == 1
    assert search(reader, "tumatlo").did_you_mean == "tumatla"
    assert cards.card(reader, "2026-0003").row.secrecy == "secret"
    assert overview(reader).agreements == 3
    assert [hit.reference for hit in search(reader, "bimatxa").hits] == ["2026-0003"]
    clearances.withdraw(approver, "2026-0003", "doc", "Đã bàn giao")
    assert search(reader, "tumatla").total == 0
    assert search(reader, "tumatlo").did_you_mean is None
    with pytest.raises(UnknownReference):
        cards.card(reader, "2026-0003")


def test_a_clearance_ends_at_the_mark_for_which_it_was_given(secret, signed_in):
    reader, approver = signed_in(secret, "doc"), signed_in(secret, "ky")
    archivist = signed_in(secret, "hoa")
    for name in ("doc", "hoa"):
        clearances.grant(approver, "2026-0003", name, "vì")
    assert cards.card(reader, "2026-0003").row.secrecy == "secret"
    describe(archivist, "2026-0003", [("secrecy", "Tối mật")])
    with pytest.raises(UnknownReference):
        cards.card(reader, "2026-0003")
    assert cards.card(archivist, "2026-0003").row.secrecy == "top_secret"
    told = {one.name: one.is_cleared for one in clearances.need_to_know(approver, "2026-0003")}
    assert told == {"doc": False, "hoa": True, "ky": False, "quantri": False}
    (marked,) = [
        one for one in clearances.marked_agreements(approver) if one.reference == "2026-0003"
    ]
    assert marked.cleared == ("hoa",)
    assert clearances.need_to_know(approver, "2026-0001") == ()
    with pytest.raises(NotPermitted):
        clearances.need_to_know(archivist, "2026-0003")


def test_whoever_gives_the_mark_goes_on_seeing_it_and_others_see_it_no_more(secret, signed_in):
    archivist, reader = signed_in(secret, "hoa"), signed_in(secret, "doc")
    assert cards.card(reader, "2026-0002").row.secrecy == "none"
    describe(archivist, "2026-0002", [("secrecy", "Mật"), ("title_vi", "Tên mới")])
    assert cards.card(archivist, "2026-0002").row.title == "Tên mới"
    with pytest.raises(UnknownReference):
        cards.card(reader, "2026-0002")
    bring_up_to_date(reader)
    assert search(archivist, "Tehran").total == 1
    assert search(reader, "Tehran").total == 0


def test_whoever_sees_nothing_of_it_indexes_it_all_the_same(secret, signed_in):
    reader, archivist = signed_in(secret, "doc"), signed_in(secret, "ky")
    clearances.grant(archivist, "2026-0003", "ky", "vì")
    rebuild(reader)
    assert search(reader, "tumatla").total == 0
    assert search(archivist, "tumatla").total == 1


def test_the_log_tells_that_something_was_done_and_not_to_what(secret, signed_in):
    his = signed_in(secret, "quantri")
    entries = custody.entries(his)
    assert custody.head(his)[0] >= entries[0].seq
    assert "taken_in" in {entry.act for entry in entries if not entry.reference}
    told = " ".join(f"{entry.reference} {entry.detail}" for entry in entries)
    assert not [one for one in (*MARKERS, "2026-0003", "2026-0004") if one in told]
    for wanted in (LogFilter(reference="2026-0003"), LogFilter(text="bimatxa")):
        assert list(log_numbers(his, wanted)) == []


def test_who_clears_is_told_references_and_marks_alone(secret, signed_in):
    his = signed_in(secret, "quantri")
    clearances.grant(his, "2026-0003", "doc", "vì")
    first, second = clearances.marked_agreements(his)
    assert (first.reference, first.secrecy, first.cleared) == ("2026-0003", "secret", ("doc",))
    assert (second.reference, second.cleared) == ("2026-0004", ())


@pytest.mark.parametrize(
    ("reference", "name", "reason", "error"),
    [
        ("2026-0001", "doc", "vì", UnacceptableValue),
        ("2026-0099", "doc", "vì", UnknownReference),
        ("2026-0003", "nobody", "vì", UnknownAccount),
        ("2026-0003", "doc", " ", UnacceptableValue),
    ],
)
def test_nobody_is_cleared_for_nothing_or_without_a_reason(
    secret, signed_in, reference, name, reason, error
):
    with pytest.raises(error):
        clearances.grant(signed_in(secret, "ky"), reference, name, reason)


def test_with_sign_in_off_the_one_who_works_alone_sees_all(secret, signed_in):
    switching.turn_off(signed_in(secret, "quantri"))
    assert search(secret, "tumatla").total == 2
    assert overview(secret).agreements == 4


def test_the_register_of_copies_keeps_the_number_and_tells_nothing_else(secret, signed_in):
    told = {
        "series": register.SERIES, "year": 2026, "number": 1, "symbol": "01/SY-TĐC", "form": "sy",
        "direction": "gd", "pages": "1-2", "recipients": "bimatxa", "reason": "tumatla",
        "state": register.RESERVED, "document_id": 3, "source_sha256": "a" * 64,
    }  # fmt: skip
    clerk = signed_in(secret, "ky")
    with clerk.catalogue.write(whole=True) as session:
        register.enter(session, "root", told)
    (row,) = copies_book(clerk, 2026).rows
    assert (row.number, row.reference, row.pages, row.recipients) == (1, "", "", ())
    assert not [one for one in MARKERS if one in str(row)]
    assert "a" * 64 not in str(row)
