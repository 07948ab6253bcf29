"""Calendars for other programs: they parse, keep their identifiers, and tell nothing secret."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from luutru.services.describe import new_agreement
from luutru.services.milestones.changing import complete, move
from luutru.services.milestones.icalendar_files import write_ics, write_ics_by_owner
from luutru.services.milestones.planning import New, add
from luutru.services.milestones.rows import milestone_rows

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=80
).filter(lambda text: text.strip())


@pytest.fixture
def planned(archive, reference):
    def make(title="Gửi báo cáo", **more):
        return add(archive, reference, New(title, **more))

    return make


def components(path, kind):
    calendar = Calendar.from_ical(path.read_bytes())
    for component in calendar.walk():
        assert component.errors == [], component
    return list(calendar.walk(kind))


def test_each_milestone_is_an_event_and_a_task_with_alarms(archive, planned, tmp_path):
    planned(due_on=date(2026, 12, 1), owner="An", note="Gọi; trước, khi gửi\\x")
    path = tmp_path / "lich.ics"
    assert write_ics(archive, path) == 1
    (event,), (todo,) = components(path, "VEVENT"), components(path, "VTODO")
    assert event["dtstart"].dt == date(2026, 12, 1)
    assert event["dtend"].dt == date(2026, 12, 2)
    assert todo["due"].dt == date(2026, 12, 1)
    assert event["uid"] != todo["uid"]
    assert "Gọi; trước, khi gửi\\x" in event["description"]
    assert "Viện Mẫu" not in event["description"]
    assert "Partners: VM" in event["description"]
    alarms = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert alarms == [timedelta(hours=8) - timedelta(days=n) for n in (30, 7)]
    assert {alarm["trigger"].params["RELATED"] for alarm in todo.walk("VALARM")} == {"END"}


def test_the_file_is_one_that_other_programs_import(archive, planned, tmp_path):
    planned("Một tiêu đề rất dài " * 12, due_on=date(2026, 12, 1))
    planned("Hằng năm", due_on=date(2026, 12, 2), recurrence="FREQ=YEARLY;UNTIL=20301231")
    planned("Không ngày")
    path = tmp_path / "lich.ics"
    write_ics(archive, path)
    lines = path.read_bytes().split(b"\r\n")
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
    assert max(map(len, lines)) <= 75
    assert lines.count(b"VERSION:2.0") == lines.count(b"METHOD:PUBLISH") == 1
    assert sum(line.startswith(b"PRODID:") for line in lines) == 1
    assert b"DTSTART;VALUE=DATE:20261201" in lines
    uids = [line for line in lines if line.startswith(b"UID:")]
    assert len(uids) == len(set(uids)) == 4
    assert lines.count(b"RRULE:FREQ=YEARLY;UNTIL=20301231;BYMONTHDAY=2;BYMONTH=12") == 2


def test_identifiers_stay_and_the_sequence_grows(archive, planned, tmp_path):
    number, path = planned(due_on=date(2026, 12, 1)), tmp_path / "lich.ics"
    write_ics(archive, path)
    (before,) = components(path, "VEVENT")
    move(archive, number, date(2026, 12, 9), "lùi")
    write_ics(archive, path)
    (after,) = components(path, "VEVENT")
    assert before["uid"] == after["uid"] == f"{milestone_rows(archive)[0].uid}@luutru"
    assert after["sequence"] > before["sequence"]


def test_only_the_newest_of_a_series_comes_back(archive, planned, tmp_path):
    first = planned(due_on=date(2026, 11, 15), recurrence="FREQ=YEARLY")
    second = complete(archive, first, reason="gửi")
    path = tmp_path / "lich.ics"
    assert write_ics(archive, path) == 1
    (event,) = components(path, "VEVENT")
    assert event["dtstart"].dt == date(2027, 11, 15)
    assert "rrule" in event
    assert second is not None
    move(archive, second, date(2027, 12, 1), "lùi")
    write_ics(archive, path)
    (event,) = components(path, "VEVENT")  # a moved day is no day of the series
    assert "rrule" not in event


def test_one_file_for_each_owner(archive, planned, tmp_path):
    for owner in ("Nguyễn Văn Ân", "Nguyên Văn An", "", "阮"):
        planned(due_on=date(2026, 12, 1), owner=owner)
    files = write_ics_by_owner(archive, tmp_path / "lich")
    assert {file.name for file in files.values()} == {
        "nguyen-van-an.ics", "nguyen-van-an-2.ics", "owner.ics",
    }  # fmt: skip
    assert all(len(components(file, "VEVENT")) == 1 for file in files.values())
    path = tmp_path / "an.ics"
    assert write_ics(archive, path, "Nguyễn Văn Ân") == 1


def test_what_is_marked_secret_does_not_leave(archive, planned, keep, tmp_path):
    planned(due_on=date(2026, 12, 1))
    secret = keep("Mật", secrecy="Mật")
    add(archive, secret, New("Kín", due_on=date(2026, 12, 1)))
    path = tmp_path / "lich.ics"
    assert write_ics(archive, path) == 1
    assert "Kín" not in path.read_text("utf-8")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXT, TEXT, st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_whatever_is_written_comes_back_the_same(archive, today, tmp_path, title, note, day):
    reference = new_agreement(archive, [("title_vi", "Một")])
    owner = f"owner {reference}"
    add(archive, reference, New(title, due_on=day, note=note, owner=owner))
    path = tmp_path / "lich.ics"
    write_ics(archive, path, owner)
    (event,) = components(path, "VEVENT")
    (row,) = [row for row in milestone_rows(archive) if row.owner == owner]
    assert event["summary"] == row.title
    assert event["description"].endswith(row.note)
    assert event["dtstart"].dt == day
