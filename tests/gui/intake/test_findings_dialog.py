"""What is to be noted of a scan is accepted with a reason."""

import pytest

from luutru.gui.intake.findings_dialog import FindingsDialog
from luutru.reading.measures import Measures
from luutru.reading.messages import Inspection, PageReading, PageShape, PageStatus
from luutru.services import readings
from luutru.services.accession import take_in
from luutru.services.scan_quality import findings


@pytest.fixture
def coarse(archive, a_scan):
    """The reference of a scan of too few dots."""
    reference = take_in(archive, a_scan("one")).reference
    for file_id, _ in readings.uncounted(archive):
        readings.store_inspection(archive, file_id, Inspection(pages=(PageShape(595, 842),)))
    (page,) = readings.waiting_pages(archive)
    measures = Measures(dpi=100, bits=24)
    told = PageReading(page.page_id, page.number, PageStatus.READ, "hai", measures=measures)
    readings.store_reading(archive, told)
    return reference


def test_a_remark_is_accepted_with_a_reason(archive, desk, parent, opened, coarse, qtbot):
    dialog = opened(FindingsDialog(desk, coarse, parent))
    qtbot.waitUntil(lambda: bool(dialog.table.lines))
    at = [found.code for found in findings(archive, coarse)].index("low_resolution")
    dialog.table.selectRow(at)
    assert not dialog.accept_it.isEnabled()
    dialog.reason.put("bản giấy mờ")
    assert dialog.accept_it.isEnabled()
    with qtbot.waitSignal(dialog.told):
        dialog.accept_it.click()
    qtbot.waitUntil(lambda: dialog.table.lines[at].cells[-1] == "bản giấy mờ")
    dialog.reason.put("nữa")
    dialog.table.selectRow(at)
    assert not dialog.accept_it.isEnabled()
    assert findings(archive, coarse)[at].accepted == "bản giấy mờ"
