"""What waits at the door is a row without words, and is let in with a reason."""

import pytest
from sqlalchemy import select
from tests.services.conftest import read
from tests.services.typed import blank_scan, tell_again

from luutru.gui.intake.door_dialog import DoorDialog
from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.intake.stages import Stage
from luutru.gui.intake.ways import Way, more_ways_of, ways_of
from luutru.records.custody import CustodyEntry
from luutru.services import custody, door
from luutru.services.accession import take_in
from luutru.services.rows import agreement_ids


@pytest.fixture
def held(archive, tmp_path):
    reference = take_in(archive, blank_scan(tmp_path, "kehoachkin")).reference
    read(archive, "Trang một")
    tell_again(archive, reference, ("Số: 12/BC-TĐC\nMẬT\nBÁO CÁO\nvề thiết bị phi thường",))
    assert [one.reference for one in door.held_documents(archive)] == [reference]
    return reference


def test_it_stands_in_the_queue_by_its_reference_and_mark_alone(archive, jobs, held, qtbot):
    queue = IntakeQueue(archive, jobs)
    queue.reload()
    qtbot.waitUntil(lambda: bool(queue.all_rows()))
    (row,) = queue.all_rows()
    assert (row.name, row.stage) == (held, Stage.HELD)
    assert "kehoachkin" not in f"{row}"
    assert "Secret" in row.reason
    assert ways_of(row) == (Way.ADMIT, Way.CLEAR)
    assert more_ways_of(row) == (Way.KEEP_OUT,)
    assert queue.troubled() == 1


def test_it_is_let_in_as_what_it_is_once_level_and_reason_are_said(
    archive, desk, parent, opened, held, qtbot
):
    dialog = opened(DoorDialog(desk, held, parent, Way.ADMIT))
    assert "none" not in [dialog.secrecy.itemData(n) for n in range(dialog.secrecy.count())]
    assert not dialog.save.isEnabled()
    dialog.reason.setPlainText("Văn thư đã xem")
    assert not dialog.save.isEnabled()
    dialog.secrecy.put("secret")
    dialog.secrecy.edited.emit()
    with qtbot.waitSignal(dialog.told):
        dialog.save.click()
    assert door.held_documents(archive) == ()
    entry = next(one for one in custody.entries(archive) if one.act == "admitted")
    assert entry.detail["reason"] == "Văn thư đã xem"


def test_what_is_no_secret_is_let_in_with_a_reason(archive, desk, parent, opened, held, qtbot):
    dialog = opened(DoorDialog(desk, held, parent, Way.CLEAR))
    assert not dialog.secrecy.isVisible()
    dialog.reason.setPlainText("Con dấu của cơ quan khác")
    with qtbot.waitSignal(dialog.told):
        dialog.save.click()
    assert len(list(agreement_ids(archive))) == 1


def test_what_was_let_in_meanwhile_is_told_in_the_dialog(
    archive, desk, parent, opened, held, qtbot
):
    dialog = opened(DoorDialog(desk, held, parent, Way.CLEAR))
    dialog.reason.setPlainText("Không phải mật")
    door.clear(archive, held, "đã xem")
    dialog.save.click()
    qtbot.waitUntil(dialog.notice.isVisible)
    assert dialog.save.isEnabled()


def test_what_stays_at_the_door_stays_with_its_reason_in_the_log(
    archive, desk, parent, opened, held, qtbot
):
    dialog = opened(DoorDialog(desk, held, parent, Way.KEEP_OUT))
    assert not dialog.secrecy.isVisible()
    dialog.reason.setPlainText("Chuyển cho bộ phận bảo mật")
    with qtbot.waitSignal(dialog.told):
        dialog.save.click()
    assert [one.reference for one in door.held_documents(archive)] == [held]
    with archive.catalogue.read(whole=True) as session:
        kept = session.scalars(select(CustodyEntry).where(CustodyEntry.act == "kept_out")).one()
        assert "Chuyển cho bộ phận bảo mật" in kept.detail
