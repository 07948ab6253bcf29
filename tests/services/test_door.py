"""What bears a mark of secrecy stops at the door, and nothing of it is found anywhere."""

import dataclasses
import logging
from collections.abc import Iterable, Mapping

import pytest
from sqlalchemy import func, select, union_all
from sqlalchemy.orm import aliased, selectinload
from tests.services.conftest import read
from tests.services.typed import blank_scan, tell, tell_again

from luutru.errors import HeldAtDoor, LuutruError, UnacceptableValue, UnknownReference
from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.records.files import Page
from luutru.services import (
    cards,
    custody,
    door,
    duplicates,
    facets,
    filters,
    likeness,
    originals,
    overviews,
    pages,
    partners,
    readings,
    retries,
    rows,
    standings,
)
from luutru.services.accession import Joining, take_in
from luutru.services.describe import describe
from luutru.services.histories import history
from luutru.services.indexing import bring_up_to_date, rebuild
from luutru.services.inspecting import verify
from luutru.services.recovery import recover
from luutru.services.search import page_hits, search

SECRET = ("Số: 12/BC-TĐC\nMẬT\nBÁO CÁO\nvề thiết bị phi thường ở Thung lũng Xanh", "Trang hai")
NAMES = ("kehoachkin", "phi thuong", "thung lung", "phi thường", "Thung lũng")


@pytest.fixture
def scan(tmp_path):
    return lambda name, count=1: blank_scan(tmp_path, name, count)


@pytest.fixture
def stopped(archive, scan):
    """The reference of a document that was found by everyone, and is now known to be secret."""
    receipt = take_in(archive, scan("kehoachkin", 2))
    bring = {"title_vi": "Thiết bị ở Thung lũng Xanh", "party.foreign": "Viện Thung lũng; VTL; BY"}
    describe(archive, receipt.reference, list(bring.items()))
    read(archive, "Trang một", "Trang hai")
    tell_again(archive, receipt.reference, SECRET)
    return receipt.reference


