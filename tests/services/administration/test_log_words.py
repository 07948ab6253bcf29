"""What entries of the log say in words."""

from datetime import date

from luutru import i18n
from luutru.services import custody
from luutru.services.administration.log_reading import LogFilter, log_numbers, log_rows
from luutru.services.milestones.planning import New, add
from luutru.services.rules.calendar_days import Entry, set_day
from luutru.services.watching import After, WatchSettings, set_watch


def told(archive, act, detail):
    with archive.catalogue.write() as session:
        custody.record(session, "archivist", act, detail=detail)
    return log_rows(archive, log_numbers(archive)[:1])[0]


def test_a_guided_act_tells_agreements_and_milestones_before_and_after(archive):
    row = told(
        archive,
        "guided",
        {
            "act": "extension",
            "id": "01a2",
            "on": "2026-12-07",
            "reason": "Công hàm",
            "made": ["01a3"],
            "agreements": [["2026-0001", "in_force", "in_force", "2026-12-07", "2029-12-07"]],
            "milestones": [["moved", "2026-0001", "Báo cáo", "2026-12-01", "2029-12-01"]],
        },
    )
    changes = {one.label: (one.before, one.after) for one in row.changes}
    assert changes["2026-0001 · Expires on"] == ("07/12/2026", "07/12/2029")
    assert changes["2026-0001 · Báo cáo"] == ("01/12/2026", "01/12/2029")
    assert changes["In effect from"] == ("", "07/12/2026")
    assert "01a2" not in row.told
    assert "01a3" not in row.told


def test_a_day_of_the_calendar_is_told_in_words(archive):
    i18n.use_language("vi")
    set_day(archive, Entry(date(2026, 11, 27), "holiday", "Ngày truyền thống"))
    row = log_rows(archive, log_numbers(archive, LogFilter(act="calendar_changed")))[0]
    assert row.told == "27/11/2026: nghỉ · Ngày truyền thống"


def test_settings_are_told_by_what_they_are_called(archive, tmp_path):
    set_watch(archive, WatchSettings(tmp_path, 2.5, After.LEAVE))
    row = log_rows(archive, log_numbers(archive)[:1])[0]
    assert f"Scan folder: {tmp_path}" in row.told
    assert "leave the source" in row.told


def test_an_entry_of_a_later_version_is_told_as_it_is(archive):
    row = told(archive, "no_such_act", {"no_such_key": [1, 2], "found": [["no_such", "", {}]]})
    assert row.told == "no_such_key: 1; 2"


def test_a_milestone_is_named_once(archive, keep):
    add(archive, keep("Bản ghi nhớ"), New("Báo cáo", due_on=date(2026, 12, 7)))
    row = log_rows(archive, log_numbers(archive, LogFilter(act="milestone_added")))[0]
    assert row.told.startswith("Milestone: Báo cáo · ")
    assert row.told.count("Báo cáo") == 1