def everything(thing):
    """Yield all text in whatever a service told."""
    if isinstance(thing, str):
        yield thing
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from everything(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        yield from everything(list(thing.items()))
    elif isinstance(thing, Iterable):
        for part in thing:
            yield from everything(part)


def answers(archive, three):
    """Ask every service that lists, counts or shows something."""
    yield rows.agreement_rows(archive, list(range(1, 9)))
    yield list(rows.agreement_ids(archive))
    yield list(rows.agreement_ids(archive, filters.Filter(text="thung lung")))
    yield facets.facets(archive)
    yield partners.partners(archive)
    yield partners.partners(archive, "Thung lũng")
    yield originals.originals(archive)
    yield standings.standings(archive)
    yield retries.failures(archive)
    yield duplicates.all_near_duplicates(archive)
    yield custody.entries(archive)
    for name in three.values():
        yield cards.card(archive, name)
        yield duplicates.near_duplicates(archive, name)
        yield likeness.more_like(archive, name)
        yield history(archive, name)
    for query in NAMES:
        answer = search(archive, query)
        yield [answer.hits, answer.facets, answer.did_you_mean, answer.hint]


def test_nothing_of_it_is_found_anywhere(archive, own, stopped):
    told = [text for answer in answers(archive, own) for text in everything(answer)]
    assert "Hợp tác về đo lường" in told
    for name in NAMES:
        assert not [text for text in told if name.casefold() in text.casefold()]


def test_it_is_in_no_count(archive, scan, own):
    before = overviews.overview(archive)
    facets_before = facets.facets(archive)
    reference = take_in(archive, scan("kehoachkin", 2)).reference
    describe(archive, reference, [("fields", "Đo lường"), ("signed_on", "1/2/2003")])
    read(archive, "Trang một", "Trang hai")
    assert overviews.overview(archive) != before
    tell_again(archive, reference, SECRET)
    assert overviews.overview(archive) == before
    assert facets.facets(archive) == facets_before
    assert search(archive, "hợp").total == 2
    assert search(archive, "kehoachkin").total == 0


def test_its_pages_never_enter_the_index_and_leave_it_if_they_are_there(archive, scan):
    first = take_in(archive, scan("ordinary")).reference
    read(archive, "Một trang bình thường về Rừng Vàng")
    annex = take_in(archive, scan("kin"), joining=Joining.ANNEX_OF, to=first).reference
    read(archive, "Phụ lục về Thung lũng Xanh")
    assert search(archive, "Thung lũng").total == 1
    tell_again(archive, annex, ("MẬT\nPhụ lục về Thung lũng Xanh",))
    assert search(archive, "Thung lũng").total == 0
    assert search(archive, "Rừng Vàng").total == 1
    rebuild(archive)
    assert search(archive, "Thung lũng").total == 0
    assert [d.reference for d in cards.card(archive, first).documents] == [first]


def test_its_pages_are_not_shown(archive, stopped):
    with archive.catalogue.read(whole=True) as session:
        document = session.scalars(select(Document).where(Document.reference == stopped)).one()
    assert pages.page_shapes(archive, document.id) == []
    assert pages.page_text(archive, document.id, 1) is None
    assert page_hits(archive, document.id, "phi thường") == []
    with pytest.raises(UnknownReference):
        pages.page_image(archive, document.id, 1, 100)


def test_whoever_asks_for_it_by_its_reference_is_told_its_mark_alone(archive, stopped):
    with pytest.raises(HeldAtDoor) as told:
        cards.card(archive, stopped)
    assert str(told.value).count(stopped)
    assert "Secret" in str(told.value)
    for ask in (likeness.more_like, duplicates.near_duplicates, history):
        with pytest.raises(HeldAtDoor):
            ask(archive, stopped)
    with pytest.raises(HeldAtDoor):
        describe(archive, stopped, [("title_vi", "x")])


def test_the_logs_name_it_by_reference_and_mark_alone(archive, stopped, caplog):
    entry = custody.entries(archive, stopped)[0]
    assert (entry.act, entry.detail) == ("held", {"mark": "secret", "page": 1})
    assert custody.entries(archive, stopped)[-1].detail.keys() == {"sha256", "size", "joining"}
    assert not any(name in record.getMessage() for record in caplog.records for name in NAMES)


def test_what_waits_is_listed_by_reference_mark_and_page(archive, stopped):
    (held,) = door.held_documents(archive)
    assert (held.reference, held.mark, held.page) == (stopped, "secret", 1)
    assert not any(name in text for text in everything(held) for name in NAMES)


def test_it_is_kept_and_nothing_takes_it_for_a_stranger(archive, stopped, scan):
    assert verify(archive, full=True).is_sound
    assert recover(archive).set_aside == 0
    assert verify(archive, full=True).is_sound
    again = take_in(archive, scan("kehoachkin", 2))
    assert (again.known, again.reference) == (True, stopped)


def test_admitted_it_is_found_with_its_secrecy(archive, stopped):
    door.admit(archive, stopped, "Tối mật", "Đã giao cho người phụ trách")
    bring_up_to_date(archive)
    assert cards.card(archive, stopped).row.secrecy == "top_secret"
    assert search(archive, "phi thường").total == 1
    assert door.held_documents(archive) == ()
    tell_again(archive, stopped, SECRET)
    assert door.held_documents(archive) == ()
    entry = custody.entries(archive, stopped)[0]
    assert entry.act == "admitted"
    assert entry.detail["reason"] == "Đã giao cho người phụ trách"


def test_a_false_alarm_is_cleared_and_a_higher_mark_stops_it_again(archive, stopped):
    door.clear(archive, stopped, "Chữ trên bìa, không phải dấu")
    assert cards.card(archive, stopped).row.secrecy == "none"
    tell_again(archive, stopped, SECRET)
    assert door.held_documents(archive) == ()
    tell_again(archive, stopped, ("TUYỆT MẬT", "hai"))
    assert [held.mark for held in door.held_documents(archive)] == ["most_secret"]


def test_kept_out_it_stays(archive, stopped):
    door.keep_out(archive, stopped, "Chuyển cho văn thư mật")
    assert [held.reference for held in door.held_documents(archive)] == [stopped]
    assert custody.entries(archive, stopped)[0].act == "kept_out"


@pytest.mark.parametrize(
    "ask",
    [
        lambda archive, reference: door.admit(archive, reference, "secret", "  "),
        lambda archive, reference: door.admit(archive, reference, "none", "vì"),
        lambda archive, reference: door.clear(archive, reference, ""),
        lambda archive, reference: door.clear(archive, "2026-0099", "vì"),
    ],
)
def test_without_a_reason_a_level_or_a_held_document_nothing_is_let_in(archive, stopped, ask):
    with pytest.raises((UnacceptableValue, UnknownReference)) as told:
        ask(archive, stopped)
    assert isinstance(told.value, LuutruError)
    assert len(door.held_documents(archive)) == 1


def test_a_page_read_before_the_stop_was_known_is_kept_and_not_shown(archive, scan):
    take_in(archive, scan("kehoachkin", 2))
    tell(archive, SECRET)
    bring_up_to_date(archive)
    assert readings.waiting_pages(archive) == []
    assert search(archive, "trang").total == 0
    with archive.catalogue.read(whole=True) as session:
        document = session.scalars(select(Document)).one()
        assert [page.status for page in document.files[0].pages] == ["read", "read"]


def test_a_document_that_people_called_secret_is_not_stopped(archive, scan):
    reference = take_in(archive, scan("known", 2)).reference
    describe(archive, reference, [("secrecy", "secret")])
    tell(archive, SECRET)
    assert door.held_documents(archive) == ()


def test_an_alias_of_a_record_is_narrowed_as_well(archive, stopped):
    with archive.catalogue.read() as session:
        another, theirs = aliased(Document), aliased(Agreement)
        assert stopped not in session.scalars(select(another.reference)).all()
        assert stopped not in session.scalars(select(theirs.reference)).all()


def test_a_question_within_a_question_is_narrowed_as_well(archive, stopped):
    with archive.catalogue.read() as session:
        inner = select(Document.reference).subquery()
        assert session.scalar(select(func.count()).select_from(inner)) == 0
        assert session.scalars(union_all(select(Document.id), select(Page.id))).all() == []
        assert session.get(Page, 1) is None
        about = select(Agreement).options(selectinload(Agreement.documents))
        assert session.scalars(about).all() == []


@pytest.fixture(autouse=True)
def _all_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
